package dev.remit.privacy.handling;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Applies a handling to a value as a source returned it. Thread-safe.
 *
 * @param tokens the domain in which tokens are comparable
 */
public record Handler(Tokenizer tokens) {
    /** No number that is written out plainly is longer than this many digits or so; others are redacted. */
    private static final int LARGEST_SCALE = 100;

    /**
     * What is released for a value; the value itself only for {@link Handling#CLEAR}, otherwise a string.
     *
     * <p>To be masked or tokenised, a value needs one text: a string, {@link LocalDate} and {@link Instant} in ISO
     * 8601, {@link Long}, {@link Integer}, and {@link BigDecimal} in plain digits without trailing zeros, so that equal
     * amounts have equal tokens. Any other type is redacted. {@link Handling#NEVER} is for the caller, who does not even
     * select the value; a value that comes here in spite of it is redacted.
     */
    public Object apply(Handling handling, Kind kind, Object value) {
        return switch (handling) {
            case CLEAR -> value;
            case MASKED -> text(value).map(text -> Masking.mask(kind, text)).orElse(Redacted.TEXT);
            case TOKENIZED -> text(value).map(text -> tokens.token(kind, text)).orElse(Redacted.TEXT);
            case GENERALIZED -> Generalizing.generalize(kind, value);
            case REDACTED, NEVER -> Redacted.TEXT;
        };
    }

    private static Optional<String> text(Object value) {
        return switch (value) {
            case String text -> Optional.of(text);
            case Long number -> Optional.of(number.toString());
            case Integer number -> Optional.of(number.toString());
            case LocalDate date -> Optional.of(date.toString());
            case Instant instant -> Optional.of(instant.toString());
            case BigDecimal decimal -> plain(decimal);
            default -> Optional.empty();
        };
    }

    private static Optional<String> plain(BigDecimal decimal) {
        BigDecimal shortest = decimal.stripTrailingZeros();
        return Math.abs((long) shortest.scale()) > LARGEST_SCALE
                ? Optional.empty()
                : Optional.of(shortest.toPlainString());
    }
}
