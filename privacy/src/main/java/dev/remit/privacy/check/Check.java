package dev.remit.privacy.check;

/**
 * Whether an identifier can exist: its check digits hold and its parts are in range. Pure and thread-safe.
 *
 * <p>An identifier is handed over without separators, its letters in upper case, from index 0 of an array that may be
 * longer; its length and which of its characters are letters and digits were checked before.
 */
@FunctionalInterface
public interface Check {
    /** Whether it can exist. */
    boolean holds(byte[] id);
}
