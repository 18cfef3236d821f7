package dev.remit.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class PrintableTest {
    @Test
    void whatATerminalWouldActOnIsReplacedAndTheRestStays() {
        assertThat(Printable.of("Order 7: Müller, 日本, 😀")).isEqualTo("Order 7: Müller, 日本, 😀");
        assertThat(Printable.of("a\u001b[2Jb\r\nc\u202ed\u0000e\u2028f\u009bg"))
                .isEqualTo("a\ufffd[2Jb\ufffd\ufffdc\ufffdd\ufffde\ufffdf\ufffdg");
        assertThat(Printable.of("\ud800x")).isEqualTo("\ufffdx");
    }

    @Test
    void jsonSaysTheSameWithoutThem() {
        ObjectNode tree =
                JsonNodeFactory.instance.objectNode().put("Müller", "a\u001b\u009b\u202e\ud83d\ude00\udb40\udc41\n\"");
        String text = Printable.json(tree);
        assertThat(text).contains("Müller", "\ud83d\ude00");
        assertThat(text.codePoints().filter(c -> c != '\n'))
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
        assertThat(JsonMapper.shared().readTree(text)).isEqualTo(tree);
    }
}
