package dev.remit.gateway.key;

import org.jspecify.annotations.Nullable;

/** A service that keeps a key which never leaves it, and wraps other keys with it. Thread-safe. */
public interface Kms {
    /**
     * Wraps a key.
     *
     * @return one line of printable ASCII from which only this service can get the key back
     * @throws KmsException if it does not answer as it should
     */
    String wrap(byte[] key);

    /**
     * Gets back what {@link #wrap} was given.
     *
     * @throws KmsException if it does not answer as it should, or refuses
     */
    byte[] unwrap(String wrapped);

    /** The service did not do it. The message says why and what to do; never a secret, nor what the service sent. */
    final class KmsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public KmsException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
