package dev.remit.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class StrictJsonTest {
    private static final int CAP = 1 << 16;
    private final StrictJson json = new StrictJson(StrictJson.Limits.forBodiesOf(CAP));

    @Test
    void anObjectIsReadWithExactValues() {
        ObjectNode object = parsed(
                "{\"a\":\"\\u00e9\\ud83d\\ude00\",\"n\":0.10,\"big\":12345678901234567890,\"l\":[true,null,{}]}");
        assertThat(object.get("a").stringValue()).isEqualTo("é😀");
        assertThat(object.get("n").decimalValue()).isEqualTo("0.10");
        assertThat(object.get("big").bigIntegerValue()).isEqualTo("12345678901234567890");
        assertThat(object.get("l")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0af", "e08080", "eda080", "f8888080", "ff", "c3", "f4908080", "80"})
    void malformedAndOverlongUtf8IsRefused(String hex) {
        byte[] body = HexFormat.of().parseHex("7b2261223a22" + hex + "227d");
        assertThat(json.read(body)).isEqualTo(new JsonInput.Refused(JsonInput.Reason.ENCODING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32"})
    void otherEncodingsAreRefused(String charset) {
        assertThat(json.read("{\"a\":1}".getBytes(Charset.forName(charset)))).isInstanceOf(JsonInput.Refused.class);
    }

    @Test
    void aByteOrderMarkIsRefused() {
        assertRefused("\uFEFF{}", JsonInput.Reason.ENCODING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"\\ud800\"}", "{\"a\":\"\\ude00\\ud83d\"}", "{\"a\":[\"x\\udfff\"]}"})
    void halfASurrogatePairIsRefused(String text) {
        assertRefused(text, JsonInput.Reason.ENCODING);
    }

    @Test
    void halfASurrogatePairInANameIsRefused() {
        assertThat(json.read(bytes("{\"\\ud800\":1}"))).isInstanceOf(JsonInput.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"a\":null,\"a\":1}", "{\"b\":{\"a\":1,\"\\u0061\":2}}"})
    void duplicateKeysAreRefused(String text) {
        assertRefused(text, JsonInput.Reason.DUPLICATE_KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{}{}",
                "{} x",
                "{}]",
                "{'a':1}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":+1}",
                "{\"a\":1,}",
                "{\"a\":.5}",
                "/**/{}",
                "[1] 2",
                "{\"a\":\"\u0001\"}",
                "{\"a\":tru}",
                "\u0000{}"
            })
    void whatIsNotOneValueIsRefused(String text) {
        assertRefused(text, JsonInput.Reason.SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"a\"", "null", "true", "[{}]"})
    void otherValuesThanObjectsAreRefused(String text) {
        assertRefused(text, JsonInput.Reason.NOT_AN_OBJECT);
    }

    @ParameterizedTest
    @CsvSource({"64, true", "65, false", "10000, false"})
    void nestingIsBounded(int depth, boolean fine) {
        String text = "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
        assertThat(json.read(bytes(text)) instanceof JsonInput.Parsed).isEqualTo(fine);
    }

    @Test
    void nestingThatNeverClosesIsRefusedForItsDepth() {
        assertRefused("{\"a\":".repeat(10_000), JsonInput.Reason.LIMIT);
    }

    @Test
    void numbersAreBoundedInTextAndInValue() {
        assertThat(parsed("{\"a\":" + "9".repeat(100) + "}").get("a").isBigInteger())
                .isTrue();
        assertRefused("{\"a\":" + "9".repeat(101) + "}", JsonInput.Reason.LIMIT);
        assertThat(parsed("{\"a\":1e999}").get("a").decimalValue()).isEqualTo("1E+999");
        assertRefused("{\"a\":1e999999999}", JsonInput.Reason.LIMIT);
        assertRefused("{\"a\":1e-999999999}", JsonInput.Reason.LIMIT);
    }

    @Test
    void stringsAreAsLongAsABodyAndNamesAreNot() {
        assertThat(parsed("{\"a\":\"" + "x".repeat(CAP - 10) + "\"}").get("a").stringValue())
                .hasSize(CAP - 10);
        assertRefused("{\"" + "x".repeat(1_001) + "\":1}", JsonInput.Reason.LIMIT);
    }

    private void assertRefused(String text, JsonInput.Reason reason) {
        assertThat(json.read(bytes(text))).isEqualTo(new JsonInput.Refused(reason));
    }

    private ObjectNode parsed(String text) {
        JsonInput input = json.read(bytes(text));
        assertThat(input).isInstanceOf(JsonInput.Parsed.class);
        return ((JsonInput.Parsed) input).object();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
