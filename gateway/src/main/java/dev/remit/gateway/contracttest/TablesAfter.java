package dev.remit.gateway.contracttest;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the tables hold after a call: so many rows as a test expects, each with the values that it names.
 *
 * @param directory where the databases are, each named as its source
 */
record TablesAfter(Path directory) {
    List<Difference> differences(String where, Map<SampleTables.Table, List<SampleRow>> expected) {
        List<Difference> found = new ArrayList<>();
        expected.forEach((table, rows) -> found.addAll(differences(where + ": " + table.name(), table, rows)));
        return found;
    }

    private List<Difference> differences(String where, SampleTables.Table table, List<SampleRow> expected) {
        List<Map<String, @Nullable Object>> left = rows(table);
        List<SampleRow> missing = new ArrayList<>();
        for (SampleRow row : expected) {
            Map<String, @Nullable Object> fitting =
                    left.stream().filter(each -> fits(row, each)).findFirst().orElse(null);
            if (fitting == null || !left.remove(fitting)) {
                missing.add(row);
            }
        }
        if (missing.isEmpty() && left.isEmpty()) {
            return List.of();
        }
        String wanted = missing.isEmpty()
                ? "no other row"
                : String.join(
                        ", ",
                        missing.stream()
                                .map(row -> new TreeMap<>(row.values()).toString())
                                .toList());
        String came = left.isEmpty()
                ? "no such row"
                : String.join(", ", left.stream().map(Map::toString).toList());
        return List.of(new Difference(where, wanted, came));
    }

    private List<Map<String, @Nullable Object>> rows(SampleTables.Table table) {
        String file = "jdbc:sqlite:" + directory.resolve(table.source() + ".db");
        try (Connection connection = DriverManager.getConnection(file);
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT * FROM " + SampleDatabase.quote(table.name()))) {
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            while (results.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                    row.put(results.getMetaData().getColumnLabel(i), results.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("The temporary database " + file + " cannot be read.", e);
        }
    }

    private static boolean fits(SampleRow expected, Map<String, @Nullable Object> row) {
        return expected.values().entrySet().stream()
                .allMatch(each -> Objects.equals(comparable(each.getValue()), comparable(row.get(each.getKey()))));
    }

    /** A number by its value: SQLite gives back the narrowest that holds it. */
    private static @Nullable Object comparable(@Nullable Object value) {
        return value instanceof Number number ? new BigDecimal(number.toString()).stripTrailingZeros() : value;
    }
}
