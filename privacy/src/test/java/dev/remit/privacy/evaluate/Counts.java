package dev.remit.privacy.evaluate;

/** How many spans were labelled, said and right. Not thread-safe. */
final class Counts {
    private static final double BETA_SQUARED = 4;

    int labelled;
    int said;
    int right;

    double precision() {
        return said == 0 ? 0 : (double) right / said;
    }

    double recall() {
        return labelled == 0 ? 0 : (double) right / labelled;
    }

    /** Weighs recall as twice as important as precision. */
    double f2() {
        double precision = precision();
        double recall = recall();
        return precision + recall == 0
                ? 0
                : (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
    }
}
