package dev.remit.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.gateway.call.Access;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.GrantRequest;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.AgentDesk;
import dev.remit.gateway.state.Stop.Target;
import dev.remit.gateway.state.Stop.What;
import dev.remit.gateway.stop.StopDesk;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The gateway as it is wired. */
class GatewayTest {
    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();

    private Gateway embedded(SmallShop shop) throws IOException {
        return Gateway.embedded(new Folder(shop.folder()), shop.load(), shop.references(), clock);
    }

    private static CallContext context() {
        return new CallContext("rest", "0000000000000000000000test", null);
    }

    private static String grant(Gateway gateway) {
        var outcome = gateway.agents()
                .add(new AgentDesk.Registration(
                        "helper", Agent.Audience.CUSTOMER, "o@x.example", null, null, "test", Set.of("acme"), null));
        String credential = ((AgentDesk.Outcome.Issued) outcome).credential();
        return Shopfront.token(gateway.grants()
                .open(credential, new GrantRequest("order-help", "acme", null, null, null, null), context()));
    }

    private static String products(Gateway gateway, String token) {
        return switch (gateway.tools().access(token, context())) {
            case Access.Granted(var session) ->
                Shopfront.said(session.call("list_products", JsonMapper.shared().createObjectNode(), context()));
            case Access.Refused(var problem) -> problem.code();
        };
    }

    @Test
    void itServesAndStillKnowsItsGrantsAfterARestart() throws IOException {
        SmallShop shop = SmallShop.in(directory);
        String token;
        try (Gateway gateway = embedded(shop)) {
            token = grant(gateway);
            assertThat(products(gateway, token)).contains("Chair");
        }
        try (Gateway gateway = embedded(shop)) {
            assertThat(products(gateway, token)).contains("Chair");
        }
    }

    @Test
    void aStopIsThereBeforeItServesAgainAndIsCounted() throws Exception {
        SmallShop shop = SmallShop.in(directory);
        String token;
        try (Gateway gateway = embedded(shop)) {
            token = grant(gateway);
            assertThat(gateway.stops().stop(new Target(What.ACTION, "list_products"), "a test", "jane", false))
                    .isInstanceOf(StopDesk.Outcome.Stopped.class);
            assertThat(gateway.stops().stop(new Target(What.WORKFLOW, "order-hepl"), "a test", "jane", false))
                    .isInstanceOf(StopDesk.Outcome.Refused.class);
        }
        try (Gateway gateway = Gateway.start(new Folder(shop.folder()), shop.load(), shop.references(), clock)) {
            assertThat(products(gateway, token)).isEqualTo("stopped");
            assertThat(get(gateway, "/metrics")).contains("remit_stops_in_force 1.0");
            assertThat(get(gateway, "/ready")).contains("\"status\":\"ready\"").doesNotContain("stop");
            gateway.stops().resume(new Target(What.ACTION, "list_products"), "a test", "jane");
            assertThat(products(gateway, token)).contains("Chair");
            assertThat(get(gateway, "/metrics")).contains("remit_stops_in_force 0.0");
        }
    }

    @Test
    void aSourceThatIsDownIsLeftAloneAndAskedAgain() throws Exception {
        SmallShop shop = SmallShop.in(directory);
        Path database = directory.resolve("shop.db");
        Path away = directory.resolve("away.db");
        Files.move(database, away);
        try (Gateway gateway = Gateway.start(new Folder(shop.folder()), shop.load(), shop.references(), clock)) {
            String token = grant(gateway);
            for (int i = 0; i < 5; i++) {
                assertThat(products(gateway, token)).isEqualTo("source_unavailable");
            }
            assertThat(get(gateway, "/ready")).contains("{\"name\":\"circuits\",\"ok\":true,\"why\":\"circuit_open\"}");
            assertThat(get(gateway, "/metrics")).contains("remit_source_circuit_open{source=\"shop\"} 1.0");
            Files.move(away, database);
            assertThat(products(gateway, token)).as("not asked yet").isEqualTo("source_unavailable");
            clock.advance(Duration.ofSeconds(6));
            assertThat(products(gateway, token)).contains("Chair");
            assertThat(get(gateway, "/metrics")).contains("remit_source_circuit_open{source=\"shop\"} 0.0");
            assertThat(get(gateway, "/ready")).contains("{\"name\":\"circuits\",\"ok\":true}");
        }
    }

