package dev.remit.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Strings that break parsers, as values and as names of arguments: what comes back is what was sent. */
final class NaughtyStringsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void naughtyStringsComeBackEqualInBothEras() throws IOException {
        Path list = Path.of(System.getProperty("remit.shared", ""), "data", "naughty-strings", "blns.json");
        assumeTrue(Files.isReadable(list), "the shared data set of naughty strings is not at " + list);
        JsonNode strings = JSON.readTree(Files.readAllBytes(list));
        assertThat(strings.size()).isGreaterThan(400);
        try (RunningWire wire = RunningWire.start(FixtureTools.behindTokens())) {
            for (JsonNode string : strings) {
                String text = JSON.writeValueAsString(string);
                String arguments = "{\"value\":" + text + ",\"list\":[" + text + "]}";
                assertThat(echo(wire, Message.modernCall("echo", arguments)))
                        .as("modern: %s", text)
                        .isEqualTo(JSON.readTree(arguments));
                String call = "{\"name\":\"echo\",\"arguments\":" + arguments + "}";
                assertThat(echo(wire, Message.legacy("2025-11-25", "tools/call", call)))
                        .as("legacy: %s", text)
                        .isEqualTo(JSON.readTree(arguments));
            }
        }
    }

    /** The structured content, having checked that the text says the same. */
    private static JsonNode echo(RunningWire wire, Message message) throws IOException {
        JsonNode result = message.send(wire).result();
        JsonNode structured = result.path("structuredContent");
        assertThat(JSON.readTree(result.path("content").path(0).path("text").stringValue()))
                .isEqualTo(structured);
        return structured;
    }
}
