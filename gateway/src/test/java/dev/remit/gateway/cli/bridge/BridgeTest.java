package dev.remit.gateway.cli.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.cli.client.GatewayClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(300)
class BridgeTest {
    private static final String LIST =
            "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"tools/list\",\"params\":{\"_meta\":{"
                    + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}}";

    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private final LinkedBlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final AtomicLong nanos = new AtomicLong();
    private FixtureGateway gateway;
    private GatewayClient client;
    private Bridge bridge;
    private PipedOutputStream in;
    private Thread running;

    @BeforeEach
    void start() throws IOException {
        gateway = new FixtureGateway();
        client = GatewayClient.of(gateway.url());
        in = new PipedOutputStream();
        PipedInputStream read = new PipedInputStream(in, 4 << 20);
        bridge = new Bridge(
                client,
                FixtureGateway.CREDENTIAL,
                new Wanted("order-help", "acme", "T-1", null, null),
                new Lines(),
                log::add,
                nanos::get);
        running = Thread.ofPlatform().start(() -> {
            try {
                bridge.run(read);
            } catch (IOException | InterruptedException e) {
                log.add("run failed: " + e);
            }
            bridge.close();
        });
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        in.close();
        running.join();
        client.close();
        gateway.close();
    }

    /** Each write is one whole line. */
    private final class Lines extends ByteArrayOutputStream {
        @Override
        public void flush() {
            String line = toString(StandardCharsets.UTF_8);
            reset();
            assertThat(line).endsWith("\n").containsOnlyOnce("\n");
            answers.add(JsonMapper.shared().readTree(line));
        }
    }

    private void say(String line) throws IOException {
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    private JsonNode answer() throws InterruptedException {
        JsonNode answer = answers.poll(120, TimeUnit.SECONDS);
        assertThat(answer).as("an answer; the log says " + log).isNotNull();
        return answer;
    }

    private void end() throws IOException, InterruptedException {
        in.close();
        running.join();
    }

    @Test
    void aRequestIsSentUnderAGrantWithTheHeadersThatMirrorIt() throws Exception {
        gateway.answering(call -> FixtureGateway.result(call, "{\"tools\":[]}"));
        say(LIST.formatted(1));
        assertThat(answer().path("result").has("tools")).isTrue();
        FixtureGateway.Call call = gateway.calls.element();
        assertThat(call.token()).isEqualTo("remit_grant_1");
        assertThat(call.header("Mcp-method")).isEqualTo("tools/list");
        assertThat(call.header("Mcp-protocol-version")).isEqualTo("2026-07-28");
        JsonNode asked = gateway.grantRequests.element();
        assertThat(asked.path("workflow").asString()).isEqualTo("order-help");
        assertThat(asked.path("case").asString()).isEqualTo("T-1");
        assertThat(gateway.addresses).noneMatch(address -> address.contains("remit_"));
        assertThat(log).noneMatch(line -> line.contains("remit_grant") || line.contains("remit_agent"));
    }

    @Test
    void theVersionThatInitializeSettlesGoesOnWhatFollowsEvenWhereTheClientDoesNotWait() throws Exception {
        gateway.answering(call -> FixtureGateway.result(call, "{\"protocolVersion\":\"2025-06-18\"}"));
        say("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\"}}");
        say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        say("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
        answer();
        answer();
        end();
        assertThat(gateway.calls).hasSize(3);
        assertThat(gateway.calls.stream()
                        .filter(call ->
                                !call.message().path("method").asString().equals("initialize")))
                .allMatch(call -> call.header("Mcp-protocol-version").equals("2025-06-18"));
    }

    @Test
    void theGrantIsOpenedAtTheFirstRequestOnceForAllAndRevokedAtTheEnd() throws Exception {
        assertThat(gateway.grantRequests).isEmpty();
        for (int i = 0; i < 20; i++) {
            say(LIST.formatted(i));
        }
        for (int i = 0; i < 20; i++) {
            answer();
        }
        end();
        assertThat(gateway.grantRequests).hasSize(1);
        assertThat(gateway.revoked).containsExactly("remit_grant_1");
    }

    @Test
    void answersComeWhenTheyAreReadyAndTheEndWaitsForThem() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        gateway.answering(call -> {
            if (call.message().path("id").asInt() == 1) {
                second.await();
            }
            return FixtureGateway.result(call, "{}");
        });
        say(LIST.formatted(1));
        say(LIST.formatted(2));
        assertThat(answer().path("id").asInt()).isEqualTo(2);
        in.close();
        second.countDown();
        running.join();
        assertThat(answer().path("id").asInt()).isEqualTo(1);
    }

    @Test
    void aGrantThatWasRevokedIsOpenedAnewAndTheMessageTriedOnceMore() throws Exception {
        say(LIST.formatted(1));
        answer();
        gateway.endGrants();
        say(LIST.formatted(2));
        assertThat(answer().has("result")).isTrue();
        assertThat(gateway.grantRequests).hasSize(2).noneMatch(asked -> asked.has("renews"));
        assertThat(gateway.calls).hasSize(3);
    }

    @Test
    void aTokenThatIsNeverTakenIsNotTriedForEver() throws Exception {
        gateway.answering(call -> new FixtureGateway.Response(
                401, "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":401,\"message\":\"no\"}}"));
        say(LIST.formatted("\"a\""));
        JsonNode answer = answer();
        assertThat(answer.path("id").asString()).isEqualTo("a");
        assertThat(answer.has("error")).isTrue();
        assertThat(gateway.calls).hasSize(2);
    }

    @Test
    void aRequestInTheLastQuarterOfTheGrantRenewsIt() throws Exception {
        say(LIST.formatted(1));
        answer();
        nanos.set(Duration.ofMinutes(15).toNanos() - 1);
        say(LIST.formatted(2));
        answer();
        assertThat(gateway.grantRequests).hasSize(1);
        nanos.set(Duration.ofMinutes(15).toNanos());
        say(LIST.formatted(3));
        answer();
        assertThat(gateway.grantRequests).hasSize(2);
        assertThat(List.copyOf(gateway.grantRequests).get(1).path("renews").asString())
                .isEqualTo("remit_grant_1");
        assertThat(List.copyOf(gateway.calls).get(2).token()).isEqualTo("remit_grant_2");
    }

    @Test
    void aGrantThatExpiredUnusedIsNotRenewedButOpened() throws Exception {
        say(LIST.formatted(1));
        answer();
        nanos.set(Duration.ofMinutes(20).toNanos());
        say(LIST.formatted(2));
        answer();
        assertThat(List.copyOf(gateway.grantRequests).get(1).has("renews")).isFalse();
    }

    @Test
    void whileRenewingIsRefusedForNowTheLiveGrantServes() throws Exception {
        say(LIST.formatted(1));
        answer();
        nanos.set(Duration.ofSeconds(1_000).toNanos());
        gateway.refuseOpening(503);
        say(LIST.formatted(2));
        assertThat(answer().has("result")).isTrue();
    }

    @Test
    void aRefusedGrantIsAnErrorThatSaysWhyUnderTheRequestsId() throws Exception {
        gateway.refuseOpening(403);
        say(LIST.formatted(5));
        JsonNode answer = answer();
        assertThat(answer.path("id").asInt()).isEqualTo(5);
        assertThat(answer.path("error").path("message").asString())
                .startsWith("No grant is opened: This agent may not open such a grant. [not_allowed]");
        assertThat(answer.path("error").path("data").path("correlation_id").asString())
                .isEqualTo("id7");
    }

    @Test
    void withoutAGatewayEveryRequestIsAnsweredWithWhatToDo() throws Exception {
        gateway.close();
        say(LIST.formatted(1));
        say(LIST.formatted(2));
        for (int i = 0; i < 2; i++) {
            assertThat(answer().path("error").path("message").asString()).contains("remit serve --config DIR");
        }
    }

    @Test
    void aCancelledRequestIsCutShortAndNotAnswered() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        gateway.answering(call -> {
            if (call.message().path("id").asInt() == 1) {
                arrived.countDown();
                never.await();
            }
            return FixtureGateway.result(call, "{}");
        });
        say(LIST.formatted(1));
        arrived.await();
        say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
        end(); // would wait for request 1, if that were still under way
        never.countDown();
        assertThat(answers).isEmpty();
    }

    @Test
    void whatIsNoMessageIsAnsweredHereAndTheNextLineIsReadAsUsual() throws Exception {
        say("{not json");
        assertThat(answer().path("error").path("code").asInt()).isEqualTo(-32_700);
        say("[]");
        assertThat(answer().path("error").path("code").asInt()).isEqualTo(-32_600);
        say("\"" + "x".repeat(Bridge.LONGEST_LINE) + "\"");
        assertThat(answer().path("error").path("message").asString()).contains("longer than");
        in.write(new byte[] {(byte) 0xC3, '\n'});
        assertThat(answer().path("error").path("code").asInt()).isEqualTo(-32_700);
        say("");
        say(LIST.formatted(9));
        assertThat(answer().path("id").asInt()).isEqualTo(9);
        assertThat(gateway.calls).hasSize(1);
    }

    @Test
    void somethingElseAtThatAddressIsSaidToBeSomethingElse() throws Exception {
        gateway.answering(call -> new FixtureGateway.Response(200, "<html>"));
        say(LIST.formatted(1));
        assertThat(answer().path("error").path("message").asString()).contains("no MCP message");
    }
}
