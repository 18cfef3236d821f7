package dev.remit.gateway.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How one column of a source carries one type of ours: written into SQL, bound, and read. {@code ref} is always a
 * qualified, quoted column.
 */
interface Codec {
    /** The column such that {@code <}, {@code =}, ORDER BY and DISTINCT judge it as we do; {@link #read} takes it too. */
    default String exact(String ref) {
        return ref;
    }

    /** The column such that it can be compared exactly with a column of another codec of the same type. */
    default String comparable(String ref) {
        return exact(ref);
    }

    /** The column as it is selected, for {@link #read}. */
    default String selected(String ref) {
        return ref;
    }

    /** Appends that the column equals a value: false or NULL where it does not. May bind the value more than once. */
    default void equal(SqlText sql, String ref, Slot value) {
        sql.add(exact(ref)).add(" = ").bind(value);
    }

    /** A condition under which the stored value has the column's type at all; empty where the source sees to it. */
    default String guard(String ref) {
        return "";
    }

    /**
     * A constant of our type, as the source compares it.
     *
     * @throws IllegalArgumentException where the value cannot be compared with such a column at all
     */
    Bound bound(Object value);

    /**
     * The value in a row.
     *
     * @throws WrongShape where it is not of the type
     */
    @Nullable
    Object read(ResultSet row, int index) throws SQLException, WrongShape;
}
