package dev.remit.gateway.guard;

import static dev.remit.gateway.guard.GuardedShop.ADA;
import static dev.remit.gateway.guard.GuardedShop.BOB;
import static dev.remit.gateway.guard.GuardedShop.BOBS_CARD;
import static dev.remit.gateway.guard.GuardedShop.BOBS_PHONE;
import static dev.remit.gateway.guard.GuardedShop.INVENTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.cli.Console;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.Wire.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an agent may write in an action, asked over REST and MCP of a real gateway. */
class ActionTextTest {
    private static final String NOTE = "write_note";

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init") // every test opens it first
    private GuardedShop shop;

    private void open() throws IOException {
        shop = GuardedShop.in(directory).built();
    }

    private void open(String what, String with) throws IOException {
        open();
        shop.contract(what, with);
        assertThat(shop.gateway().reload()).isEmpty();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static ObjectNode body(String text) {
        return JsonNodeFactory.instance.objectNode().put("body", text);
    }

    private Answer note(String token, String text) {
        return shop.act(token, NOTE, body(text));
    }

    private List<String> notes() {
        return shop.all("SELECT body FROM notes ORDER BY id");
    }

    @Test
    void whatIsAnothersIsNotWrittenHoweverItIsWritten() throws IOException {
        open();
        for (String value : List.of(
                BOB,
                "bob.marten (at) post dot example",
                Base64.getEncoder().encodeToString(BOB.getBytes(StandardCharsets.UTF_8)),
                BOBS_PHONE,
                "0161-496-0123",
                BOBS_CARD)) {
            String text = "You find it at " + value + ", today.";
            Answer rest = note(shop.grant(ADA), text);
            assertThat(rest.status()).as(value).isEqualTo(403);
            assertThat(rest.word()).isEqualTo("text_withheld");
            assertThat(rest.text("say")).isEqualTo("I cannot help with that here.");
            Answer mcp = shop.actOverMcp(shop.grant(ADA), NOTE, body(text));
            assertThat(mcp.word()).as(value).isEqualTo("text_withheld");
            assertThat(notes()).isEmpty();
            assertThat(note(shop.grant(BOB), text).word())
                    .as("Bob may be written what is his")
                    .isEqualTo("done");
            assertThat(shop.actOverMcp(shop.grant(BOB), NOTE, body(text)).word())
                    .isEqualTo("done");
            assertThat(notes()).containsExactly(text, text);
            shop.sql("DELETE FROM notes");
        }
    }

    @Test
    void whatIsTheirsOrTheShopsOwnIsWrittenAsItIs() throws IOException {
        open();
        String text =
                "We write to " + ADA + ". Call +44 20 7946 0000 or +44 113 496 0999, or write to help@shop.example.";
        assertThat(note(shop.grant(ADA), text).word()).isEqualTo("done");
        assertThat(notes()).containsExactly(text);
    }

    @Test
    void toTheCallerAnInventedValueIsLikeAnothersAndTheRecordTellsWhich() throws IOException {
        open();
        Answer invented = note(shop.grant(ADA), "Write to " + INVENTED + " then.");
        Answer bobs = note(shop.grant(ADA), "Write to " + BOB + " then, or call " + BOBS_PHONE);
        assertThat(invented.blank()).isEqualTo(bobs.blank());
        assertThat(invented.text("detail"))
                .isEqualTo("The text holds something that this conversation was not given and that is not on record for"
                        + " this customer; nothing was changed. Take that out, then call again.");
        assertThat(shop.actOverMcp(shop.grant(ADA), NOTE, body("It is " + INVENTED))
                        .blank())
                .isEqualTo(shop.actOverMcp(shop.grant(ADA), NOTE, body("It is " + BOB))
                        .blank());

        JsonNode record = shop.record(invented.id()).path("facts");
        assertThat(record.path("decision").asString()).isEqualTo("deny");
        assertThat(record.path("reason").asString()).isEqualTo("text_withheld");
        assertThat(record.path("action").asString()).isEqualTo(NOTE);
        assertThat(record.path("texts").asString()).isEqualTo("body");
        assertThat(record.path("withheld").asInt()).isOne();
        assertThat(record.path("unsourced").asInt()).isOne();
        assertThat(record.path("other_customers").asInt(-1)).isZero();
        assertThat(record.path("references").asString("none")).isEmpty();
        record = shop.record(bobs.id()).path("facts");
        assertThat(record.path("withheld").asInt()).isEqualTo(2);
        assertThat(record.path("other_customers").asInt()).isEqualTo(2);
        assertThat(record.path("unsourced").asInt(-1)).isZero();
        assertThat(record.path("shapes").asString()).isNotEmpty();
        assertThat(record.path("references").asString()).matches("[0-9a-f]{12}");

        assertThat(shop.remit("explain", bobs.id()).out())
                .contains("denied: text_withheld.")
                .contains("nothing was done: of its text (body), 2 places may not go out: 2 with values of other"
                        + " customers, 0 with identifiers from nowhere.");
        assertThat(shop.remit("guard", "status").out())
                .contains("withheld  3 values of other customers, 2 from nowhere");
        assertThat(shop.get("/metrics")).contains("remit_guard_withheld 5");
    }

    @Test
    void withKeepWhatComesFromNowhereIsWrittenAndWhatIsAnothersIsNot() throws IOException {
        open("limits:", "output: { unsourced: keep }\nlimits:");
        String text = "Write to " + INVENTED;
        assertThat(note(shop.grant(ADA), text).word()).isEqualTo("done");
        assertThat(note(shop.grant(ADA), text + " or " + BOB).word()).isEqualTo("text_withheld");
        assertThat(notes()).containsExactly(text);
    }

    @Test
    void whatTheCustomerSaidAndWhatWasServedIsWritten() throws IOException {
        open();
        String token = shop.grant(ADA);
        String said = "We write to friend@else.example, too.";
        String served = "They are at makers@chairs.example.";
        assertThat(note(token, said).word()).isEqualTo("text_withheld");
        assertThat(note(token, served).word()).isEqualTo("text_withheld");
        assertThat(shop.message(token, "customer", "Write to friend@else.example"))
                .isEqualTo(200);
        shop.call(token, "list_products", "{}");
        assertThat(note(token, said).word()).isEqualTo("done");
        assertThat(note(token, served).word()).isEqualTo("done");
    }

    @Test
    void eachTextIsReadAndWhatIsSpreadOverSeveral() throws IOException {
        open("misses: 5", "misses: 20");
        String token = shop.grant(ADA);
        assertThat(shop.act(token, NOTE, body("Hello.").put("title", "About " + BOB))
                        .word())
                .isEqualTo("text_withheld");
        ObjectNode tagged = body("Hello.");
        tagged.putArray("tags").add("parcel").add(BOB);
        Answer unsaid = shop.act(token, NOTE, tagged);
        assertThat(unsaid.word())
                .as("an argument of which the catalog does not say what it is")
                .isEqualTo("text_withheld");
        assertThat(shop.record(unsaid.id()).at("/facts/texts").asString()).isEqualTo("body tags");
        assertThat(shop.act(token, NOTE, body("4960123 is the rest.").put("title", "It begins with 0161"))
                        .word())
                .isEqualTo("text_withheld");
        assertThat(notes()).isEmpty();
        tagged.putArray("tags").add("parcel").add("late");
        assertThat(shop.act(token, NOTE, tagged).word()).isEqualTo("done");
    }

    @Test
    void whatTheCatalogSaysIsAnAddressOrAKeyIsNotReadAsText() throws IOException {
        open();
        assertThat(shop.act(shop.grant(ADA), NOTE, body("Hello.").put("reply_to", "new@home.example"))
                        .word())
                .isEqualTo("done");
        assertThat(shop.all("SELECT reply_to FROM notes")).containsExactly("new@home.example");
    }

    @Test
    void aDryRunTellsNoMoreAndEachTryCounts() throws IOException {
        open();
        String token = shop.grant(ADA);
        Answer dry = shop.act(token, NOTE, body("It is " + BOB).put("dry_run", true));
        assertThat(dry.word()).isEqualTo("text_withheld");
        assertThat(shop.act(token, NOTE, body("It is " + INVENTED).put("dry_run", true))
                        .blank())
                .isEqualTo(dry.blank());
        assertThat(shop.act(token, NOTE, body("Hello.").put("dry_run", true)).word())
                .isEqualTo("dry_run");
        for (int i = 0; i < 3; i++) {
            assertThat(note(token, "It is nobody" + i + "@nowhere.example.").word())
                    .isEqualTo("text_withheld");
        }
        Answer refused = note(token, "It is " + BOB);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.word()).isEqualTo("budget_misses");
        assertThat(note(token, "Hello.").word()).isEqualTo("budget_misses");
        assertThat(shop.answer(token, "Hello.").text())
                .as("answers and actions share the tries")
                .isEqualTo("budget_misses");
        assertThat(notes()).isEmpty();
        assertThat(note(shop.grant(ADA), "Hello.").word()).isEqualTo("done");
    }

