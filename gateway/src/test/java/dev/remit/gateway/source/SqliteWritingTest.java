package dev.remit.gateway.source;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Actions on SQLite. */
final class SqliteWritingTest extends WritingTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Override
    TestSource create() {
        return new TestSource.OfSqlite(folder.resolve("shop.db"));
    }
}
