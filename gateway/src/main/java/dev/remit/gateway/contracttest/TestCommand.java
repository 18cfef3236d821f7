package dev.remit.gateway.contracttest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code remit test DIR}. Exit codes: 0 all passed; 1 a case failed, a file is wrong, or no case was run; 3 I/O. */
@Command(
        name = "test",
        description = {
            "Run the contract tests of a configuration folder.",
            "Each case in DIR/tests/*.yaml is played on a gateway of its own, over a database that holds the rows of"
                    + " its file. Nothing else is reached."
        })
public final class TestCommand implements Callable<Integer> {
    private static final int GOOD = 0;
    private static final int NOT_GOOD = 1;
    private static final int BROKEN = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "A configuration folder.")
    private @Nullable Path folder;

    @Option(names = "--json", description = "Report as JSON.")
    private boolean json;

    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description = "Only cases whose name or workflow contains this; upper and lower case are the same.")
    private @Nullable String filter;

    @Override
    public Integer call() {
        if (spec == null || folder == null) {
            throw new IllegalStateException("called before the command line was parsed");
        }
        PrintWriter errors = spec.commandLine().getErr();
        Report report;
        try (QuietLog quiet = QuietLog.begin()) {
            report = ContractTests.run(folder, filter);
        } catch (IOException e) {
            errors.println("remit: the tests could not be run: " + e.getMessage()
                    + ". Make room in, and give the right to write to, the folder for temporary files.");
            return BROKEN;
        }
        print(report, spec.commandLine().getOut());
        if (report.results().isEmpty()) {
            errors.println(
                    filter == null
                            ? "remit: no case was run. Write cases in tests/WORKFLOW.yaml, and correct what is reported."
                            : "remit: no case was run. Check the filter, and correct what is reported.");
        }
        return report.good() ? GOOD : NOT_GOOD;
    }

    private void print(Report report, PrintWriter out) {
        if (json) {
            out.println(ReportJson.text(report));
        } else {
            ReportText.lines(report).forEach(out::println);
        }
        out.flush();
    }
}
