package dev.remit.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example folder fits the generated database, and its contract tests fit its contracts. */
class ShopFolderTest {
    private static Yaml resources;
    private static List<Yaml> workflows;
    private static List<Yaml> tests;

    @BeforeAll
    static void read() throws IOException {
        resources = Yaml.folder("catalog").getFirst().at("resources");
        workflows = Yaml.folder("workflows");
        tests = Yaml.folder("tests");
    }

    @Test
    void everyColumnIsClassifiedAndRequiredWhereItIsNeverNull() throws SQLException {
        Map<String, Map<String, Boolean>> classified = new HashMap<>();
        for (String name : resources.keys()) {
            Yaml fields = resources.at(name).at("fields");
            Map<String, Boolean> required = new HashMap<>();
            for (String field : fields.keys()) {
                assertThat(fields.at(field).has("class")).as(name + "." + field).isTrue();
                required.put(field, fields.at(field).at("required").text().equals("true"));
            }
            classified.put(resources.at(name).at("table").text(), required);
        }
        assertThat(classified).isEqualTo(columns());
    }

    @Test
    void everyWorkflowShowsWhatItAllowsAndWhatItRefuses() {
        for (Yaml workflow : workflows) {
            String name = workflow.at("workflow").text();
            List<Yaml> cases = named(tests, name).at("cases").items();
            assertThat(cases).as(name).anyMatch(each -> each.has("returns"));
            Set<String> refusals = cases.stream()
                    .map(each -> each.at("refused").text())
                    .collect(Collectors.toCollection(HashSet::new));
            assertThat(refusals).as(name).contains("unknown_tool", "invalid_argument");
            if (workflow.has("verify")) {
                assertThat(refusals).as(name).contains("verify_first", "verify_failed");
            }
            if (workflow.has("case")) {
                assertThat(refusals).as(name).contains("case_not_live");
            }
        }
    }

    @Test
    void whatAContractTestExpectsIsExactlyWhatIsGranted() {
        for (Yaml test : tests) {
            Yaml data = named(workflows, test.at("workflow").text()).at("data");
            for (Yaml each : results(test)) {
                String call = each.at("call").text();
                String resource = call.substring(call.indexOf('_') + 1);
                List<Yaml> rows = call.startsWith("get_")
                        ? List.of(each.at("returns"))
                        : each.at("returns").at(resource).items();
                String one = call.startsWith("get_") ? resource : resource.substring(0, resource.length() - 1);
                assertThat(rows)
                        .as(test.at("workflow").text() + ": " + each.node())
                        .allSatisfy(row -> assertThat(row.keys())
                                .isEqualTo(data.at(one).at("fields").keys()));
            }
        }
    }

    /** Every call of a test that returns something, alone or one of several. */
    private static List<Yaml> results(Yaml test) {
        return test.at("cases").items().stream()
                .flatMap(each -> Stream.concat(Stream.of(each), each.at("calls").items().stream()))
                .filter(each -> each.has("returns"))
                .toList();
    }

    @Test
    void theRowsOfEveryContractTestFitTheTablesAndEachOther() throws SQLException {
        for (Yaml test : tests) {
            try (Connection database = empty(false)) {
                for (String table : test.at("rows").keys()) {
                    for (Yaml row : test.at("rows").at(table).items()) {
                        insert(database, table, row);
                    }
                }
                // A test may leave a table out, but not a row of a table that it has.
                assertThat(query(database, "PRAGMA foreign_key_check", 3))
                        .as(test.at("workflow").text())
                        .doesNotContainAnyElementsOf(test.at("rows").keys());
            }
        }
    }

    @Test
    void noWorkflowIsGrantedASecretOrACardNumber() {
        for (Yaml workflow : workflows) {
            for (String name : workflow.at("data").keys()) {
                for (String field : workflow.at("data").at(name).at("fields").keys()) {
                    Yaml classified = resources.at(name).at("fields").at(field);
                    assertThat(classified.at("class").text())
                            .as(workflow.at("workflow").text() + ": " + name + "." + field)
                            .isNotEmpty()
                            .isNotIn("secret", "sensitive");
                    assertThat(classified.at("kind").text()).isNotEqualTo("card");
                }
            }
        }
    }

    private static Yaml named(List<Yaml> files, String workflow) {
        List<Yaml> found = files.stream()
                .filter(each -> each.at("workflow").text().equals(workflow))
                .toList();
        assertThat(found).as(workflow).hasSize(1);
        return found.getFirst();
    }

    private static Map<String, Map<String, Boolean>> columns() throws SQLException {
        Map<String, Map<String, Boolean>> columns = new HashMap<>();
        try (Connection database = empty(true)) {
            for (String table : query(database, "SELECT name FROM sqlite_schema WHERE type = 'table'", 1)) {
                List<String> names = query(database, "PRAGMA table_info(" + table + ")", 2);
                List<String> never = query(database, "PRAGMA table_info(" + table + ")", 4);
                Map<String, Boolean> required = new HashMap<>();
                for (int i = 0; i < names.size(); i++) {
                    required.put(names.get(i), never.get(i).equals("1"));
                }
                columns.put(table, required);
            }
        }
        return columns;
    }

    /** Rows of contract tests leave out what does not matter to them, so there the tables take NULL anywhere. */
    private static Connection empty(boolean strict) throws SQLException {
        Connection database = DriverManager.getConnection("jdbc:sqlite::memory:");
        try (Statement statement = database.createStatement()) {
            for (String table : Schema.TABLES) {
                statement.execute(strict ? table : table.replace(" NOT NULL", ""));
            }
        }
        return database;
    }

    private static void insert(Connection database, String table, Yaml row) throws SQLException {
        List<String> columns = List.copyOf(row.keys());
        String places = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert = database.prepareStatement(
                "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + places + ")")) {
            for (int i = 0; i < columns.size(); i++) {
                insert.setObject(i + 1, row.at(columns.get(i)).node());
            }
            insert.executeUpdate();
        }
    }

    private static List<String> query(Connection database, String sql, int column) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(column));
            }
        }
        return values;
    }
}
