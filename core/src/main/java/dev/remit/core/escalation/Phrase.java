package dev.remit.core.escalation;

import java.util.ArrayList;
import java.util.List;

/**
 * Words that a rule looks for, one after the other within a sentence. {@code word*} is the beginning of a word,
 * {@code <age>} a number from 5 to 17, and {@code _} stands for up to three words that may be anything.
 */
record Phrase(String rule, Topic topic, List<Part> parts) {
    private static final int WIDEST_GAP = 3;

    /** One word of it, and how many others may come before that one. */
    record Part(String word, boolean begins, int gap) {
        boolean is(String said) {
            if (word.equals(Phrases.AGE)) {
                return minor(said);
            }
            return begins ? said.startsWith(word) : said.equals(word);
        }

        private static boolean minor(String said) {
            if (said.length() > 2 || !said.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return false;
            }
            int years = Integer.parseInt(said);
            return years >= 5 && years <= 17;
        }
    }

    Phrase {
        parts = List.copyOf(parts);
    }

    static Phrase of(String rule, Topic topic, String text) {
        List<Part> parts = new ArrayList<>();
        int gap = 0;
        for (String written : text.strip().split(" +")) {
            if (written.equals("_")) {
                gap = WIDEST_GAP;
            } else if (written.equals(Phrases.AGE)) {
                parts.add(new Part(written, false, gap));
                gap = 0;
            } else {
                boolean begins = written.endsWith("*");
                List<String> words = Words.of(begins ? written.substring(0, written.length() - 1) : written);
                for (int i = 0; i < words.size(); i++) {
                    parts.add(new Part(words.get(i), begins && i == words.size() - 1, i == 0 ? gap : 0));
                }
                gap = 0;
            }
        }
        return new Phrase(rule, topic, parts);
    }

    /** Whether it stands at a place whose first word fits. */
    boolean standsAt(List<String> said, int at) {
        int here = at;
        for (int i = 1; i < parts.size(); i++) {
            int next = next(said, here + 1, parts.get(i));
            if (next < 0) {
                return false;
            }
            here = next;
        }
        return true;
    }

    private static int next(List<String> said, int from, Part part) {
        for (int at = from; at <= from + part.gap() && at < said.size(); at++) {
            if (said.get(at).equals(Words.STOP)) {
                return -1;
            }
            if (part.is(said.get(at))) {
                return at;
            }
        }
        return -1;
    }
}
