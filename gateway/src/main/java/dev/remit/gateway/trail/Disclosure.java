package dev.remit.gateway.trail;

import java.util.Set;

/** How much of a record leaves the gateway. */
public enum Disclosure {
    /** Names of the configuration, codes, counts and times: nothing that a customer said or is known by. */
    WITHOUT_SUBJECTS,

    /** Everything that is on record of it. */
    WITH_SUBJECTS;

    /** Whatever is not named here is held back, so that a fact that comes with a later version is, too. */
    private static final Set<String> PLAIN = Set.of(
            "account",
            "agent",
            "asked",
            "assurance",
            "bytes",
            "by",
            "classes",
            "contract",
            "conversation",
            "decision",
            "entry",
            "error",
            "event",
            "fields",
            "filters",
            "found",
            "grant",
            "micros",
            "obligations",
            "opened_under",
            "outcome",
            "owner",
            "parent",
            "reason",
            "renews",
            "resource",
            "role",
            "rows",
            "tenant",
            "tenants",
            "tool",
            "trace",
            "wire",
            "workflow");

    /** Whether a fact of that name is shown. */
    public boolean shows(String fact) {
        return this == WITH_SUBJECTS || PLAIN.contains(fact);
    }
}
