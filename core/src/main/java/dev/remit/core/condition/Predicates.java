package dev.remit.core.condition;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.condition.Predicate.Operand;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a predicate means, and how it is written. All methods are pure and thread-safe. */
public final class Predicates {
    private Predicates() {}

    /**
     * Judges a row in memory. Every source must judge exactly so.
     *
     * @param row by field name, absent values as null; must hold every field that the predicate names
     * @param now the time of the call; a source that stores times to the microsecond is to be asked with a {@code now}
     *     cut to the microsecond
     * @throws IllegalArgumentException if a field is missing from the row (which is not the same as absent: a rule must
     *     not be decided by a column that nobody fetched), or a value has another type than its field
     */
    public static boolean holds(Predicate predicate, Map<String, @Nullable Object> row, Instant now) {
        return switch (predicate) {
            case Predicate.Always(boolean value) -> value;
            case Predicate.And and -> and.parts().stream().allMatch(part -> holds(part, row, now));
            case Predicate.Or or -> or.parts().stream().anyMatch(part -> holds(part, row, now));
            case Predicate.Not(Predicate part) -> !holds(part, row, now);
            case Predicate.Compare compare -> compare(compare, row, now);
            case Predicate.In in -> {
                Object value = value(in.column(), row, now);
                yield value != null
                        && in.values().stream()
                                .anyMatch(each -> order(in.column().type(), value, each.value()) == 0);
            }
            case Predicate.IsAbsent(Operand.Column column) -> value(column, row, now) == null;
            case Predicate.IsTrue(Operand.Column column) -> Boolean.TRUE.equals(value(column, row, now));
        };
    }

    /**
     * The predicate as text: CEL, with fields by their bare names. Different predicates have different texts, and the
     * text of a predicate never changes between versions of this program without need: digests are made of it.
     */
    public static String text(Predicate predicate) {
        return new PredicateText("").of(predicate);
    }

    private static boolean compare(Predicate.Compare compare, Map<String, @Nullable Object> row, Instant now) {
        Object left = value(compare.left(), row, now);
        Object right = value(compare.right(), row, now);
        if (left == null || right == null) {
            boolean equal = left == null && right == null;
            return switch (compare.operator()) {
                case EQUAL -> equal;
                case NOT_EQUAL -> !equal;
                case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> false;
            };
        }
        int order = order(compare.left().type(), left, right);
        return switch (compare.operator()) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static @Nullable Object value(Operand operand, Map<String, @Nullable Object> row, Instant now) {
        return switch (operand) {
            case Operand.Literal literal -> literal.value();
            case Operand.Now moved -> now.plus(moved.offset());
            case Operand.Column(Field field) -> {
                Object value = row.get(field.name());
                if (value == null && !row.containsKey(field.name())) {
                    throw new IllegalArgumentException("the row has no field " + field.name());
                }
                yield value;
            }
        };
    }

    private static int order(FieldType type, Object left, Object right) {
        try {
            return switch (type) {
                case TEXT -> codePointOrder((String) left, (String) right);
                case INTEGER -> Long.compare((Long) left, (Long) right);
                case DECIMAL -> ((BigDecimal) left).compareTo((BigDecimal) right);
                case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
                case DATE -> ((LocalDate) left).compareTo((LocalDate) right);
                case TIMESTAMP -> ((Instant) left).compareTo((Instant) right);
            };
        } catch (ClassCastException e) {
            // Without the values: they may be a customer's.
            throw new IllegalArgumentException("a value is not of the type " + type.label());
        }
    }

    /** Surrogates stand for code points above all others, though their own numbers are lower than some. */
    private static int codePointOrder(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char one = left.charAt(i);
            char other = right.charAt(i);
            if (one != other) {
                return Character.isSurrogate(one) == Character.isSurrogate(other)
                        ? Character.compare(one, other)
                        : Boolean.compare(Character.isSurrogate(one), Character.isSurrogate(other));
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
