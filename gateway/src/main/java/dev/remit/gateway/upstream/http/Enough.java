package dev.remit.gateway.upstream.http;

/** Looks at the body of one answer while it comes, so that what is not needed is not waited for. For one thread. */
public interface Enough {
    /** Waits for the end. */
    Enough AT_THE_END = (buffer, count) -> false;

    /**
     * Looks at what came next, and only at that: a body that comes in many small parts must not cost more than one in few.
     *
     * @param buffer holds it from its start; is used again
     * @return whether what came so far will do
     */
    boolean with(byte[] buffer, int count);
}
