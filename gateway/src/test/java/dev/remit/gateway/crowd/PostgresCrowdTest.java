package dev.remit.gateway.crowd;

import java.nio.file.Path;

/** On PostgreSQL. */
final class PostgresCrowdTest extends CrowdTest {
    @Override
    CrowdDatabase database(Path of) {
        return CrowdDatabase.postgres();
    }
}
