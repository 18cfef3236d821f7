package dev.remit.core.contract;

/** Where a workflow stands on its way into production. */
public enum Phase {
    /** Serves nobody. */
    OFF,
    /** Serves its agents. */
    GENERAL
}
