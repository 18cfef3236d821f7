package dev.remit.gateway.cli.anonymise;

import dev.remit.privacy.anonymise.Report;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A report for programs. */
final class ReportJson {
    private ReportJson() {}

    static ObjectNode of(Report report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("wanted")
                .put("k", report.wanted().k())
                .put("l", report.wanted().diversity().l())
                .put("diversity", report.wanted().diversity().measure().label())
                .put("suppress", report.wanted().mostSuppressed())
                .put("cut", report.wanted().cut().label());
        json.put("k", report.k());
        ObjectNode l = json.putObject("l");
        report.l().forEach(l::put);
        json.put("classes", report.classes())
                .put("rows_in", report.rowsIn())
                .put("rows_out", report.rowsOut())
                .put("suppressed_rows", report.suppressedRows())
                .put("suppressed_cells", report.suppressedCells())
                .put("persons", report.persons());
        json.putObject("risk")
                .put("prosecutor_max", report.risk().prosecutorMax())
                .put("prosecutor_average", report.risk().prosecutorAverage())
                .put("journalist_max", report.risk().journalistMax())
                .put("journalist_average", report.risk().journalistAverage())
                .put("marketer", report.risk().marketer());
        json.put("information_loss", report.informationLoss()).put("discernibility", report.discernibility());
        ArrayNode columns = json.putArray("columns");
        report.columns().forEach(column -> put(columns.addObject(), column));
        ArrayNode warnings = json.putArray("warnings");
        report.warnings().forEach(warnings::add);
        return json;
    }

    private static void put(ObjectNode json, Report.Column column) {
        json.put("name", column.name())
                .put("role", column.role())
                .put("done", column.done())
                .put("values_in", column.valuesIn())
                .put("values_out", column.valuesOut())
                .put("unplaced", column.unplaced())
                .put("suppressed_cells", column.suppressedCells())
                .put("information_loss", column.informationLoss());
        ObjectNode found = json.putObject("found");
        column.found().forEach(found::put);
    }
}
