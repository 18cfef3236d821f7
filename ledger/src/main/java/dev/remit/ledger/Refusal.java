package dev.remit.ledger;

import java.io.IOException;
import java.nio.file.Path;

/** The words of every refusal but {@code TOO_LARGE}: what happened, where, what to do. */
final class Refusal {
    private Refusal() {}

    static JournalException damaged(Path file, long offset, long sequence, String what) {
        return new JournalException(
                JournalException.Kind.CORRUPT,
                "The journal is damaged: " + what + " (" + file + ", offset " + offset + ", sequence " + sequence
                        + "). Records that were acknowledged would be lost, so nothing was changed."
                        + " Copy the directory as it is, check the disk, and restore the journal from a backup.");
    }

    static JournalException overloaded(long waiting, long capacity) {
        return new JournalException(
                JournalException.Kind.OVERLOADED,
                waiting + " bytes already wait to be made durable, and at most " + capacity
                        + " may. The disk is slower than the callers: try again in a second, and send less.");
    }

    static JournalException stopped(Path dir, long records, Throwable e) {
        return new JournalException(
                JournalException.Kind.STOPPED,
                "The journal in " + dir + " stopped after " + records + " records: storage failed (" + e
                        + "). Nothing is accepted any more, because a failed write that is retried may only seem to"
                        + " succeed. Check the disk and its file system, then restart.",
                e);
    }

    static JournalException unreleased(Path dir, IOException e) {
        return new JournalException(
                JournalException.Kind.STOPPED,
                "The journal in " + dir + " could not be released: " + e.getMessage()
                        + ". Every accepted record is durable; end this process before opening it again.",
                e);
    }

    static JournalException full(Path dir, IOException e) {
        return new JournalException(
                JournalException.Kind.FULL,
                "No room for the journal in " + dir + " (" + e.getMessage()
                        + "). Free space or enlarge the volume; records are taken again as soon as there is room.",
                e);
    }

    static JournalException closed(Path dir) {
        return new JournalException(
                JournalException.Kind.STOPPED, "The journal in " + dir + " is closed. Open it again to use it.");
    }

    static JournalException locked(Path dir) {
        return new JournalException(
                JournalException.Kind.LOCKED,
                "The journal in " + dir + " is in use: another process, or another part of this one, has it open."
                        + " Stop that one first, or use another directory. Do not delete the file LOCK"
                        + ": it frees itself when its owner ends.");
    }

    static JournalException tooShort(Path dir, long records, long acknowledged) {
        return new JournalException(
                JournalException.Kind.CORRUPT,
                "The journal in " + dir + " holds " + records + " records, but " + acknowledged
                        + " are known to have been accepted. It was not opened and nothing was changed. Copy the directory"
                        + " as it is, check the disk, and restore the journal from a backup that holds them.");
    }

    static JournalException unreadable(Path dir, IOException e) {
        return new JournalException(
                JournalException.Kind.UNREADABLE,
                "The journal in " + dir + " could not be read (" + e
                        + "). Nothing was changed. Check that the disk is there and healthy, then try again.",
                e);
    }

    static JournalException trimmedMeanwhile(Path dir, long from, long first, IOException e) {
        return new JournalException(
                JournalException.Kind.UNREADABLE,
                "Records of the journal in " + dir + " were trimmed while they were read from " + from
                        + " on. The oldest still held is " + first + ": read from there.",
                e);
    }

    static JournalException notTrimmed(Path dir, IOException e) {
        return new JournalException(
                JournalException.Kind.UNREADABLE,
                "The journal in " + dir + " could not delete what was trimmed (" + e
                        + "). Nothing is lost, and records are taken as before. Check the disk and the right to delete"
                        + " there; the next trim deletes it.",
                e);
    }

    static JournalException refusedSince(Health.Stopped stopped) {
        return new JournalException(JournalException.Kind.STOPPED, stopped.reason());
    }

    static JournalException unopened(Path dir, IOException e) {
        return switch (e) {
            case FileLayer.NoSpaceException full -> full(dir, full);
            case FileLayer.NotWritableException readOnly ->
                new JournalException(
                        JournalException.Kind.READ_ONLY,
                        "The journal in " + dir + " cannot be written (" + readOnly.getMessage()
                                + "). Give this user the right to write there and mount the volume read-write.",
                        readOnly);
            default ->
                new JournalException(
                        JournalException.Kind.UNREADABLE,
                        "The journal in " + dir + " could not be opened (" + e
                                + "). No accepted record is lost by that. Check that the disk is there and healthy, then"
                                + " try again.",
                        e);
        };
    }
}
