package dev.remit.gateway.propose;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A name's words: {@code customerFirstName2}, {@code CUSTOMER_FIRST_NAME_2} and {@code Customer First-Name 2} are the same
 * four. Letters lose their accents; those that are not Latin stay.
 *
 * @param joined the words without anything between them
 */
record Words(List<String> all, String joined) {
    Words {
        all = List.copyOf(all);
    }

    static Words of(String name) {
        String plain = Normalizer.normalize(
                        name.replace("ß", "ss").replace("ł", "l").replace("Ł", "L"), Normalizer.Form.NFD)
                .replaceAll("\\p{Mn}+", "");
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int before = 0;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            int type = Character.isUpperCase(c) ? 2 : Character.isLetter(c) ? 1 : Character.isDigit(c) ? 3 : 0;
            boolean lowerNext = i + 1 < plain.length() && Character.isLowerCase(plain.charAt(i + 1));
            boolean begins = type == 0
                    || (type == 3) != (before == 3)
                    || (type == 2 && before == 1)
                    || (type == 2 && before == 2 && lowerNext);
            if (begins && !word.isEmpty()) {
                words.add(word.toString().toLowerCase(Locale.ROOT));
                word.setLength(0);
            }
            if (type != 0) {
                word.append(c);
            }
            before = type;
        }
        if (!word.isEmpty()) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
        }
        return new Words(words, String.join("", words));
    }

    String last() {
        return all.isEmpty() ? "" : all.getLast();
    }

    boolean has(String word) {
        return all.contains(word);
    }

    /** Whether these words stand in it, one after the other, or are all of it without anything between them. */
    boolean hasPhrase(List<String> phrase) {
        return java.util.Collections.indexOfSubList(all, phrase) >= 0 || joined.equals(String.join("", phrase));
    }

    /** The name of one of several: {@code order item} of {@code order items}. English only; other names stay. */
    Words singular() {
        if (all.isEmpty()) {
            return this;
        }
        List<String> words = new ArrayList<>(all);
        words.set(words.size() - 1, singular(words.getLast()));
        return new Words(words, String.join("", words));
    }

    private static String singular(String word) {
        return switch (word) {
            case "people" -> "person";
            case "children" -> "child";
            case "addresses" -> "address";
            case "statuses" -> "status";
            case "news", "series", "status", "address", "sms", "gps", "bus", "tax", "data", "details", "analysis" ->
                word;
            default -> {
                int length = word.length();
                if (length > 4 && word.endsWith("ies")) {
                    yield word.substring(0, length - 3) + "y";
                }
                if (length > 4
                        && (word.endsWith("sses")
                                || word.endsWith("xes")
                                || word.endsWith("ches")
                                || word.endsWith("shes"))) {
                    yield word.substring(0, length - 2);
                }
                boolean plural = length > 3
                        && word.endsWith("s")
                        && !word.endsWith("ss")
                        && !word.endsWith("us")
                        && !word.endsWith("is");
                yield plural ? word.substring(0, length - 1) : word;
            }
        };
    }
}
