package dev.remit.gateway.source;

import org.junit.jupiter.api.Tag;

@Tag("mariadb")
final class MariaDbJudgementTest extends JudgementTest {
    @Override
    TestSource create() {
        return MariaDb.create();
    }

    /** A datetime in a region that turns its clocks is refused. */
    @Override
    boolean supports(java.time.ZoneId zone) {
        return zone.normalized().getRules().isFixedOffset();
    }
}
