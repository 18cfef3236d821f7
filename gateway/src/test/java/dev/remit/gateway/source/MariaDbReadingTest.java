package dev.remit.gateway.source;

import org.junit.jupiter.api.Tag;

@Tag("mariadb")
final class MariaDbReadingTest extends ReadingTest {
    @Override
    TestSource create() {
        return MariaDb.create();
    }

    @Override
    String castText() {
        return "char";
    }
}
