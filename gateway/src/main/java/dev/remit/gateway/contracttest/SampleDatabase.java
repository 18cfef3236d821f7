package dev.remit.gateway.contracttest;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Source;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a SQLite file that stands for one source: its tables with the rows of a test.
 *
 * <p>The gateway sees each table through a view. Of a view it asks neither for an index nor for NOT NULL, and a test has
 * neither: its rows leave out what does not matter to them. Where a source is written to, the tables are tables, because
 * a view cannot be written to; the gateway then says what it would like of them, and serves them.
 */
final class SampleDatabase {
    private SampleDatabase() {}

    static void write(Path file, Source source, SampleTables tables, Map<SampleTables.Table, List<SampleRow>> rows)
            throws SQLException {
        boolean written = source.writing() != null;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.setAutoCommit(false);
            for (SampleTables.Table table : tables.tables()) {
                if (table.source().equals(source.name())) {
                    String base = written ? quote(table.name()) : base(table.name());
                    create(connection, base, tables.columns(table));
                    if (!written) {
                        run(connection, "CREATE VIEW " + quote(table.name()) + " AS SELECT * FROM " + base);
                    }
                    insert(connection, base, rows.getOrDefault(table, List.of()));
                }
            }
            Source.Writing writing = source.writing();
            if (writing != null && writing.operations() != null) {
                run(connection, "CREATE TABLE " + quote(writing.operations()) + " (id TEXT PRIMARY KEY)");
            }
            connection.commit();
        }
    }

    private static void create(Connection connection, String table, Map<String, FieldType> columns)
            throws SQLException {
        List<String> declared = new ArrayList<>();
        columns.forEach((column, type) -> declared.add(quote(column) + ' ' + declaration(type)));
        run(connection, "CREATE TABLE " + table + " (" + String.join(", ", declared) + ")");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String declaration(FieldType type) {
        return switch (type) {
            case TEXT, DATE, TIMESTAMP -> "TEXT";
            case INTEGER, BOOLEAN -> "INTEGER";
            case DECIMAL -> "NUMERIC";
        };
    }

    private static void insert(Connection connection, String table, List<SampleRow> rows) throws SQLException {
        for (SampleRow row : rows) {
            List<String> columns = List.copyOf(row.values().keySet());
            String into = "INSERT INTO " + table;
            String sql = columns.isEmpty()
                    ? into + " DEFAULT VALUES"
                    : into + " ("
                            + String.join(
                                    ", ",
                                    columns.stream().map(SampleDatabase::quote).toList()) + ") VALUES ("
                            + "?, ".repeat(columns.size() - 1) + "?)";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < columns.size(); i++) {
                    statement.setObject(i + 1, row.values().get(columns.get(i)));
                }
                statement.executeUpdate();
            }
        }
    }

    /** No table of a catalog has such a name: a name there holds no colon. */
    private static String base(String table) {
        return quote("rows:" + table);
    }

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
