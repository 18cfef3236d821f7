package dev.remit.privacy.handling;

import dev.remit.privacy.check.IbanCheck;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Masks: what a support agent needs to recognise a value together with the customer, and no more.
 *
 * <p>Every hidden part is written as {@link #HIDDEN}, four bullets, however long it was, so that a mask does not tell
 * lengths. A value that does not look like its kind is hidden wholly: an odd value may hold anything. What stays:
 *
 * <table>
 * <caption>What each kind shows</caption>
 * <tr><th>kind</th><th>shows</th><th>looks like</th></tr>
 * <tr><td>email</td><td>first letter or digit of the local part; the top-level domain if it is 2 to 4 ASCII letters
 *     (longer ones may name a company)</td><td>{@code a••••@••••.com}</td></tr>
 * <tr><td>phone</td><td>last two digits; the country code (ITU-T E.164) if a + leads</td>
 *     <td>{@code +44 ••••71}, {@code ••••71}</td></tr>
 * <tr><td>card</td><td>last four digits, of 12 to 19</td><td>{@code ••••1111}</td></tr>
 * <tr><td>iban</td><td>country and last four characters, if the check digits hold</td><td>{@code DE••••3000}</td></tr>
 * <tr><td>name</td><td>initials of the first three words, in scripts that have upper and lower case: elsewhere the
 *     first character may be the whole family name</td><td>{@code A•••• L••••}</td></tr>
 * <tr><td>date</td><td>the year</td><td>{@code 2026-••-••}</td></tr>
 * <tr><td>postcode</td><td>first two characters, of 5 to 10</td><td>{@code 80••••}</td></tr>
 * <tr><td>all others</td><td>nothing, an address included</td><td>{@code ••••}</td></tr>
 * </table>
 *
 * <p>Total: any string, also empty, of control characters or with unpaired surrogates, gives a mask of at most
 * {@link #LONGEST} chars. Masking a mask shows no more than the mask. Pure and thread-safe.
 */
public final class Masking {
    /** Stands for a hidden part of any length, also of none. */
    public static final String HIDDEN = "••••";

    /** Most chars of any mask. */
    public static final int LONGEST = 20;

    private static final int LONGEST_EMAIL = 254; // RFC 5321, section 4.5.3.1.3, less the angle brackets
    private static final int LONGEST_NAME = 200;
    private static final int INITIALS = 3;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,]+");

    private Masking() {}

    /** The mask of a value of a kind. */
    public static String mask(Kind kind, String value) {
        Optional<String> mask = switch (kind) {
            case EMAIL -> email(value);
            case PHONE -> phone(value);
            case CARD -> card(value);
            case IBAN -> iban(value);
            case NAME -> name(value);
            case DATE -> DateText.year(value).map(year -> year + "-••-••");
            case POSTCODE -> postcode(value);
            case ADDRESS, AMOUNT, NUMBER, AGE, ID, TEXT, OTHER -> Optional.empty();
        };
        return mask.orElse(HIDDEN);
    }

    private static Optional<String> email(String value) {
        int at = value.indexOf('@');
        if (value.length() > LONGEST_EMAIL || at < 1 || at != value.lastIndexOf('@')) {
            return Optional.empty();
        }
        String local = Normalizer.normalize(value.substring(0, at), Normalizer.Form.NFC);
        String domain = value.substring(at + 1);
        int first = local.codePointAt(0);
        int dot = domain.lastIndexOf('.');
        if (dot < 1
                || !Character.isLetterOrDigit(first)
                || !local.codePoints().allMatch(Masking::isLocal)
                || !domain.codePoints().allMatch(Masking::isDomain)) {
            return Optional.empty();
        }
        String top = domain.substring(dot + 1);
        boolean tells = top.length() >= 2 && top.length() <= 4 && top.chars().allMatch(Masking::isAsciiLetter);
        return Optional.of(Character.toString(first) + HIDDEN + "@" + HIDDEN + "." + (tells ? top : HIDDEN));
    }

    private static boolean isLocal(int c) {
        return isWordPart(c) || "!#$%&'*+-/=?^_`{|}~.".indexOf(c) >= 0; // RFC 5322, section 3.2.3, with RFC 6531
    }

    private static boolean isDomain(int c) {
        return isWordPart(c) || c == '-' || c == '.';
    }

    private static Optional<String> phone(String value) {
        boolean international = value.startsWith("+");
        Optional<String> digits =
                digits(international ? value.substring(1) : value, " -.()/", international ? 8 : 7, 15);
        if (!international) {
            return digits.map(all -> HIDDEN + last(all, 2));
        }
        return digits.filter(all -> all.charAt(0) != '0' && value.charAt(1) == all.charAt(0))
                .map(all -> "+" + all.substring(0, CountryCode.length(all)) + " " + HIDDEN + last(all, 2));
    }

    private static Optional<String> card(String value) {
        return digits(value, " -", 12, 19).map(all -> HIDDEN + last(all, 4));
    }

    private static Optional<String> iban(String value) {
        if (value.length() > 2 * IbanCheck.LONGEST) {
            return Optional.empty();
        }
        String compact = value.replace(" ", "").toUpperCase(Locale.ROOT);
        return IbanCheck.holds(compact)
                ? Optional.of(compact.substring(0, 2) + HIDDEN + last(compact, 4))
                : Optional.empty();
    }

    private static Optional<String> name(String value) {
        if (value.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        String composed = Normalizer.normalize(value, Normalizer.Form.NFC);
        if (!composed.codePoints().allMatch(Masking::isNamePart)) {
            return Optional.empty();
        }
        List<String> initials = new ArrayList<>();
        for (String word : BETWEEN_WORDS.split(composed.strip(), INITIALS + 1)) {
            if (initials.size() < INITIALS) {
                int first = word.isEmpty() ? ' ' : word.codePointAt(0);
                initials.add(isCased(first) ? Character.toString(first) + HIDDEN : HIDDEN);
            }
        }
        return Optional.of(String.join(" ", initials));
    }

    private static boolean isNamePart(int c) {
        return Character.isLetter(c) || isMark(c) || " ,.'’-".indexOf(c) >= 0;
    }

    private static boolean isCased(int c) {
        return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
    }

    private static Optional<String> postcode(String value) {
        return PostcodeText.compact(value).filter(code -> code.length() > 4).map(code -> code.substring(0, 2) + HIDDEN);
    }

    /** The digits of a value that holds nothing but them and separators; empty if their number is out of bounds. */
    private static Optional<String> digits(String value, String separators, int fewest, int most) {
        StringBuilder digits = new StringBuilder(most);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= '0' && c <= '9' && digits.length() < most) {
                digits.append(c);
            } else if (separators.indexOf(c) < 0) {
                return Optional.empty();
            }
        }
        return digits.length() < fewest ? Optional.empty() : Optional.of(digits.toString());
    }

    private static String last(String value, int count) {
        return value.substring(value.length() - count);
    }

    private static boolean isWordPart(int c) {
        return Character.isLetterOrDigit(c) || isMark(c);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isAsciiLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
