package dev.remit.privacy.detect;

/** Takes the findings of a scan, one after the other. */
@FunctionalInterface
public interface FindingSink {
    /**
     * Called for each finding in the order of their starts; findings do not overlap.
     *
     * @param start first byte of it, an offset into the scanned array
     * @param end the byte behind it
     * @param why on what evidence, in words that hold nothing of the text
     */
    void found(Kind kind, int start, int end, Tier tier, String why);
}
