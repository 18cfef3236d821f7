package dev.remit.gateway.retail;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row while it is put together. */
final class Row {
    private final Tables tables;
    private final String table;
    private final Map<String, @Nullable Object> columns = new LinkedHashMap<>();

    Row(Tables tables, String table) {
        this.tables = tables;
        this.table = table;
    }

    Row put(String column, @Nullable Object value) {
        columns.put(column, value);
        return this;
    }

    void add() throws SQLException {
        tables.add(table, columns);
    }
}