    @Test
    void everyMetricAndCheckIsInTheDocumentation() throws Exception {
        String page = Files.readString(Path.of("../docs/operations.md"));
        SmallShop shop = SmallShop.in(directory);
        try (Gateway gateway = Gateway.start(new Folder(shop.folder()), shop.load(), shop.references(), clock)) {
            products(gateway, grant(gateway));
            List<String> metrics = get(gateway, "/metrics")
                    .lines()
                    .filter(line -> line.startsWith("# TYPE remit_"))
                    .map(line -> line.split(" ", -1)[2])
                    .toList();
            assertThat(metrics).hasSizeGreaterThan(20).allMatch(name -> page.contains('`' + name + '`'));
            List<String> checks = new ArrayList<>();
            JsonMapper.shared()
                    .readTree(get(gateway, "/ready"))
                    .path("checks")
                    .forEach(check -> checks.add(check.path("name").asString("")));
            assertThat(checks).contains("journal", "index").allMatch(name -> page.contains('`' + name + '`'));
        }
    }

    private static String get(Gateway gateway, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + gateway.port() + path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void aSecondGatewayOnTheSameDirectoryIsRefusedAndTheFirstGoesOn() throws IOException {
        SmallShop shop = SmallShop.in(directory);
        try (Gateway gateway = embedded(shop)) {
            assertThatThrownBy(() -> embedded(shop)).hasMessageContaining("Another gateway");
            assertThat(products(gateway, grant(gateway))).contains("Chair");
        }
    }

    @Test
    void aBadReloadIsRefusedAndAGoodOneHolds() throws IOException {
        SmallShop shop = SmallShop.in(directory);
        try (Gateway gateway = embedded(shop)) {
            String token = grant(gateway);
            shop.workflow("order-help", SmallShop.ORDER_HELP + "surprise: true\n");
            assertThat(gateway.reload()).isNotEmpty();
            assertThat(products(gateway, token)).contains("Chair");
            shop.workflow("order-help", SmallShop.ORDER_HELP + "phase: off\n");
            assertThat(gateway.reload()).isEmpty();
            assertThat(products(gateway, token)).isEqualTo("workflow_off");
        }
    }

    @Test
    void whereTheAdminsDoorDoesNotOpenNothingGoesOnListening() throws Exception {
        SmallShop shop = SmallShop.in(directory);
        Files.createDirectories(shop.data().resolve("admin.sock/occupied"));
        Folder.Loaded.Accepted loaded = shop.load();
        assertThatThrownBy(() -> Gateway.start(new Folder(shop.folder()), loaded, shop.references(), clock))
                .isInstanceOf(IOException.class);
        Files.delete(shop.data().resolve("admin.sock/occupied"));
        Files.delete(shop.data().resolve("admin.sock"));
        try (Gateway gateway = Gateway.start(new Folder(shop.folder()), loaded, shop.references(), clock);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> ready = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/ready"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(ready.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aJournalWhoseKeysAreGoneIsNotOpenedWithNewOnes() throws IOException {
        SmallShop shop = SmallShop.in(directory);
        String token;
        try (Gateway gateway = embedded(shop)) {
            token = grant(gateway);
        }
        for (String name : List.of("master.key", "keys.db")) {
            Path key = shop.data().resolve(name);
            Path aside = directory.resolve(name);
            Files.move(key, aside);
            assertThatThrownBy(() -> embedded(shop)).hasMessageContaining(name).hasMessageContaining("backup");
            assertThat(key).doesNotExist();
            Files.move(aside, key);
        }
        try (Gateway gateway = embedded(shop)) {
            assertThat(products(gateway, token)).contains("Chair");
        }
    }

    @Test
    void reloadingDropsNoRequest() throws Exception {
        SmallShop shop = SmallShop.in(directory);
        String roomy = SmallShop.ORDER_HELP.replaceAll(
                "(?m)^limits:.*$", "limits: { calls: 100000, rows: 1000000, calls_per_minute: 100000 }");
        shop.workflow("order-help", roomy);
        try (Gateway gateway = embedded(shop);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            String token = grant(gateway);
            AtomicBoolean reloading = new AtomicBoolean(true);
            List<Future<Integer>> served = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                served.add(callers.submit(() -> {
                    int calls = 0;
                    for (; reloading.get() || calls == 0; calls++) {
                        assertThat(products(gateway, token)).contains("Chair");
                    }
                    return calls;
                }));
            }
            for (int i = 0; i < 20; i++) {
                shop.workflow("order-help", roomy.replace("attempts: 3", "attempts: " + (1 + i % 3)));
                assertThat(gateway.reload()).isEmpty();
            }
            reloading.set(false);
            for (Future<Integer> calls : served) {
                assertThat(calls.get()).isPositive();
            }
        }
    }
}
