package dev.remit.gateway.crowd;

import java.nio.file.Path;

/** On a SQLite file. */
final class SqliteCrowdTest extends CrowdTest {
    @Override
    CrowdDatabase database(Path of) {
        return CrowdDatabase.sqlite(of);
    }
}
