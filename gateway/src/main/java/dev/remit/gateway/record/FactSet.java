package dev.remit.gateway.record;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Facts by name, sorted. Values are texts, whole numbers ({@link Long}) and booleans. Immutable.
 *
 * <p>Two arrays instead of a sorted map: there are some twenty, they are put together once for every call, and then only
 * walked through.
 */
public final class FactSet {
    /** A name has at most so many bytes in UTF-8. */
    static final int LONGEST_NAME = 0xffff;

    private static final int USUAL = 32;

    private final String[] names;
    private final Object[] values;
    private final int size;

    private FactSet(String[] names, Object[] values, int size) {
        this.names = names;
        this.values = values;
        this.size = size;
    }

    /** @throws IllegalArgumentException for a value of another type */
    public static FactSet of(Map<String, ?> facts) {
        Builder builder = new Builder();
        facts.forEach((name, value) -> builder.put(name, checked(value)));
        return builder.build();
    }

    private static Object checked(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean truth -> truth;
            case Long number -> number;
            case Integer number -> (long) number;
            default -> throw new IllegalArgumentException("a fact is a text, a whole number or a boolean");
        };
    }

    public int size() {
        return size;
    }

    /** @param index from 0, in the order of the names */
    public String name(int index) {
        return names[index];
    }

    public Object value(int index) {
        return values[index];
    }

    /** The value of that name, or null where there is none. */
    public @Nullable Object get(String name) {
        int at = indexOf(name);
        return at < 0 ? null : values[at];
    }

    /** Where that name is; negative where it is not. */
    int indexOf(String name) {
        return Arrays.binarySearch(names, 0, size, name);
    }

    /** The same as a map that cannot be changed. */
    public SequencedMap<String, Object> map() {
        TreeMap<String, Object> map = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            map.put(names[i], values[i]);
        }
        return Collections.unmodifiableSequencedMap(map);
    }

    Builder more() {
        return new Builder(Arrays.copyOf(names, size + 4), Arrays.copyOf(values, size + 4), size);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FactSet that && map().equals(that.map());
    }

    @Override
    public int hashCode() {
        return map().hashCode();
    }

    /** How many there are; not what they say. */
    @Override
    public String toString() {
        return "FactSet[" + size + ']';
    }

    /** Puts facts together. Used by one thread. */
    public static final class Builder {
        private String[] names;
        private Object[] values;
        private int size;

        public Builder() {
            this(new String[USUAL], new Object[USUAL], 0);
        }

        private Builder(String[] names, Object[] values, int size) {
            this.names = names;
            this.values = values;
            this.size = size;
        }

        public Builder put(String name, String value) {
            return put(name, (Object) value);
        }

        public Builder put(String name, long value) {
            return put(name, (Object) value);
        }

        public Builder put(String name, boolean value) {
            return put(name, (Object) value);
        }

        /** A name that is there already gets the new value. */
        private Builder put(String name, Object value) {
            int at = Arrays.binarySearch(names, 0, size, name);
            if (at >= 0) {
                values[at] = value;
                return this;
            }
            if (size == names.length) {
                names = Arrays.copyOf(names, size + USUAL);
                values = Arrays.copyOf(values, size + USUAL);
            }
            at = -at - 1;
            System.arraycopy(names, at, names, at + 1, size - at);
            System.arraycopy(values, at, values, at + 1, size - at);
            names[at] = name;
            values[at] = value;
            size++;
            return this;
        }

        /** What was put so far under that name, or null. */
        public @Nullable Object get(String name) {
            int at = Arrays.binarySearch(names, 0, size, name);
            return at < 0 ? null : values[at];
        }

        /** What was put so far. */
        public FactSet build() {
            return new FactSet(Arrays.copyOf(names, size), Arrays.copyOf(values, size), size);
        }
    }
}
