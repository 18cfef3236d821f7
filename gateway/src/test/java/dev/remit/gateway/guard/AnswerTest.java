package dev.remit.gateway.guard;

import static dev.remit.gateway.guard.GuardedShop.ADA;
import static dev.remit.gateway.guard.GuardedShop.BOB;
import static dev.remit.gateway.guard.GuardedShop.BOBS_CARD;
import static dev.remit.gateway.guard.GuardedShop.BOBS_PHONE;
import static dev.remit.gateway.guard.GuardedShop.CLEO;
import static dev.remit.gateway.guard.GuardedShop.INVENTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.guard.GuardedShop.Checked;
import dev.remit.gateway.testing.Postgres;
import dev.remit.gateway.text.WordPlugin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an answer may say, asked over HTTP of a real gateway. */
class AnswerTest {
    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init") // every test opens it first
    private GuardedShop shop;

    private void open() throws IOException {
        shop = GuardedShop.in(directory).built();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static List<String> bobs() {
        return List.of(
                BOB,
                "BOB.Marten@post.example",
                "bob.marten (at) post dot example",
                Base64.getEncoder().encodeToString(BOB.getBytes(StandardCharsets.UTF_8)),
                BOBS_PHONE,
                "0161-496-0123",
                "0 1 6 1 4 9 6 0 1 2 3",
                BOBS_CARD,
                "5555 5555 5555 4444");
    }

    private void withholdsWhatIsBobs() {
        for (String value : bobs()) {
            Checked answer = shop.answer(shop.grant(ADA), "You find it at " + value + ", today.");
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            assertThat(answer.text()).as(value).isEqualTo("You find it at [redacted], today.");
            assertThat(answer.withheld()).isOne();
            assertThat(shop.answer(shop.grant(BOB), "You find it at " + value + ", today.")
                            .text())
                    .as("Bob may be told what is his")
                    .contains(value);
        }
    }

    @Test
    void whatIsAnothersIsWithheldHoweverItIsWritten() throws IOException {
        open();
        withholdsWhatIsBobs();
    }

    @Test
    void theSameInPostgreSql() throws IOException {
        shop = GuardedShop.over(Postgres.database(), directory).built();
        withholdsWhatIsBobs();
    }

    @Test
    void customersOfAnotherTenantAreOthersToo() throws IOException {
        open();
        Checked answer = shop.answer(shop.grant(ADA), "Ask " + CLEO + " for it.");
        assertThat(answer.text()).isEqualTo("Ask [redacted] for it.");
        assertThat(shop.record(answer).at("/facts/other_customers").asInt()).isOne();
    }

    @Test
    void whatSeveralHaveAndWhatIsTheShopsOwnGoesOut() throws IOException {
        open();
        String said = "Call +44 113 496 0999 or +44 20 7946 0000, or write to help@shop.example.";
        Checked answer = shop.answer(shop.grant(ADA), said);
        assertThat(answer.text()).isEqualTo(said);
        assertThat(answer.withheld()).isZero();
    }

    @Test
    void toTheCallerAnInventedValueIsLikeAnothersAndTheRecordTellsWhich() throws IOException {
        open();
        Checked invented = shop.answer(shop.grant(ADA), "Write to " + INVENTED + " then.");
        Checked bobs = shop.answer(shop.grant(ADA), "Write to " + BOB + " then.");
        assertThat(invented.body()).isEqualTo(bobs.body());
        assertThat(invented.text()).isEqualTo("Write to [redacted] then.");
        JsonNode record = shop.record(invented).path("facts");
        assertThat(record.path("unsourced").asInt()).isOne();
        assertThat(record.path("other_customers").asInt(-1)).isZero();
        assertThat(record.path("references").asString()).isEmpty();
        record = shop.record(bobs).path("facts");
        assertThat(record.path("other_customers").asInt()).isOne();
        assertThat(record.path("unsourced").asInt(-1)).isZero();
        assertThat(record.path("references").asString()).matches("[0-9a-f]{12}");
        assertThat(record.path("decision").asString()).isEqualTo("modify");
    }

    @Test
    void aPartOfAnIdentifierTellsNoMoreThanAnInventedOne() throws IOException {
        open();
        Checked bobs = shop.answer(shop.grant(ADA), "It is " + BOBS_PHONE + " ext. 12.");
        Checked invented = shop.answer(shop.grant(ADA), "It is +44 161 496 0777 ext. 12.");
        assertThat(bobs.body()).isEqualTo(invented.body());
    }

    @Test
    void withKeepWhatComesFromNowhereGoesOutAndWhatIsAnothersDoesNot() throws IOException {
        open();
        shop.contract("limits:", "output: { unsourced: keep }\nlimits:");
        assertThat(shop.gateway().reload()).isEmpty();
        assertThat(shop.answer(shop.grant(ADA), "Write to " + INVENTED + " or " + BOB)
                        .text())
                .isEqualTo("Write to " + INVENTED + " or [redacted]");
    }

    @Test
    void whatWasServedAndWhatTheCustomerSaidMayBeSaidUntilARestart() throws IOException {
        open();
        String token = shop.grant(ADA);
        String served = "They are at makers@chairs.example.";
        String said = "We write to friend@else.example, too.";
        assertThat(shop.answer(token, served).text()).isEqualTo("They are at [redacted].");
        assertThat(shop.answer(token, said).text()).isEqualTo("We write to [redacted], too.");
        assertThat(shop.call(token, "list_products", "{}")).contains("makers@chairs.example");
        assertThat(shop.message(token, "agent", "We have friend@else.example")).isEqualTo(200);
        assertThat(shop.answer(token, said).withheld())
                .as("what an agent says is no source")
                .isOne();
        assertThat(shop.message(token, "customer", "Write to friend@else.example"))
                .isEqualTo(200);
        assertThat(shop.answer(token, served).text()).isEqualTo(served);
        assertThat(shop.answer(token, said).text()).isEqualTo(said);
        shop.restarted();
        assertThat(shop.answer(token, served).withheld())
                .as("what is not known is not said")
                .isOne();
        assertThat(shop.answer(token, "It is " + ADA).text())
                .as("her own is on record")
                .isEqualTo("It is " + ADA);
    }

    @Test
    void beforeTheCustomerIsKnownNothingIsTheirOwn() throws IOException {
        open();
        assertThat(shop.answer(shop.unverified(), "It is " + ADA).text()).isEqualTo("It is [redacted]");
    }

    @Test
    void whatAnActionChangedIsKnown() throws IOException {
        open();
        String bobs = shop.grant(BOB);
        assertThat(shop.call(bobs, "change_email", "{\"email\":\"bobby@new.example\"}"))
                .contains("done");
        shop.settled();
        Checked answer = shop.answer(shop.grant(ADA), "Ask bobby@new.example.");
        assertThat(answer.text()).isEqualTo("Ask [redacted].");
        assertThat(shop.record(answer).at("/facts/other_customers").asInt()).isOne();
        assertThat(shop.status().path("changes").asInt()).as("only what is new").isOne();
        assertThat(shop.answer(bobs, "It is bobby@new.example.").withheld()).isZero();
        shop.built();
        assertThat(shop.status().path("changes").asInt()).isZero();
    }

    @Test
    void whoTriesValuesRunsOutOfTries() throws IOException {
        open();
        String token = shop.grant(ADA);
        for (int i = 0; i < 5; i++) {
            assertThat(shop.answer(token, "It is nobody" + i + "@nowhere.example.")
                            .status())
                    .isEqualTo(200);
        }
        Checked refused = shop.answer(token, "It is " + BOB);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text()).isEqualTo("budget_misses");
    }

