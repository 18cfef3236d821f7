package dev.remit.core.condition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a compiled condition. Terms are records, so that conditions of the same shape are equal. Nothing in a term
 * throws for a value that is absent, of another type or out of bounds: what needs it has no value either.
 */
interface Term {
    /** Has one value or none; none is absence as well as failure. */
    interface Value extends Term {
        Sort sort();

        /** Of the Java type of its sort. */
        @Nullable
        Object value(Frame frame);

        /** As a term of a sort that its own sort joins. */
        default Value as(Sort wanted) {
            return sort() == wanted ? this : new Widened(this);
        }
    }

    /** Has values of one sort; what a caller put among them is to be checked. */
    interface Many extends Term {
        Sort sort();

        /** The most values that it can have. */
        int most();

        @Nullable
        List<? extends @Nullable Object> values(Frame frame);

        /** One of the values as one of a sort that its own sort joins. */
        default @Nullable Object element(@Nullable Object raw, Sort wanted) {
            Object value = sort().checked(raw);
            return value == null ? null : sort().as(wanted, value);
        }
    }

    /** Named by a path, and so the one thing of which absence can be asked. */
    interface Reference extends Term {
        Path path();

        /** Whether a value is one of the declared type. */
        boolean fits(Object raw);
    }

    record Constant(Sort sort, Object value) implements Value {
        @Override
        public Object value(Frame frame) {
            return value;
        }

        @Override
        public Value as(Sort wanted) {
            return sort == wanted ? this : new Constant(wanted, sort.as(wanted, value));
        }
    }

    record Named(Path path, Sort sort) implements Value, Reference {
        @Override
        public @Nullable Object value(Frame frame) {
            return sort.checked(path.value(frame));
        }

        @Override
        public boolean fits(Object raw) {
            return sort.checked(raw) != null;
        }
    }

    record NamedList(Path path, Sort sort) implements Many, Reference {
        @Override
        public int most() {
            return ActionCondition.MAX_ELEMENTS;
        }

        @Override
        public @Nullable List<? extends @Nullable Object> values(Frame frame) {
            return path.value(frame) instanceof List<?> list && list.size() <= most() ? list : null;
        }

        @Override
        public boolean fits(Object raw) {
            return raw instanceof List;
        }
    }

    record NamedRow(Path path, ValueType.Row type) implements Reference {
        @Override
        public boolean fits(Object raw) {
            return raw instanceof Map;
        }
    }

    /** The element that {@code all} or {@code exists} has come to; there is but one at a time. */
    record Each(Sort sort) implements Value {
        @Override
        public @Nullable Object value(Frame frame) {
            return frame.each();
        }
    }

    /** A list that is written out, of terms of its sort. */
    record Listed(Sort sort, List<Value> parts) implements Many {
        public Listed {
            parts = List.copyOf(parts);
        }

        @Override
        public int most() {
            return parts.size();
        }

        @Override
        public List<? extends @Nullable Object> values(Frame frame) {
            return parts.stream().map(part -> part.value(frame)).toList();
        }
    }

    /** A list of which every value is known at load. */
    record ListedConstants(Sort sort, List<Object> values) implements Many {
        public ListedConstants {
            values = List.copyOf(values);
        }

        @Override
        public int most() {
            return values.size();
        }

        @Override
        public List<Object> values(Frame frame) {
            return values;
        }
    }

    /** A whole number as a decimal. */
    record Widened(Value whole) implements Value {
        @Override
        public Sort sort() {
            return Sort.DECIMAL;
        }

        @Override
        public @Nullable Object value(Frame frame) {
            Object value = whole.value(frame);
            return value == null ? null : whole.sort().as(Sort.DECIMAL, value);
        }
    }
}
