package dev.remit.gateway.source;

/** Actions on PostgreSQL. */
final class PostgresWritingTest extends WritingTest {
    @Override
    TestSource create() {
        return TestSource.OfPostgres.create();
    }

    @Override
    String each() {
        return "(SELECT string_agg(value, '|') FROM json_array_elements_text(:words::json))";
    }
}
