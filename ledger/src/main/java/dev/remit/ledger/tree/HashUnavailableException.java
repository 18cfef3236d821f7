package dev.remit.ledger.tree;

import java.io.Serial;

/** A stored hash that a proof needs is missing or unreadable; the message says which and what to do. */
public final class HashUnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public HashUnavailableException(String message) {
        super(message);
    }

    public HashUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
