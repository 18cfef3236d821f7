package dev.remit.gateway.cli;

import dev.remit.gateway.cli.Terminal.Colour;
import dev.remit.gateway.contracttest.Report;
import dev.remit.gateway.contracttest.Report.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of contract tests as people read it: a line per workflow, then each case that failed with what was expected and what came. */
final class TestReportText {
    /** A whole result is shown as far as a person reads; JSON has all of it. */
    private static final int LONGEST_SHOWN = 400;

    private TestReportText() {}

    static List<String> cases(Report report, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        byWorkflow(report).forEach((workflow, results) -> lines.add(workflow(workflow, results)));
        for (Result result : report.results()) {
            if (!result.passed()) {
                lines.add("");
                lines.add(place(result, terminal) + ": " + result.name());
                result.differences().forEach(difference -> {
                    lines.add("  " + difference.what());
                    lines.add("    expected " + terminal.paint(Colour.GREEN, shown(difference.expected())));
                    lines.add("    came     " + terminal.paint(Colour.RED, shown(difference.came())));
                });
            }
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }

    /** Such as {@code 168 passed, 0 failed}. */
    static String summary(Report report) {
        return report.passed() + " passed, " + report.failed() + " failed";
    }

    private static String place(Result result, Terminal terminal) {
        return terminal.shown(Path.of(result.at().file())) + ":" + result.at().line() + ":"
                + result.at().column();
    }

    private static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    private static Map<String, List<Result>> byWorkflow(Report report) {
        Map<String, List<Result>> byWorkflow = new LinkedHashMap<>();
        for (Result result : report.results()) {
            byWorkflow
                    .computeIfAbsent(result.workflow(), none -> new ArrayList<>())
                    .add(result);
        }
        return byWorkflow;
    }

    private static String workflow(String workflow, List<Result> results) {
        long failed = results.stream().filter(result -> !result.passed()).count();
        return String.format(
                Locale.ROOT,
                "%-32s %3d passed%s",
                workflow,
                results.size() - failed,
                failed == 0 ? "" : ", " + failed + " failed");
    }
}
