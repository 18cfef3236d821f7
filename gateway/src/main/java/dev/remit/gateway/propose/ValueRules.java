package dev.remit.gateway.propose;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Kind;
import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.DetectorScan;
import dev.remit.privacy.detect.Findings;
import dev.remit.privacy.detect.Tier;
import dev.remit.privacy.detect.prose.ProseRecogniser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the values of a column say of it. Not thread-safe. */
final class ValueRules {
    /** A kind that so many of a column's values are, is the column's. */
    private static final double MOST = 0.5;

    /** A kind that so many of a column's values hold, counts. */
    private static final double SOME = 0.05;

    /** Prose is guessed at, and so needs more. */
    private static final double SOME_PROSE = 0.1;

    /** Where nearly all are of one kind, a few that look like another are that by chance. */
    private static final double NEARLY_ALL = 0.9;

    private static final double WHOLE = 0.8;
    private static final double OPAQUE = 0.5;

    private static final Set<String> PROSE = Set.of(
            "person", "address", "place", "organisation", "title", "nationality", "religion", "politics", "health");

    /** What says nothing of whom a value belongs to. */
    private static final Set<String> PLAIN = Set.of("date", "domain", "title", "known-value");

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern HASH = Pattern.compile(
            "\\$[0-9a-z]{1,12}\\$.{8,}|\\{[A-Z0-9-]{3,12}\\}.{16,}|pbkdf2.{16,}|(?:[0-9a-fA-F]{2}){16,}");
    private static final Pattern RANDOM = Pattern.compile("[A-Za-z0-9+/=_.~-]{16,}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIMESTAMP =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z");
    private static final Pattern ANY_TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]{5,18}(?:Z|[+-][0-9:]{2,6})?)?");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

    private final DetectorScan scan =
            Detector.builder().recogniser(ProseRecogniser.standard()).build().newScan();

    /**
     * What was seen.
     *
     * @param count values that are not blank
     * @param freeText whether people wrote sentences there
     * @param opaque whether they are hashes, keys or the like
     */
    record Seen(int count, List<Evidence> evidence, boolean freeText, boolean opaque) {
        Seen {
            evidence = List.copyOf(evidence);
        }
    }

    private record Count(int whole, int any, int sure) {
        Count plus(boolean isWhole, boolean isSure) {
            return new Count(whole + (isWhole ? 1 : 0), any + 1, sure + (isSure ? 1 : 0));
        }
    }

    /** @param key whether the column tells rows apart, or points at one: then only what most of its values surely are counts */
    Seen judge(List<String> values, boolean key) {
        List<String> given = values.stream().filter(value -> !value.isBlank()).toList();
        int count = given.size();
        if (count == 0) {
            return new Seen(0, List.of(), false, false);
        }
        Map<dev.remit.privacy.detect.Kind, Count> counts = new HashMap<>();
        given.forEach(value -> count(value, counts));
        boolean digits = given.stream().allMatch(value -> DIGITS.matcher(value).matches());
        boolean times = given.stream().allMatch(value -> ANY_TIME.matcher(value).matches());
        boolean freeText = isFreeText(given);
        boolean clear = counts.values().stream().anyMatch(seen -> seen.whole() >= NEARLY_ALL * count);
        List<Evidence> evidence = new ArrayList<>();
        counts.forEach((kind, seen) -> {
            if (PLAIN.contains(kind.label()) || times) {
                return;
            }
            boolean prose = PROSE.contains(kind.label());
            double some = prose || clear ? SOME_PROSE : SOME;
            boolean most = seen.whole() >= MOST * count && !(key && seen.sure() < MOST * count);
            boolean holds = !key
                    && !digits
                    && (seen.any() >= some * count || (!prose && !clear && !freeText && seen.sure() >= 2));
            if (most) {
                evidence.add(new Evidence(
                        dataClass(kind),
                        kindOf(kind),
                        Evidence.From.VALUES,
                        share(seen.whole(), count) + " are " + words(kind)));
            } else if (holds) {
                boolean cards = kind == dev.remit.privacy.detect.Kind.CARD && !freeText;
                evidence.add(new Evidence(
                        dataClass(kind),
                        cards ? Kind.CARD : Kind.OTHER,
                        Evidence.From.VALUES,
                        share(seen.any(), count) + " hold " + words(kind)));
            }
        });
        int opaque = (int) given.stream().filter(value -> isOpaque(value, key)).count();
        boolean isOpaque = opaque >= OPAQUE * count;
        if (isOpaque) {
            evidence.add(new Evidence(
                    DataClass.SECRET,
                    Kind.OTHER,
                    Evidence.From.VALUES,
                    share(opaque, count) + " look like hashes, keys or tokens"));
        }
        return new Seen(count, evidence, freeText, isOpaque);
    }

    private void count(String value, Map<dev.remit.privacy.detect.Kind, Count> counts) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        Findings found = scan.scan(utf8, 0, utf8.length);
        Set<dev.remit.privacy.detect.Kind> here = new HashSet<>();
        for (int i = 0; i < found.size(); i++) {
            if (here.add(found.kind(i))) {
                boolean whole =
                        found.end(i) - found.start(i) >= WHOLE * value.strip().length();
                counts.put(
                        found.kind(i),
                        counts.getOrDefault(found.kind(i), new Count(0, 0, 0))
                                .plus(whole, found.tier(i) == Tier.VALID));
            }
        }
    }

    private static DataClass dataClass(dev.remit.privacy.detect.Kind kind) {
        return DataClass.valueOf(kind.dataClass().toUpperCase(Locale.ROOT));
    }

    private static Kind kindOf(dev.remit.privacy.detect.Kind kind) {
        return switch (kind.label()) {
            case "email" -> Kind.EMAIL;
            case "phone" -> Kind.PHONE;
            case "card" -> Kind.CARD;
            case "iban" -> Kind.IBAN;
            case "person" -> Kind.NAME;
            case "address", "place" -> Kind.ADDRESS;
            case "postcode" -> Kind.POSTCODE;
            case "birth-date" -> Kind.DATE;
            default -> kind.dataClass().equals("sensitive") && !PROSE.contains(kind.label()) ? Kind.ID : Kind.OTHER;
        };
    }

    private static String words(dev.remit.privacy.detect.Kind kind) {
        return switch (kind.label()) {
            case "email" -> "e-mail addresses";
            case "phone" -> "phone numbers";
            case "card" -> "card numbers";
            case "iban" -> "IBANs";
            case "person" -> "names of persons";
            case "address" -> "addresses";
            case "place" -> "places";
            case "organisation" -> "organisations";
            case "postcode" -> "postcodes";
            case "secret" -> "secrets";
            case "password" -> "passwords";
            case "health" -> "words about health";
            default -> kind.label() + " values";
        };
    }

    private static String share(int some, int all) {
        return some + " of " + all + (all == 1 ? " sample" : " samples");
    }

    /** Sentences: most values are of several words, and not all are the same few. */
    private static boolean isFreeText(List<String> values) {
        long wordy = values.stream()
                .filter(value -> value.length() > 16 && value.split("\\s+", 4).length > 2)
                .count();
        return wordy >= MOST * values.size()
                || values.stream().anyMatch(value -> value.length() > 200 && value.indexOf(' ') > 0);
    }

    private static boolean isOpaque(String value, boolean key) {
        String text = value.strip();
        if (UUID.matcher(text).matches() || (key && text.length() <= 32)) {
            return false;
        }
        return HASH.matcher(text).matches() || (RANDOM.matcher(text).matches() && isRandom(text));
    }

    /** Letters and digits mixed as nobody writes them: many changes between kinds of character, few repeats. */
    private static boolean isRandom(String text) {
        int changes = 0;
        int digits = 0;
        Set<Character> different = new HashSet<>();
        for (int i = 0; i < text.length(); i++) {
            different.add(text.charAt(i));
            digits += Character.isDigit(text.charAt(i)) ? 1 : 0;
            changes += i > 0 && sort(text.charAt(i)) != sort(text.charAt(i - 1)) ? 1 : 0;
        }
        return digits >= 2 && different.size() >= 10 && changes >= text.length() / 4;
    }

    private static int sort(char c) {
        return Character.isDigit(c) ? 0 : Character.isUpperCase(c) ? 1 : Character.isLetter(c) ? 2 : 3;
    }

    /** Whether all are days, of which there is at least one. */
    static boolean areDates(List<String> values) {
        return all(values, DATE);
    }

    static boolean areTimestamps(List<String> values) {
        return all(values, TIMESTAMP);
    }

    static boolean areIntegers(List<String> values) {
        return all(values, INTEGER);
    }

    static boolean areZeroOrOne(List<String> values) {
        return !values.isEmpty() && values.stream().allMatch(value -> value.equals("0") || value.equals("1"));
    }

    private static boolean all(List<String> values, Pattern pattern) {
        return !values.isEmpty()
                && values.stream().allMatch(value -> pattern.matcher(value).matches());
    }
}
