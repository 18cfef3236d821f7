package dev.remit.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.testing.SmallShop;
import dev.remit.ledger.FileJournal;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kills the program under load at random moments, starts it again, and asks for everything that it had answered: each
 * record, each grant, each revocation, each call that was counted; a customer who was to be erased is erased. What each kill
 * left of the log is checked, too, see {@link LeftBehind}.
 *
 * <p>{@code remit.kills} says how often; {@code bench/run crash} does it a thousand times.
 */
@Tag("slow")
class CrashTest {
    private static final int KILLS = Integer.getInteger("remit.kills", 8);
    private static final long SEED = Long.getLong("remit.seed", System.nanoTime());
    private static final int AGENTS = 6;
    private static final int CALLS = 1_000;

    /** After each so many kills every file and every proof of the log is checked: always, unless it is a long run. */
    private static final int CHECKED = KILLS > 100 ? 50 : 1;

    /** Each so many times a customer is erased while the next one comes. */
    private static final int ERASED = 2;

    /** Longer than it takes to ask for all that was promised. */
    private static final Duration ASKING = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final Promises promises = new Promises();
    private final Erasing erasing = new Erasing();
    private final Set<String> checked = new TreeSet<>();

    @Test
    void aGatewayKilledUnderLoadKeepsAllThatItAnswered() throws Exception {
        SmallShop shop = shop();
        Path data = shop.folder().resolve("data");
        Path log = directory.resolve("gateway.log");
        LeftBehind left = new LeftBehind(data, directory.resolve("copy"));
        Random random = new Random(SEED);
        GatewayProcess gateway = GatewayProcess.start(shop.folder(), data, log);
        try {
            String credential = registered(gateway);
            for (int kill = 1; kill <= KILLS; kill++) {
                boolean erases = kill % ERASED == 0;
                if (erases) {
                    erasing.serve(gateway, credential);
                }
                Load load = new Load(gateway.url(), credential, promises);
                List<Thread> agents = load.start(AGENTS, random.nextLong());
                if (kill == 1 || random.nextInt(4) > 0) { // else it may be killed while it starts to serve
                    load.awaitJob();
                }
                Thread eraser = erases ? erasing.start(gateway, random) : null;
                Thread.sleep(random.nextInt(1_000)); // the moment of death, not a wait for something
                gateway.kill();
                for (Thread agent : agents) {
                    agent.join();
                }
                if (eraser != null) {
                    eraser.join();
                }
                if (kill % CHECKED == 0) {
                    left.isWholeOnceItIsStarted();
                }
                gateway = GatewayProcess.start(shop.folder(), data, log);
                String when = "seed " + SEED + ", kill " + kill;
                keepsItsPromises(gateway, when);
                if (erases) {
                    erasing.isDone(gateway, when);
                }
                System.out.printf( // progress of a long run
                        "kill %d of %d: %d released, %d denied, %d revoked, all there%n",
                        kill, KILLS, promises.released.size(), promises.denied.size(), promises.revoked.size());
            }
        } finally {
            gateway.close();
        }
        assertThat(promises.released).as("rows released under load").isNotEmpty();
        assertThat(promises.revoked).as("grants revoked under load").isNotEmpty();
        assertThat(FileJournal.verify(data.resolve("journal"), FileLayer.system()))
                .isInstanceOfSatisfying(
                        Verification.Sound.class,
                        sound -> assertThat(sound.unfinishedBytes()).isZero());
        left.isWhole();
        assertThat(erasing.erased())
                .as("records of a customer who was erased under load")
                .isGreaterThanOrEqualTo(KILLS / ERASED);
    }

    /** Asks for what was promised since the last time, and again for every grant that is not over. */
    private void keepsItsPromises(GatewayProcess gateway, String when) throws IOException {
        for (Map.Entry<String, String> released : Map.copyOf(promises.released).entrySet()) {
            if (checked.add(released.getKey())) {
                JsonNode facts = facts(gateway, released.getKey(), when);
                assertThat(facts.required("outcome").asString()).as(when).isEqualTo("released");
                assertThat(facts.required("keys").asString()).as(when).isEqualTo(released.getValue());
            }
        }
        for (String denied : Set.copyOf(promises.denied)) {
            if (checked.add(denied)) {
                assertThat(facts(gateway, denied, when).required("decision").asString())
                        .as(when)
                        .isNotBlank();
            }
        }
        promises.forgetExpired(Instant.now().plus(ASKING));
        for (Map.Entry<String, Promises.Opened> opened :
                Map.copyOf(promises.opened).entrySet()) {
            String token = opened.getKey();
            String id = opened.getValue().id();
            JsonNode grant = gateway.ask(GatewayProcess.operation("grant.show").put("grant", id));
            String state = grant.path("state").asString("none: " + grant);
            if (promises.revoked.contains(token)) {
                assertThat(state).as(when).isEqualTo("revoked");
            } else if (!promises.revoking.contains(token)) {
                assertThat(state).as(when).isEqualTo("live");
            }
            int answered = promises.calls(token);
            assertThat(CALLS - grant.required("budgets_left").required("calls").asInt())
                    .as("calls counted of %s; %s", id, when)
                    .isGreaterThanOrEqualTo(answered);
        }
    }

    private static JsonNode facts(GatewayProcess gateway, String id, String when) throws IOException {
        JsonNode answer = gateway.ask(GatewayProcess.operation("explain").put("id", id));
        assertThat(answer.has("facts"))
                .as("the record of %s is there; %s: %s", id, when, answer)
                .isTrue();
        return answer.required("facts");
    }

    private SmallShop shop() throws IOException {
        SmallShop shop = SmallShop.in(directory);
        shop.workflow(
                "order-help",
                SmallShop.ORDER_HELP
                        .replace("attempts_per_value: 10", "attempts_per_value: 1000")
                        .replace("attempts_per_agent: 100", "attempts_per_agent: 100000")
                        .replace("grant: 20m", "grant: 5m")
                        .replace(
                                "calls: 60, rows: 200, bytes: 1MiB, misses: 10, calls_per_minute: 60",
                                "calls: " + CALLS + ", rows: 10000, misses: 1000, calls_per_minute: 10000,"
                                        + " grants_per_hour: 100000, subjects_per_hour: 100000"));
        Files.delete(shop.folder().resolve("workflows/case-help.yaml"));
        return shop;
    }

    private static String registered(GatewayProcess gateway) throws IOException {
        ObjectNode request =
                GatewayProcess.operation("agent.add").put("name", "helper").put("owner", "lead@shop.example");
        request.putArray("tenants").add("acme");
        return gateway.ask(request).required("credential").asString();
    }
}