    @Test
    void withoutAGuardNoAnswerIsCalledSafe() throws IOException {
        shop = GuardedShop.in(directory, "");
        Checked answer = shop.answer(shop.grant(ADA), "Hello.");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo("guard_off");
        assertThat(shop.remit("guard", "status").err()).contains("Add 'guard:' to privacy.yaml");
        assertThat(shop.get("/metrics")).doesNotContain("remit_guard");
    }

    @Test
    void anAnswerThatADetectorFailsOnDoesNotGoOut() throws IOException {
        shop = GuardedShop.in(directory, """
                        guard: {}
                        recognisers:
                          - { plugin: %s, model: %s, kinds: { WORD: person } }
                        """.formatted(
                                WordPlugin.in(directory.resolve("plugin")),
                                WordPlugin.model(directory.resolve("model"), "Ada")))
                .built();
        String token = shop.grant(ADA);
        assertThat(shop.answer(token, "Hello.").text()).isEqualTo("Hello.");
        Checked failed = shop.answer(token, "Hello, it may fail.");
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.text()).isEqualTo("shape_failed");
        assertThat(failed.body().toString()).doesNotContain("Hello");
    }

    @Test
    void aTextThatIsTooLongOrNoneIsNotChecked() throws IOException {
        open();
        String token = shop.grant(ADA);
        assertThat(shop.answer(token, "a".repeat(100_001)).status()).isEqualTo(400);
        assertThat(shop.answer(token, "").status()).isEqualTo(400);
        assertThat(shop.answer(token, "a ".repeat(50_000)).status()).isEqualTo(200);
        assertThat(shop.answer("no-token", "Hello.").status()).isEqualTo(401);
    }

    @Test
    void noValueIsInAFileOfTheDataDirectoryOrAMetric() throws IOException {
        open();
        shop.clock.advance(Duration.ofMinutes(1));
        String token = shop.grant(ADA);
        shop.answer(token, "Write to " + BOB + " or " + INVENTED + ", call " + BOBS_PHONE);
        shop.restarted();
        List<String> secret = List.of(BOB, "bob.marten", INVENTED, BOBS_PHONE, "1614960123", BOBS_CARD, ADA);
        try (Stream<Path> files = Files.walk(shop.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(secret).as(file.toString()).noneMatch(text::contains);
            }
        }
        assertThat(secret).noneMatch(shop.get("/metrics")::contains);
    }
}
