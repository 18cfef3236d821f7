package dev.remit.gateway.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Agents that open grants, verify a customer, read its orders, try others', and revoke, until the gateway is gone. */
final class Load {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int READS = 12;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final URI url;
    private final String credential;
    private final Promises promises;

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

    private void work(Random random) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (true) {
                job(client, random);
            }
        } catch (IOException gone) {
            // The gateway was killed: that is the end of this load. What was not answered was not promised.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void job(HttpClient client, Random random) throws IOException, InterruptedException {
        JsonNode grant = body(post(
                client,
                "/v1/grants",
                credential,
                JSON.createObjectNode().put("workflow", "order-help").put("tenant", "acme")));
        String token = grant.required("token").asString();
        promises.opened.put(token, grant.required("id").asString());
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
        if (random.nextBoolean()) {
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
