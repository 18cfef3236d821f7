package dev.remit.gateway.retail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows on their way into tables, one batch for each. A table's rows all have the same columns in the same order. */
final class Tables implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> batches = new LinkedHashMap<>();

    Tables(Connection connection) {
        this.connection = connection;
    }

    Row row(String table) {
        return new Row(this, table);
    }

    void add(String table, Map<String, @Nullable Object> row) throws SQLException {
        PreparedStatement batch = batches.get(table);
        if (batch == null) {
            String places =
                    String.join(", ", row.keySet().stream().map(column -> "?").toList());
            batch = connection.prepareStatement(
                    "INSERT INTO " + table + " (" + String.join(", ", row.keySet()) + ") VALUES (" + places + ")");
            batches.put(table, batch);
        }
        int place = 0;
        for (@Nullable Object value : row.values()) {
            batch.setObject(++place, value);
        }
        batch.addBatch();
    }

    /** Writes what waits, table by table in the order in which each had its first row. */
    void flush() throws SQLException {
        for (PreparedStatement batch : batches.values()) {
            batch.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement batch : batches.values()) {
            batch.close();
        }
    }
}
