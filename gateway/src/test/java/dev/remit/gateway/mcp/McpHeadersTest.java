package dev.remit.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class McpHeadersTest {
    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}";

    private static Map<String, String> of(String message, String negotiated) {
        return McpHeaders.of(new JsonMapper().readTree(message), negotiated.isEmpty() ? null : negotiated);
    }

    @Test
    void aModernMessageIsMirroredWhateverWasNegotiated() {
        assertThat(of("{\"method\":\"tools/call\",\"params\":{\"name\":\"echo\"," + META + "}}", "2025-11-25"))
                .isEqualTo(
                        Map.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/call", "Mcp-Name", "echo"));
        assertThat(of("{\"method\":\"prompts/get\",\"params\":{\"name\":\"p\"," + META + "}}", ""))
                .containsEntry("Mcp-Name", "p");
        assertThat(of("{\"method\":\"resources/read\",\"params\":{\"uri\":\"a:b\"," + META + "}}", ""))
                .containsEntry("Mcp-Name", "a:b");
    }

    @Test
    void onlyMethodsThatNameSomethingHaveAName() {
        assertThat(of("{\"method\":\"tools/list\",\"params\":{\"name\":\"x\"," + META + "}}", ""))
                .isEqualTo(Map.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/list"));
        assertThat(of("{\"method\":\"tools/call\",\"params\":{\"name\":5," + META + "}}", ""))
                .doesNotContainKey("Mcp-Name");
    }

    @Test
    void aLegacyMessageCarriesTheNegotiatedVersionOnly() {
        assertThat(of("{\"method\":\"tools/call\",\"params\":{\"name\":\"echo\"}}", "2025-11-25"))
                .isEqualTo(Map.of("MCP-Protocol-Version", "2025-11-25"));
        assertThat(of("{\"method\":\"notifications/initialized\"}", "2025-06-18"))
                .isEqualTo(Map.of("MCP-Protocol-Version", "2025-06-18"));
        assertThat(of("{\"method\":\"initialize\",\"params\":{}}", "2025-11-25"))
                .isEmpty();
        assertThat(of("{\"method\":\"ping\"}", "")).isEmpty();
        assertThat(of("[]", "")).isEmpty();
    }

    @Test
    void theAnswerToInitializeNamesTheVersion() {
        JsonMapper json = new JsonMapper();
        assertThat(McpHeaders.negotiated(json.readTree("{\"result\":{\"protocolVersion\":\"2025-11-25\"}}")))
                .contains("2025-11-25");
        assertThat(McpHeaders.negotiated(json.readTree("{\"error\":{}}"))).isEmpty();
    }

    /** The table of the specification, section "Value Encoding". */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "us-west1,us-west1",
                "\"Hello, 世界\",=?base64?SGVsbG8sIOS4lueVjA==?=",
                " padded ,=?base64?IHBhZGRlZCA=?=",
                "\"line1\nline2\",=?base64?bGluZTEKbGluZTI=?=",
                "=?base64?literal?=,=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?=",
                "a b\tc,a b\tc",
                "=?BASE64?x?=,=?BASE64?x?="
            })
    void valuesAreEncodedAsTheSpecificationShows(String value, String header) {
        assertThat(McpHeaders.encode(value)).isEqualTo(header);
        assertThat(McpHeaders.decode(header)).contains(value);
    }

    @Test
    void anEmptyValueIsEncodedSoThatItIsNotLost() {
        assertThat(McpHeaders.encode("")).isEqualTo("=?base64??=");
        assertThat(McpHeaders.decode("=?base64??=")).contains("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?base64?SGVsbG8?=",
                "=?base64?SGVs!G8=?=",
                "=?base64?SGVsbG8=\n?=",
                "=?base64?/w==?=",
                "ünïcode",
                "a\nb",
                "a\u007Fb",
                " a",
                "a\t",
                ""
            })
    void whatNoHeaderMayCarryIsNotDecoded(String header) {
        assertThat(McpHeaders.decode(header)).isEmpty();
    }
}