    @Test
    void triesAtTheSameTimeAreNoMoreThanOneAfterAnother() throws IOException {
        open();
        String token = shop.grant(ADA);
        AtomicInteger next = new AtomicInteger();
        List<String> words = Shopfront.atOnce(
                24,
                () -> note(token, "It is nobody" + next.getAndIncrement() + "@nowhere.example.")
                        .word());
        assertThat(Collections.frequency(words, "text_withheld")).isEqualTo(5);
        assertThat(Collections.frequency(words, "budget_misses")).isEqualTo(19);
    }

    @Test
    void whileNothingWasReadNothingIsWritten() throws IOException {
        open();
        String token = shop.grant(ADA);
        shop.gateway().close();
        try (var files = Files.list(shop.data().resolve("guard"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.move(directory.resolve("shop.db"), directory.resolve("away.db"));
        shop.restarted();
        assertThat(shop.remit("guard", "rebuild").exitCode()).isEqualTo(3);
        Files.move(directory.resolve("away.db"), directory.resolve("shop.db"));
        Answer answer = note(token, "Hello.");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.word()).isEqualTo("guard_not_ready");
        assertThat(shop.record(answer.id()).at("/facts/error").asString()).isEqualTo("guard_not_ready");
        assertThat(shop.call(token, "change_email", "{\"email\":\"ada@new.example\"}"))
                .as("what holds no free text waits for nothing")
                .contains("done");
        assertThat(notes()).isEmpty();
        shop.built();
        assertThat(note(token, "Hello.").word()).isEqualTo("done");
    }

    @Test
    void whatWasCheckedIsNotCheckedAgain() throws IOException {
        open();
        String token = shop.grant(ADA);
        String text = "We write to friend@else.example, too.";
        shop.message(token, "customer", "Write to friend@else.example");
        ObjectNode keyed = body(text).put("idempotency_key", "k1");
        Answer done = shop.act(token, NOTE, keyed);
        assertThat(done.word()).isEqualTo("done");
        Answer waits = shop.act(token, "send_letter", body("Dear Ada! " + text));
        assertThat(waits.word()).isEqualTo("waiting");

        shop.restarted();
        assertThat(note(token, text).word()).as("what was said is forgotten").isEqualTo("text_withheld");
        Answer again = shop.act(token, NOTE, keyed);
        assertThat(again.word()).isEqualTo("done");
        assertThat(again.operation()).isEqualTo(done.operation());
        assertThat(shop.act(token, NOTE, body(text).put("idempotency_key", "k2"))
                        .word())
                .isEqualTo("text_withheld");
        assertThat(shop.allow(waits.operation()).word()).isEqualTo("done");
        assertThat(shop.call(token, "undo_action", "{\"operation\":\"" + done.operation() + "\"}"))
                .contains("done");
        assertThat(shop.all("SELECT body FROM notes WHERE hidden = 1")).containsExactly(text);
        assertThat(notes()).containsExactlyInAnyOrder(text, "Dear Ada! " + text);
    }

    @Test
    void whatWaitsForAPersonWasCheckedBefore() throws IOException {
        open();
        String token = shop.grant(ADA);
        assertThat(shop.act(token, "send_letter", body("It is " + BOB)).word()).isEqualTo("text_withheld");
        assertThat(shop.gateway().store().state().operations().all()).isEmpty();
        assertThat(shop.act(token, "send_letter", body("It is " + ADA)).word()).isEqualTo("waiting");
    }

    @Test
    void theRecordKeepsNothingOfATextThatIsWithheld() throws IOException {
        open("limits:", "record: { payloads: full }\nlimits:");
        assertThat(kept(shop.act(shop.grant(ADA), NOTE, body("Write to " + ADA).put("dry_run", true))))
                .contains("\"full\"", ADA);
        assertThat(kept(note(shop.grant(ADA), "Write to " + BOB)))
                .contains("\"redacted\"", "confidential text")
                .doesNotContain(BOB);
    }

    private String kept(Answer answer) {
        Console.Done shown = shop.remit("ledger", "show", answer.id(), "--payload");
        return shown.out() + shown.err();
    }

    @Test
    void withoutAGuardNothingIsChecked() throws IOException {
        shop = GuardedShop.in(directory, "");
        String text = "It is " + BOB + " or " + INVENTED;
        Answer done = note(shop.grant(ADA), text);
        assertThat(done.word()).isEqualTo("done");
        assertThat(notes()).containsExactly(text);
    }
}
