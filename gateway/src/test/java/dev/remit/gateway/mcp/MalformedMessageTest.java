package dev.remit.gateway.mcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.mcp.Message.Answer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no message, over a real server: a clean error, nothing called, nothing repeated. */
final class MalformedMessageTest {
    private final FixtureTools tools = FixtureTools.behindTokens();
    private final RunningWire wire = RunningWire.start(tools);

    @AfterEach
    void stop() {
        wire.close();
    }

    private static Message call() {
        return Message.modernCall("echo", "{\"value\":\"SECRET\"}");
    }

    private Answer refused(Message message, int code) throws IOException {
        Answer answer = message.send(wire);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.text()).doesNotContain("SECRET");
        assertThat(tools.calls("echo")).isZero();
        return answer;
    }

    private static byte[] around(byte[] strange) {
        String text = call().json().toString();
        int at = text.indexOf("SECRET");
        byte[] before = text.substring(0, at).getBytes(UTF_8);
        byte[] after = text.substring(at).getBytes(UTF_8);
        byte[] all = new byte[before.length + strange.length + after.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(strange, 0, all, before.length, strange.length);
        System.arraycopy(after, 0, all, before.length + strange.length, after.length);
        return all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ff",
                "80",
                "c080",
                "c1bf",
                "e08080",
                "e09fbf",
                "eda080",
                "edbfbf",
                "f0808080",
                "f4908080",
                "f5808080",
                "c3",
                "e282",
                "f09f98",
                "fe",
                "c3c3a9"
            })
    void malformedUtf8IsAParseError(String hex) throws IOException {
        refused(call().body(around(HexFormat.of().parseHex(hex))), -32700);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7f", "c280", "dfbf", "e0a080", "ed9fbf", "ee8080", "efbfbf", "f0908080", "f48fbfbf"})
    void theEdgesOfUtf8AreText(String hex) throws IOException {
        byte[] text = HexFormat.of().parseHex(hex);

        Answer answer = call().body(around(text)).send(wire);

        assertThat(answer.result().path("structuredContent").path("value").stringValue())
                .isEqualTo(new String(text, UTF_8) + "SECRET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d", "\\udE00", "\\ud83dx", "\\ude00\\ud83d", "\\ud83d\\\\ude00", "\\uD83D\\u0041"})
    void halfASurrogatePairIsAParseError(String escape) throws IOException {
        refused(call().body(around(escape.getBytes(UTF_8))), -32700);
    }

    @ParameterizedTest
    @CsvSource({"\\ud83d\\ude00,😀", "\\\\ud83d,\\ud83d", "\\u00e9\\n.,é|.", "\\\\\\ud83d\\ude00,\\😀"})
    void pairsAndEscapedBackslashesAreText(String escape, String text) throws IOException {
        Answer answer = call().body(around(escape.getBytes(UTF_8))).send(wire);

        assertThat(answer.result().path("structuredContent").path("value").stringValue())
                .isEqualTo(text.replace('|', '\n') + "SECRET");
    }

    @Test
    void otherEncodingsAreNotGuessed() throws IOException {
        String text = call().json().toString();
        for (Charset other :
                new Charset[] {UTF_16LE, UTF_16BE, Charset.forName("UTF-32LE"), Charset.forName("UTF-32BE")}) {
            refused(call().body(text.getBytes(other)), -32700);
        }
        refused(call().body("\uFEFF" + text), -32700);
        refused(
                call().swap("SECRET", "SECRETé")
                        .body(call().swap("SECRET", "SECRETé").json().toString().getBytes(ISO_8859_1)),
                -32700);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "nul",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",}",
                "{'jsonrpc':'2.0'}",
                "{\"jsonrpc\":\"2.0\",\"id\":01,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":+1,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":NaN,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"pi\tng\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\\x\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}{}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"} x",
                "[] []",
                "// c\n{}"
            })
    void whatIsNotOneJsonValueIsAParseError(String body) throws IOException {
        refused(call().body(body), -32700);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\":7|\"id\":7,\"id\":8",
                "\"method\":\"tools/call\"|\"method\":\"tools/list\",\"method\":\"tools/call\"",
                "\"name\":\"echo\"|\"name\":\"refuse\",\"name\":\"echo\"",
                "\"value\":\"SECRET\"|\"value\":\"SECRET\",\"val\\u0075e\":2",
                "\"id\":7|\"id\":7,\"else\":{\"a\":1,\"a\":2}"
            })
    void duplicateKeysAreRefusedAtEveryDepth(String from, String to) throws IOException {
        refused(call().swap(from, to), -32700);
    }

    @Test
    void nestingIsBounded() throws IOException {
        for (String deep : new String[] {
            "[".repeat(10_000) + "]".repeat(10_000),
            "[".repeat(10_000),
            "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
            "[".repeat(62) + "]".repeat(62)
        }) {
            refused(call().swap("\"SECRET\"", deep), -32700);
        }
        refused(call().body("[".repeat(100_000)), -32700);
        refused(call().swap("\"id\":7", "\"id\":7,\"x\":" + "[".repeat(10_000) + "]".repeat(10_000)), -32700);

        String allowed = "[".repeat(61) + "]".repeat(61);
        assertThat(call().swap("\"SECRET\"", allowed).send(wire).text()).contains(allowed);
    }

    @Test
    void stringsNamesNumbersAndTokensAreBounded() throws IOException {
        refused(call().swap("SECRET", "x".repeat((1 << 18) + 1)), -32700);
        refused(call().swap("\"value\"", "\"" + "n".repeat(257) + "\""), -32700);
        refused(call().swap("\"SECRET\"", "1".repeat(129)), -32700);
        refused(call().swap("\"SECRET\"", "1e1001"), -32700);
        refused(call().swap("\"SECRET\"", "1e-999999999"), -32700);
        refused(call().swap("\"SECRET\"", "[" + "1,".repeat(100_000) + "1]"), -32700);
    }

    @Test
    void whatIsWithinTheBoundsPasses() throws IOException {
        String long1 = "x".repeat(1 << 18);
        assertThat(call().swap("SECRET", long1).send(wire).text()).contains(long1);
        for (String number : new String[] {"1".repeat(128), "0.1", "1.10", "12345678901234567890.123456789"}) {
            assertThat(call().swap("\"SECRET\"", number).send(wire).text())
                    .contains("\"structuredContent\":{\"value\":" + number + "}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\":7|\"id\":null",
                "\"id\":7|\"id\":1.5",
                "\"id\":7|\"id\":true",
                "\"id\":7|\"id\":{}",
                "\"id\":7|\"id\":[1]",
                "\"id\":7|\"id\":9223372036854775808"
            })
    void anIdIsAnIntegerOrAString(String from, String to) throws IOException {
        assertThat(refused(call().swap(from, to), -32600).json().has("id")).isFalse();
    }

    @Test
    void anIdIsShort() throws IOException {
        refused(call().swap("\"id\":7", "\"id\":\"" + "i".repeat(257) + "\""), -32600);
        assertThat(Message.modernCall("echo", "{}")
                        .swap("\"id\":7", "\"id\":\"" + "i".repeat(256) + "\"")
                        .send(wire)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"jsonrpc\":\"2.0\"|\"jsonrpc\":\"1.0\"",
                "\"jsonrpc\":\"2.0\"|\"jsonrpc\":2.0",
                "\"jsonrpc\":\"2.0\",|''",
                "\"method\":\"tools/call\"|\"method\":5",
                "\"method\":\"tools/call\"|\"method\":{\"a\":[1]}",
                "\"method\":\"tools/call\"|\"x\":1",
                "\"method\":\"tools/call\"|\"result\":{}"
            })
    void anEnvelopeThatIsNotJsonRpcIsInvalidAndKeepsItsId(String from, String to) throws IOException {
        Answer answer = refused(call().swap(from, to), -32600);

        assertThat(answer.json().path("id").intValue()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "5", "\"x\""})
    void paramsAreAnObject(String params) throws IOException {
        refused(
                call().body("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\",\"params\":" + params + "}"),
                -32600);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}]", "5", "\"x\"", "null", "true"
            })
    void aMessageIsOneObject(String body) throws IOException {
        refused(call().body(body), -32600);
    }

    @Test
    void membersMayComeInAnyOrder() throws IOException {
        Message message = Message.modernCall("echo", "{\"value\":3}");
        String params = message.json().path("params").toString();

        Answer answer = message.body("{\"params\":" + params + ",\"more\":[{}],\"method\":\"tools/call\",\"id\":\"z\","
                        + "\"jsonrpc\":\"2.0\"}")
                .send(wire);

        assertThat(answer.result().path("structuredContent").path("value").intValue())
                .isEqualTo(3);
    }
}
