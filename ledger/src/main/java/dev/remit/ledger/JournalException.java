package dev.remit.ledger;

/**
 * A journal could not do what was asked. The message says what happened, where, and what to do; it never holds content
 * of a record. The {@link Kind} says how to react.
 */
public final class JournalException extends RuntimeException {
    private final Kind kind;

    JournalException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    JournalException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** How to react. Only {@link #STOPPED} leaves open whether the record was kept; all others mean that it was not. */
    public enum Kind {
        /** No room on disk. The record was not kept; later ones are taken as soon as there is room. */
        FULL,
        /**
         * The journal takes nothing any more, because storage failed or because it was closed. A record that was waiting
         * may or may not be found after a restart: treat what it stands for as done.
         */
        STOPPED,
        /** More is waiting than the queue may hold. The record was not kept; answer "try again later". */
        OVERLOADED,
        /** The record exceeds what any journal takes. Trying again will not help. */
        TOO_LARGE,
        /** What was durable is damaged. The journal is not opened, and nothing was changed on disk. */
        CORRUPT,
        /** Somebody else has the journal open. */
        LOCKED,
        /** The place of the journal cannot be written. */
        READ_ONLY,
        /**
         * Storage refused to be read, or to delete what was trimmed; or what was being read was trimmed meanwhile.
         * Nothing is known to be lost.
         */
        UNREADABLE
    }
}
