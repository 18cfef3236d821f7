package dev.remit.gateway.contracttest;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Nearest;
import dev.remit.core.yaml.Named;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads rows that a test writes, and finds whether they fit the catalog's tables. */
record RowReading(SampleTables tables, Findings findings) {
    /** By table; what is wrong is among the findings. */
    Map<SampleTables.Table, List<SampleRow>> of(List<Named<List<List<RowShape.Cell>>>> written) {
        Map<SampleTables.Table, List<SampleRow>> rows = new LinkedHashMap<>();
        for (Named<List<List<RowShape.Cell>>> named : written) {
            SampleTables.Table table = table(named.name(), named.at());
            if (table == null || named.value() == null) {
                continue;
            }
            List<SampleRow> stored = rows.computeIfAbsent(table, none -> new ArrayList<>());
            named.value().forEach(row -> stored.add(row(table, row)));
        }
        return rows;
    }

    private SampleTables.@Nullable Table table(String name, Location at) {
        List<SampleTables.Table> meant = tables.named(name);
        if (meant.size() == 1) {
            return meant.getFirst();
        }
        if (meant.isEmpty()) {
            List<String> known =
                    tables.tables().stream().map(SampleTables.Table::name).toList();
            findings.error(
                    "unknown-table",
                    at,
                    "No resource of the catalog is read from a table of that name.",
                    Nearest.hint(name, known, "Name a table that a resource names under 'table'."));
        } else {
            findings.error(
                    "two-tables",
                    at,
                    "More than one source has a table of that name.",
                    "Write "
                            + String.join(
                                    " or ",
                                    meant.stream()
                                            .map(SampleTables.Table::qualified)
                                            .toList()) + ".");
        }
        return null;
    }

    private SampleRow row(SampleTables.Table table, List<RowShape.Cell> cells) {
        Map<String, FieldType> columns = tables.columns(table);
        Map<String, @Nullable Object> stored = new HashMap<>();
        for (RowShape.Cell cell : cells) {
            String column = tables.column(table, cell.column());
            FieldType type = columns.get(column);
            if (type == null) {
                findings.error(
                        "unknown-column",
                        cell.columnAt(),
                        "No field and no scope of the catalog names that column of table " + table.name() + ".",
                        Nearest.hint(cell.column(), columns.keySet(), "Nothing can reach it, so leave it out."));
            } else if (cell.value().isNull()) {
                stored.put(column, null);
            } else {
                Object value = SampleValues.stored(cell.value(), type);
                if (value == null) {
                    findings.error(
                            "bad-value",
                            cell.at(),
                            "Column " + cell.column() + " is of type " + type.label() + ".",
                            "Write " + SampleValues.example(type) + ".");
                } else {
                    stored.put(column, value);
                }
            }
        }
        return new SampleRow(stored);
    }
}
