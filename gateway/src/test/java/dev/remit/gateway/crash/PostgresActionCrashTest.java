package dev.remit.gateway.crash;

import org.junit.jupiter.api.Tag;

/** Actions in PostgreSQL, and a gateway that is killed at each moment of them. */
@Tag("slow")
final class PostgresActionCrashTest extends ActionCrashes {
    PostgresActionCrashTest() {
        super(Kind.POSTGRES);
    }
}
