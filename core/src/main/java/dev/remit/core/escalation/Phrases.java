package dev.remit.core.escalation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The phrases by their first word, so that each word of a text is looked up once. */
final class Phrases {
    /** A number of years that a child has. */
    static final String AGE = "<age>";

    /** The longest and shortest beginnings of words that phrases begin with. */
    private static final int LONGEST_BEGINNING = 24;

    private static final int SHORTEST_BEGINNING = 3;

    private static final Map<String, List<Phrase>> BY_WORD = new HashMap<>();
    private static final Map<String, List<Phrase>> BY_BEGINNING = new HashMap<>();
    private static final Set<String> NEGATIONS = new HashSet<>();

    static {
        Lists.ALL.forEach(Phrases::read);
        for (String word : Lists.NEGATIONS.split("\\s+")) {
            NEGATIONS.addAll(Words.of(word));
        }
    }

    private Phrases() {}

    private static void read(Topic topic, String lists) {
        for (String line : lists.strip().split("\n")) {
            int colon = line.indexOf(':');
            String language = line.substring(0, colon).strip();
            int number = 0;
            for (String text : line.substring(colon + 1).split("\\|")) {
                number++;
                Phrase phrase = Phrase.of(topic.label() + '.' + language + '.' + number, topic, text);
                Phrase.Part first = phrase.parts().getFirst();
                int length = first.word().length();
                if (first.begins() && (length < SHORTEST_BEGINNING || length > LONGEST_BEGINNING)) {
                    throw new IllegalStateException("this beginning of a word would never be found: " + phrase.rule());
                }
                Map<String, List<Phrase>> into = first.begins() ? BY_BEGINNING : BY_WORD;
                into.computeIfAbsent(first.word(), word -> new ArrayList<>()).add(phrase);
            }
        }
    }

    /** Those whose first word a word is, or begins with. */
    static List<Phrase> beginningWith(String word) {
        List<Phrase> all = BY_WORD.getOrDefault(word, List.of());
        boolean copied = false;
        for (int length = SHORTEST_BEGINNING; length <= Math.min(word.length(), LONGEST_BEGINNING); length++) {
            List<Phrase> some = BY_BEGINNING.get(word.substring(0, length));
            if (some != null) {
                if (!copied) {
                    all = new ArrayList<>(all);
                    copied = true;
                }
                all.addAll(some);
            }
        }
        return all;
    }

    static boolean negates(String word) {
        return NEGATIONS.contains(word);
    }
}
