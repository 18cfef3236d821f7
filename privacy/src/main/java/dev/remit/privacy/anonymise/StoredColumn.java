package dev.remit.privacy.anonymise;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A column as codes; the code of a value is its rank among the values, so that nothing depends on the order of the rows. */
final class StoredColumn {
    private final int[] codes;
    private final String[] values;

    StoredColumn(int[] codes, String[] values) {
        this.codes = codes;
        this.values = values;
    }

    /** One for each row; not a copy. */
    int[] codes() {
        return codes;
    }

    /** Distinct, ascending; not a copy. */
    String[] values() {
        return values;
    }

    /** How often each value occurs. */
    int[] counts() {
        int[] counts = new int[values.length];
        for (int code : codes) {
            counts[code]++;
        }
        return counts;
    }

    /** Takes values row by row. */
    static final class Builder {
        private static final int FIRST_ROWS = 1024;

        /** An object's head, its array's head, padding; an entry of the map and its number: on a 64-bit JVM. */
        private static final int BYTES_PER_VALUE = 112;

        private final Map<String, Integer> codes = new HashMap<>();
        private int[] rows = new int[FIRST_ROWS];
        private int size;
        private long bytes;

        void add(String value) {
            Integer code = codes.get(value);
            if (code == null) {
                code = codes.size();
                codes.put(value, code);
                bytes += BYTES_PER_VALUE + 2L * value.length();
            }
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, size + size / 2);
            }
            rows[size++] = code;
        }

        /** About how much memory this takes: 4 bytes for each row, and the distinct values. */
        long bytes() {
            return bytes + 4L * rows.length;
        }

        StoredColumn build() {
            String[] values = codes.keySet().toArray(String[]::new);
            Arrays.sort(values);
            int[] ranks = new int[values.length];
            for (int rank = 0; rank < values.length; rank++) {
                ranks[codes.getOrDefault(values[rank], 0)] = rank;
            }
            codes.clear();
            int[] ranked = new int[size];
            for (int row = 0; row < size; row++) {
                ranked[row] = ranks[rows[row]];
            }
            return new StoredColumn(ranked, values);
        }
    }
}
