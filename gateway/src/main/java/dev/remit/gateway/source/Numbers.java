package dev.remit.gateway.source;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.IntFunction;

/** Numbers as columns can hold them. Nobody can make us write out a billion digits. */
final class Numbers {
    /** More digits on either side of the point than a column is taken to hold. */
    private static final int MOST_DIGITS = 1000;

    private static final int DIGITS_OF_A_LONG = 19;
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal GREATEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    static BigDecimal decimal(Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal;
            case Long integer -> BigDecimal.valueOf(integer);
            default -> throw new IllegalArgumentException("a number is compared with " + value.getClass());
        };
    }

    /** A number among the decimals of at most {@value #MOST_DIGITS} digits on either side of the point. */
    static Bound amongDecimals(Object value) {
        return amongDecimals(value, MOST_DIGITS, MOST_DIGITS);
    }

    /** A number among the decimals of bounded numbers of digits before and after the point. */
    static Bound amongDecimals(Object value, int before, int after) {
        BigDecimal decimal = decimal(value);
        if (digitsBeforePoint(decimal) > before) {
            BigDecimal beyond = BigDecimal.ONE.movePointRight(before).multiply(sign(decimal));
            return Bound.between(beyond, beyond);
        }
        BigDecimal floor = rounded(decimal, after, RoundingMode.FLOOR);
        BigDecimal ceiling = rounded(decimal, after, RoundingMode.CEILING);
        return new Bound(floor, ceiling, floor.compareTo(ceiling) == 0);
    }

    /**
     * A number among the 64-bit integers.
     *
     * @param beyond what to bind for a number that is greater (1) or less (-1) than all of them
     */
    static Bound amongIntegers(Object value, IntFunction<Object> beyond) {
        if (value instanceof Long integer) {
            return Bound.exactly(integer);
        }
        BigDecimal decimal = decimal(value);
        if (digitsBeforePoint(decimal) > DIGITS_OF_A_LONG) {
            return Bound.between(beyond.apply(decimal.signum()), beyond.apply(decimal.signum()));
        }
        BigDecimal floor = rounded(decimal, 0, RoundingMode.FLOOR);
        BigDecimal ceiling = rounded(decimal, 0, RoundingMode.CEILING);
        if (floor.compareTo(GREATEST) > 0 || ceiling.compareTo(LEAST) < 0) {
            return Bound.between(beyond.apply(decimal.signum()), beyond.apply(decimal.signum()));
        }
        return new Bound(
                floor.compareTo(LEAST) < 0 ? beyond.apply(-1) : floor.longValueExact(),
                ceiling.compareTo(GREATEST) > 0 ? beyond.apply(1) : ceiling.longValueExact(),
                floor.compareTo(ceiling) == 0);
    }

    private static long digitsBeforePoint(BigDecimal decimal) {
        return decimal.signum() == 0 ? 0 : (long) decimal.precision() - decimal.scale();
    }

    private static BigDecimal sign(BigDecimal decimal) {
        return BigDecimal.valueOf(decimal.signum());
    }

    /** Rounded to a scale, and left as it is where it has fewer digits; a tiny number is never written out. */
    private static BigDecimal rounded(BigDecimal decimal, int scale, RoundingMode rounding) {
        if (decimal.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (decimal.scale() <= scale) {
            return decimal;
        }
        if (digitsBeforePoint(decimal) >= -scale) {
            return decimal.setScale(scale, rounding);
        }
        BigDecimal least = BigDecimal.ONE.movePointLeft(scale);
        if (rounding == RoundingMode.FLOOR) {
            return decimal.signum() < 0 ? least.negate() : BigDecimal.ZERO;
        }
        return decimal.signum() > 0 ? least : BigDecimal.ZERO;
    }
}
