package dev.remit.gateway.cli.anonymise;

import dev.remit.gateway.cli.Printable;
import dev.remit.gateway.cli.Trouble;
import dev.remit.privacy.anonymise.Depersonaliser;
import dev.remit.privacy.anonymise.OutputCheck;
import dev.remit.privacy.anonymise.Plan;
import dev.remit.privacy.anonymise.Treatment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checks what stands in an output's file, read again: no mistake on the way there may pass. */
final class WrittenCheck {
    private WrittenCheck() {}

    /**
     * Returns if the file may be passed on.
     *
     * @param rows that should be in it
     * @throws Trouble if it may not
     */
    static void verify(Plan plan, Format format, int rows, Path written) throws IOException {
        OutputCheck check = new OutputCheck(plan, Optional.of(Depersonaliser.standard()));
        List<String> names = plan.columns().stream()
                .filter(column -> !(column.treatment() instanceof Treatment.Removed))
                .map(Plan.Column::name)
                .toList();
        try (Records records = format.open(written, names)) {
            check.header(records.header());
            for (List<String> row = records.next(); row != null; row = records.next()) {
                check.row(row);
            }
        }
        OutputCheck.Verdict verdict = check.verdict();
        if (!verdict.holds() || verdict.rows() != rows) {
            throw Trouble.failed("What was written failed its check, so it was removed. "
                    + Printable.of(String.join(" ", verdict.problems()))
                    + " This is a mistake of the program: please report it.");
        }
    }
}
