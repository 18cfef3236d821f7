package dev.remit.core.condition;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.condition.Predicate.Operand.Literal;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Constants, each read so that every source holds the very same value: finite decimals of a length that also a double
 * tells apart, times to the microsecond, text without NUL. A method that returns null has said why.
 */
final class Literals {
    private static final int MAX_DIGITS = 15;
    /** The most digits before the point, and the most behind it. */
    private static final int MAX_MAGNITUDE = 30;

    private static final Duration MAX_OFFSET = Duration.ofDays(36_525);
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIMESTAMP = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})");
    private static final Pattern DURATION = Pattern.compile("-?([0-9]{1,12}(\\.[0-9]{1,9})?(h|ms|us|ns|m|s))+");
    private static final Pattern DURATION_PART = Pattern.compile("([0-9.]+)(h|ms|us|ns|m|s)");

    private final Refusals refusals;

    Literals(Refusals refusals) {
        this.refusals = refusals;
    }

    static boolean isNegative(CelConstant constant) {
        return switch (constant.getKind()) {
            case INT64_VALUE -> constant.int64Value() < 0;
            case DOUBLE_VALUE -> Double.compare(constant.doubleValue(), 0.0) < 0;
            default -> false;
        };
    }

    static boolean isNull(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expr.constant().getKind() == CelConstant.Kind.NULL_VALUE;
    }

    /** A constant of its natural type. */
    @Nullable
    Literal constant(CelExpr expr) {
        CelConstant constant = expr.constant();
        return switch (constant.getKind()) {
            case STRING_VALUE -> text(expr, constant.stringValue());
            case INT64_VALUE -> new Literal(FieldType.INTEGER, constant.int64Value());
            case DOUBLE_VALUE -> decimal(expr);
            case BOOLEAN_VALUE -> new Literal(FieldType.BOOLEAN, constant.booleanValue());
            case NULL_VALUE -> {
                refusals.typeMismatch(expr, "null is no value here.", "Write order.field == null, on its own.");
                yield null;
            }
            case UINT64_VALUE -> {
                refusals.notPushable(expr, "no field is an unsigned integer", "Write the number without u.");
                yield null;
            }
            default -> {
                refusals.notPushable(expr, "no field holds bytes", "Write the text without b.");
                yield null;
            }
        };
    }

    private @Nullable Literal text(CelExpr expr, String value) {
        if (value.indexOf('\0') >= 0) {
            refusals.invalidLiteral(
                    expr, "The text holds the character NUL, which databases cannot store.", "Remove it.");
            return null;
        }
        return new Literal(FieldType.TEXT, value);
    }

    /** From the text as written: a double has already lost what was there. */
    private @Nullable Literal decimal(CelExpr expr) {
        String written = refusals.text().decimalAt(refusals.position(expr));
        BigDecimal value = written == null ? null : plain(new BigDecimal(written));
        if (value == null || value.scale() > MAX_MAGNITUDE || value.precision() - value.scale() > MAX_MAGNITUDE) {
            refusals.invalidLiteral(
                    expr,
                    "The decimal is too large or too small: at most %d digits before the point and %d behind it."
                            .formatted(MAX_MAGNITUDE, MAX_MAGNITUDE),
                    "Write an amount such as 100.0.");
            return null;
        }
        if (value.stripTrailingZeros().precision() > MAX_DIGITS) {
            refusals.invalidLiteral(
                    expr,
                    "The decimal has more than %d significant digits; CEL's numbers cannot tell such values apart."
                            .formatted(MAX_DIGITS),
                    "Round it to %d digits.".formatted(MAX_DIGITS));
            return null;
        }
        return new Literal(FieldType.DECIMAL, isNegative(expr.constant()) ? value.negate() : value);
    }

    /** One form for each value: no trailing zeros, no exponent. */
    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 && stripped.scale() > -1_000 ? stripped.setScale(0) : stripped;
    }

    @Nullable
    Literal date(CelExpr call) {
        String written = argument(call);
        if (written != null && DATE.matcher(written).matches()) {
            try {
                LocalDate day = LocalDate.parse(written);
                if (day.getYear() > 0) {
                    return new Literal(FieldType.DATE, day);
                }
            } catch (DateTimeException _) {
                // No such day: refused below, like any other text that is no date.
            }
        }
        refusals.invalidLiteral(call, "This is not a date.", "Write a day of the calendar: date('2026-01-31').");
        return null;
    }

    @Nullable
    Literal timestamp(CelExpr call) {
        String written = argument(call);
        if (written != null && TIMESTAMP.matcher(written).matches()) {
            try {
                Instant instant = OffsetDateTime.parse(written).toInstant();
                if (!instant.isBefore(FIRST) && !instant.isAfter(LAST)) {
                    return new Literal(FieldType.TIMESTAMP, instant);
                }
            } catch (DateTimeException _) {
                // No such time: refused below, like any other text that is no timestamp.
            }
        }
        refusals.invalidLiteral(
                call,
                "This is not a timestamp of RFC 3339 with a zone and at most six digits of a second.",
                "Write timestamp('2026-01-31T00:00:00Z').");
        return null;
    }

    @Nullable
    Duration duration(CelExpr call) {
        String written = argument(call);
        if (written != null && DURATION.matcher(written).matches()) {
            BigDecimal nanos = nanos(written);
            if (nanos.abs().compareTo(BigDecimal.valueOf(MAX_OFFSET.toSeconds()).movePointRight(9)) <= 0
                    && nanos.remainder(BigDecimal.valueOf(1_000)).signum() == 0) {
                BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
                return Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
            }
        }
        refusals.invalidLiteral(
                call,
                "This is not a duration in h, m, s, ms or us of whole microseconds and at most 100 years.",
                "Write duration('24h'); a year has 8760h.");
        return null;
    }

    private static BigDecimal nanos(String written) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Matcher part = DURATION_PART.matcher(written); part.find(); ) {
            sum = sum.add(new BigDecimal(part.group(1)).multiply(nanosOf(part.group(2))));
        }
        return written.startsWith("-") ? sum.negate() : sum;
    }

    private static BigDecimal nanosOf(String unit) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case "h" -> 3_600_000_000_000L;
                    case "m" -> 60_000_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "ms" -> 1_000_000L;
                    case "us" -> 1_000L;
                    default -> 1L;
                });
    }

    /** The one text literal that a function is called with; null where it is called otherwise. */
    private static @Nullable String argument(CelExpr call) {
        var arguments = call.call().args();
        if (arguments.size() != 1 || arguments.getFirst().getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            return null;
        }
        CelConstant constant = arguments.getFirst().constant();
        return constant.getKind() == CelConstant.Kind.STRING_VALUE ? constant.stringValue() : null;
    }
}
