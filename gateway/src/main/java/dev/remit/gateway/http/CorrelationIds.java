package dev.remit.gateway.http;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Names for requests: 26 characters of Crockford's base 32 in lower case, that sort by time.
 *
 * <p>They hold 48 bits of milliseconds since 1970 and 80 random bits, the layout of a UUIDv7 (RFC 9562, section 5.7)
 * without its version bits. An id is no secret and opens nothing. Thread-safe where the generator is.
 */
public final class CorrelationIds {
    /** How many characters an id has. */
    public static final int LENGTH = 26;

    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private final InstantSource clock;
    private final RandomGenerator random;

    public CorrelationIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id. */
    public String next() {
        char[] id = new char[LENGTH];
        digits(id, 0, 10, clock.millis());
        long low = random.nextLong();
        digits(id, 10, 8, random.nextLong());
        digits(id, 18, 8, low);
        return new String(id);
    }

    private static void digits(char[] into, int from, int count, long bits) {
        for (int i = from + count - 1; i >= from; i--) {
            into[i] = DIGITS[(int) (bits & 31)];
            bits >>>= 5;
        }
    }
}
