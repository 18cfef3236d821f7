package dev.remit.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.mcp.Message.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The stateless era, over a real server. {@link Message#modern} is right; each test makes one thing wrong. */
final class ModernWireTest {
    private final FixtureTools tools = FixtureTools.behindTokens();
    private final RunningWire wire = RunningWire.start(tools);

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void discoverTellsVersionsCapabilitiesAndInstructions() throws IOException {
        Answer answer = Message.modern("server/discover", "{}").send(wire);

        assertThat(answer.status()).isEqualTo(200);
        JsonNode result = answer.result();
        assertThat(result.path("supportedVersions").values().stream().map(JsonNode::stringValue))
                .containsExactly("2026-07-28", "2025-11-25", "2025-06-18");
        assertThat(result.path("capabilities").toString())
                .isEqualTo("{\"tools\":{},\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}");
        assertThat(result.path("instructions").stringValue()).isEqualTo("Begin with echo.");
        assertThat(result.path("resultType").stringValue()).isEqualTo("complete");
        assertThat(result.path("cacheScope").stringValue()).isEqualTo("private");
        assertThat(result.path("ttlMs").intValue()).isEqualTo(60_000);
        assertThat(result.path("_meta")
                        .path("io.modelcontextprotocol/serverInfo")
                        .toString())
                .isEqualTo("{\"name\":\"remit\",\"title\":\"Remit\",\"version\":\"1.2.3\"}");
    }

    @Test
    void aListHoldsTheToolsOfTheGrantAndNoOthers() throws IOException {
        Answer all = Message.modern("tools/list", "{}").send(wire);
        Answer narrow = Message.modern("tools/list", "{}")
                .with("Authorization", "Bearer " + FixtureTools.NARROW)
                .send(wire);

        assertThat(names(all)).containsExactly("echo", "fail", "name, with ünïcode", "refuse");
        assertThat(names(narrow)).containsExactly("echo");
        assertThat(all.result().path("cacheScope").stringValue()).isEqualTo("private");
        assertThat(all.result().path("ttlMs").isInt()).isTrue();
    }

    private static List<String> names(Answer answer) {
        return answer.result().path("tools").values().stream()
                .map(tool -> tool.path("name").stringValue())
                .toList();
    }

    @Test
    void aToolTellsItsSchemasAndWhatItMayChange() throws IOException {
        JsonNode listed = Message.modern("tools/list", "{}").send(wire).result().path("tools");

        assertThat(listed.path(0).toString()).isEqualTo("""
                        {"name":"echo","title":"Title of echo","description":"What echo does",\
                        "inputSchema":{"type":"object","properties":{"value":{}}},\
                        "outputSchema":{"type":"object","properties":{"value":{}}},\
                        "annotations":{"readOnlyHint":true,"destructiveHint":false,"openWorldHint":false}}""");
        assertThat(listed.path(1).has("outputSchema")).isFalse();
        assertThat(listed.path(1).path("annotations").path("destructiveHint").booleanValue())
                .isTrue();
        assertThat(listed.path(2).path("annotations").toString())
                .isEqualTo("{\"readOnlyHint\":false,\"destructiveHint\":false,\"openWorldHint\":false}");
    }

    @Test
    void aCallGivesStructuredContentAndTheSameAsText() throws IOException {
        Answer answer = Message.modernCall("echo", "{\"value\":{\"price\":1.10,\"who\":\"Zoë\"}}")
                .send(wire);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().path("id").intValue()).isEqualTo(7);
        JsonNode result = answer.result();
        assertThat(result.path("resultType").stringValue()).isEqualTo("complete");
        assertThat(result.path("isError").booleanValue()).isFalse();
        assertThat(answer.text()).contains("\"structuredContent\":{\"value\":{\"price\":1.10,\"who\":\"Zoë\"}}");
        assertThat(result.path("content").path(0).path("text").stringValue())
                .isEqualTo("{\"value\":{\"price\":1.10,\"who\":\"Zoë\"}}");
    }

    @Test
    void aRefusedCallIsAResultThatTheModelCanRead() throws IOException {
        Answer answer = Message.modernCall("refuse", "{}").send(wire);

        assertThat(answer.status()).isEqualTo(200);
        JsonNode result = answer.result();
        assertThat(result.path("isError").booleanValue()).isTrue();
        assertThat(result.has("structuredContent")).isFalse();
        assertThat(result.path("content").path(0).path("text").stringValue()).isEqualTo("""
                        Detail of verify_first.
                        Say to the customer: Sorry about verify_first
                        Code: verify_first
                        Correlation id: c-of-problem""");
        assertThat(result.path("_meta").path("dev.remit/problem").toString())
                .isEqualTo("{\"code\":\"verify_first\",\"status\":403,\"detail\":\"Detail of verify_first.\","
                        + "\"say\":\"Sorry about verify_first\",\"correlationId\":\"c-of-problem\"}");
    }

    @Test
    void anUnknownToolIsAnErrorOfTheProtocol() throws IOException {
        Answer answer = Message.modernCall("drop_tables", "{}").send(wire);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.code()).isEqualTo(-32602);
        assertThat(answer.json().path("error").path("data").path("code").stringValue())
                .isEqualTo("unknown_tool");
        assertThat(answer.text()).doesNotContain("drop_tables");
    }

    @Test
    void aFailureTellsNothingButItsCorrelationId() throws IOException {
        Answer answer = Message.modernCall("fail", "{}").send(wire);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo(-32603);
        assertThat(answer.json().path("id").intValue()).isEqualTo(7);
        assertThat(answer.text()).doesNotContain("4111").contains(answer.header("Remit-Correlation-Id"));
    }

    @Test
    void aNameThatIsNotAsciiComesEncodedInItsHeader() throws IOException {
        Message call = Message.modernCall("name, with ünïcode", "{\"value\":1}");
        assertThat(call.send(wire).result().path("isError").isBoolean()).isTrue();

        assertThat(call.with("Mcp-Name", "=?base64?bmFtZQ==?=").send(wire).code())
                .isEqualTo(-32020);
        assertThat(call.with("Mcp-Name", "name, with ünïcode").send(wire).code())
                .isEqualTo(-32020);
        assertThat(call.with("Mcp-Name", "=?base64?!!!?=").send(wire).code()).isEqualTo(-32020);
    }

    @Test
    void absentArgumentsAreEmptyOnes() throws IOException {
        assertThat(Message.modern("tools/call", "{\"name\":\"echo\"}")
                        .send(wire)
                        .result()
                        .path("structuredContent")
                        .toString())
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"arguments\":{}}", "{\"name\":5}", "{\"name\":\"echo\",\"arguments\":[]}"})
    void aCallThatIsNotOneIsInvalid(String params) throws IOException {
        Answer answer =
                Message.modern("tools/call", params).with("Mcp-Name", "echo").send(wire);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(-32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MCP-Protocol-Version", "Mcp-Method", "Mcp-Name"})
    void aMirroringHeaderMustBeThereAndOnce(String name) throws IOException {
        Answer missing = Message.modernCall("echo", "{}").without(name).send(wire);
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.code()).isEqualTo(-32020);

        String right = Objects.requireNonNull(
                McpHeaders.of(Message.modernCall("echo", "{}").json(), null).get(name));
        Answer twice = Message.modernCall("echo", "{}").header(name, right).send(wire);
        assertThat(twice.status()).isEqualTo(400);
        assertThat(twice.code()).isEqualTo(-32020);

        assertThat(Message.modernCall("echo", "{}").send(wire).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "MCP-Protocol-Version,2025-11-25",
        "MCP-Protocol-Version,2027-01-01",
        "Mcp-Method,tools/list",
        "Mcp-Method,TOOLS/CALL",
        "Mcp-Name,refuse",
        "Mcp-Name,ECHO"
    })
    void aHeaderThatDisagreesWithTheBodyIsRefused(String name, String value) throws IOException {
        int before = tools.calls("echo");

        Answer answer = Message.modernCall("echo", "{}").with(name, value).send(wire);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(-32020);
        assertThat(answer.json().path("id").intValue()).isEqualTo(7);
        assertThat(tools.calls("echo")).isEqualTo(before);
    }

    @Test
    void headerNamesAreCaseInsensitiveAndBlanksAroundValuesDoNotCount() throws IOException {
        Answer answer = Message.modernCall("echo", "{}")
                .without("Mcp-Method")
                .header("MCP-METHOD", "  tools/call  ")
                .without("Mcp-Name")
                .header("mcp-name", "\techo ")
                .send(wire);

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void anUnsupportedVersionIsAnsweredWithTheSupportedOnes() throws IOException {
        Answer answer = Message.modernCall("echo", "{}")
                .swap("2026-07-28", "2031-01-01")
                .with("MCP-Protocol-Version", "2031-01-01")
                .send(wire);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(-32022);
        assertThat(answer.json().path("error").path("data").path("supported").toString())
                .isEqualTo("[\"2026-07-28\",\"2025-11-25\",\"2025-06-18\"]");
        assertThat(answer.json().path("error").path("data").path("requested").stringValue())
                .isEqualTo("2031-01-01");
    }

    @Test
    void aVersionInTheHeaderAloneIsJudgedByTheHeader() throws IOException {
        Message noMeta = Message.modern("tools/list", "{}").swap("\"_meta\"", "\"meta\"");

        assertThat(noMeta.send(wire).code()).isEqualTo(-32602);
        assertThat(noMeta.with("MCP-Protocol-Version", "1999-01-01").send(wire).code())
                .isEqualTo(-32022);
        assertThat(noMeta.without("MCP-Protocol-Version").send(wire).code()).isEqualTo(-32020);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"|\"x\":1",
                "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"|"
                        + "\"io.modelcontextprotocol/protocolVersion\":20260728",
                "\"io.modelcontextprotocol/clientCapabilities\":{}|\"x\":1",
                "\"io.modelcontextprotocol/clientCapabilities\":{}|\"io.modelcontextprotocol/clientCapabilities\":[]",
                "{\"name\":\"test\",\"version\":\"1\"}|{\"name\":\"test\"}",
                "{\"name\":\"test\",\"version\":\"1\"}|{\"name\":\"test\",\"version\":1}"
            })
    void metadataThatIsMissingOrOfAnotherTypeIsInvalid(String from, String to) throws IOException {
        Answer answer = Message.modernCall("echo", "{}").swap(from, to).send(wire);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(-32602);
    }

    @Test
    void theClientNeedNotSayWhatItIs() throws IOException {
        Answer answer = Message.modernCall("echo", "{}")
                .swap("\"io.modelcontextprotocol/clientInfo\":{\"name\":\"test\",\"version\":\"1\"},", "")
                .send(wire);

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "initialize",
                "ping",
                "logging/setLevel",
                "resources/list",
                "prompts/list",
                "completion/complete",
                "subscriptions/listen",
                "tools/execute"
            })
    void aMethodThatIsNotThereIs404(String method) throws IOException {
        Answer answer = Message.modern(method, "{}").send(wire);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo(-32601);
        assertThat(answer.json().path("id").intValue()).isEqualTo(7);
    }

    @Test
    void aNotificationIsTakenWithoutAnswerAndARequestMustNotPassAsOne() throws IOException {
        Answer taken = Message.modern("notifications/cancelled", "{}")
                .swap("\"id\":7,", "")
                .send(wire);
        assertThat(taken.status()).isEqualTo(202);
        assertThat(taken.text()).isEmpty();

        int before = tools.calls("echo");
        Answer call = Message.modernCall("echo", "{}").swap("\"id\":7,", "").send(wire);
        assertThat(call.status()).isEqualTo(400);
        assertThat(call.code()).isEqualTo(-32600);
        assertThat(tools.calls("echo")).isEqualTo(before);
    }

    @Test
    void aListHasNoCursor() throws IOException {
        assertThat(Message.modern("tools/list", "{\"cursor\":\"x\"}").send(wire).code())
                .isEqualTo(-32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"seven\"", "\"\"", "-9223372036854775808", "0"})
    void anIdComesBackAsItWas(String id) throws IOException {
        assertThat(Message.modern("tools/list", "{}")
                        .swap("\"id\":7", "\"id\":" + id)
                        .send(wire)
                        .text())
                .startsWith("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\"");
    }

    @Test
    void theTraceOfTheBodyComesBeforeTheTraceOfTheHeader() throws IOException {
        String body = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";
        String header = "00-1af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-00";
        Message call = Message.modernCall("echo", "{}").header("traceparent", header);

        call.send(wire);
        assertThat(tools.contexts).extracting(CallContext::traceParent).containsExactly(header, header);

        tools.contexts.clear();
        call.swap("\"_meta\":{", "\"_meta\":{\"traceparent\":\"" + body + "\",").send(wire);
        assertThat(tools.contexts).extracting(CallContext::traceParent).containsExactly(header, body);

        tools.contexts.clear();
        call.swap(body, "00-00000000000000000000000000000000-00f067aa0ba902b7-01")
                .without("traceparent")
                .send(wire);
        assertThat(tools.contexts).extracting(CallContext::traceParent).containsOnlyNulls();
    }

    @Test
    void aCallKnowsItsWireAndTheIdThatTheReplyCarries() throws IOException {
        Answer answer = Message.modernCall("echo", "{}").send(wire);

        assertThat(tools.contexts).extracting(CallContext::wire).containsExactly("mcp", "mcp");
        assertThat(tools.contexts)
                .extracting(CallContext::correlationId)
                .containsOnly(answer.header("Remit-Correlation-Id"));
    }
}
