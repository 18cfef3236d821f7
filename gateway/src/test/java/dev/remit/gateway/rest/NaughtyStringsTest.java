package dev.remit.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class NaughtyStringsTest {
    @Test
    void naughtyStringsComeBackEqual() {
        Path list = Path.of(System.getProperty("remit.shared", "nowhere"), "data/naughty-strings/blns.json");
        assumeTrue(Files.isReadable(list), "there is no list of naughty strings: remit.shared does not hold one");
        JsonNode strings = Fixture.MAPPER.readTree(list.toFile());
        assertThat(strings.size()).isGreaterThan(100);
        try (Fixture gateway = new Fixture()) {
            for (JsonNode string : strings) {
                ObjectNode arguments = JsonNodeFactory.instance.objectNode();
                arguments.set("value", string);
                arguments.put("key " + string.stringValue(), true);
                HttpResponse<String> answer =
                        gateway.post("/v1/tools/echo", Fixture.GRANT, Fixture.MAPPER.writeValueAsString(arguments));
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(Fixture.body(answer)).isEqualTo(arguments);
            }
        }
    }
}
