package dev.remit.gateway.source;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteJudgementTest extends JudgementTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path folder;

    @Override
    TestSource create() {
        return new TestSource.OfSqlite(folder.resolve("shop.db"));
    }
}
