package dev.remit.privacy.pseudonym;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * The one form of a value that all its usual spellings share: NFKC (Unicode UAX 15), no invisible characters, lower
 * case, single spaces; then by kind. Numbers and codes lose their separators, a phone number keeps its digits and a
 * leading {@code +} ({@code 00} counts as one), everything else keeps its words. Pure; linear in the value.
 */
public final class Canonical {
    /** Kinds whose separators mean nothing. */
    private static final Set<String> SPELLED_IN_WORDS = Set.of(
            "address",
            "age",
            "amount",
            "birth-date",
            "coordinates",
            "date",
            "domain",
            "email",
            "health",
            "ip",
            "literal",
            "location",
            "name",
            "nationality",
            "organisation",
            "organization",
            "password",
            "person",
            "place",
            "politics",
            "religion",
            "secret",
            "street",
            "text",
            "title",
            "url");

    /** Kinds in which case tells two values apart. */
    private static final Set<String> CASE_MATTERS = Set.of("literal", "password", "secret", "crypto", "crypto-address");

    private Canonical() {}

    /** The canonical form of a value of a kind; never longer than the longest NFKC form, and empty only for nothing. */
    public static String of(String kind, String value) {
        if (kind.equals("literal")) {
            return value; // it must come back exactly
        }
        String plain = visible(Normalizer.normalize(value, Normalizer.Form.NFKC));
        String cased = CASE_MATTERS.contains(kind) ? plain : plain.toLowerCase(Locale.ROOT);
        if (kind.equals("phone")) {
            return phone(cased);
        }
        return SPELLED_IN_WORDS.contains(kind) || CASE_MATTERS.contains(kind) ? cased : joined(cased);
    }

    /** Without what nobody sees, and with single spaces. */
    private static String visible(String value) {
        StringBuilder visible = new StringBuilder(value.length());
        boolean gap = false;
        for (int i = 0; i < value.length(); ) {
            int c = value.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                gap = !visible.isEmpty();
            } else if (Character.getType(c) != Character.FORMAT && Character.getType(c) != Character.CONTROL) {
                if (gap) {
                    visible.append(' ');
                    gap = false;
                }
                visible.appendCodePoint(c);
            }
        }
        return visible.isEmpty() ? value : visible.toString();
    }

    private static String joined(String value) {
        StringBuilder joined = new StringBuilder(value.length());
        value.codePoints().filter(Character::isLetterOrDigit).forEach(joined::appendCodePoint);
        return joined.isEmpty() ? value : joined.toString();
    }

    private static String phone(String value) {
        StringBuilder digits = new StringBuilder(value.length());
        value.codePoints().map(c -> Character.digit(c, 10)).filter(d -> d >= 0).forEach(digits::append);
        if (digits.isEmpty()) {
            return value;
        }
        if (value.strip().startsWith("+")) {
            return digits.insert(0, '+').toString();
        }
        return digits.length() > 2 && digits.charAt(0) == '0' && digits.charAt(1) == '0'
                ? "+" + digits.substring(2)
                : digits.toString();
    }
}
