package dev.remit.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.call.Access;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.testing.SmallShop;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is not in the grant cannot be named, reached, filtered, sorted or inferred. */
class IsolationTest extends Shops {
    @Test
    void noArgumentNamesATenantOrACustomer() {
        String token = front.verified(helper, SmallShop.EMAIL);
        for (String name : List.of("tenant", "brand", "subject", "customer", "customer_id", "where", "fields")) {
            for (String tool : List.of("get_customer", "list_orders", "get_order", "list_products")) {
                String key = tool.equals("get_order") ? ",\"order_no\":\"ORD-777001\"" : "";
                assertThat(front.outcome(token, tool, "{\"" + name + "\":\"CUS-4712\"" + key + "}"))
                        .as(tool + " " + name)
                        .isEqualTo("invalid_argument");
            }
        }
        assertThat(front.outcome(token, "list_orders", "{}"))
                .contains("ORD-777001")
                .doesNotContain("ORD-888001");
    }

    @Test
    void noSchemaNamesATenantOrACustomer() {
        if (!(front.access(front.grant(helper)) instanceof Access.Granted(var session))) {
            throw new AssertionError("no access");
        }
        assertThat(session.tools())
                .extracting(tool -> tool.name())
                .containsExactly(
                        "escalate_to_human",
                        "get_customer",
                        "get_order",
                        "get_product",
                        "list_orders",
                        "list_products",
                        "verify_customer");
        session.tools()
                .forEach(tool -> assertThat(tool.inputSchema().get("properties").propertyNames())
                        .doesNotContain("tenant", "brand", "customer_id", "subject"));
    }

    @Test
    void onlyWhatIsClearIsFilteredAndOrderedBy() {
        String token = front.verified(helper, SmallShop.EMAIL);
        assertThat(front.outcome(token, "list_orders", "{\"status\":\"open\"}")).contains("ORD-777002");
        assertThat(front.outcome(token, "list_orders", "{\"order_by\":\"-order_no\"}"))
                .matches(".*ORD-777002.*ORD-777001.*");
        for (String bad : List.of(
                "{\"total\":40}",
                "{\"order_by\":\"total\"}",
                "{\"order_by\":\"-total\"}",
                "{\"order_by\":\"customer_id\"}",
                "{\"order_by\":\"order_no; DROP TABLE orders\"}",
                "{\"note\":\"x\"}",
                "{\"limit\":0}",
                "{\"limit\":6}",
                "{\"limit\":1.5}",
                "{\"limit\":\"1\"}",
                "{\"status\":5}",
                "{\"status\":null}",
                "{\"status\":{\"like\":\"%\"}}",
                "{\"unknown\":1}")) {
            assertThat(front.outcome(token, "list_orders", bad)).as(bad).isEqualTo("invalid_argument");
        }
    }

    @Test
    void notYoursIsNotThere() {
        String token = front.verified(helper, SmallShop.EMAIL);
        assertThat(front.outcome(token, "get_order", "{\"order_no\":\"ORD-777001\"}"))
                .contains("shipped");
        for (String[] pair : new String[][] {{"ORD-888001", "ORD-000000"}, {"ORD-999001", "'; --"}}) {
            int misses = front.usage(token).misses();
            CallResult notYours = front.call(token, "get_order", "{\"order_no\":\"" + pair[0] + "\"}");
            assertThat(front.usage(token).misses()).isEqualTo(misses + 1);
            CallResult notThere = front.call(token, "get_order", "{\"order_no\":\"" + pair[1] + "\"}");
            assertThat(front.usage(token).misses()).isEqualTo(misses + 2);
            assertThat(Refusals.withoutId(notYours)).isEqualTo(Refusals.withoutId(notThere));
            assertThat(Refusals.of(notYours).code()).isEqualTo("not_found");
            String listed = front.outcome(token, "list_orders", "{\"order_no\":\"" + pair[0] + "\"}");
            assertThat(listed)
                    .isEqualTo(front.outcome(token, "list_orders", "{\"order_no\":\"" + pair[1] + "\"}"))
                    .isEqualTo("{\"orders\":[]}");
            assertThat(front.usage(token).misses()).isEqualTo(misses + 4);
        }
    }

    private String cursor(String token, String arguments) {
        String page = front.outcome(token, "list_products", arguments);
        return JsonMapper.shared().readTree(page).required("next_cursor").asString();
    }

