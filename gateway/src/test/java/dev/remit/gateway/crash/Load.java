package dev.remit.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Agents that open grants, verify a customer, read its orders, try others', and revoke, until the gateway is gone. */
final class Load {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int READS = 6;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final URI url;
    private final String credential;
    private final Promises promises;
    private final CountDownLatch done = new CountDownLatch(1);

    Load(URI url, String credential, Promises promises) {
        this.url = url;
        this.credential = credential;
        this.promises = promises;
    }

    /** Starts agents; each ends when the gateway does not answer any more. */
    List<Thread> start(int agents, long seed) {
        return IntStream.range(0, agents)
                .mapToObj(agent -> Thread.ofPlatform().start(() -> work(new Random(seed + agent))))
                .toList();
    }

    /** Waits until an agent has done a job: a machine that is busy takes its time. */
    void awaitJob() throws InterruptedException {
        assertThat(done.await(LONGEST.toSeconds(), TimeUnit.SECONDS))
                .as("a job was done within %s", LONGEST)
                .isTrue();
    }

    private void work(Random random) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (boolean revokes = true; ; revokes = random.nextBoolean()) {
                job(client, random, revokes);
                done.countDown();
            }
        } catch (IOException gone) {
            // The gateway was killed: that is the end of this load. What was not answered was not promised.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void job(HttpClient client, Random random, boolean revokes) throws IOException, InterruptedException {
        JsonNode grant = body(post(
                client,
                "/v1/grants",
                credential,
                JSON.createObjectNode().put("workflow", "order-help").put("tenant", "acme")));
        String token = grant.required("token").asString();
        promises.opened.put(
                token,
                new Promises.Opened(
                        grant.required("id").asString(),
                        Instant.parse(grant.required("expires_at").asString())));
        call(client, token, "verify_customer", "email", "zanzibara@quill.example");
        for (int read = 0; read < READS; read++) {
            boolean own = random.nextInt(4) > 0;
            String order = own ? "ORD-777001" : "ORD-888001";
            HttpResponse<String> answer = call(client, token, "get_order", "order_no", order);
            String id = answer.headers().firstValue("Remit-Correlation-Id").orElseThrow();
            if (answer.statusCode() == 200) {
                promises.released.put(id, order);
            } else {
                promises.denied.add(id);
            }
        }
        if (revokes) {
            promises.revoking.add(token);
            body(post(
                    client, "/v1/grants/revoke", token, JSON.createObjectNode().put("token", token)));
            promises.revoked.add(token);
        }
    }

    private HttpResponse<String> call(HttpClient client, String token, String tool, String name, String value)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                post(client, "/v1/tools/" + tool, token, JSON.createObjectNode().put(name, value));
        promises.answered(token);
        return answer;
    }

    private HttpResponse<String> post(HttpClient client, String path, String bearer, ObjectNode body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(url.resolve(path))
                        .timeout(LONGEST)
                        .header("Authorization", "Bearer " + bearer)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode body(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }
}
