package dev.remit.gateway.mcp;

import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Tool;
import dev.remit.gateway.http.HttpSettings;
import dev.remit.gateway.mcp.rpc.ServerIdentity;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The tools that the official conformance runner expects of a server, behind the real wire and no grant. */
final class ConformanceFixture {
    private static final String NO_ARGUMENTS = "{\"type\":\"object\",\"additionalProperties\":false}";
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
    private static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";
    private static final String SCHEMA_2020_12 = """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
             "$defs":{"address":{"$anchor":"addressDef","type":"object",
               "properties":{"street":{"type":"string"},"city":{"type":"string"}}}},
             "properties":{"name":{"type":"string"},"address":{"$ref":"#/$defs/address"},
               "contactMethod":{"type":"string","enum":["phone","email"]},
               "phone":{"type":"string"},"email":{"type":"string"}},
             "allOf":[{"anyOf":[{"required":["phone"]},{"required":["email"]}]}],
             "if":{"properties":{"contactMethod":{"const":"phone"}},"required":["contactMethod"]},
             "then":{"required":["phone"]},"else":{"required":["email"]},
             "additionalProperties":false}
            """;

    private ConformanceFixture() {}

    /** Starts on loopback; the argument is the port. A page of that port may call. */
    static void main(String... arguments) throws InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        try (RunningWire wire = start(port, "http://127.0.0.1:" + port)) {
            System.out.println(wire.uri());
            Thread.currentThread().join();
        }
    }

    /**
     * Starts on loopback.
     *
     * @param origin of the page that may call, which is what the runner says that it is
     */
    static RunningWire start(int port, String origin) {
        return RunningWire.start(
                tools(),
                new ServerIdentity("remit-fixture", "Fixture", "0.0.0"),
                HttpSettings.local(port).allowing(Set.of(origin), Set.of()),
                (wire, outcome, nanos) -> {});
    }

    private static FixtureTools tools() {
        FixtureTools tools = FixtureTools.open();
        plain(tools, "test_simple_text", text("This is a simple text response for testing."));
        plain(tools, "test_image_content", image());
        plain(tools, "test_audio_content", media("audio", WAV, "audio/wav"));
        plain(tools, "test_embedded_resource", resource("test://embedded-resource", "text/plain", "Embedded."));
        plain(
                tools,
                "test_multiple_content_types",
                text("Multiple content types test:"),
                image(),
                resource("test://mixed-content-resource", "application/json", "{\"test\":\"data\",\"value\":123}"));
        // Two probes that want to see that nothing but the answer comes back.
        plain(tools, "test_logging_tool", text("Done, and nothing was logged to the client."));
        plain(tools, "test_streaming_elicitation", text("Done, and nothing was asked of the client."));
        tools.add(
                Tool.Effect.READ,
                "test_error_handling",
                NO_ARGUMENTS,
                null,
                given -> FixtureTools.refused("source_unavailable", 503));
        Function<ObjectNode, CallResult> echo = CallResult.Released::new;
        tools.add(Tool.Effect.READ, "json_schema_2020_12_tool", SCHEMA_2020_12, null, echo);
        return tools;
    }

    private static void plain(FixtureTools tools, String name, ObjectNode... blocks) {
        tools.add(Tool.Effect.READ, name, NO_ARGUMENTS, null, given -> FixtureTools.content(blocks));
    }

    private static ObjectNode text(String text) {
        return FixtureTools.object("{\"type\":\"text\"}").put("text", text);
    }

    private static ObjectNode image() {
        return media("image", PNG, "image/png");
    }

    private static ObjectNode media(String type, String data, String mimeType) {
        return FixtureTools.object("{}").put("type", type).put("data", data).put("mimeType", mimeType);
    }

    private static ObjectNode resource(String uri, String mimeType, String text) {
        ObjectNode block = FixtureTools.object("{\"type\":\"resource\"}");
        block.putObject("resource").put("uri", uri).put("mimeType", mimeType).put("text", text);
        return block;
    }
}