    @Test
    void aCursorBelongsToItsGrantAndItsQueryAndHidesTheKey() throws IOException {
        reopen(
                "product:\n    limit: 2\n    fields: { sku: name it, name: name it }",
                "product:\n    limit: 2\n    fields: { name: name it }");
        String token = front.grant(helper);
        String cursor = cursor(token, "{}");
        assertThat(new String(
                        java.util.Base64.getUrlDecoder().decode(cursor), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("S2", "Table");
        assertThat(front.outcome(token, "list_products", "{\"cursor\":\"" + cursor + "\"}"))
                .isEqualTo("{\"products\":[{\"name\":\"Lamp\"}]}");
        String other = front.grant(helper);
        assertThat(front.outcome(other, "list_products", "{\"cursor\":\"" + cursor + "\"}"))
                .isEqualTo("invalid_cursor");
        String flipped = (cursor.charAt(0) == 'A' ? 'B' : 'A') + cursor.substring(1);
        for (String bad : List.of(
                "\"" + flipped + "\"",
                "\"" + cursor.substring(0, cursor.length() - 4) + "\"",
                "\"\"",
                "\"%%%\"",
                "\"" + "A".repeat(9_000) + "\"",
                "5")) {
            assertThat(front.outcome(token, "list_products", "{\"cursor\":" + bad + "}"))
                    .isEqualTo("invalid_cursor");
        }
        for (String query : List.of("\"name\":\"Lamp\"", "\"order_by\":\"name\"", "\"order_by\":\"-name\"")) {
            assertThat(front.outcome(token, "list_products", "{" + query + ",\"cursor\":\"" + cursor + "\"}"))
                    .isEqualTo("invalid_cursor");
        }
        assertThat(front.outcome(token, "list_products", "{\"limit\":1,\"cursor\":\"" + cursor + "\"}"))
                .contains("Lamp");
    }

    @Test
    void whatWasServedMayKeepAnotherClassApart() throws IOException {
        reopen("boundary:", "apart: [[personal, financial]]\nboundary:");
        String token = front.verified(helper, SmallShop.EMAIL);
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
        assertThat(front.outcome(token, "list_orders", "{}")).isEqualTo("classes_apart");
        reopen();
        assertThat(front.outcome(token, "list_orders", "{}")).isEqualTo("classes_apart");
        assertThat(front.outcome(front.verified(helper, SmallShop.EMAIL), "list_orders", "{}"))
                .contains("ORD-777001");
    }

    @Test
    void freeTextIsCutAndTextThatIsTooLongIsNotReleased() {
        String token = front.verified(helper, SmallShop.EMAIL);
        assertThat(front.outcome(token, "get_order", "{\"order_no\":\"ORD-777001\"}"))
                .contains("Pay to")
                .doesNotContain("DE8937", SmallShop.OTHER_EMAIL);
        assertThat(front.outcome(token, "get_customer", "{}")).doesNotContain(SmallShop.EMAIL);
        shop.sql(
                "UPDATE orders SET note = replace(hex(zeroblob(1048576)), '0', 'a') || 'x' WHERE order_no = 'ORD-777002'");
        assertThat(front.outcome(token, "get_order", "{\"order_no\":\"ORD-777002\"}"))
                .isEqualTo("shape_failed");
        assertThat(front.outcome(token, "get_order", "{\"order_no\":\"ORD-777001\"}"))
                .contains("shipped");
    }

    @Test
    void everyRefusalCanBeExplained() {
        String token = front.verified(helper, SmallShop.EMAIL);
        List<CallResult> refusals = List.of(
                front.call(token, "drop_tables", "{}"),
                front.call(token, "list_orders", "{\"tenant\":\"beta\"}"),
                front.call(token, "list_orders", "{\"cursor\":\"x\"}"),
                front.call(token, "get_order", "{\"order_no\":\"ORD-888001\"}"),
                front.call(token, "verify_customer", "{\"email\":\"" + SmallShop.EMAIL + "\"}"),
                front.call(front.grant(helper), "get_customer", "{}"),
                front.call(front.grant(helper), "verify_customer", "{\"email\":\"no@x.example\"}"));
        for (CallResult refusal : refusals) {
            Problem problem = Refusals.of(refusal);
            assertThat(problem.correlationId()).hasSize(26);
            assertThat(problem.detail()).isNotBlank().doesNotContain(SmallShop.VALUES);
            assertThat(problem.say()).isNotNull();
            ObjectNode found = explained(problem.correlationId());
            assertThat(found.get("reason").asString()).isEqualTo(problem.code());
            assertThat(found.get("decision").asString()).isIn("deny", "allow", "modify");
            assertThat(found.get("contract").asString()).isNotBlank();
            assertThat(found.get("workflow").asString()).isEqualTo("order-help");
        }
    }

    private ObjectNode explained(String id) {
        ObjectNode request =
                JsonMapper.shared().createObjectNode().put("op", "explain").put("id", id);
        dev.remit.gateway.testing.Shopfront.await(
                () -> front.admin().answer(request).has("facts"));
        return (ObjectNode) front.admin().answer(request).get("facts");
    }

    @Test
    void aReleaseIsExplainedWithTheRecordsItShowed() {
        String token = front.verified(helper, SmallShop.EMAIL);
        var context = front.context();
        if (!(front.access(token) instanceof Access.Granted(var session))) {
            throw new AssertionError("no access");
        }
        session.call("list_orders", JsonMapper.shared().createObjectNode(), context);
        assertThat(explained(context.correlationId()).get("keys").asString()).isEqualTo("ORD-777001 ORD-777002");
        assertThat(explained(context.correlationId())
                        .get("obligations")
                        .asString()
                        .toLowerCase(Locale.ROOT))
                .contains("scan note");
    }
}
