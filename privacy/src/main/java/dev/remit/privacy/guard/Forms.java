package dev.remit.privacy.guard;

import dev.remit.privacy.handling.CountryCode;
import dev.remit.privacy.pseudonym.Canonical;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The forms under which a value of a kind is known: all that a text can be normalised to when it holds the value. */
final class Forms {
    private static final int SHORT_DIGITS = 7;
    private static final int SHORT_CODE = 6;

    private static final Set<String> NAMES = Set.of("person", "name", "first-name", "last-name");
    private static final Set<String> DATES = Set.of("date", "birth-date", "date-of-birth");
    static final Set<String> ADDRESSES = Set.of("address", "street");
    private static final Set<String> WEAK = Set.of(
            "postcode",
            "age",
            "amount",
            "number",
            "place",
            "city",
            "location",
            "nationality",
            "religion",
            "title",
            "organisation",
            "organization",
            "ip",
            "coordinates",
            "domain");
    private static final Set<String> IN_WORDS = Set.of(
            "place",
            "city",
            "location",
            "nationality",
            "religion",
            "politics",
            "health",
            "title",
            "organisation",
            "organization",
            "text",
            "url",
            "domain",
            "ip",
            "coordinates",
            "password",
            "secret");

    private Forms() {}

    /** None for a value that is too short or too common to be told, such as a number of three digits. */
    static List<Form> of(String kind, String value) {
        if (kind.equals("email")) {
            String email = View.text(value).toLowerCase(Locale.ROOT).replace(" ", "");
            return email.indexOf('@') > 0 ? List.of(new Form(Shape.EMAIL, email, false)) : List.of();
        }
        if (NAMES.contains(kind)) {
            return names(value);
        }
        if (DATES.contains(kind)) {
            return Dates.of(value).stream()
                    .map(date -> new Form(Shape.DATE, date, true))
                    .toList();
        }
        if (ADDRESSES.contains(kind)) {
            return address(kind, value);
        }
        if (IN_WORDS.contains(kind)) {
            return words(kind, value);
        }
        return code(kind, value);
    }

    /** The forms of what a detector found in a text; of an address only the whole, for its parts are looked for by themselves. */
    static List<Form> met(String kind, String value) {
        return ADDRESSES.contains(kind) ? words(kind, value) : of(kind, value);
    }

    private static List<Form> address(String kind, String value) {
        List<Form> forms = new ArrayList<>(Streets.of(value));
        boolean telling = forms.stream().anyMatch(form -> !form.weak());
        words(kind, value).forEach(whole -> forms.add(new Form(whole.shape(), whole.text(), !telling)));
        return forms;
    }

    private static List<Form> words(String kind, String value) {
        String words = words(value);
        boolean telling = words.chars().filter(c -> c == ' ').count() >= 2
                && words.chars().anyMatch(Character::isDigit);
        boolean weak = WEAK.contains(kind) || !(telling || kind.equals("secret") || kind.equals("url"));
        return words.length() < Shape.SHORTEST ? List.of() : List.of(new Form(Shape.WORDS, words, weak));
    }

    /** Lower-case words without marks and punctuation, with single spaces. */
    static String words(String value) {
        StringBuilder words = new StringBuilder(value.length());
        boolean gap = false;
        String plain =
                Normalizer.normalize(View.text(value), Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            int type = Character.getType(c);
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                if (gap && !words.isEmpty()) {
                    words.append(' ');
                }
                gap = false;
                words.append(c == 'ß' ? "ss" : Character.toString(c));
            } else if (type != Character.NON_SPACING_MARK && type != Character.FORMAT) {
                gap = true;
            }
        }
        return words.toString();
    }

    private static List<Form> names(String value) {
        String[] words = words(value).split(" ");
        if (words.length < 2) {
            return List.of();
        }
        String first = words[0];
        String last = words[words.length - 1];
        return Stream.of(pair(first, last), pair(initial(first), last), pair(first, initial(last)))
                .distinct()
                .map(pair -> new Form(Shape.NAME, pair, true))
                .toList();
    }

    private static String initial(String word) {
        return word.substring(0, word.offsetByCodePoints(0, 1));
    }

    /** Two words of a name, whichever comes first. */
    static String pair(String one, String other) {
        return one.compareTo(other) <= 0 ? one + ' ' + other : other + ' ' + one;
    }

    private static List<Form> code(String kind, String value) {
        String joined = Canonical.of(kind.equals("phone") ? "phone" : "id", value);
        String code = words(joined).replace(" ", "");
        if (code.length() > Shape.LONGEST_CODE) {
            return words(kind, value);
        }
        boolean weak = WEAK.contains(kind);
        if (!code.chars().allMatch(c -> c >= '0' && c <= '9')) {
            boolean mixed = code.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
                    && code.chars().anyMatch(c -> c <= '9');
            return !mixed
                    ? words(kind, value)
                    : code.length() < Shape.SHORTEST
                            ? List.of()
                            : List.of(new Form(Shape.CODE, code, weak || code.length() < SHORT_CODE));
        }
        List<Form> forms = new ArrayList<>();
        digits(code, weak, forms);
        if (kind.equals("phone") && joined.startsWith("+") && code.length() > 7 && code.charAt(0) != '0') {
            digits(code.substring(CountryCode.length(code)), weak, forms);
        }
        return forms;
    }

    private static void digits(String digits, boolean weak, List<Form> forms) {
        int zeros = 0;
        while (zeros < digits.length() && digits.charAt(zeros) == '0') {
            zeros++;
        }
        String number = digits.substring(zeros);
        if (number.length() >= Shape.SHORTEST) {
            forms.add(new Form(Shape.DIGITS, number, weak || number.length() < SHORT_DIGITS));
        }
    }
}
