package dev.remit.gateway.cli.anonymise;

import dev.remit.gateway.cli.Printable;
import dev.remit.gateway.cli.Table;
import dev.remit.gateway.cli.Terminal;
import dev.remit.privacy.anonymise.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for people. */
final class ReportText {
    private static final double PERCENT = 100;

    private ReportText() {}

    static List<String> lines(Terminal terminal, Report report) {
        List<String> lines = new ArrayList<>();
        lines.add("%,d of %,d rows in %,d classes; %,d rows and %,d cells suppressed."
                .formatted(
                        report.rowsOut(),
                        report.rowsIn(),
                        report.classes(),
                        report.suppressedRows(),
                        report.suppressedCells()));
        lines.add("k: " + report.k() + " (asked: " + report.wanted().k() + ")");
        report.l()
                .forEach((column, reached) -> lines.add("l: %s in %s (asked: %d, %s)"
                        .formatted(
                                decimal(reached),
                                Printable.of(column),
                                report.wanted().diversity().l(),
                                report.wanted().diversity().measure().label())));
        Report.Risk risk = report.risk();
        lines.add(
                "Risk of being found: %s at most and %s on average (prosecutor); %s and %s (journalist); %s (marketer)."
                        .formatted(
                                percent(risk.prosecutorMax()),
                                percent(risk.prosecutorAverage()),
                                percent(risk.journalistMax()),
                                percent(risk.journalistAverage()),
                                percent(risk.marketer())));
        lines.add("Information lost: " + percent(report.informationLoss()) + ".");
        lines.add("");
        Table table = new Table("COLUMN", "ROLE", "VALUES", "LOST", "DONE");
        report.columns()
                .forEach(column -> table.row(
                        Printable.of(column.name()),
                        column.role(),
                        column.role().equals("direct") ? "" : column.valuesIn() + " → " + column.valuesOut(),
                        column.role().equals("quasi") ? percent(column.informationLoss()) : "",
                        column.done() + found(column.found())));
        lines.addAll(table.lines(terminal));
        report.warnings()
                .forEach(warning ->
                        lines.add(terminal.paint(Terminal.Colour.YELLOW, "warning:") + " " + Printable.of(warning)));
        return lines;
    }

    private static String found(Map<String, Integer> found) {
        return found.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", ", found.isEmpty() ? "" : ": ", ""));
    }

    private static String percent(double share) {
        return decimal(share * PERCENT) + " %";
    }

    private static String decimal(double number) {
        String text = String.format(Locale.ROOT, "%.2f", number);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }
}
