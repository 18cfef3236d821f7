package dev.remit.privacy.anonymise;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Decimal numbers as steps of equal width. */
final class NumberSteps {
    /** So few digits that a step's number is never more than a long holds. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,15}(?:\\.[0-9]{1,15})?");

    private static final int MOST_DECIMALS = 6;
    private static final double WANTED_STEPS = 100;
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    private NumberSteps() {}

    /** The step that a number is in; empty for what is no such number, or is too many steps from 0. */
    static OptionalLong of(String value, BigDecimal step) {
        if (!NUMBER.matcher(value).matches()) {
            return OptionalLong.empty();
        }
        BigDecimal number = new BigDecimal(value).divide(step, 0, RoundingMode.FLOOR);
        return number.precision() > 17 ? OptionalLong.empty() : OptionalLong.of(number.longValueExact());
    }

    /** Both ends of a range are in it, at the step's own digits. */
    static RangeScale.Marks marks(BigDecimal step) {
        BigDecimal width = step.scale() < 0 ? step.setScale(0) : step;
        return new RangeScale.Marks() {
            @Override
            public String low(long number) {
                return width.multiply(BigDecimal.valueOf(number)).toPlainString();
            }

            @Override
            public String high(long number) {
                return width.multiply(BigDecimal.valueOf(number))
                        .add(width)
                        .subtract(width.ulp())
                        .toPlainString();
            }
        };
    }

    /** 1, 2 or 5 times a power of ten, so that nine tenths of the values are spread over at most about a hundred steps. */
    static BigDecimal fitting(String[] values, int[] counts) {
        double[] numbers = new double[values.length];
        int[] weights = new int[values.length];
        int size = 0;
        long all = 0;
        int decimals = 0;
        Integer[] order = new Integer[values.length];
        for (int i = 0; i < values.length; i++) {
            if (NUMBER.matcher(values[i]).matches()) {
                numbers[size] = Double.parseDouble(values[i]);
                weights[size] = counts[i];
                order[size] = size;
                size++;
                all += counts[i];
                int point = values[i].indexOf('.');
                decimals = Math.max(decimals, point < 0 ? 0 : values[i].length() - point - 1);
            }
        }
        BigDecimal finest = BigDecimal.ONE.movePointLeft(Math.min(decimals, MOST_DECIMALS));
        if (size == 0) {
            return finest;
        }
        Arrays.sort(order, 0, size, (a, b) -> Double.compare(numbers[a], numbers[b]));
        double spread = quantile(numbers, weights, order, (long) (HIGH * (all - 1)))
                - quantile(numbers, weights, order, (long) (LOW * (all - 1)));
        BigDecimal step = finest;
        for (int i = 0; step.doubleValue() < spread / WANTED_STEPS; i++) {
            step = step.multiply(i % 3 == 1 ? new BigDecimal("2.5") : BigDecimal.TWO)
                    .stripTrailingZeros();
        }
        return step;
    }

    private static double quantile(double[] numbers, int[] weights, Integer[] order, long rank) {
        long before = 0;
        int i = 0;
        while (before + weights[order[i]] <= rank) {
            before += weights[order[i]];
            i++;
        }
        return numbers[order[i]];
    }
}
