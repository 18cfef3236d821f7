package dev.remit.gateway.publish;

import org.jspecify.annotations.Nullable;

/** The log's identity cannot be had; the message says why and what to do. */
public final class IdentityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IdentityException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
