package dev.remit.gateway.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogMaskTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T07:18:56.123Z INFO  Gateway: Listening on http://127.0.0.1:7337/mcp and https://[::1]:7337",
                "2026-11-21T07:18:56.123Z ERROR Walk: 01kagx4v7tq3m9d2c5b8n1r6sz: a call failed: java.lang.IllegalStateException",
                "The log's checkpoint: sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 at 123456",
                "catalog/shop.yaml:12:7 [unknown-key] There is no key 'feild'. Did you mean 'field'?",
                "The configuration was read again; serving 12 workflows",
                "\tat dev.remit.gateway.line.Walk.decide(Walk.java:112)",
                "shop: UNAVAILABLE: no connection within 2000 ms to jdbc:postgresql://db.internal:5432/shop"
            })
    void whatTheGatewayItselfLogsStaysAsItIs(String line) {
        assertThat(LogMask.mask(line)).isEqualTo(line);
    }

    @Test
    void whatALibraryQuotesIsMasked() {
        assertThat(LogMask.mask("Duplicate entry 'ada@mail.example' for key; card 4111 1111 1111 1111, SSN 536-90-4399,"
                        + " DE89370400440532013000, +44 20 7946 0971, password=hunter2"))
                .isEqualTo("Duplicate entry '[email]' for key; card [card], SSN [us-ssn], [iban], [phone],"
                        + " password=[password]");
    }
}
