package dev.remit.gateway.source;

/**
 * A constant as one column can be compared with it.
 *
 * <p>A column may not be able to hold a constant: a timestamp of microseconds holds no nanoseconds. So that the
 * statement's text need not depend on the constant, a comparison binds one of its two neighbours: {@code x < c} is
 * {@code x < ceiling}, {@code x <= c} is {@code x <= floor}, {@code x > c} is {@code x > floor}, {@code x >= c} is
 * {@code x >= ceiling}.
 *
 * @param floor what is bound for the greatest value of the column that is not greater than the constant
 * @param ceiling what is bound for the smallest value of the column that is not less than the constant
 * @param exact whether the column can hold the constant itself; where it cannot, nothing is equal to it
 */
record Bound(Object floor, Object ceiling, boolean exact) {
    static Bound exactly(Object value) {
        return new Bound(value, value, true);
    }

    static Bound between(Object floor, Object ceiling) {
        return new Bound(floor, ceiling, false);
    }
}
