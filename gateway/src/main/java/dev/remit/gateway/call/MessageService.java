package dev.remit.gateway.call;

import org.jspecify.annotations.Nullable;

/** Hears what is said in conversations. Thread-safe; returns when what it returns is durable on record. */
public interface MessageService {
    /**
     * Hears a message.
     *
     * @param bearer the grant's token
     * @param grant the grant's id, which must be the token's
     */
    CallResult message(@Nullable String bearer, String grant, Message message, CallContext context);
}
