package dev.remit.core.condition;

import dev.remit.core.condition.Term.Many;
import dev.remit.core.condition.Term.Reference;
import dev.remit.core.condition.Term.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Terms that are true, false, or without value: undecided. */
final class Judged {
    private Judged() {}

    /** A value that is true or false. */
    interface Verdict extends Value {
        @Override
        default Sort sort() {
            return Sort.BOOLEAN;
        }

        @Override
        @Nullable
        Boolean value(Frame frame);
    }

    /** Decided by the first part that has the deciding value; undecided if none has and one has no value. */
    private static @Nullable Boolean decided(List<Value> parts, Frame frame, boolean deciding) {
        boolean undecided = false;
        for (int i = 0; i < parts.size(); i++) {
            Object value = parts.get(i).value(frame);
            if (value == null) {
                undecided = true;
            } else if (value.equals(deciding)) {
                return deciding;
            }
        }
        return undecided ? null : !deciding;
    }

    record And(List<Value> parts) implements Verdict {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public @Nullable Boolean value(Frame frame) {
            return decided(parts, frame, false);
        }
    }

    record Or(List<Value> parts) implements Verdict {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public @Nullable Boolean value(Frame frame) {
            return decided(parts, frame, true);
        }
    }

    record Not(Value part) implements Verdict {
        @Override
        public @Nullable Boolean value(Frame frame) {
            Object value = part.value(frame);
            return value == null ? null : !value.equals(true);
        }
    }

    /** Both operands are of the same sort. */
    record Compare(Value left, Predicate.Operator operator, Value right) implements Verdict {
        @Override
        public @Nullable Boolean value(Frame frame) {
            Object one = left.value(frame);
            Object other = right.value(frame);
            if (one == null || other == null) {
                return null;
            }
            Sort sort = left.sort();
            return switch (operator) {
                case EQUAL -> sort.same(one, other);
                case NOT_EQUAL -> !sort.same(one, other);
                case LESS -> sort.order(one, other) < 0;
                case LESS_OR_EQUAL -> sort.order(one, other) <= 0;
                case GREATER -> sort.order(one, other) > 0;
                case GREATER_OR_EQUAL -> sort.order(one, other) >= 0;
            };
        }
    }

    /** Undecided where nothing can be said of the value, or where it is there but not of its type. */
    record IsAbsent(Reference reference) implements Verdict {
        @Override
        public @Nullable Boolean value(Frame frame) {
            Object found = reference.path().value(frame);
            if (found != null) {
                return reference.fits(found) ? false : null;
            }
            return reference.path().reachable(frame) ? true : null;
        }
    }

    /** The value is of a sort that the list's sort joins, or the same. */
    record In(Value value, Many list) implements Verdict {
        @Override
        public @Nullable Boolean value(Frame frame) {
            Object wanted = value.value(frame);
            List<? extends @Nullable Object> values = list.values(frame);
            return (wanted == null || values == null) ? null : found(wanted, value.sort(), list, values);
        }
    }

    /** Whether every value of the parts is among those of the whole; how often does not matter. */
    record ContainsAll(Many whole, Many parts, Sort by) implements Verdict {
        @Override
        public @Nullable Boolean value(Frame frame) {
            List<? extends @Nullable Object> values = whole.values(frame);
            List<? extends @Nullable Object> wanted = parts.values(frame);
            if (values == null || wanted == null) {
                return null;
            }
            boolean undecided = false;
            for (Object raw : wanted) {
                Object part = parts.element(raw, by);
                Boolean found = part == null ? null : found(part, by, whole, values);
                if (found == null) {
                    undecided = true;
                } else if (!found) {
                    return false;
                }
            }
            return undecided ? null : true;
        }
    }

    private static @Nullable Boolean found(Object wanted, Sort by, Many list, List<? extends @Nullable Object> values) {
        boolean undecided = false;
        for (Object raw : values) {
            Object each = list.element(raw, by);
            if (each == null) {
                undecided = true;
            } else if (by.same(wanted, each)) {
                return true;
            }
        }
        return undecided ? null : false;
    }

    /**
     * Whether a test holds of every value, or of one at least.
     *
     * @param deciding the answer that a single value can give: false for every, true for one at least
     */
    record Quantified(Many list, boolean deciding, Value test) implements Verdict {
        @Override
        public @Nullable Boolean value(Frame frame) {
            List<? extends @Nullable Object> values = list.values(frame);
            if (values == null) {
                return null;
            }
            boolean undecided = false;
            for (Object raw : values) {
                Object held = test.value(new Frame(frame.values(), list.element(raw, list.sort())));
                if (held == null) {
                    undecided = true;
                } else if (held.equals(deciding)) {
                    return deciding;
                }
            }
            return undecided ? null : !deciding;
        }
    }

    record StartsWith(Value text, Value part) implements Verdict {
        @Override
        public @Nullable Boolean value(Frame frame) {
            return (text.value(frame) instanceof String whole && part.value(frame) instanceof String start)
                    ? whole.startsWith(start)
                    : null;
        }
    }

    record EndsWith(Value text, Value part) implements Verdict {
        @Override
        public @Nullable Boolean value(Frame frame) {
            return (text.value(frame) instanceof String whole && part.value(frame) instanceof String end)
                    ? whole.endsWith(end)
                    : null;
        }
    }
}
