package dev.remit.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.http.CorrelationIds;
import dev.remit.gateway.http.HttpSettings;
import dev.remit.gateway.mcp.Message.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before a message is looked at, and that the same message passes where it may. */
final class WireGuardTest {
    private static final int LIMIT = 4_096;

    private final FixtureTools tools = FixtureTools.behindTokens();
    private final Queue<String> watched = new ConcurrentLinkedQueue<>();
    private final RunningWire wire = RunningWire.start(
            tools,
            RunningWire.IDENTITY,
            HttpSettings.local(0)
                    .allowing(Set.of("https://desk.example"), Set.of("remit.example"))
                    .capped(LIMIT, 16 << 10),
            (name, outcome, nanos) -> watched.add(name + ' ' + outcome + (nanos > 0 ? " timed" : "")));

    @AfterEach
    void stop() {
        wire.close();
    }

    private static Message call() {
        return Message.modernCall("echo", "{\"value\":1}");
    }

    private void passes(Message message) throws IOException {
        assertThat(message.send(wire).status()).isEqualTo(200);
    }

    /** Refused with the status, with a correlation id, and before anybody was asked about the token. */
    private Answer refused(Message message, int status) throws IOException {
        int shown = tools.contexts.size();
        Answer answer = message.send(wire);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json()
                        .path("error")
                        .path("data")
                        .path("correlationId")
                        .stringValue())
                .isEqualTo(answer.header("Remit-Correlation-Id"))
                .hasSize(CorrelationIds.LENGTH);
        assertThat(answer.json().has("id")).isFalse();
        assertThat(tools.contexts).hasSize(shown);
        return answer;
    }

    /** Refused at the gate that all wires share, with one correlation id. */
    private void turnedAway(Message message, String code) throws IOException {
        Answer answer = message.send(wire);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("code").stringValue()).isEqualTo(code);
        assertThat(answer.json().path("correlation_id").stringValue()).isEqualTo(answer.header("Remit-Correlation-Id"));
        assertThat(tools.contexts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://desk.example",
                "https://desk.example.evil.example",
                "https://desk.example:444",
                "null",
                "http://localhost.evil.example",
                "http://localhost:5173",
                "http://127.0.0.1",
                "https://DESK.example",
                "file://"
            })
    void aForeignOriginIsRefused(String origin) throws IOException {
        turnedAway(call().header("Origin", origin), "origin_refused");
    }

    @Test
    void anAllowedOriginPasses() throws IOException {
        passes(call().header("Origin", "https://desk.example"));
    }

    @Test
    void aSecondOriginDoesNotHideBehindTheFirst() throws IOException {
        turnedAway(
                call().header("Origin", "https://desk.example").header("Origin", "https://evil.example"),
                "origin_refused");
    }

    @Test
    void aForeignOriginIsRefusedWhateverTheMethod() throws IOException {
        turnedAway(call().line("GET /mcp HTTP/1.1").header("Origin", "https://evil.example"), "origin_refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.", "169.254.169.254"})
    void onLoopbackANameThatWasResolvedAnewIsRefused(String host) throws IOException {
        turnedAway(call().with("Host", host), "host_refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]", "[::1]:99", "remit.example"})
    void itsOwnNamesPass(String host) throws IOException {
        passes(call().with("Host", host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PUT", "PATCH", "OPTIONS"})
    void onlyPostIsSpoken(String method) throws IOException {
        Answer answer = refused(call().line(method + " /mcp HTTP/1.1").body(""), 405);

        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/json; charset=utf-16",
                "application/jsonp",
                "text/json",
                "nonsense",
                ""
            })
    void onlyJsonInUtf8IsTaken(String type) throws IOException {
        refused(call().with("Content-Type", type), 415);
    }

    @Test
    void aBodyWithoutTypeOrWithAnEncodingIsNotTaken() throws IOException {
        refused(call().without("Content-Type"), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "application/json;charset=UTF-8", "Application/JSON"})
    void jsonInUtf8IsTaken(String type) throws IOException {
        passes(call().with("Content-Type", type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "text/html", "application/json;q=0, text/event-stream"})
    void aClientThatTakesNoJsonIsRefused(String accept) throws IOException {
        refused(call().with("Accept", accept), 406);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "*/*", "application/*", "text/event-stream;q=0.5, application/json;q=0.1"})
    void aClientThatTakesJsonPasses(String accept) throws IOException {
        passes(call().with("Accept", accept));
    }

    @Test
    void aClientNeedNotSayWhatItTakes() throws IOException {
        passes(call().without("Accept"));
    }

    private static Message padded(int size) {
        Message call = call();
        String body = call.json().toString();
        return call.body(body + " ".repeat(size - body.getBytes(StandardCharsets.UTF_8).length));
    }

    @Test
    void aBodyMayBeAsLargeAsTheLimit() throws IOException {
        passes(padded(LIMIT));
        passes(padded(LIMIT).chunked());
    }

    @Test
    void aLargerBodyIsRefusedWhetherItIsDeclaredOrNot() throws IOException {
        refused(padded(LIMIT + 1), 413);
        refused(padded(LIMIT + 1).chunked(), 413);
    }

    @Test
    void aDeclaredLengthIsRefusedBeforeTheBodyComes() throws IOException {
        Answer answer = refused(call().body("").header("Content-Length", String.valueOf(Long.MAX_VALUE)), 413);

        assertThat(answer.header("Connection")).isEqualTo("close");
    }

    @Test
    void anUnreadBodyIsNotTakenForTheNextRequest() throws IOException {
        byte[] hidden = call().with("Connection", "keep-alive").bytes();
        Message outer = call().with("Connection", "keep-alive").body(hidden);

        String all = outer.with("Content-Type", "text/plain").sendUntilClosed(wire);
        assertThat(all).containsOnlyOnce("HTTP/1.1 ").containsOnlyOnce("Remit-Correlation-Id");
        assertThat(tools.calls("echo")).isZero();
    }

    @Test
    void behindAPageThatIsTurnedAwayTheConnectionIsInOrder() throws IOException {
        byte[] hidden = call().with("Connection", "keep-alive").bytes();
        Message outer = call().with("Connection", "keep-alive")
                .header("Origin", "https://evil.example")
                .body(hidden);

        String all = outer.sendUntilClosed(wire, call());
        assertThat(all.split("HTTP/1\\.1 ", -1))
                .satisfiesExactly(
                        nothing -> assertThat(nothing).isEmpty(),
                        first -> assertThat(first).startsWith("403"),
                        second -> assertThat(second).startsWith("200"));
        assertThat(tools.calls("echo")).isOne();
    }

    @Test
    void aConnectionThatTheClientEndsIsClosed() throws IOException {
        assertThat(call().sendUntilClosed(wire)).startsWith("HTTP/1.1 200");
    }

    @Test
    void withoutATokenTheChallengeSaysHowAndNotWhatWentWrong() throws IOException {
        for (Message message : new Message[] {
            call().without("Authorization"),
            call().with("Authorization", "Basic dTpw"),
            call().with("Authorization", "x")
        }) {
            Answer answer = message.send(wire);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"remit\"");
        }
    }

    @Test
    void aTokenThatOpensNothingIsInvalid() throws IOException {
        Answer answer = call().with("Authorization", "Bearer stolen").send(wire);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"remit\", error=\"invalid_token\"");
        assertThat(answer.code()).isEqualTo(401);
        assertThat(answer.json().path("error").path("data").path("code").stringValue())
                .isEqualTo("grant_invalid");
        assertThat(answer.text()).doesNotContain("stolen");
        assertThat(tools.calls("echo")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer a b", "Bearer gränt", "Bearer a,b", "Bearer =="})
    void aTokenThatIsNoneIsMalformed(String authorization) throws IOException {
        Answer answer = refused(call().with("Authorization", authorization), 400);

        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"remit\", error=\"invalid_request\"");
    }

    @Test
    void twoTokensAreMalformedEvenIfBothAreGood() throws IOException {
        refused(call().header("Authorization", "Bearer " + FixtureTools.GRANT), 400);
    }

    @Test
    void theSchemeIsCaseInsensitive() throws IOException {
        passes(call().with("Authorization", "bearer " + FixtureTools.GRANT));
        passes(call().with("Authorization", "BEARER   " + FixtureTools.GRANT));
    }

    @Test
    void aTokenInTheUrlIsNotLookedFor() throws IOException {
        Message message =
                call().without("Authorization").line("POST /mcp?access_token=" + FixtureTools.GRANT + " HTTP/1.1");

        assertThat(message.send(wire).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"paused,403,workflow_off,", "busy,429,rate,2", "down,503,ledger_down,5"})
    void aRefusedAccessKeepsItsStatusAndSaysWhenToComeBack(String token, int status, String code, String retryAfter)
            throws IOException {
        Answer answer = call().with("Authorization", "Bearer " + token).send(wire);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("WWW-Authenticate")).isNull();
        assertThat(answer.header("Retry-After")).isEqualTo(retryAfter);
        assertThat(answer.json().path("error").path("data").path("code").stringValue())
                .isEqualTo(code);
        assertThat(answer.json()
                        .path("error")
                        .path("data")
                        .path("correlationId")
                        .stringValue())
                .isEqualTo("c-of-problem");
    }

    @Test
    void aFailingAccessOpensNothingAndTellsNothing() throws IOException {
        Answer answer = call().with("Authorization", "Bearer broken").send(wire);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo(-32603);
        assertThat(answer.text()).doesNotContain("secret");
    }

    @Test
    void noReplyMayBeKeptByACache() throws IOException {
        assertThat(call().send(wire).header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void anotherPathIsNotThisWire() throws IOException {
        assertThat(call().line("POST /mcp/x HTTP/1.1").send(wire).status()).isEqualTo(404);
    }

    @Test
    void whatCameOfARequestIsCountedUnderItsWire() throws IOException {
        passes(call());
        call().with("Authorization", "Bearer stolen").send(wire);
        call().with("Content-Type", "text/plain").send(wire);
        call().body("{").send(wire);
        Message.modernCall("refuse", "{}").send(wire);
        Message.modern("ping", "{}").send(wire);
        Message.legacy("2025-11-25", "ping", "{}").send(wire);
        Message.legacy("2025-11-25", "tools/call", "{\"name\":\"refuse\",\"arguments\":{}}")
                .send(wire);

        assertThat(watched)
                .containsExactly(
                        "mcp ok timed",
                        "mcp grant_invalid timed",
                        "mcp unsupported_media_type timed",
                        "mcp parse_error timed",
                        "mcp verify_first timed",
                        "mcp method_not_found timed",
                        "mcp-legacy ok timed",
                        "mcp-legacy verify_first timed");
    }

    @Test
    void theContextOfACallNamesTheRequestAsItsReplyDoes() throws IOException {
        String id = call().send(wire).header("Remit-Correlation-Id");

        assertThat(tools.contexts)
                .isNotEmpty()
                .allMatch(context -> context.correlationId().equals(id));
    }
}
