package dev.remit.gateway.crash;

import org.junit.jupiter.api.Tag;

/** Actions in a SQLite file, and a gateway that is killed at each moment of them. */
@Tag("slow")
final class SqliteActionCrashTest extends ActionCrashes {
    SqliteActionCrashTest() {
        super(Kind.SQLITE);
    }
}
