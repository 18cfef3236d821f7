package dev.remit.gateway.cli;

import dev.remit.core.finding.Location;
import dev.remit.gateway.contracttest.Report;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What came of contract tests as programs read it. */
final class TestReportJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private TestReportJson() {}

    static String text(Report report, Terminal terminal) {
        ObjectNode json = JSON.createObjectNode();
        json.put("passed", report.passed());
        json.put("failed", report.failed());
        ArrayNode cases = json.putArray("cases");
        for (Report.Result result : report.results()) {
            ObjectNode one = cases.addObject();
            one.put("workflow", result.workflow()).put("case", result.name());
            place(one, result.at(), terminal);
            one.put("passed", result.passed());
            ArrayNode differences = one.putArray("differences");
            result.differences()
                    .forEach(difference -> differences
                            .addObject()
                            .put("what", difference.what())
                            .put("expected", difference.expected())
                            .put("came", difference.came()));
        }
        ArrayNode findings = json.putArray("findings");
        report.findings().forEach(finding -> {
            ObjectNode one = findings.addObject();
            one.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            one.put("code", finding.code()).put("message", finding.message()).put("hint", finding.hint());
            place(one, finding.location(), terminal);
        });
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }

    /** @param into gets a line and a column of 0 where the whole file is meant */
    private static void place(ObjectNode into, Location at, Terminal terminal) {
        into.put("file", terminal.shown(Path.of(at.file())))
                .put("line", at.line())
                .put("column", at.column());
    }
}
