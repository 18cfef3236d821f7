package dev.remit.ledger.witness;

import java.io.IOException;

/** What a witness remembers cannot be used. The message says what is wrong, where, and what to do. */
public final class WitnessStateException extends IOException {
    private static final long serialVersionUID = 1L;

    WitnessStateException(String message) {
        super(message);
    }

    WitnessStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
