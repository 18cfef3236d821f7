package dev.remit.ledger;

import java.util.concurrent.CompletableFuture;

/**
 * An ordered sequence of records in which every accepted record is durable. Sequence numbers start at 0, have no gaps,
 * and are what a transparency log uses as leaf index.
 *
 * <p>Thread-safe; made for many virtual threads at once.
 */
public interface Journal extends AutoCloseable {

    /**
     * Hands a record over without waiting. Records get their sequence numbers in the order of the calls to this method,
     * so a caller that must order its records calls it under its own lock, leaves the lock, and waits for the result
     * outside of it.
     *
     * <p>The result MUST NOT complete normally before the record is durable. It fails with a {@link JournalException}
     * ({@code FULL}, {@code OVERLOADED}, {@code STOPPED}). When a record fails with {@code FULL}, every record that was
     * submitted after it and before its failure was known fails too: no record is kept whose predecessor was refused
     * behind its back. Which of several failing records learns of it first is not defined.
     *
     * <p>Whatever is chained to the result may run on the thread that writes for everybody: chain only what is short
     * and never waits, or use the {@code Async} forms with an executor. Completing or cancelling the result changes
     * nothing for the record.
     */
    CompletableFuture<Long> submit(JournalRecord record);

    /**
     * Appends a record and waits until it is durable. Does not react to interruption, because its caller must know what
     * became of the record.
     *
     * @return the sequence number
     * @throws JournalException of kind {@code FULL}, {@code OVERLOADED} or {@code STOPPED}
     */
    default long append(JournalRecord record) {
        return Outcome.await(submit(record));
    }

    /**
     * How many records were made durable, trimmed ones included: possibly zero, never falling. The next record may
     * already be on its way.
     */
    long size();

    /**
     * Shows the records from {@code from} up to the size at the time of the call, in order, on the calling thread.
     * Holds one group of records in memory at a time. Appending goes on meanwhile.
     *
     * <p>A {@link #trim} does not wait for it: what it is in the middle of is shown to the end of its segment, and then,
     * if the next one was trimmed, it fails.
     *
     * @param from {@link #first()} to {@link #size()}
     * @throws IllegalArgumentException if {@code from} is outside of that
     * @throws JournalException of kind {@code CORRUPT}, {@code UNREADABLE} (also where it was trimmed meanwhile), or
     *     {@code STOPPED} after closing; records before that were shown
     */
    void replay(long from, Visitor visitor);

    /**
     * One durable record.
     *
     * @param sequence {@link #first()} to {@link #size()} - 1
     * @throws IllegalArgumentException if there is no such record
     * @throws JournalException as {@link #replay} does
     */
    JournalRecord read(long sequence);

    /**
     * The oldest record still held: 0 until something was trimmed, never falling, at most {@link #size()}. A journal
     * that forgets nothing always says 0.
     */
    default long first() {
        return 0;
    }

    /**
     * Allows the journal to forget the records before one, because whatever is derived from them is durable elsewhere. It
     * forgets them in large pieces and may keep more, but none that is at or after {@code before}. What it forgets is
     * deleted, durably, when this returns. Appending goes on meanwhile.
     *
     * @param before 0 to {@link #size()}; what was trimmed already is not asked for again
     * @throws IllegalArgumentException if {@code before} is outside of that
     * @throws JournalException of kind {@code STOPPED}, or {@code UNREADABLE} if storage refused to delete: the next
     *     trim does it then
     */
    default void trim(long before) {}

    /**
     * Makes a {@link #trim} to the present {@link #size()} forget everything: the next record starts a new piece. Does
     * nothing where it would anyway. Takes its turn among the records, and returns when that is durable.
     *
     * @throws JournalException of kind {@code FULL}, {@code OVERLOADED} or {@code STOPPED}
     */
    default void rotate() {}

    /** Never waits. */
    Health health();

    /**
     * Takes no more records, makes durable what waits, releases everything. Closing again does nothing.
     *
     * @throws JournalException of kind {@code STOPPED} or {@code FULL} if this run could not be ended properly;
     *     everything is released all the same, and every accepted record is durable
     */
    @Override
    void close();

    /** Sees records in order. What it throws ends the replay and reaches the caller. */
    @FunctionalInterface
    interface Visitor {
        void visit(long sequence, JournalRecord record);
    }
}
