package dev.remit.gateway.call;

import org.jspecify.annotations.Nullable;

/** Checks what is about to be said to customers. Thread-safe; returns when what it returns is durable on record. */
public interface AnswerService {
    /** The longest answer that is checked, in chars. */
    int LONGEST = 100_000;

    /**
     * Checks an answer.
     *
     * @param bearer the grant's token
     * @param text 1 to {@value #LONGEST} chars
     * @return {@code text}, which may go out, and how many places of it were {@code withheld}; not why
     */
    CallResult answer(@Nullable String bearer, String text, CallContext context);
}
