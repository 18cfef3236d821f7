package dev.remit.gateway.source;

import dev.remit.core.decision.Reason;

/** Why a deed ends before anything is changed; its message is for the operator and holds no value. */
final class NotDone extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    NotDone(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
