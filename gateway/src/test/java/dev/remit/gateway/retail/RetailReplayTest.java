package dev.remit.gateway.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * Replays the retail benchmark: what its agents read for their own customer must come, and what they could try to read of
 * another's must not. The data stays outside the repository; without it these tests are skipped.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RetailReplayTest {
    private static final String NO_ORDER = "#W0000000";
    private static final String NO_USER = "nobody_nowhere_0000";

    /** What is counted, in the order in which it is printed. */
    private enum Count {
        TASKS("tasks"),
        FOUND("customers found"),
        NOT_FOUND("customers not found"),
        READS("reads equal to db.json"),
        MISSED_READS("reads not found there nor here"),
        CALLS("calls that these took"),
        WRITES("writes out of scope"),
        OTHER("other tools out of scope"),
        OTHERS_ORDERS("others' orders not found"),
        OTHERS_PROFILES("others' profiles that cannot be asked for"),
        OTHERS_WRITES("others' writes that no tool does"),
        OWN_ORDERS("controls: the owner gets the order"),
        OWN_PROFILES("controls: the owner gets the profile"),
        RECORDS("records opened");

        private final String words;

        Count(String words) {
            this.words = words;
        }
    }

    /** What follows from an order's number: the tool, and the name of its list; empty for the order itself. */
    private static final Map<String, String> OF_ORDER = ofOrder();

    private final Map<Count, Integer> counts = new EnumMap<>(Count.class);
    private RetailGateway gateway;
    private RetailFacts facts;
    private JsonNode tasks;
    private JsonNode attempts;

    @BeforeAll
    void start(@TempDir Path data) throws IOException, SQLException {
        String shared = System.getProperty("remit.shared", "");
        Path folder = Path.of(shared, "data", "retail");
        assumeTrue(
                !shared.isEmpty() && Files.isRegularFile(folder.resolve("db.json")),
                "there is no data/retail/db.json in the folder that -Dremit.shared names");
        facts = new RetailFacts(RetailDatabase.read(folder.resolve("db.json")));
        tasks = RetailDatabase.read(folder.resolve("legitimate_actions.json"));
        attempts = RetailDatabase.read(folder.resolve("cross_customer_attempts.json"));
        gateway = new RetailGateway(folder.resolve("db.json"), data);
    }

    @AfterAll
    void stop() throws IOException {
        if (gateway != null) {
            gateway.close();
            System.out.println("retail replay: "
                    + String.join(
                            ", ",
                            counts.entrySet().stream()
                                    .map(count -> count.getValue() + " " + count.getKey().words)
                                    .toList()));
        }
    }

    @Test
    @Order(1)
    void theCatalogIsTheDatabaseAndTheRoleReadsNothingElse() {
        assertThat(gateway.inspection().reached()).isTrue();
        assertThat(gateway.inspection().findings()).isEmpty();
    }

    @Test
    @Order(2)
    void everyReadOfEveryTaskGivesWhatTheDatabaseHolds() {
        for (JsonNode task : tasks) {
            count(Count.TASKS);
            RetailSession session = gateway.open();
            for (JsonNode action : task.get("actions")) {
                replay(session, action);
            }
        }
        assertThat(total(Count.FOUND, Count.NOT_FOUND, Count.READS, Count.MISSED_READS, Count.WRITES, Count.OTHER))
                .isEqualTo(actions());
        assertThat(counts.get(Count.FOUND)).isPositive();
        assertThat(counts.get(Count.READS)).isPositive();
    }

    private void replay(RetailSession session, JsonNode action) {
        Map<String, String> said = new TreeMap<>();
        boolean ok = action.get("ok").booleanValue();
        String name = action.get("name").stringValue();
        if (action.get("write").booleanValue()) {
            count(Count.WRITES);
            return;
        }
        if (Set.of("calculate", "transfer_to_human_agents").contains(name)) {
            count(Count.OTHER);
            return;
        }
        action.get("args").forEachEntry((argument, value) -> said.put(argument, value.stringValue()));
        int before = gateway.outcomes().size();
        switch (name) {
            case "find_user_id_by_email", "find_user_id_by_name_zip" -> {
                find(session, said, ok, action);
                return;
            }
            case "get_order_details" -> order(session, said.getOrDefault("order_id", ""), ok);
            case "get_user_details" -> {
                // The gateway is not told whose: it answers for the customer whom the conversation is bound to.
                assertThat(ok).isTrue();
                profile(session, said.getOrDefault("user_id", ""));
            }
            case "get_product_details" -> product(session, said, ok);
            case "get_item_details" -> {
                assertThat(ok).isTrue();
                session.gives("get_variant", said, facts.variant(said.getOrDefault("item_id", "")));
            }
            default -> throw new IllegalStateException("no tool stands for " + name);
        }
        count(ok ? Count.READS : Count.MISSED_READS);
        counts.merge(Count.CALLS, gateway.outcomes().size() - before, Integer::sum);
    }

    private void find(RetailSession session, Map<String, String> said, boolean ok, JsonNode action) {
        if (!ok) {
            session.refuses("verify_customer", said, "verify_failed");
            count(Count.NOT_FOUND);
            return;
        }
        session.verifies(said);
        session.gives(
                "get_customer", Map.of(), facts.customer(action.get("owner").stringValue()));
        count(Count.FOUND);
    }

    private void profile(RetailSession session, String user) {
        session.gives("get_customer", Map.of(), facts.customer(user));
        session.gives("list_payment_methods", Map.of(), Map.of("payment_methods", facts.paymentMethods(user)));
        session.gives("list_orders", Map.of(), Map.of("orders", facts.orders(user)));
    }

    private void order(RetailSession session, String id, boolean there) {
        Map<String, String> said = Map.of("order_id", id);
        if (there) {
            session.gives("get_order", said, facts.order(id));
        } else {
            session.refuses("get_order", said, "not_found");
        }
        session.gives("list_order_items", said, list("order_items", there ? facts.orderItems(id) : List.of()));
        session.gives("list_payments", said, list("payments", there ? facts.payments(id) : List.of()));
        session.gives(
                "list_parcels",
                said,
                list("parcels", there ? facts.fulfilled(id, "tracking_id", "tracking_id") : List.of()));
        session.gives(
                "list_fulfillment_items",
                said,
                list("fulfillment_items", there ? facts.fulfilled(id, "item_ids", "item_id") : List.of()));
    }

    private void product(RetailSession session, Map<String, String> said, boolean there) {
        String id = said.getOrDefault("product_id", "");
        if (there) {
            session.gives("get_product", said, facts.product(id));
        } else {
            session.refuses("get_product", said, "not_found");
        }
        session.gives("list_variants", said, list("variants", there ? facts.variants(id) : List.of()));
    }

    private static Map<String, Object> list(String name, List<?> rows) {
        return Map.of(name, rows);
    }

    @Test
    @Order(3)
    void anotherCustomersOrderIsAnsweredLikeOneThatDoesNotExist() {
        for (JsonNode attempt : attempts) {
            if (!attempt.get("name").stringValue().equals("get_order_details")) {
                continue;
            }
            String order = attempt.get("args").get("order_id").stringValue();
            String victim = attempt.get("victim").stringValue();
            // Each in a conversation of its own: misses are limited.
            RetailSession session = bound(attempt.get("session_customer").stringValue());
            RetailSession control = bound(attempt.get("session_customer").stringValue());
            OF_ORDER.forEach((tool, list) -> {
                Answer theirs = session.call(tool, Map.of("order_id", order));
                Answer nobodys = control.call(tool, Map.of("order_id", NO_ORDER));
                assertThat(theirs.blank()).as(tool).isEqualTo(nobodys.blank());
                assertThat(theirs.outcome()).isEqualTo(list.isEmpty() ? "not_found" : "ok");
                if (!list.isEmpty()) {
                    assertThat(theirs.body()).isEqualTo("{\"" + list + "\":[]}");
                }
                assertThat(theirs.body()).doesNotContain(order, victim);
            });
            count(Count.OTHERS_ORDERS);
            order(bound(victim), order, true);
            count(Count.OWN_ORDERS);
        }
        assertThat(counts.get(Count.OTHERS_ORDERS)).isPositive();
    }

    @Test
    @Order(4)
    void anotherCustomerCannotBeNamed() {
        Set<String> tools = toolsThatCouldNameACustomer();
        assertThat(tools).isEmpty();
        for (JsonNode attempt : attempts) {
            JsonNode user = attempt.get("args").get("user_id");
            if (user == null) {
                continue;
            }
            String victim = user.stringValue();
            String own = attempt.get("session_customer").stringValue();
            RetailSession session = bound(own);
            for (String tool : List.of("get_customer", "list_payment_methods", "list_orders")) {
                Answer theirs = session.call(tool, Map.of("user_id", victim));
                Answer nobodys = session.call(tool, Map.of("user_id", NO_USER));
                assertThat(theirs.outcome()).isEqualTo("invalid_argument");
                assertThat(theirs.blank()).as(tool).isEqualTo(nobodys.blank());
            }
            session.refuses("get_customer", Map.of("user_id", own), "invalid_argument");
            session.gives("get_customer", Map.of(), facts.customer(own));
            count(Count.OTHERS_PROFILES);
            profile(bound(victim), victim);
            count(Count.OWN_PROFILES);
        }
        assertThat(counts.get(Count.OTHERS_PROFILES)).isPositive();
    }

    /** Looks for the argument in every tool's schema, and makes sure that no schema takes more than it names. */
    private Set<String> toolsThatCouldNameACustomer() {
        Set<String> found = new TreeSet<>();
        for (Object each : (List<?>) Objects.requireNonNull(
                ((Map<?, ?>) Objects.requireNonNull(gateway.open().tools().value())).get("tools"))) {
            Map<?, ?> tool = (Map<?, ?>) each;
            Map<?, ?> schema = (Map<?, ?>) Objects.requireNonNull(tool.get("input_schema"));
            assertThat(schema.get("additionalProperties")).isEqualTo(false);
            if (((Map<?, ?>) Objects.requireNonNull(schema.get("properties"))).containsKey("user_id")) {
                found.add(String.valueOf(tool.get("name")));
            }
        }
        return found;
    }

    @Test
    @Order(5)
    void noWriteOfAnybodysHasATool() {
        for (JsonNode attempt : attempts) {
            if (!attempt.get("write").booleanValue()) {
                continue;
            }
            RetailSession session = bound(attempt.get("session_customer").stringValue());
            Map<String, Object> said = new LinkedHashMap<>();
            attempt.get("args").forEachEntry((name, value) -> said.put(name, Objects.requireNonNull(Plain.of(value))));
            Answer answer = session.call(attempt.get("name").stringValue(), said);
            assertThat(answer.outcome()).isEqualTo("unknown_tool");
            assertThat(answer.blank())
                    .isEqualTo(session.call("no_such_tool", said).blank());
            count(Count.OTHERS_WRITES);
        }
        assertThat(counts.get(Count.OTHERS_WRITES)).isPositive();
    }

    @Test
    @Order(6)
    void everyCallIsOnRecordAndCanBeOpenedAfterARestart() throws IOException {
        profile(bound("yusuf_rossi_9620"), "yusuf_rossi_9620");
        gateway.restart();
        Map<String, Map<String, Object>> records = gateway.records();
        for (Map.Entry<String, String> call : gateway.outcomes().entrySet()) {
            Map<String, Object> record = records.get(call.getKey());
            assertThat(record).as(call.getKey()).isNotNull();
            if (call.getValue().equals("ok")) {
                assertThat(record.get("outcome")).isIn("released", "verified");
                assertThat(record.get("decision")).isIn("allow", "modify");
            } else {
                assertThat(record.get("reason")).isEqualTo(call.getValue());
            }
            count(Count.RECORDS);
        }
    }

    private RetailSession bound(String user) {
        RetailSession session = gateway.open();
        session.verifies(Map.of("email", facts.email(user)));
        return session;
    }

    private static Map<String, String> ofOrder() {
        Map<String, String> tools = new LinkedHashMap<>();
        tools.put("get_order", "");
        tools.put("list_orders", "orders");
        tools.put("list_order_items", "order_items");
        tools.put("list_payments", "payments");
        tools.put("list_parcels", "parcels");
        tools.put("list_fulfillment_items", "fulfillment_items");
        return tools;
    }

    private void count(Count what) {
        counts.merge(what, 1, Integer::sum);
    }

    private int total(Count... which) {
        int total = 0;
        for (Count each : which) {
            total += counts.getOrDefault(each, 0);
        }
        return total;
    }

    private int actions() {
        int actions = 0;
        for (JsonNode task : tasks) {
            actions += task.get("actions").size();
        }
        return actions;
    }
}
