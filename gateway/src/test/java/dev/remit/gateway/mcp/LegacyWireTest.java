package dev.remit.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.mcp.Message.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The handshake era, over a real server. */
final class LegacyWireTest {
    private final FixtureTools tools = FixtureTools.behindTokens();
    private final RunningWire wire = RunningWire.start(tools);

    @AfterEach
    void stop() {
        wire.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-11-25,2025-11-25",
        "2025-06-18,2025-06-18",
        "2025-03-26,2025-11-25",
        "2024-11-05,2025-11-25",
        "2026-07-28,2025-11-25"
    })
    void initializeAnswersWithTheVersionThatWillBeSpoken(String asked, String answered) throws IOException {
        Answer answer = Message.initialize(asked).send(wire);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.result().toString())
                .isEqualTo("{\"protocolVersion\":\"" + answered + "\",\"capabilities\":{\"tools\":{}},"
                        + "\"serverInfo\":{\"name\":\"remit\",\"title\":\"Remit\",\"version\":\"1.2.3\"},"
                        + "\"instructions\":\"Begin with echo.\"}");
        assertThat(McpHeaders.negotiated(answer.json())).contains(answered);
    }

    @Test
    void thereIsNoSession() throws IOException {
        assertThat(Message.initialize("2025-11-25").send(wire).header("Mcp-Session-Id"))
                .isNull();
        Answer withOne = Message.legacy("2025-11-25", "tools/list", "{}")
                .header("Mcp-Session-Id", "made-up")
                .send(wire);
        assertThat(withOne.status()).isEqualTo(200);
        assertThat(withOne.header("Mcp-Session-Id")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"protocolVersion\":1,\"capabilities\":{},\"clientInfo\":{\"name\":\"a\",\"version\":\"1\"}}",
                "{\"protocolVersion\":\"2025-11-25\",\"clientInfo\":{\"name\":\"a\",\"version\":\"1\"}}",
                "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"a\"}}"
            })
    void initializeNeedsWhatItsRevisionDemands(String params) throws IOException {
        Answer answer = Message.legacy("2025-11-25", "initialize", params).send(wire);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.code()).isEqualTo(-32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", "2025-06-18"})
    void theRestOfAConversationWorksInEachRevision(String version) throws IOException {
        Answer initialized = Message.legacy(version, "notifications/initialized", "{}")
                .swap("\"id\":7,", "")
                .send(wire);
        assertThat(initialized.status()).isEqualTo(202);
        assertThat(initialized.text()).isEmpty();

        assertThat(Message.legacy(version, "ping", "{}").send(wire).text())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}");

        JsonNode list = Message.legacy(version, "tools/list", "{}").send(wire).result();
        assertThat(list.path("tools").size()).isEqualTo(4);
        assertThat(list.has("ttlMs") || list.has("resultType")).isFalse();

        Answer called = Message.legacy(version, "tools/call", "{\"name\":\"echo\",\"arguments\":{\"value\":[1.50]}}")
                .send(wire);
        assertThat(called.text()).contains("\"structuredContent\":{\"value\":[1.50]}");
        assertThat(called.result().path("isError").booleanValue()).isFalse();
        assertThat(tools.contexts).extracting(CallContext::wire).containsOnly("mcp-legacy");
    }

    @Test
    void aRefusedCallIsAResultAndAnUnknownToolAnError() throws IOException {
        Answer refused = Message.legacy("2025-06-18", "tools/call", "{\"name\":\"refuse\"}")
                .send(wire);
        assertThat(refused.result().path("isError").booleanValue()).isTrue();
        assertThat(refused.result().has("structuredContent")).isFalse();
        assertThat(refused.result()
                        .path("_meta")
                        .path("dev.remit/problem")
                        .path("code")
                        .stringValue())
                .isEqualTo("verify_first");

        Answer unknown = Message.legacy("2025-06-18", "tools/call", "{\"name\":\"nope\"}")
                .send(wire);
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.code()).isEqualTo(-32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":null}", "{\"name\":\"echo\",\"arguments\":\"x\"}"})
    void aCallThatIsNotOneIsInvalid(String params) throws IOException {
        assertThat(Message.legacy("2025-11-25", "tools/call", params).send(wire).code())
                .isEqualTo(-32602);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server/discover",
                "resources/list",
                "prompts/get",
                "logging/setLevel",
                "completion/complete",
                "x"
            })
    void aMethodThatIsNotThereIsAnErrorIn200(String method) throws IOException {
        Answer answer = Message.legacy("2025-11-25", method, "{}").send(wire);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.code()).isEqualTo(-32601);
    }

    @Test
    void onlyInitializeMayComeWithoutAVersion() throws IOException {
        Message list = Message.legacy("2025-11-25", "tools/list", "{}");
        assertThat(list.send(wire).status()).isEqualTo(200);

        Answer without = list.without("MCP-Protocol-Version").send(wire);
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.code()).isEqualTo(-32020);

        Answer old = list.with("MCP-Protocol-Version", "2025-03-26").send(wire);
        assertThat(old.status()).isEqualTo(400);
        assertThat(old.code()).isEqualTo(-32022);
    }

    @Test
    void aVersionInTheBodyMustAgreeWithTheHeader() throws IOException {
        String meta = "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"%s\"}}";

        assertThat(Message.legacy("2025-11-25", "tools/list", meta.formatted("2025-11-25"))
                        .send(wire)
                        .status())
                .isEqualTo(200);
        assertThat(Message.legacy("2025-11-25", "tools/list", meta.formatted("2026-07-28"))
                        .send(wire)
                        .code())
                .isEqualTo(-32020);
    }

    @Test
    void batchesAreRefused() throws IOException {
        Answer answer = Message.legacy("2025-06-18", "ping", "{}")
                .body("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]")
                .send(wire);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(-32600);
        assertThat(answer.json().has("id")).isFalse();
    }

    @Test
    void aListHasNoCursor() throws IOException {
        assertThat(Message.legacy("2025-11-25", "tools/list", "{\"cursor\":\"x\"}")
                        .send(wire)
                        .code())
                .isEqualTo(-32602);
    }
}
