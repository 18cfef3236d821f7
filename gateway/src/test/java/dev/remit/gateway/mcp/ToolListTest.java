package dev.remit.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Tool;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The kept text of a listing can never be another grant's, or an older one. */
final class ToolListTest {
    private static final String ANY = "{\"type\":\"object\"}";

    private static FixtureTools one(String input) {
        return FixtureTools.open().add(Tool.Effect.READ, "look", input, null, CallResult.Released::new);
    }

    private static String schema(RunningWire wire) throws IOException {
        return Message.modern("tools/list", "{}")
                .send(wire)
                .result()
                .path("tools")
                .path(0)
                .path("inputSchema")
                .toString();
    }

    @Test
    void aChangedContractIsListedAtOnce() throws IOException {
        FixtureTools tools = one(ANY);
        try (RunningWire wire = RunningWire.start(tools)) {
            assertThat(schema(wire)).isEqualTo(ANY);
            assertThat(schema(wire)).isEqualTo(ANY);

            String changed = "{\"type\":\"object\",\"required\":[\"a\"]}";
            tools.add(Tool.Effect.READ, "look", changed, null, CallResult.Released::new);
            assertThat(schema(wire)).isEqualTo(changed);
        }
    }

    @Test
    void aToolThatWouldMirrorArgumentsIntoHeadersIsNotListed() throws IOException {
        String mirrored =
                "{\"type\":\"object\",\"properties\":{\"who\":{\"type\":\"string\",\"x-mcp-header\":\"Who\"}}}";
        try (RunningWire wire = RunningWire.start(one(mirrored))) {
            Message.Answer answer = Message.modern("tools/list", "{}").send(wire);

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.code()).isEqualTo(-32603);
        }
    }
}
