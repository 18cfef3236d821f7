package dev.remit.gateway.source;

final class PostgresJudgementTest extends JudgementTest {
    @Override
    TestSource create() {
        return TestSource.OfPostgres.create();
    }
}
