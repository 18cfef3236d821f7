package dev.remit.privacy.pseudonym;

/** What a token may be turned into. The two are keyed apart, so that a value has unrelated tokens in them. */
public enum Domain {
    /** Comes back as the value where the answer goes to someone who may see it. */
    RESTORABLE,
    /**
     * Never comes back, and the map keeps no value. A field that an agent sees as a token only has to be here: if it
     * were restored on the way out, the agent could confirm a guess by writing it.
     */
    SEALED
}
