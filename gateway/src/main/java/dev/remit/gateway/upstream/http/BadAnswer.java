package dev.remit.gateway.upstream.http;

import dev.remit.gateway.source.SourceFailure;

/** An answer that is not taken. The message holds nothing of it. */
final class BadAnswer extends Exception {
    private final SourceFailure.Reason reason;

    BadAnswer(SourceFailure.Reason reason, String what) {
        super(what, null, false, false);
        this.reason = reason;
    }

    static BadAnswer malformed(String what) {
        return new BadAnswer(SourceFailure.Reason.WRONG_SHAPE, what);
    }

    SourceFailure.Reason reason() {
        return reason;
    }
}
