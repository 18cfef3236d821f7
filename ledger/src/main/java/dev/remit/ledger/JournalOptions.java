package dev.remit.ledger;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a {@link FileJournal} uses memory and disk.
 *
 * @param segmentBytes a segment that would grow beyond this is followed by a new one; a single record may exceed it
 * @param groupBytes how much is committed with one sync at most; a single record may exceed it
 * @param queueBytes how much may wait, including what is being written; beyond it {@code submit} refuses. Room for at
 *     least one record of the largest size
 * @param reserveBytes by how much a segment is filled with zeros ahead of the records, so that a sync need not record a
 *     new file size; about doubled throughput on ext4
 * @param commitDelay how long the writer waits at most, after a group of more than one record, for as many to come again
 *     before it takes the next group; zero for never. A lone caller never waits. Where a sync takes less than that, more
 *     than 32 callers are served in two halves that take turns
 * @param recentBytes how much of what became durable last is kept in memory, so that who follows closely need not read
 *     the files; 0 for nothing
 * @param acknowledged how many records are known from outside (a published checkpoint, a projection) to have been
 *     accepted; a journal that holds fewer refuses to open instead of cutting its tail. 0 if nothing is known
 * @param held records from here on must still be there, as far as there are any: a journal whose first segment starts
 *     later refuses to open. 0, as long as nothing may be missing; after trimming, the position up to which everything
 *     derived from the records is durable
 * @param random gives a new journal its identity; used once, when the directory is empty
 */
public record JournalOptions(
        long segmentBytes,
        int groupBytes,
        long queueBytes,
        int reserveBytes,
        Duration commitDelay,
        int recentBytes,
        long acknowledged,
        long held,
        RandomGenerator random) {

    /** Bounds the work lost to one damaged file, and keeps a copy of one file quick. */
    public static final long DEFAULT_SEGMENT_BYTES = 64L << 20;
    /** About 800 ordinary records; more would add to everybody's waiting without saving syncs. */
    public static final int DEFAULT_GROUP_BYTES = 1 << 20;
    /** At ordinary disk speed, well under a second of waiting. */
    public static final long DEFAULT_QUEUE_BYTES = 64L << 20;
    /** Some hundred ordinary records. Larger steps gain no throughput and make the slowest appends slower. */
    public static final int DEFAULT_RESERVE_BYTES = 1 << 20;

    /**
     * About two syncs of a fast disk: of 0, 100, 200 and 400 microseconds, the shortest that gave callers with work of
     * their own more throughput.
     */
    public static final Duration DEFAULT_COMMIT_DELAY = Duration.ofNanos(200_000);

    /** About 100 ms at ten thousand records a second. */
    public static final int DEFAULT_RECENT_BYTES = 4 << 20;

    private static final int LARGEST_GROUP = BatchHeader.MAX_BODY_BYTES / 2;
    private static final long LARGEST_FRAME =
            Frames.HEADER_BYTES + JournalRecord.MAX_LEAF_BYTES + JournalRecord.MAX_PAYLOAD_BYTES;

    public JournalOptions {
        require(segmentBytes >= 4096, "segmentBytes must be at least 4096, is " + segmentBytes);
        require(groupBytes >= 1, "groupBytes must be positive, is " + groupBytes);
        require(groupBytes <= LARGEST_GROUP, "groupBytes must be at most " + LARGEST_GROUP + ", is " + groupBytes);
        require(
                queueBytes >= LARGEST_FRAME + Intake.OVERHEAD_BYTES,
                "queueBytes must have room for the largest record (" + (LARGEST_FRAME + Intake.OVERHEAD_BYTES)
                        + "), is " + queueBytes);
        require(reserveBytes >= 4096, "reserveBytes must be at least 4096, is " + reserveBytes);
        require(!commitDelay.isNegative(), "commitDelay must not be negative, is " + commitDelay);
        require(recentBytes >= 0, "recentBytes must not be negative, is " + recentBytes);
        require(acknowledged >= 0, "acknowledged must not be negative, is " + acknowledged);
        require(held >= 0, "held must not be negative, is " + held);
    }

    public static JournalOptions defaults() {
        return new JournalOptions(
                DEFAULT_SEGMENT_BYTES,
                DEFAULT_GROUP_BYTES,
                DEFAULT_QUEUE_BYTES,
                DEFAULT_RESERVE_BYTES,
                DEFAULT_COMMIT_DELAY,
                DEFAULT_RECENT_BYTES,
                0,
                0,
                new SecureRandom());
    }

    public JournalOptions withSegmentBytes(long bytes) {
        return new JournalOptions(
                bytes, groupBytes, queueBytes, reserveBytes, commitDelay, recentBytes, acknowledged, held, random);
    }

    public JournalOptions withGroupBytes(int bytes) {
        return new JournalOptions(
                segmentBytes, bytes, queueBytes, reserveBytes, commitDelay, recentBytes, acknowledged, held, random);
    }

    public JournalOptions withQueueBytes(long bytes) {
        return new JournalOptions(
                segmentBytes, groupBytes, bytes, reserveBytes, commitDelay, recentBytes, acknowledged, held, random);
    }

    public JournalOptions withReserveBytes(int bytes) {
        return new JournalOptions(
                segmentBytes, groupBytes, queueBytes, bytes, commitDelay, recentBytes, acknowledged, held, random);
    }

    public JournalOptions withCommitDelay(Duration atMost) {
        return new JournalOptions(
                segmentBytes, groupBytes, queueBytes, reserveBytes, atMost, recentBytes, acknowledged, held, random);
    }

    public JournalOptions withRecentBytes(int bytes) {
        return new JournalOptions(
                segmentBytes, groupBytes, queueBytes, reserveBytes, commitDelay, bytes, acknowledged, held, random);
    }

    public JournalOptions withAcknowledged(long records) {
        return new JournalOptions(
                segmentBytes, groupBytes, queueBytes, reserveBytes, commitDelay, recentBytes, records, held, random);
    }

    public JournalOptions withHeld(long from) {
        return new JournalOptions(
                segmentBytes,
                groupBytes,
                queueBytes,
                reserveBytes,
                commitDelay,
                recentBytes,
                acknowledged,
                from,
                random);
    }

    public JournalOptions withRandom(RandomGenerator source) {
        return new JournalOptions(
                segmentBytes,
                groupBytes,
                queueBytes,
                reserveBytes,
                commitDelay,
                recentBytes,
                acknowledged,
                held,
                source);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
