package dev.remit.core.condition;

import dev.remit.core.catalog.FieldType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a single value in a condition is: the types of fields, and spans of time. */
enum Sort {
    TEXT(String.class, "text", "texts"),
    INTEGER(Long.class, "an integer", "integers"),
    DECIMAL(BigDecimal.class, "a decimal", "decimals"),
    BOOLEAN(Boolean.class, "a boolean", "booleans"),
    DATE(LocalDate.class, "a date", "dates"),
    TIMESTAMP(Instant.class, "a timestamp", "timestamps"),
    DURATION(Duration.class, "a duration", "durations");

    /** A decimal beyond is no amount of anything; one of a billion digits would cost all memory to add to. */
    private static final int MAX_SCALE = 200;
    /** Of some 200 digits. */
    private static final int MAX_BITS = 664;
    /** Some ten thousand years around 1970: sums of a condition's durations stay within what Java can hold. */
    private static final long MAX_SECONDS = 320_000_000_000L;

    private final Class<?> carrier;
    private final String noun;
    private final String plural;

    Sort(Class<?> carrier, String noun, String plural) {
        this.carrier = carrier;
        this.noun = noun;
        this.plural = plural;
    }

    static Sort of(FieldType type) {
        return switch (type) {
            case TEXT -> TEXT;
            case INTEGER -> INTEGER;
            case DECIMAL -> DECIMAL;
            case BOOLEAN -> BOOLEAN;
            case DATE -> DATE;
            case TIMESTAMP -> TIMESTAMP;
        };
    }

    /** What two values are compared as: whole numbers are also decimals. Null where they do not compare. */
    static @Nullable Sort joint(Sort one, Sort other) {
        if (one == other) {
            return one;
        }
        return one.isNumber() && other.isNumber() ? DECIMAL : null;
    }

    boolean isNumber() {
        return this == INTEGER || this == DECIMAL;
    }

    String noun() {
        return noun;
    }

    String plural() {
        return plural;
    }

    /** The value if it is one of this sort and within bounds, else null. */
    @Nullable
    Object checked(@Nullable Object raw) {
        if (!carrier.isInstance(raw)) {
            return null;
        }
        boolean bounded = switch (this) {
            case DECIMAL -> bounded((BigDecimal) raw);
            case TIMESTAMP -> Math.abs(((Instant) raw).getEpochSecond()) <= MAX_SECONDS;
            default -> true;
        };
        return bounded ? raw : null;
    }

    private static boolean bounded(BigDecimal value) {
        return value.scale() <= MAX_SCALE
                && value.scale() >= -MAX_SCALE
                && value.unscaledValue().bitLength() <= MAX_BITS;
    }

    /** A checked value of this sort as one of another that it joins. */
    Object as(Sort wanted, Object value) {
        return this == INTEGER && wanted == DECIMAL ? BigDecimal.valueOf((Long) value) : value;
    }

    boolean same(Object left, Object right) {
        return this == DECIMAL ? ((BigDecimal) left).compareTo((BigDecimal) right) == 0 : left.equals(right);
    }

    int order(Object left, Object right) {
        return switch (this) {
            case TEXT -> codePointOrder((String) left, (String) right);
            case INTEGER -> Long.compare((Long) left, (Long) right);
            case DECIMAL -> ((BigDecimal) left).compareTo((BigDecimal) right);
            case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
            case DATE -> ((LocalDate) left).compareTo((LocalDate) right);
            case TIMESTAMP -> ((Instant) left).compareTo((Instant) right);
            case DURATION -> ((Duration) left).compareTo((Duration) right);
        };
    }

    private static int codePointOrder(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                return Integer.compare(rank(left.charAt(i)), rank(right.charAt(i)));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Surrogates stand for code points above all others, though their own numbers are lower than some. */
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
    }
}
