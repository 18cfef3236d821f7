package dev.remit.core.condition;

import dev.remit.core.condition.Term.Many;
import dev.remit.core.condition.Term.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Terms that make new values. Exact: what would have to be rounded, or wraps around, has no value. */
final class Computed {
    private Computed() {}

    enum Operation {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*");

        private final String symbol;

        Operation(String symbol) {
            this.symbol = symbol;
        }

        String symbol() {
            return symbol;
        }
    }

    /** Of whole numbers; without value where 64 bits do not hold the result. */
    record Whole(Value left, Operation operation, Value right) implements Value {
        @Override
        public Sort sort() {
            return Sort.INTEGER;
        }

        @Override
        public @Nullable Object value(Frame frame) {
            if (!(left.value(frame) instanceof Long one && right.value(frame) instanceof Long other)) {
                return null;
            }
            long result = switch (operation) {
                case ADD -> one + other;
                case SUBTRACT -> one - other;
                case MULTIPLY -> one * other;
            };
            boolean wrapped = switch (operation) {
                case ADD -> ((one ^ result) & (other ^ result)) < 0;
                case SUBTRACT -> ((one ^ other) & (one ^ result)) < 0;
                case MULTIPLY -> Math.multiplyHigh(one, other) != result >> 63;
            };
            return wrapped ? null : result;
        }
    }

    /** Of decimals; without value where the result has hundreds of digits. */
    record Exact(Value left, Operation operation, Value right) implements Value {
        @Override
        public Sort sort() {
            return Sort.DECIMAL;
        }

        @Override
        public @Nullable Object value(Frame frame) {
            if (!(left.value(frame) instanceof BigDecimal one && right.value(frame) instanceof BigDecimal other)) {
                return null;
            }
            return Sort.DECIMAL.checked(
                    switch (operation) {
                        case ADD -> one.add(other);
                        case SUBTRACT -> one.subtract(other);
                        case MULTIPLY -> one.multiply(other);
                    });
        }
    }

    /**
     * A point in time or a span, moved by a span. Values are bounded, and the spans of one condition are too few to
     * leave what Java can hold.
     */
    record Moved(Value from, boolean back, Value by) implements Value {
        @Override
        public Sort sort() {
            return from.sort();
        }

        @Override
        public @Nullable Object value(Frame frame) {
            Object start = from.value(frame);
            if (start == null || !(by.value(frame) instanceof Duration span)) {
                return null;
            }
            if (start instanceof Instant instant) {
                return back ? instant.minus(span) : instant.plus(span);
            }
            return back ? ((Duration) start).minus(span) : ((Duration) start).plus(span);
        }
    }

    /** The span from one point in time to another. */
    record Between(Value later, Value earlier) implements Value {
        @Override
        public Sort sort() {
            return Sort.DURATION;
        }

        @Override
        public @Nullable Object value(Frame frame) {
            return later.value(frame) instanceof Instant end && earlier.value(frame) instanceof Instant start
                    ? Duration.between(start, end)
                    : null;
        }
    }

    record Choice(Value test, Value yes, Value no) implements Value {
        @Override
        public Sort sort() {
            return yes.sort();
        }

        @Override
        public @Nullable Object value(Frame frame) {
            Object held = test.value(frame);
            if (held == null) {
                return null;
            }
            return held.equals(true) ? yes.value(frame) : no.value(frame);
        }
    }

    record Count(Many list) implements Value {
        @Override
        public Sort sort() {
            return Sort.INTEGER;
        }

        @Override
        public @Nullable Object value(Frame frame) {
            List<? extends @Nullable Object> values = list.values(frame);
            return values == null ? null : (long) values.size();
        }
    }

    /** In code points, as CEL counts. */
    record Length(Value text) implements Value {
        @Override
        public Sort sort() {
            return Sort.INTEGER;
        }

        @Override
        public @Nullable Object value(Frame frame) {
            return text.value(frame) instanceof String written
                    ? (long) written.codePointCount(0, written.length())
                    : null;
        }
    }
}
