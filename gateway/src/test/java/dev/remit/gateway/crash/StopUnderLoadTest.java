package dev.remit.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.testing.SmallShop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kill switch, thrown again and again while agents call as fast as they can, and the process killed right after the last
 * one. Prints how long it takes until nothing is released any more.
 */
@Tag("slow")
class StopUnderLoadTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int AGENTS = 16;
    private static final int ROUNDS = 40;

    /** A call: when it was sent and answered, and whether something was released. */
    private record Call(long sent, long answered, boolean released) {}

    @TempDir
    Path directory;

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Semaphore progress = new Semaphore(0);
    private volatile boolean working = true;

    @Test
    void nothingIsReleasedOnceASwitchIsThrownNorAfterAKill() throws Exception {
        SmallShop shop = shop();
        Path data = shop.folder().resolve("data");
        Path log = directory.resolve("gateway.log");
        GatewayProcess gateway = GatewayProcess.start(shop.folder(), data, log);
        try {
            List<String> tokens = grants(gateway);
            List<Thread> agents = agents(gateway, tokens);
            List<Long> effects = new ArrayList<>();
            List<Long> answers = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                served();
                calls.clear();
                long thrown = System.nanoTime();
                assertThat(gateway.ask(stop()).path("kept").asString()).isEqualTo("on_record");
                long answered = System.nanoTime();
                refused(answered);
                long last = calls.stream()
                        .filter(Call::released)
                        .mapToLong(Call::answered)
                        .max()
                        .orElse(thrown);
                effects.add(Math.max(0, last - thrown));
                answers.add(answered - thrown);
                assertThat(calls)
                        .as("sent after the switch was answered, and released")
                        .noneMatch(call -> call.released() && call.sent() > answered);
                if (round < ROUNDS - 1) {
                    assertThat(gateway.ask(lift()).has("error")).isFalse();
                }
            }
            working = false;
            gateway.kill();
            for (Thread agent : agents) {
                agent.join();
            }
            gateway = GatewayProcess.start(shop.folder(), data, log);
            assertThat(gateway.ask(GatewayProcess.operation("stop.list")).path("stops"))
                    .hasSize(1);
            assertThat(list(gateway, tokens.getFirst()).body()).contains("\"stopped\"");
            assertThat(gateway.ask(lift()).has("error")).isFalse();
            assertThat(list(gateway, tokens.getFirst()).body()).contains("ORD-777001");
            System.out.printf( // what the documentation says
                    "kill switch under %d agents, %d times: nothing released after %s; on record and answered after %s%n",
                    AGENTS, ROUNDS, spread(effects), spread(answers));
        } finally {
            working = false;
            gateway.close();
        }
    }

    private static String spread(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return "%.1f ms p50, %.1f ms worst"
                .formatted(
                        sorted[sorted.length / 2] / 1e6,
                        Arrays.stream(sorted).max().orElse(0) / 1e6);
    }

    private static ObjectNode stop() {
        return GatewayProcess.operation("stop.set").put("what", "all").put("reason", "a test");
    }

    private static ObjectNode lift() {
        return GatewayProcess.operation("stop.lift").put("what", "all").put("reason", "a test");
    }

    /** Returns when every agent may have been served again. */
    private void served() throws InterruptedException {
        calls.clear();
        until(Call::released);
    }

    /** Returns when calls that were sent after that moment were answered. */
    private void refused(long moment) throws InterruptedException {
        until(call -> call.sent() > moment);
    }

    private void until(Predicate<Call> enough) throws InterruptedException {
        while (calls.stream().filter(enough).count() < 4 * AGENTS) {
            progress.acquire();
        }
    }

    private List<Thread> agents(GatewayProcess gateway, List<String> tokens) {
        List<Thread> threads = new ArrayList<>();
        for (String token : tokens) {
            threads.add(Thread.ofPlatform().start(() -> {
                try (HttpClient client = HttpClient.newHttpClient()) {
                    while (working) {
                        long sent = System.nanoTime();
                        HttpResponse<String> answer = post(client, gateway, "list_orders", token, "{}");
                        calls.add(new Call(sent, System.nanoTime(), answer.statusCode() == 200));
                        progress.release();
                    }
                } catch (UncheckedIOException gone) {
                    // The gateway was killed: that is the end of this load.
                }
            }));
        }
        return threads;
    }

    private static HttpResponse<String> list(GatewayProcess gateway, String token) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return post(client, gateway, "list_orders", token, "{}");
        }
    }

    private static HttpResponse<String> post(
            HttpClient client, GatewayProcess gateway, String tool, String token, String body) {
        return send(client, gateway, "/v1/tools/" + tool, token, body);
    }

    private static HttpResponse<String> send(
            HttpClient client, GatewayProcess gateway, String path, String bearer, String body) {
        try {
            return client.send(
                    HttpRequest.newBuilder(gateway.url().resolve(path))
                            .header("Authorization", "Bearer " + bearer)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** One with its customer for each agent. */
    private static List<String> grants(GatewayProcess gateway) throws IOException {
        ObjectNode request =
                GatewayProcess.operation("agent.add").put("name", "helper").put("owner", "lead@shop.example");
        request.putArray("tenants").add("acme");
        String credential = gateway.ask(request).required("credential").asString();
        List<String> tokens = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < AGENTS; i++) {
                JsonNode grant = JSON.readTree(send(
                                client,
                                gateway,
                                "/v1/grants",
                                credential,
                                "{\"workflow\":\"order-help\",\"tenant\":\"acme\"}")
                        .body());
                String token = grant.required("token").asString();
                assertThat(post(client, gateway, "verify_customer", token, "{\"email\":\"" + SmallShop.EMAIL + "\"}")
                                .statusCode())
                        .isEqualTo(200);
                tokens.add(token);
            }
        }
        return tokens;
    }

    private SmallShop shop() throws IOException {
        SmallShop shop = SmallShop.in(directory);
        shop.workflow(
                "order-help",
                SmallShop.ORDER_HELP.replace(
                        "calls: 60, rows: 200, bytes: 1MiB, misses: 10, calls_per_minute: 60",
                        "calls: 100000, rows: 1000000, bytes: 1GiB, misses: 1000, calls_per_minute: 100000"));
        Files.delete(shop.folder().resolve("workflows/case-help.yaml"));
        return shop;
    }
}
