package dev.remit.privacy.handling;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Groups that a value shares with many others. What has no group here, or does not look like its kind, becomes
 * {@link Redacted#TEXT}. Total, pure and thread-safe.
 */
public final class Generalizing {
    /** Amounts from here on, in either direction, share one open band. */
    private static final BigDecimal TOP = BigDecimal.TEN.pow(15);

    private static final BigDecimal FIVE = BigDecimal.valueOf(5);
    private static final int LONGEST_NUMBER = 40;
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?[0-9]+(?:\\.[0-9]+)?");
    private static final int OLDEST_DECADE = 90; // 45 CFR 164.514(b)(2)(i)(C): ages over 89 make one category

    private Generalizing() {}

    /** The year of a date, such as {@code 2026}. */
    public static String year(LocalDate date) {
        return Integer.toString(date.getYear());
    }

    /** The year of an instant in UTC. */
    public static String year(Instant instant) {
        return Integer.toString(instant.atOffset(ZoneOffset.UTC).getYear());
    }

    /**
     * The area of a postcode, in upper case: the first three digits of five or nine (US ZIP, also the codes of other
     * countries that look like it), the outward code of a UK postcode (up to four characters), otherwise the first half
     * rounded down, at most three characters. A thinly settled area may still be small.
     */
    public static String area(String postcode) {
        return PostcodeText.compact(postcode).map(PostcodeText::area).orElse(Redacted.TEXT);
    }

    /**
     * The band of an amount. Bounds are 0, 10, 50, 100, 500, 1000, 5000 … 10^15; the lower one is inclusive, the upper
     * one exclusive: 50 is in {@code 50–100}. Zero is a band of its own, {@code 0}; {@code 0–10} is above zero. Negative
     * amounts mirror: −50 is in {@code -(50–100)}. The open band is {@code 1000000000000000+}.
     */
    public static String band(BigDecimal amount) {
        if (amount.signum() == 0) {
            return "0";
        }
        String band = positiveBand(amount.abs());
        return amount.signum() < 0 ? "-(" + band + ")" : band;
    }

    /** The band of an amount in whole units; see {@link #band(BigDecimal)}. */
    public static String band(long amount) {
        return band(BigDecimal.valueOf(amount));
    }

    /** The decade of an age in years, both bounds inclusive, such as {@code 30–39}; {@code 90+} from 90 on. */
    public static String ageBand(long years) {
        if (years < 0) {
            return Redacted.TEXT;
        }
        long decade = Math.min(years / 10 * 10, OLDEST_DECADE);
        return decade == OLDEST_DECADE ? OLDEST_DECADE + "+" : decade + "–" + (decade + 9);
    }

    /**
     * The group of a value as a source returned it: {@link LocalDate}, {@link Instant}, {@link BigDecimal},
     * {@link Long}, {@link Integer}, or {@link String} read by its kind (dates with a four-digit year, plain decimal
     * numbers without an exponent). Any other type, and any type that does not fit the kind, is redacted.
     */
    public static String generalize(Kind kind, Object value) {
        return switch (kind) {
            case DATE ->
                switch (value) {
                    case LocalDate date -> year(date);
                    case Instant instant -> year(instant);
                    case String text -> DateText.year(text).orElse(Redacted.TEXT);
                    default -> Redacted.TEXT;
                };
            case POSTCODE -> value instanceof String text ? area(text) : Redacted.TEXT;
            case AMOUNT, NUMBER -> number(value).map(Generalizing::band).orElse(Redacted.TEXT);
            case AGE ->
                number(value)
                        .filter(years -> years.signum() >= 0)
                        .map(years -> ageBand(years.min(TOP).longValue()))
                        .orElse(Redacted.TEXT);
            case EMAIL, PHONE, CARD, IBAN, NAME, ADDRESS, ID, TEXT, OTHER -> Redacted.TEXT;
        };
    }

    private static String positiveBand(BigDecimal amount) {
        if (amount.compareTo(TOP) >= 0) {
            return TOP.toPlainString() + "+";
        }
        BigDecimal lower = BigDecimal.ZERO;
        BigDecimal upper = BigDecimal.TEN;
        for (boolean decade = true; amount.compareTo(upper) >= 0; decade = !decade) {
            lower = upper;
            upper = decade ? upper.multiply(FIVE) : upper.add(upper);
        }
        return lower.toPlainString() + "–" + upper.toPlainString();
    }

    private static Optional<BigDecimal> number(Object value) {
        return switch (value) {
            case BigDecimal decimal -> Optional.of(decimal);
            case Long whole -> Optional.of(BigDecimal.valueOf(whole));
            case Integer whole -> Optional.of(BigDecimal.valueOf(whole));
            case String text
            when text.length() <= LONGEST_NUMBER && PLAIN_NUMBER.matcher(text).matches() ->
                Optional.of(new BigDecimal(text));
            default -> Optional.empty();
        };
    }
}
