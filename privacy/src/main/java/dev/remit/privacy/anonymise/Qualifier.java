package dev.remit.privacy.anonymise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether rows may be a class. Keeps arrays to count with; not thread-safe. */
final class Qualifier {
    private final int k;
    private final int @Nullable [] persons;
    private final Diversity diversity;
    private final int[][] sensitive;
    private final int[] personSeen;
    private final int[][] counts;
    private int turn;

    /**
     * @param persons to each row its person; null where each row is a person
     * @param sensitive to each sensitive column and row the value as it is counted
     */
    Qualifier(int k, int @Nullable [] persons, Diversity diversity, int[][] sensitive) {
        this.k = k;
        this.persons = persons;
        this.diversity = diversity;
        this.sensitive = sensitive;
        personSeen = persons == null ? new int[0] : new int[sizeOf(persons)];
        counts = new int[sensitive.length][];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new int[sizeOf(sensitive[i])];
        }
    }

    private static int sizeOf(int[] codes) {
        int greatest = -1;
        for (int code : codes) {
            greatest = Math.max(greatest, code);
        }
        return greatest + 1;
    }

    /** The fewest rows that may qualify. */
    int fewest() {
        return Math.max(k, sensitive.length == 0 ? 1 : diversity.l());
    }

    boolean holds(int[] rows, int from, int to) {
        return to - from >= fewest() && persons(rows, from, to, k) >= k && diverse(rows, from, to);
    }

    /** The persons among rows; may stop at so many. */
    int persons(int[] rows, int from, int to, int enough) {
        if (persons == null) {
            return to - from;
        }
        turn++;
        int distinct = 0;
        for (int i = from; i < to && distinct < enough; i++) {
            int person = persons[rows[i]];
            if (personSeen[person] != turn) {
                personSeen[person] = turn;
                distinct++;
            }
        }
        return distinct;
    }

    private boolean diverse(int[] rows, int from, int to) {
        if (diversity.l() == 1) {
            return true;
        }
        for (int column = 0; column < sensitive.length; column++) {
            boolean enough = diversity.measure() == Diversity.Measure.DISTINCT
                    ? distinctEnough(rows, from, to, column)
                    : diversity.isReachedBy(reached(rows, from, to, column));
            if (!enough) {
                return false;
            }
        }
        return true;
    }

    private boolean distinctEnough(int[] rows, int from, int to, int column) {
        int[] count = counts[column];
        int distinct = 0;
        int end = from;
        while (end < to && distinct < diversity.l()) {
            int value = sensitive[column][rows[end++]];
            distinct += count[value]++ == 0 ? 1 : 0;
        }
        forget(rows, from, end, column);
        return distinct >= diversity.l();
    }

    /** The l that rows reach in a sensitive column. */
    double reached(int[] rows, int from, int to, int column) {
        int[] count = counts[column];
        int distinct = 0;
        for (int i = from; i < to; i++) {
            distinct += count[sensitive[column][rows[i]]]++ == 0 ? 1 : 0;
        }
        List<Integer> each = new ArrayList<>(distinct);
        for (int i = from; i < to; i++) {
            int value = sensitive[column][rows[i]];
            if (count[value] > 0) {
                each.add(count[value]);
                count[value] = 0;
            }
        }
        Collections.sort(each); // a sum of doubles depends on its order
        return diversity.of(each);
    }

    private void forget(int[] rows, int from, int to, int column) {
        for (int i = from; i < to; i++) {
            counts[column][sensitive[column][rows[i]]] = 0;
        }
    }
}
