package dev.remit.privacy.handling;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Postcodes: 3 to 10 ASCII letters and digits, at least one digit, at most one space or hyphen between them. */
final class PostcodeText {
    private static final Pattern WRITTEN = Pattern.compile("[A-Z0-9]{1,10}(?:[ -][A-Z0-9]{1,10})?");
    private static final Pattern ZIP = Pattern.compile("[0-9]{5}(?:[0-9]{4})?");
    private static final Pattern UNITED_KINGDOM = Pattern.compile("[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}");

    private PostcodeText() {}

    /** The letters, in upper case, and digits of a postcode; empty for anything that is not one. */
    static Optional<String> compact(String value) {
        if (value.length() > 11) {
            return Optional.empty();
        }
        String upper = value.toUpperCase(Locale.ROOT);
        if (!WRITTEN.matcher(upper).matches()) {
            return Optional.empty();
        }
        String compact = upper.replace(" ", "").replace("-", "");
        boolean fits = compact.length() >= 3 && compact.length() <= 10;
        return fits && compact.chars().anyMatch(c -> c >= '0' && c <= '9') ? Optional.of(compact) : Optional.empty();
    }

    /** The area that a compact postcode lies in; see {@link Generalizing#area}. */
    static String area(String compact) {
        if (ZIP.matcher(compact).matches()) {
            return compact.substring(0, 3);
        }
        if (UNITED_KINGDOM.matcher(compact).matches()) {
            return compact.substring(0, compact.length() - 3);
        }
        return compact.substring(0, Math.min(3, compact.length() / 2));
    }
}
