package dev.remit.privacy.text;

/**
 * Something that was redacted, without its value.
 *
 * @param start index of its first char in the scanned text
 * @param end index behind its last char, invisible characters that follow it included
 */
public record Finding(FindingKind kind, int start, int end) {
    /** Refuses an empty or backward span. */
    public Finding {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a finding spans at least one char, not " + start + " to " + end);
        }
    }

    boolean overlaps(Finding later) {
        return later.start < end;
    }
}
