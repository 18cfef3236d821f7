package dev.remit.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void whatATerminalWouldActOnIsReplacedAndTheRestStays() {
        assertThat(Printable.of("Order 7: Müller, 日本, 😀")).isEqualTo("Order 7: Müller, 日本, 😀");
        assertThat(Printable.of("a\u001b[2Jb\r\nc\u202ed\u0000e\u2028f\u009bg"))
                .isEqualTo("a\ufffd[2Jb\ufffd\ufffdc\ufffdd\ufffde\ufffdf\ufffdg");
        assertThat(Printable.of("\ud800x")).isEqualTo("\ufffdx");
    }
}
