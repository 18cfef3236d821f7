package dev.remit.gateway.cli.scan;

import dev.remit.gateway.cli.Terminal;

/** Only the sum, on standard error: standard output may be the clean copy. */
record QuietReport(Terminal terminal) implements Report {
    @Override
    public void found(String file, Spot spot) {
        // it stands in the copy
    }

    @Override
    public void end(Tally tally) {
        terminal.remark(tally.summary());
    }
}
