package dev.remit.privacy.handling;

import java.util.Arrays;
import java.util.Optional;

/**
 * How much of a value is released. The constants are declared from the laxest to the strictest, and
 * {@link #compareTo} follows that order, which is total:
 *
 * <ol>
 *   <li>clear: the value;
 *   <li>masked: a documented part of the exact value;
 *   <li>tokenized: nothing of the value, but whether two values are the same;
 *   <li>generalized: only a group that many values share;
 *   <li>redacted: only that there is a value;
 *   <li>never: not even that; the value is not selected.
 * </ol>
 */
public enum Handling {
    CLEAR("clear"),
    MASKED("masked"),
    TOKENIZED("tokenized"),
    GENERALIZED("generalized"),
    REDACTED("redacted"),
    NEVER("never");

    private final String written;

    Handling(String written) {
        this.written = written;
    }

    /** The name as a contract writes it, such as {@code masked}. */
    public String written() {
        return written;
    }

    /** Whether this releases no more than the other does. */
    public boolean atLeastAsStrictAs(Handling other) {
        return compareTo(other) >= 0;
    }

    /** The handling of exactly this written name; empty if there is none, which the caller must treat as an error. */
    public static Optional<Handling> parse(String written) {
        return Arrays.stream(values())
                .filter(handling -> handling.written.equals(written))
                .findFirst();
    }
}
