package dev.remit.core.condition;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import java.time.Duration;
import java.util.List;

/**
 * A row rule, compiled: the small part of CEL that every supported database can judge exactly as we do.
 *
 * <p>Two-valued. A comparison with an absent value (NULL) is false, {@code !=} is the negation of {@code ==}, and two
 * absent values are equal. Text compares by code points, never by a collation; decimals compare by value
 * ({@code 1.0 == 1.00}); timestamps compare as instants.
 */
public sealed interface Predicate {
    record Always(boolean value) implements Predicate {}

    /** At least two parts. */
    record And(List<Predicate> parts) implements Predicate {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** At least two parts. */
    record Or(List<Predicate> parts) implements Predicate {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Not(Predicate part) implements Predicate {}

    /** Both operands have the same type after coercion; ordering is not defined for booleans. */
    record Compare(Operand left, Operator operator, Operand right) implements Predicate {}

    /** One of at least one value of the field's type. */
    record In(Operand.Column column, List<Operand.Literal> values) implements Predicate {
        public In {
            values = List.copyOf(values);
        }
    }

    record IsAbsent(Operand.Column column) implements Predicate {}

    /** A boolean field by itself: true where the value is true, false where it is false or absent. */
    record IsTrue(Operand.Column column) implements Predicate {}

    enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }

    /** What is compared. */
    sealed interface Operand {
        FieldType type();

        record Column(Field field) implements Operand {
            @Override
            public FieldType type() {
                return field.type();
            }
        }

        /** A constant of the Java type that {@link FieldType} names for its type. */
        record Literal(FieldType type, Object value) implements Operand {}

        /** The time of the call, moved by an offset (negative: into the past). */
        record Now(Duration offset) implements Operand {
            @Override
            public FieldType type() {
                return FieldType.TIMESTAMP;
            }
        }
    }
}
