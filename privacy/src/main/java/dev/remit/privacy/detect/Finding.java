package dev.remit.privacy.detect;

/**
 * Something found in a text.
 *
 * @param kind what it is
 * @param start first byte of it (of the UTF-8 scanned; of the chars where a string was scanned)
 * @param end the byte behind it, more than start
 * @param tier how sure it is
 * @param why on what evidence, in words that hold nothing of the text
 */
public record Finding(Kind kind, int start, int end, Tier tier, String why) {
    public Finding {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a finding from %d to %d".formatted(start, end));
        }
    }
}
