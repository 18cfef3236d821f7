package dev.remit.gateway.http;

/** Is told what came of each request. Thread-safe, and quick: it runs before the answer is sent. */
@FunctionalInterface
public interface Watch {
    /**
     * A request was answered.
     *
     * @param wire the wire's short name; {@code http} where the request reached none
     * @param outcome {@code ok}, or the problem's code
     * @param nanos how long the answer took to make
     */
    void answered(String wire, String outcome, long nanos);
}
