package dev.remit.core.escalation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells by fixed phrases what a customer's message is about, where that is something that a person should hear. In English,
 * German, French, Spanish, Italian, Dutch and Portuguese, all at once, because customers mix them. It finds what is said in
 * usual words and nothing else; what is only meant, or is said in other languages, passes.
 *
 * <p>A negation up to three words before a phrase, in the same part of a sentence, takes it back ("no complaint"), but not
 * where a missed message is worse than one too many: self-harm, minors and legal threats ("I will not hesitate to call my
 * lawyer").
 *
 * <p>Pure and thread-safe; time is linear in the length of the text.
 */
public final class TopicRules {
    /** Of a longer text, only the beginning is looked at. In chars. */
    public static final int LONGEST = 10_000;

    private static final int NEGATION_REACH = 3;

    private TopicRules() {}

    /**
     * A topic, and what told it.
     *
     * @param rule names the rule, never what was said: {@code complaint.en.3}
     */
    public record Found(Topic topic, String rule) {}

    /** At most one for each topic, what weighs most first. */
    public static List<Found> find(String text) {
        String beginning = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        List<String> said = Words.of(beginning);
        List<Found> found = new ArrayList<>();
        Set<Topic> seen = new HashSet<>();
        for (int at = 0; at < said.size(); at++) {
            for (Phrase phrase : Phrases.beginningWith(said.get(at))) {
                if (!seen.contains(phrase.topic())
                        && phrase.standsAt(said, at)
                        && !(mayBeNegated(phrase) && negated(said, at))) {
                    seen.add(phrase.topic());
                    found.add(new Found(phrase.topic(), phrase.rule()));
                }
            }
        }
        if (!seen.contains(Topic.HIGH_VALUE) && Amounts.high(beginning)) {
            found.add(new Found(Topic.HIGH_VALUE, "high_value.amount"));
        }
        if (!seen.contains(Topic.ANGRY) && Shouting.in(beginning)) {
            found.add(new Found(Topic.ANGRY, "angry.shouting"));
        }
        if (!seen.contains(Topic.UNCLEAR) && beginning.strip().matches("[?¿!\\s]{0,40}\\?[?¿!\\s]{1,40}")) {
            found.add(new Found(Topic.UNCLEAR, "unclear.marks"));
        }
        found.sort(Comparator.comparing(Found::topic));
        return List.copyOf(found);
    }

    private static boolean mayBeNegated(Phrase phrase) {
        return switch (phrase.topic()) {
            case SELF_HARM, MINORS, LEGAL -> false;
            default -> !Phrases.negates(phrase.parts().getFirst().word());
        };
    }

    private static boolean negated(List<String> said, int at) {
        for (int before = at - 1; before >= 0 && before >= at - NEGATION_REACH; before--) {
            if (said.get(before).equals(Words.STOP)) {
                return false;
            }
            if (Phrases.negates(said.get(before))) {
                return true;
            }
        }
        return false;
    }
}
