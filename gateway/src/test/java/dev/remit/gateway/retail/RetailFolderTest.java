package dev.remit.gateway.retail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.finding.Finding;
import dev.remit.gateway.Gateway;
import dev.remit.gateway.call.Access;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.GrantRequest;
import dev.remit.gateway.call.GrantResult;
import dev.remit.gateway.call.Session;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.References;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.AgentDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The example folder without the benchmark's data: it compiles, fits the loader's tables, and its contract tests hold. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetailFolderTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AtomicInteger ids = new AtomicInteger();
    private Map<String, Object> tests;
    private Gateway gateway;
    private String credential;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException, SQLException {
        tests = map(yaml(RetailGateway.FOLDER.resolve("tests").resolve("retail-support.yaml")));
        Path database = temporary.resolve("retail.db");
        fill(database);
        Folder folder = new Folder(RetailGateway.FOLDER);
        Folder.Loaded read = folder.load();
        assertThat(read.findings()).isEmpty();
        Folder.Loaded.Accepted accepted = (Folder.Loaded.Accepted) read;
        References references = new References(
                Map.of(
                        "RETAIL_DB",
                        "jdbc:sqlite:" + database,
                        "RETAIL_PASSWORD",
                        "unasked",
                        "RETAIL_WRITE_PASSWORD",
                        "unasked"),
                RetailGateway.FOLDER);
        gateway = Gateway.embedded(
                folder,
                accepted.with(accepted.settings().withData(temporary.resolve("data"))),
                references,
                InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z")));
        AgentDesk.Outcome agent = gateway.agents()
                .add(new AgentDesk.Registration(
                        "retail-agent",
                        Agent.Audience.CUSTOMER,
                        "support-lead@retail.example",
                        null,
                        null,
                        "test",
                        Set.of("retail"),
                        null));
        credential = ((AgentDesk.Outcome.Issued) agent).credential();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void theCatalogFitsTheLoadersTables() {
        assertThat(gateway.configuration().inspections().values()).allSatisfy(inspection -> {
            assertThat(inspection.reached()).isTrue();
            // That whoever runs the test may write its own file is no drift, and SQLite has none of the functions that
            // act.
            assertThat(inspection.findings())
                    .extracting(Finding::code)
                    .isSubsetOf("rights-file", "drift-action", "drift-operations");
        });
    }

    @TestFactory
    List<DynamicTest> everyContractTestHolds() {
        return list(tests.get("cases")).stream()
                .map(RetailFolderTest::map)
                .map(each -> DynamicTest.dynamicTest(String.valueOf(each.get("case")), () -> holds(each)))
                .toList();
    }

    private void holds(Map<String, Object> wanted) {
        Session session = open(String.valueOf(wanted.get("tenant")));
        if (wanted.containsKey("verify")) {
            assertThat(call(session, "verify_customer", wanted.get("verify"))).isInstanceOf(CallResult.Released.class);
        }
        switch (call(session, String.valueOf(wanted.get("call")), wanted.getOrDefault("with", Map.of()))) {
            case CallResult.Released released ->
                assertThat(Plain.of(released.structured()))
                        .isEqualTo(Plain.of(JSON.valueToTree(wanted.get("returns"))));
            case CallResult.Refused refused ->
                assertThat(refused.problem().code()).isEqualTo(wanted.get("refused"));
        }
    }

    private Session open(String tenant) {
        GrantRequest request = new GrantRequest("retail-support", tenant, null, null, null, null);
        GrantResult opened = gateway.grants().open(credential, request, context());
        String token = ((GrantResult.Opened) opened).token();
        return ((Access.Granted) gateway.tools().access(token, context())).session();
    }

    private CallResult call(Session session, String tool, Object arguments) {
        return session.call(tool, (ObjectNode) JSON.valueToTree(arguments), context());
    }

    private CallContext context() {
        return new CallContext("test", "id-" + ids.incrementAndGet(), null);
    }

    private void fill(Path file) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement()) {
            for (String each : RetailSchema.STATEMENTS) {
                statement.execute(each);
            }
            for (Map.Entry<String, Object> table : map(tests.get("rows")).entrySet()) {
                for (Object row : list(table.getValue())) {
                    insert(database, table.getKey(), map(row));
                }
            }
        }
    }

    private static void insert(Connection database, String table, Map<String, Object> row) throws SQLException {
        String places =
                String.join(", ", row.keySet().stream().map(column -> "?").toList());
        try (PreparedStatement insert = database.prepareStatement(
                "INSERT INTO " + table + " (" + String.join(", ", row.keySet()) + ") VALUES (" + places + ")")) {
            int place = 0;
            for (Object value : row.values()) {
                insert.setObject(++place, value);
            }
            insert.executeUpdate();
        }
    }

    private static Object yaml(Path file) throws IOException {
        return new Load(LoadSettings.builder().setLabel(file.toString()).build())
                .loadFromString(Files.readString(file));
    }

    @SuppressWarnings("unchecked") // keys of YAML written here are texts
    private static Map<String, Object> map(@Nullable Object node) {
        return (Map<String, Object>) Objects.requireNonNull(node);
    }

    private static List<?> list(@Nullable Object node) {
        return (List<?>) Objects.requireNonNull(node);
    }
}
