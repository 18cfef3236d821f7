package dev.remit.gateway.crash;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What a gateway answered, and is bound to. Thread-safe. */
final class Promises {
    /** Correlation ids of rows that were released, with the order that they showed. */
    final Map<String, String> released = new ConcurrentHashMap<>();

    /** Correlation ids of calls that were denied. */
    final Set<String> denied = ConcurrentHashMap.newKeySet();

    /** Grants whose opening was answered, by their tokens. */
    final Map<String, Opened> opened = new ConcurrentHashMap<>();

    /** Tokens whose revocation was answered. */
    final Set<String> revoked = ConcurrentHashMap.newKeySet();

    /** Tokens whose revocation was asked for; what became of it may be unknown. */
    final Set<String> revoking = ConcurrentHashMap.newKeySet();

    /** How many calls of a token were answered. */
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    /**
     * A grant that was opened.
     *
     * @param id its id
     * @param expiresAt until when it lives unless it is revoked
     */
    record Opened(String id, Instant expiresAt) {}

    /** Nothing is promised of a grant that has expired. */
    void forgetExpired(Instant now) {
        opened.values().removeIf(grant -> !grant.expiresAt().isAfter(now));
    }

    void answered(String token) {
        calls.computeIfAbsent(token, any -> new AtomicInteger()).incrementAndGet();
    }

    int calls(String token) {
        AtomicInteger answered = calls.get(token);
        return answered == null ? 0 : answered.get();
    }
}
