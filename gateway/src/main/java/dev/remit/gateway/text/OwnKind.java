package dev.remit.gateway.text;

import dev.remit.privacy.detect.DetectorBuilder;
import dev.remit.privacy.detect.Kind;
import java.util.List;

/**
 * A kind that the operator added to what is found in text.
 *
 * @param kind its name and the data class that decides whether it may pass
 * @param words words and phrases that are of this kind wherever they stand
 * @param patterns regular expressions in the syntax of RE2
 */
public record OwnKind(Kind kind, List<String> words, List<String> patterns) {
    /** Takes its own copies. */
    public OwnKind {
        words = List.copyOf(words);
        patterns = List.copyOf(patterns);
    }

    /** Whether there is such a kind already. */
    public static boolean taken(String name) {
        return name.equals(Leftovers.NUMBER.label()) || Kind.parse(name).isPresent();
    }

    /**
     * Has a detector look for it.
     *
     * @throws IllegalArgumentException if a word or a pattern cannot be looked for; says why
     */
    public void addTo(DetectorBuilder builder) {
        if (!words.isEmpty()) {
            builder.dictionary(kind, words);
        }
        patterns.forEach(pattern -> builder.pattern(kind, pattern));
    }
}
