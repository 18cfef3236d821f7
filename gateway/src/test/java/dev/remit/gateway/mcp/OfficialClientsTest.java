package dev.remit.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.call.CallContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The official TypeScript clients of both eras list and call the tools. */
@Tag("node")
final class OfficialClientsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final FixtureTools tools = FixtureTools.behindTokens();
    private final RunningWire wire = RunningWire.start(tools);

    @BeforeEach
    void needsNode() {
        Npm.assumeInstalled("node");
        Npm.assumeInstalled("npm");
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void theClientOfTheStatelessEraFindsItByItself() throws IOException, InterruptedException {
        works("mcp", "client");
    }

    @Test
    void theClientOfTheStatelessEraWorksPinned() throws IOException, InterruptedException {
        works("mcp", "client", "2026-07-28");
    }

    @Test
    void theClientOfTheHandshakeEraWorks() throws IOException, InterruptedException {
        works("mcp-legacy", "sdk");
    }

    private void works(String spoken, String which, String... more) throws IOException, InterruptedException {
        Path folder = Npm.install();
        List<String> command =
                new ArrayList<>(List.of("node", "clients.mjs", which, wire.uri().toString(), FixtureTools.GRANT));
        command.addAll(List.of(more));
        Npm.Output output = Npm.run(folder, command.toArray(String[]::new));
        assertThat(output.exit()).as(output.out()).isZero();
        JsonNode seen = JSON.readTree(output.out().lines().toList().getLast());

        assertThat(seen.path("server").path("name").stringValue()).isEqualTo("remit");
        assertThat(seen.path("capabilities").path("tools").isObject()).isTrue();
        assertThat(seen.path("capabilities").has("extensions")).isEqualTo(spoken.equals("mcp"));
        assertThat(seen.path("instructions").stringValue()).isEqualTo("Begin with echo.");
        assertThat(seen.path("tools").toString()).isEqualTo("[\"echo\",\"fail\",\"name, with ünïcode\",\"refuse\"]");
        assertThat(seen.path("echo").path("structuredContent")).isEqualTo(seen.path("sent"));
        assertThat(seen.path("unicode").path("structuredContent").toString()).isEqualTo("{\"value\":1}");
        assertThat(seen.path("refuse").path("isError").booleanValue()).isTrue();
        assertThat(seen.path("refuse")
                        .path("_meta")
                        .path("dev.remit/problem")
                        .path("code")
                        .stringValue())
                .isEqualTo("verify_first");
        assertThat(seen.path("unknown").path("code").intValue()).isEqualTo(-32602);
        assertThat(seen.path("stranger").isObject()).isTrue();
        assertThat(tools.tokens).contains(FixtureTools.GRANT, "stolen");
        assertThat(tools.contexts.stream().map(CallContext::wire).toList().getLast())
                .isEqualTo(spoken);
        assertThat(tools.calls("echo")).isOne();
    }
}
