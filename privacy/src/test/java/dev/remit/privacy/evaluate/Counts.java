package dev.remit.privacy.evaluate;

/** How many spans were labelled, said and right. Not thread-safe. */
final class Counts {
    private static final double BETA_SQUARED = 4;

    int labelled;
    int said;
    int right;

    /** How many of those said touch a labelled one; counted by {@link MarkedScore} only. */
    int touching;

    double precision() {
        return said == 0 ? 0 : (double) right / said;
    }

    double recall() {
        return labelled == 0 ? 0 : (double) right / labelled;
    }

    /** The share of those said that touch a labelled one. */
    double aim() {
        return said == 0 ? 0 : (double) touching / said;
    }

    double f2() {
        return f2(precision(), recall());
    }

    /** Weighs recall as twice as important as precision. */
    static double f2(double precision, double recall) {
        return precision + recall == 0
                ? 0
                : (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
    }
}
