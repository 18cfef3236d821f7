package dev.remit.privacy.guard;

/**
 * What is kept with a fingerprint, in 64 bits: the customer (48), the kind (8), flags (8).
 */
final class Mark {
    static final int WEAK = 1;
    static final int SHARED = 2;

    private Mark() {}

    static long of(long subject, int kind, boolean weak) {
        return subject << 16 | (long) kind << 8 | (weak ? WEAK : 0);
    }

    static long subject(long mark) {
        return mark >>> 16;
    }

    static int kind(long mark) {
        return (int) (mark >>> 8) & 0xff;
    }

    static boolean weak(long mark) {
        return (mark & WEAK) != 0;
    }

    static boolean shared(long mark) {
        return (mark & SHARED) != 0;
    }

    /** Of two values with one fingerprint: shared, unless they are the same customer's. */
    static long merged(long one, long other) {
        boolean same = subject(one) == subject(other) && subject(one) != 0;
        long weak = one & other & WEAK; // clear evidence by one of its kinds is enough
        return (one & ~WEAK) | weak | (other & SHARED) | (same ? 0 : SHARED);
    }
}
