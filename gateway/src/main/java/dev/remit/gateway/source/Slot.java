package dev.remit.gateway.source;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.condition.Predicate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one {@code ?} of a statement stands for: known when the statement is run, never part of its text. */
sealed interface Slot {
    /** What to bind; null where no row can match, so that the statement need not run. */
    @Nullable
    Object value(Inputs inputs);

    /** A constant of a rule, already as the source compares it. */
    record Constant(Object bound) implements Slot {
        @Override
        public Object value(Inputs inputs) {
            return bound;
        }
    }

    /** The time of the call, moved, as the column compares it. */
    record Moment(Codec codec, Duration offset, boolean ceiling) implements Slot {
        @Override
        public Object value(Inputs inputs) {
            Bound bound = codec.bound(inputs.now().plus(offset));
            return ceiling ? bound.ceiling() : bound.floor();
        }
    }

    /** Whether the column can hold the time of the call at all. */
    record MomentIsExact(Codec codec, Duration offset) implements Slot {
        @Override
        public Object value(Inputs inputs) {
            return codec.bound(inputs.now().plus(offset)).exact();
        }
    }

    /** A comparison that names no column: judged here. */
    record MomentHolds(Predicate.Operand left, Predicate.Operator operator, Predicate.Operand right) implements Slot {
        @Override
        public Object value(Inputs inputs) {
            int order = instant(left, inputs.now()).compareTo(instant(right, inputs.now()));
            return RuleClause.holds(order, operator);
        }

        private static Instant instant(Predicate.Operand operand, Instant now) {
            return switch (operand) {
                case Predicate.Operand.Now moved -> now.plus(moved.offset());
                case Predicate.Operand.Literal(FieldType type, Object value) when value instanceof Instant at -> at;
                default -> throw new IllegalArgumentException("the time is compared with " + operand.type());
            };
        }
    }

    /** The value of a filter. */
    record FilterValue(int index, Codec codec) implements Slot {
        @Override
        public @Nullable Object value(Inputs inputs) {
            return exactly(codec, inputs.filters().get(index).value());
        }
    }

    /** The grant's tenant, in a column of the given type. */
    record Tenant(FieldType type, Codec codec) implements Slot {
        @Override
        public @Nullable Object value(Inputs inputs) {
            Object tenant = Canonical.parse(type, inputs.tenant());
            return tenant == null ? null : exactly(codec, tenant);
        }
    }

    /** The grant's customer, in a column of the given type. */
    record Subject(FieldType type, Codec codec) implements Slot {
        @Override
        public @Nullable Object value(Inputs inputs) {
            String text = inputs.subject();
            if (text == null) {
                throw new IllegalArgumentException("a read of a customer's rows names no customer");
            }
            Object subject = Canonical.parse(type, text);
            return subject == null ? null : exactly(codec, subject);
        }
    }

    /** Where the last page ended: the order field's value. */
    record AfterOrder(Codec codec) implements Slot {
        @Override
        public @Nullable Object value(Inputs inputs) {
            Object value = inputs.after() == null ? null : inputs.after().orderValue();
            return value == null ? null : exactly(codec, value);
        }
    }

    /** Where the last page ended: the key's value. */
    record AfterKey(Codec codec) implements Slot {
        @Override
        public @Nullable Object value(Inputs inputs) {
            return inputs.after() == null ? null : exactly(codec, inputs.after().key());
        }
    }

    /** One row more than asked for, to know whether there is more. */
    record RowLimit() implements Slot {
        @Override
        public Object value(Inputs inputs) {
            return (long) inputs.limit() + 1;
        }
    }

    /** Text as PostgreSQL's uuid, so that an index over uuids serves. */
    record AsUuid(Slot text) implements Slot {
        @Override
        public @Nullable Object value(Inputs inputs) {
            return text.value(inputs) instanceof String value ? PostgresCodecs.uuid(value) : null;
        }
    }

    private static @Nullable Object exactly(Codec codec, Object value) {
        Bound bound = codec.bound(value);
        return bound.exact() ? bound.floor() : null;
    }
}
