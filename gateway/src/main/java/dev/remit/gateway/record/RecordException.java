package dev.remit.gateway.record;

import org.jspecify.annotations.Nullable;

/** A record could not be made durable, so nothing that it speaks of may be released. The message is for operators. */
public final class RecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RecordException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
