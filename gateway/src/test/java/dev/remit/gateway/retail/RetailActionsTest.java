package dev.remit.gateway.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Replays the retail benchmark's writes: what its agents do for their own customer is done, and the database is then what
 * the policy says; what they could try on another's leaves it as it was. Without the data these tests are skipped.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RetailActionsTest {
    private static final Map<String, String> TOOLS = Map.of(
            "cancel_pending_order", "cancel_order",
            "modify_pending_order_address", "change_order_address",
            "modify_pending_order_items", "change_order_items",
            "modify_user_address", "change_address",
            "return_delivered_order_items", "return_items",
            "exchange_delivered_order_items", "exchange_items");

    private final Map<String, Integer> counts = new TreeMap<>();
    private RetailGateway gateway;
    private RetailFacts facts;
    private RetailModel model;
    private JsonNode tasks;
    private JsonNode attempts;

    @BeforeAll
    void start(@TempDir Path data) throws IOException, SQLException {
        String shared = System.getProperty("remit.shared", "");
        Path folder = Path.of(shared, "data", "retail");
        assumeTrue(
                !shared.isEmpty() && Files.isRegularFile(folder.resolve("db.json")),
                "there is no data/retail/db.json in the folder that -Dremit.shared names");
        JsonNode database = RetailDatabase.read(folder.resolve("db.json"));
        facts = new RetailFacts(database);
        model = new RetailModel(database);
        tasks = RetailDatabase.read(folder.resolve("legitimate_actions.json"));
        attempts = RetailDatabase.read(folder.resolve("cross_customer_attempts.json"));
        gateway = new RetailGateway(folder.resolve("db.json"), data);
    }

    @AfterAll
    void stop() throws IOException {
        if (gateway != null) {
            gateway.close();
            System.out.println("retail actions: " + counts);
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private RetailSession bound(String user) {
        RetailSession session = gateway.open("retail-service");
        session.verifies(Map.of("email", facts.email(user)));
        return session;
    }

    /** The benchmark's arguments under this contract's names; whose it is is not said. */
    private static Map<String, Object> said(JsonNode action) {
        Map<String, Object> said = new LinkedHashMap<>();
        action.get("args").forEachEntry((name, value) -> {
            if (!name.equals("user_id")) {
                said.put(
                        name.equals("payment_method_id") ? "payment_method" : name,
                        Objects.requireNonNull(Plain.of(value)));
            }
        });
        return said;
    }

    @Test
    @Order(1)
    void anotherCustomersWritesLeaveTheDatabaseAsItWas() throws SQLException {
        SortedMap<String, String> before = RetailModel.stored(gateway.url());
        assertThat(before).isEqualTo(model.expected());
        for (JsonNode attempt : attempts) {
            String tool = TOOLS.get(attempt.get("name").stringValue());
            if (tool == null || attempt.get("args").has("user_id")) {
                continue;
            }
            Map<String, Object> said = said(attempt);
            Map<String, Object> nobodys = new LinkedHashMap<>(said);
            nobodys.put("order_id", "#W0000000");
            RetailSession session = bound(attempt.get("session_customer").stringValue());
            Answer theirs = session.call(tool, said);
            assertThat(theirs.outcome()).isEqualTo("not_found");
            assertThat(theirs.blank()).isEqualTo(session.call(tool, nobodys).blank());
            count("others' writes not found");
        }
        assertThat(counts.get("others' writes not found")).isPositive();
        assertThat(RetailModel.stored(gateway.url())).isEqualTo(before);
    }

    @Test
    @Order(2)
    void anotherCustomerCannotBeNamed() throws SQLException {
        for (JsonNode attempt : attempts) {
            if (attempt.get("write").booleanValue() && attempt.get("args").has("user_id")) {
                Map<String, Object> said = said(attempt);
                said.put("user_id", attempt.get("victim").stringValue());
                RetailSession session = bound(attempt.get("session_customer").stringValue());
                assertThat(session.call("change_address", said).outcome()).isEqualTo("invalid_argument");
                count("others that cannot be named");
            }
        }
        assertThat(RetailModel.stored(gateway.url())).isEqualTo(model.expected());
    }

    @Test
    @Order(3)
    void everyMutantIsRefusedAndLeavesTheDatabaseAsItWas() throws SQLException {
        List<JsonNode> writes = new ArrayList<>();
        tasks.forEach(task -> task.get("actions").forEach(action -> {
            if (action.get("write").booleanValue() && action.get("ok").booleanValue()) {
                writes.add(action);
            }
        }));
        String strangers = Objects.requireNonNull(
                        facts.paymentMethods("yusuf_rossi_9620").getFirst().get("payment_method_id"))
                .toString();
        for (JsonNode write : writes) {
            String owner = write.get("owner").stringValue();
            String tool = Objects.requireNonNull(TOOLS.get(write.get("name").stringValue()));
            Map<String, Object> said = said(write);
            if (said.containsKey("payment_method") && !owner.equals("yusuf_rossi_9620")) {
                refused(owner, tool, with(said, "payment_method", strangers), "not_found");
                count("another's payment method");
            }
            if (said.containsKey("item_ids")) {
                refused(owner, tool, with(said, "item_ids", List.of("0000000000")), "condition_not_met");
                count("items that are not in the order");
            }
            if (said.containsKey("new_item_ids")) {
                List<?> old = (List<?>) Objects.requireNonNull(said.get("item_ids"));
                List<String> other = old.stream().map(each -> "0000000000").toList();
                refused(owner, tool, with(said, "new_item_ids", other), "action_not_accepted");
                count("items that are not sold");
            }
            if (said.containsKey("reason")) {
                refused(owner, tool, with(said, "reason", "because I say so"), "invalid_argument");
                count("reasons that are not in the list");
            }
            if (said.containsKey("order_id")) {
                String wrong =
                        tool.equals("return_items") || tool.equals("exchange_items") ? "cancel_order" : "return_items";
                Map<String, Object> other = wrong.equals("cancel_order")
                        ? Map.of("order_id", Objects.requireNonNull(said.get("order_id")), "reason", "no longer needed")
                        : Map.of(
                                "order_id", Objects.requireNonNull(said.get("order_id")),
                                "item_ids", List.of("0000000000"),
                                "payment_method",
                                        Objects.requireNonNull(facts.paymentMethods(owner)
                                                .getFirst()
                                                .get("payment_method_id")));
                refused(owner, wrong, other, "condition_not_met");
                count("wrong status");
            }
        }
        assertThat(RetailModel.stored(gateway.url())).isEqualTo(model.expected());
    }

    private void refused(String owner, String tool, Map<String, ?> said, String code) {
        assertThat(bound(owner).call(tool, said).outcome()).as(tool).isEqualTo(code);
    }

    private static Map<String, Object> with(Map<String, Object> said, String name, Object value) {
        Map<String, Object> other = new LinkedHashMap<>(said);
        other.put(name, value);
        return other;
    }

    @Test
    @Order(4)
    void everyWriteOfEveryTaskHasTheSameResultInTheDatabase() throws SQLException {
        for (JsonNode task : tasks) {
            for (JsonNode action : task.get("actions")) {
                if (action.get("write").booleanValue()) {
                    replay(action);
                }
            }
        }
        SortedMap<String, String> expected = model.expected();
        assertThat(RetailModel.stored(gateway.url())).isEqualTo(expected);
        assertThat(counts.get("writes done")).isPositive();
        assertThat(counts.get("writes refused there and here")).isPositive();
    }

    /** Each with a key, and once more under the same key: the second time nothing is done. */
    private void replay(JsonNode action) throws SQLException {
        String owner = action.get("owner").stringValue();
        String name = action.get("name").stringValue();
        String tool = Objects.requireNonNull(TOOLS.get(name));
        RetailSession session = bound(owner);
        Map<String, Object> said = said(action);
        if (!action.get("ok").booleanValue()) {
            assertThat(session.call(tool, said).outcome()).isIn("condition_not_met", "action_not_accepted");
            count("writes refused there and here");
            return;
        }
        SortedMap<String, String> before = model.expected();
        model.write(name, action.get("args"), owner);
        if (before.equals(model.expected()) && name.contains("order") && !name.contains("address")) {
            throw new IllegalStateException("the model says that this write changes nothing: " + action);
        }
        Map<String, Object> keyed = with(said, "idempotency_key", "once");
        Answer done = session.call(tool, keyed);
        assertThat(done.outcome()).as("%s %s", action, done.body()).isEqualTo("ok");
        assertThat(((Map<?, ?>) Objects.requireNonNull(done.value())).get("status"))
                .isEqualTo("done");
        Answer again = session.call(tool, keyed);
        assertThat(again.value()).isEqualTo(done.value());
        count("writes done");
        count("repeats without effect");
    }
}
