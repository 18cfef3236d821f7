package dev.remit.privacy.detect.prose;

import dev.remit.privacy.detect.Findings;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.Tier;
import java.util.Arrays;

/** Which words are already part of a finding. Not thread-safe. */
final class Taken {
    private boolean[] taken = new boolean[256];
    private final Words words;
    private int near;

    Taken(Words words) {
        this.words = words;
    }

    /** Forgets what was; takes the words of what the structured kinds have found. */
    void clear(Findings found) {
        if (taken.length < words.size) {
            taken = new boolean[words.starts.length];
        } else {
            Arrays.fill(taken, 0, words.size, false);
        }
        near = 0;
        for (int i = 0; i < found.size(); i++) {
            // An address takes its own postcode in.
            if (found.tier(i) != Tier.WEAK && found.kind(i) != Kind.POSTCODE) {
                for (int word = firstFrom(found.start(i));
                        word < words.size && words.origin(words.starts[word]) < found.end(i);
                        word++) {
                    taken[word] = true;
                }
            }
        }
    }

    boolean has(int word) {
        return taken[word];
    }

    /** Adds a finding from the first word to the last, both within it. */
    void add(Findings found, Kind kind, int first, int last, Tier tier, String why) {
        Arrays.fill(taken, first, last + 1, true);
        int end = words.ends[last];
        boolean shortened = last + 1 < words.size
                && (words.gaps[last + 1] & Words.DOT) != 0
                && words.text[end] == '.'
                && words.has(last, Lexicon.HONORIFIC | Lexicon.STRONG_LEGAL_FORM);
        found.add(kind, words.origin(words.starts[first]), words.origin(shortened ? end + 1 : end), tier, why);
    }

    /** Searched from where the last one was, in steps that double: findings come mostly in the order of the text. */
    private int firstFrom(int offset) {
        int low = endsBy(near, offset) ? near + 1 : 0;
        int high = low == 0 ? near : words.size;
        for (int step = 1; low > 0 && low - 1 + step < high; step *= 2) {
            if (endsBy(low - 1 + step, offset)) {
                low += step;
            } else {
                high = low - 1 + step;
            }
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (endsBy(middle, offset)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        near = low;
        return low;
    }

    private boolean endsBy(int word, int offset) {
        return word < words.size && words.origin(words.ends[word]) <= offset;
    }
}
