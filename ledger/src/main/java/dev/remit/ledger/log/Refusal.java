package dev.remit.ledger.log;

import dev.remit.ledger.FileLayer;
import java.io.IOException;
import java.nio.file.Path;

/** The words of refusals: what happened, where, what to do. */
final class Refusal {
    private Refusal() {}

    static LogException damaged(Path file, String what) {
        return new LogException(
                LogException.Kind.CORRUPT,
                "The log is damaged at " + file + ": " + what
                        + ". Nothing was changed. Copy the directory as it is, check"
                        + " the disk, run fsck to see what else is damaged, and restore the log from a backup.");
    }

    static LogException closed(Path dir) {
        return new LogException(
                LogException.Kind.STOPPED, "The log in " + dir + " is closed. Open it again to use it.");
    }

    static LogException locked(Path dir) {
        return new LogException(
                LogException.Kind.LOCKED,
                "The log in " + dir + " is in use: another process, or another part of this one, has it open. Stop that"
                        + " one first, or use another directory. Do not delete the file LOCK: it frees itself when its"
                        + " owner ends.");
    }

    static LogException stopped(Path dir, String reason) {
        return new LogException(
                LogException.Kind.STOPPED,
                "The log in " + dir + " stopped: a sync failed (" + reason
                        + "), and a sync that is tried again may only seem to succeed. Check the disk, then restart:"
                        + " the log is made again from the journal as far as it was not durable.");
    }

    static LogException journalBehind(Path dir, long size, long records) {
        return new LogException(
                LogException.Kind.BEHIND,
                "The log in " + dir + " holds " + size + " entries, but the journal only " + records
                        + ": the journal was restored from a backup, or belongs elsewhere. Restore both from the same"
                        + " moment, or start a new origin that embeds this log.");
    }

    static LogException journalBeyond(Path dir, long size, long first) {
        return new LogException(
                LogException.Kind.BEHIND,
                "The log in " + dir + " holds " + size + " entries, and the journal only the records from " + first
                        + " on, because the log had the others: the log was restored from a backup, and the journal was"
                        + " not. Restore both from the same moment.");
    }

    static LogException ahead(Path file, long published, long size) {
        return new LogException(
                LogException.Kind.BEHIND,
                "The published checkpoint is ahead of this log (restored from a backup?): " + file + " has "
                        + published + " entries, the log has " + size + ". To sign again what others saw signed"
                        + " otherwise would fork the log. Restore a log that holds them, or start a new origin that"
                        + " embeds this one.");
    }

    static LogException forked(Path file, long size) {
        return new LogException(
                LogException.Kind.FORKED,
                "The published checkpoint in " + file + " is not of this log: at size " + size
                        + " the log has another root. Keep both as they are. Restore the log that was published, or"
                        + " start a new origin that embeds it.");
    }

    static LogException of(Path dir, IOException e) {
        return switch (e) {
            case FileLayer.NoSpaceException full ->
                new LogException(
                        LogException.Kind.FULL,
                        "No room for the log in " + dir + " (" + full.getMessage()
                                + "). Free space or enlarge the volume; the log goes on where it was.",
                        full);
            case FileLayer.NotWritableException readOnly ->
                new LogException(
                        LogException.Kind.READ_ONLY,
                        "The log in " + dir + " cannot be written (" + readOnly.getMessage()
                                + "). Give this user the right to write there and mount the volume read-write.",
                        readOnly);
            default ->
                new LogException(
                        LogException.Kind.FAILED,
                        "The log in " + dir + " could not be read or written (" + e
                                + "). Nothing durable is lost by that. Check that the disk is there and healthy, then"
                                + " try again.",
                        e);
        };
    }
}
