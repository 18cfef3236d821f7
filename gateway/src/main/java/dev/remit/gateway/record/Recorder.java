package dev.remit.gateway.record;

import dev.remit.gateway.key.Aead;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.ChangeCodec;
import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalException;
import dev.remit.ledger.JournalRecord;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes records: the leaf, the sealed sidecar and the change of state in one append, durable before anything that it
 * speaks of is released. Thread-safe.
 *
 * <p>In two steps, so that what is slow happens outside of the locks that keep records in order: {@link #prepare} seals,
 * {@link #submit} hands over. Then, outside of every lock, {@link Submitted#await} waits for the disk.
 */
public final class Recorder {
    private static final byte[] STATE_CONTEXT = "state".getBytes(StandardCharsets.US_ASCII);

    private final Journal journal;
    private final Sealer sealer;
    private final Aead stateKey;
    private final Projector projector;

    /** One that nobody uses at the moment, or null: most calls find it. */
    private final AtomicReference<Aead.@Nullable Sealing> stateSealing = new AtomicReference<>();

    private volatile Follower follower = (sequence, entry, parts) -> {};

    public Recorder(Journal journal, Sealer sealer, Aead stateKey, Projector projector) {
        this.journal = journal;
        this.sealer = sealer;
        this.stateKey = stateKey;
        this.projector = projector;
    }

    /** Is told of each record when it is durable, on the journal's thread: short, never waits. */
    public interface Follower {
        void durable(long sequence, Entry entry, Sealer.Sealed sealed);
    }

    /** From now on tells this one, and no other. */
    public void follow(Follower one) {
        follower = one;
    }

    /** A sealed entry that is not yet handed over. */
    public record Prepared(Entry entry, Sealer.Sealed sealed) {}

    /** @throws RecordException if the entry cannot be sealed: nothing may be released */
    public Prepared prepare(Entry entry) {
        try {
            return new Prepared(entry, sealer.seal(entry));
        } catch (SQLException e) {
            throw new RecordException("the store of keys cannot be used", e);
        }
    }

    /** Hands a record over; records are in the order of these calls. Never waits, never throws for the journal. */
    public Submitted submit(Prepared prepared, List<Change> changes) {
        byte[] state = sealed(ChangeCodec.encode(changes));
        JournalRecord record =
                new JournalRecord(prepared.sealed().leaf(), prepared.sealed().sidecar(), state);
        CompletableFuture<Long> durable = journal.submit(record).whenComplete((sequence, failure) -> {
            if (failure == null) {
                projector.durable(sequence, changes);
                follower.durable(sequence, prepared.entry(), prepared.sealed());
            }
        });
        return new Submitted(durable);
    }

    private byte[] sealed(byte[] state) {
        Aead.Sealing idle = stateSealing.getAndSet(null);
        Aead.Sealing sealing = idle == null ? stateKey.sealing() : idle;
        byte[] sealed = sealing.seal(state, STATE_CONTEXT);
        stateSealing.set(sealing);
        return sealed;
    }

    /**
     * Writes a record whose place among others does not matter; returns when it is durable.
     *
     * @throws RecordException if it is not: nothing may be released
     */
    public void write(Entry entry, List<Change> changes) {
        submit(prepare(entry), changes).await();
    }

    /** Opens the state of a record again, at start. */
    static List<Change> changes(JournalRecord record, Aead stateKey) {
        byte[] plain = stateKey.open(record.state(), STATE_CONTEXT);
        if (plain == null) {
            throw new RecordException(
                    "the journal was sealed with other keys than those in keys.db; put the keys back that belong to it",
                    null);
        }
        return ChangeCodec.decode(plain);
    }

    /** A record on its way to the disk. */
    public record Submitted(CompletableFuture<Long> durable) {
        /** Whether it is known already that the record was not taken. */
        public boolean refused() {
            return durable.isCompletedExceptionally();
        }

        /**
         * Returns when the record is durable.
         *
         * @return its sequence number
         * @throws RecordException if it is not: nothing may be released
         */
        public long await() {
            try {
                return durable.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof JournalException refused) {
                    throw new RecordException("the journal refused: " + refused.getMessage(), refused);
                }
                throw e;
            }
        }
    }
}
