package dev.remit.gateway.demo;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Inserts rows into one table, in batches. Timestamps are written as ISO-8601 text in UTC, dates as ISO-8601 text,
 * booleans as 0 and 1. Not thread-safe.
 */
final class Rows implements AutoCloseable {
    private static final int BATCH = 1_000;

    private final PreparedStatement insert;
    private int waiting;

    private Rows(PreparedStatement insert) {
        this.insert = insert;
    }

    static Rows into(Connection database, String table, String... columns) throws SQLException {
        String places = Arrays.stream(columns).map(column -> "?").collect(Collectors.joining(", "));
        return new Rows(database.prepareStatement(
                "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + places + ")"));
    }

    /** Adds one row; one value per column, in their order. */
    void add(@Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            bind(i + 1, values[i]);
        }
        insert.addBatch();
        if (++waiting == BATCH) {
            flush();
        }
    }

    @Override
    public void close() throws SQLException {
        try (insert) {
            flush();
        }
    }

    private void flush() throws SQLException {
        if (waiting > 0) {
            insert.executeBatch();
            waiting = 0;
        }
    }

    private void bind(int place, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> insert.setNull(place, Types.NULL);
            case String text -> insert.setString(place, text);
            case Integer number -> insert.setInt(place, number);
            case Boolean truth -> insert.setInt(place, truth ? 1 : 0);
            case BigDecimal amount -> insert.setBigDecimal(place, amount);
            case Instant at -> insert.setString(place, at.toString());
            case LocalDate day -> insert.setString(place, day.toString());
            default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }
}
