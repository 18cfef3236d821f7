package dev.remit.core.condition;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.condition.Predicate.Operand;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Predicates in writing. Every join is in parentheses, so that a text has one reading; the rule compiler reads it back
 * where fields carry their resource's name.
 *
 * @param prefix stands before each field's name: empty, or {@code order.}
 */
record PredicateText(String prefix) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** Names that mean something else where they stand bare. */
    private static final Set<String> TAKEN = Set.of("now", "true", "false", "null", "in");

    private static final long NANOS = 1_000_000_000L;

    String of(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Always(boolean value) -> Boolean.toString(value);
            case Predicate.And and -> joined(and.parts(), " && ");
            case Predicate.Or or -> joined(or.parts(), " || ");
            case Predicate.Not(Predicate.IsAbsent(Operand.Column column)) -> of(column) + " != null";
            case Predicate.Not(Predicate part) -> "!" + nested(part);
            case Predicate.Compare(Operand left, Predicate.Operator operator, Operand right) ->
                of(left) + " " + symbol(operator) + " " + of(right);
            case Predicate.In in ->
                in.values().stream().map(this::of).collect(Collectors.joining(", ", of(in.column()) + " in [", "]"));
            case Predicate.IsAbsent(Operand.Column column) -> of(column) + " == null";
            case Predicate.IsTrue(Operand.Column column) -> of(column);
        };
    }

    private String joined(List<Predicate> parts, String by) {
        return parts.stream().map(this::part).collect(Collectors.joining(by));
    }

    private String part(Predicate part) {
        return part instanceof Predicate.And || part instanceof Predicate.Or ? nested(part) : of(part);
    }

    private String nested(Predicate part) {
        return "(" + of(part) + ")";
    }

    private String of(Operand operand) {
        return switch (operand) {
            case Operand.Column(Field field) -> prefix + name(field.name());
            case Operand.Literal(FieldType type, Object value) -> literal(type, value);
            case Operand.Now(Duration offset) -> now(offset);
        };
    }

    private static String name(String name) {
        return NAME.matcher(name).matches() && !TAKEN.contains(name)
                ? name
                : "`" + visible(name).replace("`", "\\u0060") + "`";
    }

    private static String literal(FieldType type, Object value) {
        return switch (type) {
            case TEXT -> "'" + visible((String) value).replace("'", "\\'") + "'";
            case DECIMAL -> {
                String plain = Literals.plain((BigDecimal) value).toPlainString();
                yield plain.indexOf('.') < 0 ? plain + ".0" : plain;
            }
            case DATE -> "date('" + value + "')";
            case TIMESTAMP -> "timestamp('" + value + "')";
            case INTEGER, BOOLEAN -> value.toString();
        };
    }

    private static String now(Duration offset) {
        if (offset.isZero()) {
            return "now";
        }
        Duration distance = offset.abs();
        String fraction = distance.getNano() == 0
                ? ""
                : ("." + String.valueOf(NANOS + distance.getNano()).substring(1)).replaceAll("0+$", "");
        return "now " + (offset.isNegative() ? "-" : "+") + " duration('" + distance.getSeconds() + fraction + "s')";
    }

    private static String symbol(Predicate.Operator operator) {
        return switch (operator) {
            case EQUAL -> "==";
            case NOT_EQUAL -> "!=";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
        };
    }

    /** As it can be seen: what is invisible, or turns the direction of the line, is escaped as CEL escapes it. */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point == '\\') {
                visible.append("\\\\");
            } else if (shown(point)) {
                visible.appendCodePoint(point);
            } else {
                visible.append(point > 0xFFFF ? "\\U%08x".formatted(point) : "\\u%04x".formatted(point));
            }
        });
        return visible.toString();
    }

    /** A fixed list: Unicode's own categories change between versions of Java, and digests must not. */
    private static boolean shown(int point) {
        boolean control = point < 0x20 || (point >= 0x7F && point <= 0x9F);
        boolean invisible = point == 0xAD
                || point == 0x61C
                || point == 0x180E
                || (point >= 0x200B && point <= 0x200F)
                || (point >= 0x2028 && point <= 0x202E)
                || (point >= 0x2060 && point <= 0x206F)
                || point == 0xFEFF
                || (point >= 0xFFF9 && point <= 0xFFFB)
                || (point >= 0xE0000 && point <= 0xE0FFF);
        boolean noCharacter =
                (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) || (point & 0xFFFE) == 0xFFFE;
        return !control && !invisible && !noCharacter;
    }
}
