package dev.remit.gateway.cli;

import dev.remit.gateway.contracttest.ContractTests;
import dev.remit.gateway.contracttest.QuietLog;
import dev.remit.gateway.contracttest.Report;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code remit test}: whether contracts give and refuse what their tests say. A run without a case is no success. */
@Command(
        name = "test",
        description = {
            "Run the contract tests of a configuration.",
            "Each case is played on a gateway of its own, over a database that holds the rows of its file. Nothing else"
                    + " is reached."
        },
        footer = {"  remit test examples/shop", "  remit test examples/shop --filter order-help"})
final class TestCommand extends Verb {
    @Parameters(paramLabel = "DIR", description = "The configuration folder; its cases are in DIR/tests.")
    Path folder = Path.of("");

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description = "Only cases whose name or workflow contains this, in upper or lower case.")
    @Nullable
    String filter;

    TestCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        Report report;
        try (QuietLog quiet = QuietLog.begin()) {
            report = ContractTests.run(terminal.path(folder), filter);
        }
        if (json) {
            terminal.say(TestReportJson.text(report, terminal));
        } else {
            TestReportText.cases(report, terminal).forEach(terminal::say);
            FindingsText.print(terminal, terminal.out(), report.findings());
            terminal.say(TestReportText.summary(report));
        }
        if (report.results().isEmpty()) {
            throw Trouble.no("No case was run. "
                    + (filter == null
                            ? "Write cases in DIR/tests/WORKFLOW.yaml, and correct what is reported."
                            : "Check the filter, and correct what is reported."));
        }
        return report.good() ? ExitCode.OK : ExitCode.NO;
    }
}
