package dev.remit.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import dev.remit.ledger.JournalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a record keeps of what went in and came out: no more than the contract says. */
class PayloadTest {
    @TempDir
    Path directory;

    private SmallShop shop;

    @BeforeEach
    void writeShop() throws IOException {
        shop = SmallShop.in(directory);
    }

    private Shopfront open(String record) throws IOException {
        shop.workflow("order-help", SmallShop.ORDER_HELP.replace("boundary:", record + "\nboundary:"));
        return shop.open(new TestClock());
    }

    private static String helper(Shopfront front) {
        return front.agent("helper", "acme");
    }

    private static Opening.Payload last(Shopfront front) throws SQLException {
        JournalRecord record =
                front.store().journal().read(front.store().journal().size() - 1);
        if (front.store().sealer().open(record.leaf(), record.sidecar()) instanceof Opening.Opened opened) {
            return opened.payload();
        }
        throw new AssertionError("the record is erased");
    }

    private static JsonNode kept(Shopfront front) throws SQLException {
        if (last(front) instanceof Opening.Payload.Kept(String json)) {
            return json(json);
        }
        throw new AssertionError("nothing is kept");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void theContractSaysForHowLongARecordAndItsPayloadAreKept() throws Exception {
        try (Shopfront front = open("retention: { records: 90d, payloads: 36h }")) {
            front.verified(helper(front), SmallShop.EMAIL);
            long last = front.store().journal().size() - 1;
            Leaf leaf = Leaf.read(front.store().journal().read(last).leaf());
            assertThat(leaf.keep()).isEqualTo(90);
            assertThat(leaf.payloadKeep()).isEqualTo(2);
            Leaf agent = Leaf.read(front.store().journal().read(0).leaf());
            assertThat(agent.keep()).isEqualTo(Entry.KEEP);
            assertThat(agent.payloadKeep()).isZero();
        }
    }

    @Test
    void unlessSaidItIsRedactedAndStillTellsWhatStoodWhere() throws Exception {
        try (Shopfront open = open("")) {
            String token = open.verified(helper(open), SmallShop.EMAIL);
            assertThat(kept(open))
                    .isEqualTo(json("{\"form\":\"redacted\",\"arguments\":{\"email\":\"personal email text 16-31\"}}"));
            assertThat(open.outcome(token, "get_order", "{\"order_no\":\"ORD-777001\"}"))
                    .contains("ORD-777001");
            JsonNode order = kept(open);
            assertThat(order.at("/arguments")).isEqualTo(json("{\"order_no\":\"activity text 8-15\"}"));
            assertThat(order.at("/result/order_no").asString()).isEqualTo("activity text 8-15");
            assertThat(order.at("/result/status").asString()).isEqualTo("activity text 4-7");
            assertThat(order.at("/result/total").asString()).startsWith("financial amount text");
            assertThat(order.at("/result").size()).isEqualTo(4);
            assertThat(order.toString()).doesNotContain(SmallShop.VALUES).doesNotContain("shipped", "12");
            assertThat(open.outcome(token, "list_orders", "{\"status\":\"open\",\"limit\":1}"))
                    .contains("ORD-777002");
            assertThat(kept(open).at("/arguments"))
                    .isEqualTo(json("{\"status\":\"activity text 4-7\",\"limit\":\"number\"}"));
            assertThat(kept(open).at("/result/orders/0/order_no").asString()).isEqualTo("activity text 8-15");
        }
    }

    @Test
    void valuesOfClassPublicStay() throws Exception {
        try (Shopfront open = open("")) {
            assertThat(open.outcome(open.grant(helper(open)), "list_products", "{}"))
                    .contains("Chair");
            assertThat(kept(open).at("/result/products/0/name").asString()).isEqualTo("Chair");
        }
    }

    @Test
    void whatACallerMadeUpIsCountedNotKept() throws Exception {
        try (Shopfront open = open("")) {
            String token = open.verified(helper(open), SmallShop.EMAIL);
            for (String made : new String[] {
                "{\"zanzibara@quill.example\":1,\"Quillfeather\":\"x\"}",
                "{\"order_no\":{\"PLZ-90210\":1},\"Zanzibara\":0}"
            }) {
                open.call(token, "get_order", made);
                assertThat(kept(open).toString()).doesNotContain(SmallShop.VALUES);
                assertThat(kept(open).at("/arguments/?").asInt()).isPositive();
            }
            open.call(token, "no_such_tool_Zanzibara", "{\"email\":\"zanzibara@quill.example\"}");
            assertThat(kept(open)).isEqualTo(json("{\"form\":\"redacted\",\"arguments\":{\"?\":1}}"));
        }
    }

    @Test
    void inFullItIsWhatWentInAndCameOut() throws Exception {
        try (Shopfront open = open("record: { payloads: full }")) {
            String token = open.verified(helper(open), SmallShop.EMAIL);
            String released = open.outcome(token, "get_order", "{\"order_no\":\"ORD-777001\"}");
            JsonNode order = kept(open);
            assertThat(order.required("form").asString()).isEqualTo("full");
            assertThat(order.required("arguments")).isEqualTo(json("{\"order_no\":\"ORD-777001\"}"));
            assertThat(order.required("result")).isEqualTo(json(released));
        }
    }

    @Test
    void withoutACustomerUnderWhoseKeyItWouldBeItIsRedactedAnyway() throws Exception {
        try (Shopfront open = open("record: { payloads: full }")) {
            open.call(open.grant(helper(open)), "verify_customer", "{\"email\":\"zanzibara@nowhere.example\"}");
            assertThat(kept(open).required("form").asString()).isEqualTo("redacted");
            assertThat(kept(open).toString()).doesNotContain("nowhere");
        }
    }

    @Test
    void nothingIsKeptWhereTheContractSaysSo() throws Exception {
        try (Shopfront open = open("record: { payloads: none }")) {
            String token = open.verified(helper(open), SmallShop.EMAIL);
            open.outcome(token, "get_order", "{\"order_no\":\"ORD-777001\"}");
            assertThat(last(open)).isEqualTo(new Opening.Payload.None());
        }
    }

    @Test
    void whatACallerLooksForInPublicValuesIsReadByTheDetectorFirst() throws Exception {
        try (Shopfront open = open("")) {
            String token = open.grant(helper(open));
            open.call(
                    token, "list_products", "{\"name\":\"Dear Ada Lovelace, 4111 1111 1111 1111, ada@mail.example\"}");
            assertThat(kept(open).at("/arguments/name").asString()).isEqualTo("Dear [person], [card], [email]");
        }
    }

    @Test
    void noteTextOfACustomerIsNotInTheRedactedFormAndStaysInTheFullOne() throws Exception {
        for (String form : new String[] {"redacted", "full"}) {
            shop = SmallShop.in(directory.resolve(form));
            shop.workflow(
                    "order-help",
                    SmallShop.ORDER_HELP.replace("boundary:", "record: { payloads: " + form + " }\nboundary:"));
            try (Shopfront open = shop.open(new TestClock())) {
                String token = open.verified(helper(open), SmallShop.EMAIL);
                String released = open.outcome(token, "get_order", "{\"order_no\":\"ORD-777001\"}");
                String note = json(released).path("note").asString();
                assertThat(note).isNotEmpty();
                String noted = kept(open).at("/result/note").asString();
                if (form.equals("full")) {
                    assertThat(noted).isEqualTo(note);
                } else {
                    assertThat(noted).startsWith("support text");
                    assertThat(kept(open).toString()).doesNotContain(note).doesNotContain(SmallShop.VALUES);
                }
            }
        }
    }
}
