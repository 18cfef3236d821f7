package dev.remit.gateway.trail;

import org.jspecify.annotations.Nullable;

/** The ledger cannot be asked. The message is for operators and says what to do; it quotes no record. */
public final class TrailException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    TrailException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The records, or a record of somebody's own {@link Records}, cannot be read. */
    public static TrailException unreadable(String message, @Nullable Throwable cause) {
        return new TrailException(Code.UNREADABLE, message, cause);
    }

    public Code code() {
        return code;
    }

    /** The message; never null. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** How whoever asked may react. */
    public enum Code {
        /** Answering would take too long; ask for less. */
        TOO_BROAD,
        /** The index or the records cannot be read. */
        UNREADABLE,
        /** It could not be put on record that somebody asked, so there is no answer. */
        NOT_RECORDED,
        /** This gateway has no such thing. */
        UNSUPPORTED
    }
}
