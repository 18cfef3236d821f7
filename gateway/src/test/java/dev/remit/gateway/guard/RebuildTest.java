package dev.remit.gateway.guard;

import static dev.remit.gateway.guard.GuardedShop.ADA;
import static dev.remit.gateway.guard.GuardedShop.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.cli.Console;
import dev.remit.gateway.guard.GuardedShop.Checked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How what answers are checked against comes to be, and what becomes of it when something fails. */
class RebuildTest {
    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init") // every test opens it first
    private GuardedShop shop;

    @AfterEach
    void close() {
        shop.close();
    }

    private void takeAway() throws IOException {
        Files.move(directory.resolve("shop.db"), directory.resolve("away.db"));
    }

    private void putBack() throws IOException {
        Files.move(directory.resolve("away.db"), directory.resolve("shop.db"));
    }

    private void bobsIsWithheld() {
        assertThat(shop.answer(shop.grant(ADA), "It is " + BOB).text()).isEqualTo("It is [redacted]");
    }

    @Test
    void itIsReadWithProgressAndSaysHowItStands() throws IOException {
        shop = GuardedShop.in(directory);
        Console.Done done = shop.remit("guard", "rebuild", "--json");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.err()).contains("The protected values of all customers were read: 7 rows.");
        JsonNode json = JsonMapper.shared().readTree(done.out());
        assertThat(json.path("fingerprints").asInt()).isGreaterThan(10);
        assertThat(json.at("/rebuild/state").asString()).isEqualTo("done");
        assertThat(json.path("covered").toString()).isEqualTo("[\"customer\",\"means\"]");
        shop.clock.advance(Duration.ofHours(3));
        Console.Done status = shop.remit("guard", "status");
        assertThat(status.out())
                .contains("read      2026-11-21T10:00:10Z, 3 h ago", "covered   customer, means", "withheld  0 values");
        assertThat(shop.get("/ready")).contains("{\"name\":\"guard\",\"ok\":true}");
        assertThat(shop.get("/metrics")).contains("remit_guard_age_seconds 10800.0", "remit_guard_failed_builds 0.0");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(shop.data().resolve("guard"))))
                .isEqualTo("rwx------");
    }

    @Test
    void itsMetricsAreInTheDocumentation() throws IOException {
        shop = GuardedShop.in(directory).built();
        String page = Files.readString(Path.of("../docs/operations.md"));
        List<String> metrics = shop.get("/metrics")
                .lines()
                .filter(line -> line.startsWith("# TYPE remit_guard"))
                .map(line -> line.split(" ", -1)[2])
                .toList();
        assertThat(metrics).hasSize(6).allMatch(name -> page.contains('`' + name + '`'));
    }

    @Test
    void whileNothingWasReadNothingIsReleased() throws IOException {
        shop = GuardedShop.in(directory).built();
        String token = shop.grant(ADA);
        shop.gateway().close();
        try (var files = Files.list(shop.data().resolve("guard"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        takeAway();
        shop.restarted();
        assertThat(shop.remit("guard", "rebuild").exitCode()).isEqualTo(3);
        Checked answer = shop.answer(token, "Hello.");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).isEqualTo("guard_not_ready");
        assertThat(shop.get("/ready")).contains("{\"name\":\"guard\",\"ok\":true,\"why\":\"not_built\"}");
        assertThat(shop.remit("guard", "status").out()).contains("read      never", "problem   Source shop failed");
        putBack();
        shop.built();
        assertThat(shop.answer(token, "Hello.").text()).isEqualTo("Hello.");
    }

    @Test
    void aSourceThatIsDownLeavesWhatWasReadBefore() throws IOException {
        shop = GuardedShop.in(directory).built();
        String token = shop.grant(ADA);
        takeAway();
        Console.Done failed = shop.remit("guard", "rebuild");
        assertThat(failed.exitCode()).isEqualTo(3);
        assertThat(failed.err()).contains("Source shop failed").contains("remit guard status");
        assertThat(shop.answer(token, "It is " + BOB).text()).isEqualTo("It is [redacted]");
        assertThat(shop.get("/ready")).contains("{\"name\":\"guard\",\"ok\":true,\"why\":\"build_failed\"}");
        assertThat(shop.get("/metrics")).containsPattern("remit_guard_failed_builds [1-9]");
        putBack();
        shop.built();
        assertThat(shop.get("/ready")).contains("{\"name\":\"guard\",\"ok\":true}");
    }

    @Test
    void oneThatFailsInTheMiddleLeavesWhatWasReadBefore() throws IOException {
        shop = GuardedShop.in(directory).built();
        shop.sql("DELETE FROM customers WHERE customer_id = 'CUS-2'", "ALTER TABLE means RENAME COLUMN card TO number");
        assertThat(shop.remit("guard", "rebuild").err()).contains("has no column card");
        bobsIsWithheld();
        shop.sql("ALTER TABLE means RENAME COLUMN number TO card");
        shop.built();
        Checked answer = shop.answer(shop.grant(ADA), "It is " + BOB);
        assertThat(shop.record(answer).at("/facts/unsourced").asInt())
                .as("nobody's any more")
                .isOne();
    }

    @Test
    void whatACrashLeftOfABuildIsClearedAwayAndWhatIsDamagedIsMadeAnew() throws IOException {
        shop = GuardedShop.in(directory).built();
        shop.gateway().close();
        Path guard = shop.data().resolve("guard");
        Files.writeString(guard.resolve("run-1.tmp"), "half");
        Files.writeString(guard.resolve("fingerprints.tmp"), "half");
        shop.restarted();
        bobsIsWithheld();
        shop.built();
        assertThat(guard.resolve("run-1.tmp")).doesNotExist();
        shop.gateway().close();
        Files.writeString(guard.resolve("fingerprints"), "damaged");
        shop.restarted().built();
        bobsIsWithheld();
    }

    @Test
    void aRestartReadsNothingAnewThatIsYoungAndAnotherCatalogDoes() throws IOException {
        shop = GuardedShop.in(directory).built();
        shop.restarted();
        assertThat(shop.status().at("/rebuild/state").asString()).isEqualTo("idle");
        Path catalog = shop.folder().resolve("catalog/shop.yaml");
        Files.writeString(catalog, Files.readString(catalog).replace("kind: phone }", "kind: other }"));
        shop.restarted();
        assertThat(shop.status().at("/rebuild/state").asString()).isNotEqualTo("idle");
        shop.built().clock.advance(Duration.ofHours(25));
        shop.restarted();
        assertThat(shop.status().at("/rebuild/state").asString()).isNotEqualTo("idle");
    }

    @Test
    void whatWasDoneJustBeforeTheEndIsReadAgainAtTheStart() throws IOException {
        shop = GuardedShop.in(directory).built();
        shop.clock.advance(Duration.ofMinutes(1));
        shop.call(shop.grant(BOB), "change_email", "{\"email\":\"bobby@new.example\"}");
        shop.settled();
        shop.gateway().close();
        Files.delete(shop.data().resolve("guard/changes")); // as if the process had ended before
        shop.restarted().settled();
        Checked answer = shop.answer(shop.grant(ADA), "It is bobby@new.example");
        assertThat(shop.record(answer).at("/facts/other_customers").asInt()).isOne();
    }
}
