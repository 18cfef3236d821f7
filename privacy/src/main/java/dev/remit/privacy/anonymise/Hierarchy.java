package dev.remit.privacy.anonymise;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the values of a column become less exact. A value that the hierarchy cannot place, such as a word among numbers, is
 * treated as an empty one, and counted.
 */
public sealed interface Hierarchy {
    /** Such as {@code numbers}. */
    String label();

    /**
     * Ranges such as {@code 20..29}. The lowest and the highest are open, {@code ..29} and {@code 90..}, so that nobody is
     * known by being an extreme. Digits finer than the step are cut off.
     *
     * @param step the width of the finest range, more than 0; chosen from the values where it is empty
     */
    record Numbers(Optional<BigDecimal> step) implements Hierarchy {
        public Numbers {
            if (step.isPresent() && step.get().signum() <= 0) {
                throw new IllegalArgumentException("a step is more than 0");
            }
        }

        @Override
        public String label() {
            return "numbers";
        }
    }

    /**
     * Months, years or decades, and ranges of these, such as {@code 1984..1989}; open at both ends like numbers.
     *
     * @param unit the finest that is left
     */
    record Dates(Unit unit) implements Hierarchy {
        /** What is left of a date. */
        public enum Unit {
            MONTH("month"),
            YEAR("year"),
            DECADE("decade");

            private final String label;

            Unit(String label) {
                this.label = label;
            }

            /** Such as {@code year}. */
            public String label() {
                return label;
            }
        }

        @Override
        public String label() {
            return "dates";
        }
    }

    /**
     * The beginning of codes that get more exact from left to right, such as postcodes: {@code 101*}.
     *
     * @param most the most characters that are left, without blanks; at least 1
     */
    record Prefixes(int most) implements Hierarchy {
        public Prefixes {
            if (most < 1) {
                throw new IllegalArgumentException("at least one character of a prefix is left, not " + most);
            }
        }

        @Override
        public String label() {
            return "postcodes";
        }
    }

    /**
     * Groups of values, and groups of groups; {@code *} above them all. Without groups a value is itself or {@code *}.
     *
     * @param groups to each value or group the group that it belongs to. Where there are any, a value that belongs to none
     *     cannot be placed
     */
    record Categories(Map<String, String> groups) implements Hierarchy {
        public Categories {
            Map<String, String> clean = new HashMap<>();
            groups.forEach((member, group) -> clean.put(Cells.clean(member), Cells.clean(group)));
            groups = Map.copyOf(clean);
            for (String each : groups.keySet()) {
                Set<String> seen = new HashSet<>();
                for (String at = each; at != null; at = groups.get(at)) {
                    if (!seen.add(at)) {
                        throw new IllegalArgumentException("a group belongs to itself: " + at);
                    }
                }
            }
        }

        @Override
        public String label() {
            return "categories";
        }
    }
}
