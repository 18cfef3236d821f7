package dev.remit.privacy.detect;

/** How sure a finding is, from the least to the most. */
public enum Tier {
    /** The bare shape, which other things have as well: nine digits, two letters and seven digits. */
    WEAK,
    /** A shape together with a word that announces it, or a shape that little else has. */
    LIKELY,
    /** Its check digits hold and its shape is not common, or it cannot be anything else. */
    VALID;

    boolean isAtLeast(Tier other) {
        return compareTo(other) >= 0;
    }
}
