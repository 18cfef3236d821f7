package dev.remit.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.testing.SmallShop;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A customer who is served, and then erased while the gateway is killed: from the moment that the erasure was answered on
 * nothing of it can be read; where it was not answered, asking again finishes it. Used by one thread at a time.
 */
final class Erasing {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CUSTOMER = "CUS-4712";

    /** Correlation ids of the customer's records. */
    private final Set<String> served = new LinkedHashSet<>();

    private volatile boolean answered;
    private int erased;

    /** How many records were erased, and asked for in vain. */
    int erased() {
        return erased;
    }

    /** Has something recorded of the customer. */
    void serve(GatewayProcess gateway, String credential) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String token = JSON.readTree(
                            post(client, gateway, "/v1/grants", credential, "workflow", "order-help", "tenant", "acme")
                                    .body())
                    .required("token")
                    .asString();
            post(client, gateway, "/v1/tools/verify_customer", token, "email", SmallShop.OTHER_EMAIL);
            HttpResponse<String> order = post(client, gateway, "/v1/tools/get_order", token, "order_no", "ORD-888001");
            String id = order.headers().firstValue("Remit-Correlation-Id").orElseThrow();
            assertThat(JSON.readTree(order.body()).toString())
                    .as("what was served")
                    .contains("open");
            served.add(id);
            assertThat(explained(gateway, id).has("facts")).isTrue();
        }
    }

    /** Begins to erase at some moment; ends when that is done or the gateway is gone. */
    Thread start(GatewayProcess gateway, Random random) {
        answered = false;
        int millis = random.nextInt(700);
        return Thread.ofPlatform().start(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(millis); // another moment each time, not a wait for something
                answered = gateway.ask(shred()).has("shredding");
            } catch (IOException gone) {
                // The gateway was killed: whether it was begun, the next start knows.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** After the restart: what was begun is done; what was not, is once it is asked for again. */
    void isDone(GatewayProcess gateway, String when) throws IOException {
        assertThat(gateway.ask(GatewayProcess.operation("ledger.status"))
                        .at("/retention/shreddings")
                        .asInt(-1))
                .as("erasures that were begun and that the start did not finish; %s", when)
                .isZero();
        if (!answered) {
            JsonNode again = gateway.ask(shred());
            assertThat(again.has("shredding")
                            || again.at("/error/code").asString("").equals("unknown"))
                    .as("%s: %s", when, again)
                    .isTrue();
        }
        for (String id : served) {
            JsonNode answer = explained(gateway, id);
            assertThat(answer.at("/error/code").asString(""))
                    .as("the record %s; %s: %s", id, when, answer)
                    .isEqualTo("erased");
            erased++;
        }
        served.clear();
    }

    private static ObjectNode shred() {
        return GatewayProcess.operation("ledger.shred")
                .put("tenant", "acme")
                .put("customer", CUSTOMER)
                .put("reason", "a test");
    }

    private static JsonNode explained(GatewayProcess gateway, String id) throws IOException {
        return gateway.ask(GatewayProcess.operation("explain").put("id", id));
    }

    private static HttpResponse<String> post(
            HttpClient client, GatewayProcess gateway, String path, String bearer, String... body)
            throws IOException, InterruptedException {
        ObjectNode node = JSON.createObjectNode();
        for (int i = 0; i < body.length; i += 2) {
            node.put(body[i], body[i + 1]);
        }
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(gateway.url().resolve(path))
                        .header("Authorization", "Bearer " + bearer)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(node)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isBetween(200, 299);
        return answer;
    }
}
