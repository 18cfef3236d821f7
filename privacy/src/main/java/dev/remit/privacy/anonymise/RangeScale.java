package dev.remit.privacy.anonymise;

/**
 * Steps of equal width, such as years. An empty value is below the lowest, so that {@code ..29} means: at most 29, or
 * not known.
 */
final class RangeScale implements Scale {
    /** Between the ends of a range; a hyphen would be read as a sign. */
    static final String TO = "..";

    private final long[] steps;
    private final boolean empty;
    private final Marks marks;

    /** How a step is written. */
    interface Marks {
        /** As the lower end of a range. */
        String low(long step);

        /** As the upper end of a range. */
        String high(long step);
    }

    /**
     * @param steps that occur, ascending
     * @param empty whether empty values occur; they have code 0 then
     */
    RangeScale(long[] steps, boolean empty, Marks marks) {
        this.steps = steps;
        this.empty = empty;
        this.marks = marks;
    }

    @Override
    public int size() {
        return steps.length + (empty ? 1 : 0);
    }

    @Override
    public String label(int least, int greatest) {
        boolean lowest = least == 0;
        boolean highest = greatest == size() - 1;
        if (least == greatest) {
            return empty && lowest ? "" : closed(step(least), step(least));
        }
        if (lowest && highest) {
            return ANY;
        }
        if (lowest) {
            return TO + marks.high(step(greatest));
        }
        return highest ? marks.low(step(least)) + TO : closed(step(least), step(greatest));
    }

    private String closed(long from, long to) {
        String low = marks.low(from);
        String high = marks.high(to);
        return low.equals(high) ? low : low + TO + high;
    }

    @Override
    public double loss(int least, int greatest) {
        return least == greatest ? 0 : (double) (step(greatest) - step(least)) / (step(size() - 1) - step(0));
    }

    private long step(int code) {
        if (!empty) {
            return steps[code];
        }
        return code > 0 ? steps[code - 1] : steps.length == 0 ? 0 : steps[0] - 1;
    }
}
