package dev.remit.gateway.source;

final class PostgresReadingTest extends ReadingTest {
    @Override
    TestSource create() {
        return TestSource.OfPostgres.create();
    }
}
