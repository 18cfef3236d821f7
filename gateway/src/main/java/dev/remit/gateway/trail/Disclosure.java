package dev.remit.gateway.trail;

import java.util.Set;

/** How much of a record leaves the gateway. */
public enum Disclosure {
    /** Names of the configuration, codes, counts and times: nothing that a customer said or is known by. */
    WITHOUT_SUBJECTS,

    /** Everything that is on record of it. */
    WITH_SUBJECTS;

    /**
     * Whatever is not named here is held back, so that a fact that comes with a later version is, too. So are facts that
     * are made of what a customer or a model wrote, such as the digest of an action's arguments, which can be guessed at, and the
     * rule that found a phrase in a message; and {@code keys}, which counts in one record and names rows in others.
     */
    private static final Set<String> PLAIN = Set.of(
            "account",
            "action",
            "agent",
            "asked",
            "assurance",
            "bytes",
            "by",
            "cause",
            "classes",
            "continues",
            "contract",
            "conversation",
            "corrects",
            "decision",
            "effect",
            "entry",
            "error",
            "escalation",
            "event",
            "fields",
            "filters",
            "found",
            "grant",
            "grants",
            "hold",
            "micros",
            "obligations",
            "opened_under",
            "operation",
            "origin",
            "other_customers",
            "outcome",
            "owner",
            "parent",
            "payloads",
            "queue",
            "reason",
            "records",
            "renews",
            "resource",
            "role",
            "rows",
            "scope",
            "shredding",
            "stop",
            "tenant",
            "tenants",
            "tool",
            "topics",
            "trace",
            "undoes",
            "unsourced",
            "vendor",
            "verifier",
            "wire",
            "withheld",
            "workflow");

    /** Whether a fact of that name is shown. */
    public boolean shows(String fact) {
        return this == WITH_SUBJECTS || PLAIN.contains(fact);
    }
}
