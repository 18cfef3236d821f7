package dev.remit.privacy.anonymise;

/**
 * How different the sensitive values within a class have to be: l-diversity (Machanavajjhala et al., 2007), for each
 * sensitive column by itself.
 *
 * @param l at least 1, which demands nothing
 */
public record Diversity(Measure measure, int l) {
    /** Nothing demanded. */
    public static final Diversity NONE = new Diversity(Measure.DISTINCT, 1);

    private static final double ROUNDING = 1e-9;

    /** What l counts. */
    public enum Measure {
        /** Different values. */
        DISTINCT("distinct"),
        /** e to the power of the entropy: as many as equally frequent values would be. Never more than distinct. */
        ENTROPY("entropy");

        private final String label;

        Measure(String label) {
            this.label = label;
        }

        /** Such as {@code distinct}. */
        public String label() {
            return label;
        }
    }

    public Diversity {
        if (l < 1) {
            throw new IllegalArgumentException("l is at least 1, not " + l);
        }
    }

    /** Whether so much is enough. */
    public boolean isReachedBy(double reached) {
        return reached >= l - ROUNDING;
    }

    /**
     * The l that a class reaches.
     *
     * @param counts how often each value stands in it; none negative, zeros count for nothing
     */
    public double of(Iterable<Integer> counts) {
        int distinct = 0;
        double rows = 0;
        double sum = 0;
        for (int count : counts) {
            if (count > 0) {
                distinct++;
                rows += count;
                sum += count * Math.log(count);
            }
        }
        return measure == Measure.DISTINCT || rows == 0 ? distinct : Math.exp(Math.log(rows) - sum / rows);
    }
}
