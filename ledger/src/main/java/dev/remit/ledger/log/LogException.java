package dev.remit.ledger.log;

import java.io.Serial;

/**
 * A log could not do what was asked. The message says what happened, where, and what to do; it never holds content of an
 * entry. The {@link Kind} says how to react.
 */
public final class LogException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Kind kind;

    LogException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    LogException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** How to react. */
    public enum Kind {
        /** No room on disk. Nothing is lost; try again when there is room. */
        FULL,
        /** Storage failed. Nothing durable is lost; try again. */
        FAILED,
        /** A sync failed, or the log was closed. It takes nothing any more; open it again. */
        STOPPED,
        /** What was durable is damaged or missing. Nothing was changed. */
        CORRUPT,
        /** Somebody else has the log open. */
        LOCKED,
        /** The place of the log cannot be written. */
        READ_ONLY,
        /** More is known of this log than it holds: it, or the journal, was restored from a backup. */
        BEHIND,
        /** What was published of this log is not of this log. */
        FORKED
    }
}
