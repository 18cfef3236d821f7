package dev.remit.gateway.contracttest;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.contract.Contracts;
import dev.remit.core.decision.Reason;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Nearest;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.SourceText;
import dev.remit.core.yaml.Values;
import dev.remit.core.yaml.YamlReader;
import dev.remit.gateway.contracttest.TestCase.Expected;
import dev.remit.gateway.contracttest.TestCase.Step;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One file of contract tests, read and found to fit the catalog.
 *
 * @param rows what each table holds, as it is stored
 */
record TestFile(
        String file,
        String workflow,
        Instant now,
        Map<SampleTables.Table, List<StoredRow>> rows,
        List<TestCase> cases) {
    /** The clock where a file does not set one: the same on every day, so that a case answers the same on every day. */
    static final Instant DEFAULT_NOW = Instant.parse("2026-06-01T12:00:00Z");

    /** @param values by column; NULL is left out */
    record StoredRow(Map<String, Object> values) {}

    /** The file, or null where something in it is wrong; what, is among the findings. */
    static @Nullable TestFile read(SourceText text, Contracts contracts, SampleTables tables, Findings all) {
        Findings findings = new Findings();
        Values values = TestSyntax.SHAPE.read(YamlReader.read(text, findings), findings);
        TestFile file = values == null ? null : new Reading(contracts, tables, findings).file(text.file(), values);
        all.addAll(findings.sorted());
        return findings.hasErrors() ? null : file;
    }

    private record Reading(Contracts contracts, SampleTables tables, Findings findings) {
        TestFile file(String name, Values values) {
            String workflow = values.get(TestSyntax.WORKFLOW, "");
            if (!workflow.isEmpty() && !contracts.workflows().containsKey(workflow)) {
                findings.error(
                        "unknown-workflow",
                        values.at(TestSyntax.WORKFLOW),
                        "There is no workflow of that name in this folder.",
                        Nearest.hint(workflow, contracts.workflows().keySet(), "Name one of workflows/*.yaml."));
            }
            List<TestCase> cases = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (Values each : values.get(TestSyntax.CASES, List.of())) {
                TestCase read = testCase(each);
                if (!names.add(read.name())) {
                    findings.error(
                            "duplicate-name",
                            each.at(TestSyntax.NAME),
                            "There is another case of that name in this file.",
                            "Say what this one shows.");
                }
                cases.add(read);
            }
            return new TestFile(name, workflow, now(values), rows(values), cases);
        }

        private Instant now(Values values) {
            String now = values.get(TestSyntax.NOW);
            try {
                return now == null ? DEFAULT_NOW : Instant.parse(now);
            } catch (DateTimeException noSuchTime) {
                findings.error("bad-value", values.at(TestSyntax.NOW), "There is no such time.", "");
                return DEFAULT_NOW;
            }
        }

        private TestCase testCase(Values values) {
            List<Step> steps = new ArrayList<>();
            if (values.has(TestSyntax.CALLS)) {
                for (var key : List.of(TestSyntax.CALL, TestSyntax.WITH, TestSyntax.RETURNS, TestSyntax.REFUSED)) {
                    if (values.has(key)) {
                        findings.error(
                                "bad-case",
                                values.keyAt(key),
                                "'" + key.name() + "' stands beside 'calls'.",
                                "Write it under the call that it belongs to.");
                    }
                }
                values.get(TestSyntax.CALLS, List.of()).forEach(step -> steps.add(step(step)));
            } else {
                steps.add(step(values));
            }
            return new TestCase(
                    values.get(TestSyntax.NAME, ""),
                    values.at(),
                    values.get(TestSyntax.AGENT, ""),
                    values.get(TestSyntax.TENANT, ""),
                    values.get(TestSyntax.VERIFY),
                    values.get(TestSyntax.TICKET),
                    steps);
        }

        private Step step(Values values) {
            if (!values.has(TestSyntax.CALL)) {
                findings.error(
                        "bad-case", values.at(), "It is not said which tool is called.", "Add 'call: NAME_OF_A_TOOL'.");
            }
            if (values.has(TestSyntax.RETURNS) == values.has(TestSyntax.REFUSED)) {
                findings.error(
                        "bad-case",
                        values.at(),
                        "A call has exactly one of 'returns' and 'refused'.",
                        "Say what comes back, or why nothing does.");
            }
            ObjectNode returns = values.get(TestSyntax.RETURNS);
            Expected expected = returns == null
                    ? new Expected.Refused(values.get(TestSyntax.REFUSED, Reason.INTERNAL))
                    : new Expected.Returns(returns);
            ObjectNode arguments = values.get(TestSyntax.WITH, JsonNodeFactory.instance.objectNode());
            return new Step(values.get(TestSyntax.CALL, ""), arguments, expected, values.at());
        }

        private Map<SampleTables.Table, List<StoredRow>> rows(Values values) {
            Map<SampleTables.Table, List<StoredRow>> rows = new LinkedHashMap<>();
            for (Named<List<List<RowShape.Cell>>> named : values.get(TestSyntax.ROWS, List.of())) {
                SampleTables.Table table = table(named.name(), named.at());
                if (table == null || named.value() == null) {
                    continue;
                }
                List<StoredRow> stored = rows.computeIfAbsent(table, none -> new ArrayList<>());
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

        private StoredRow row(SampleTables.Table table, List<RowShape.Cell> cells) {
            Map<String, FieldType> columns = tables.columns(table);
            Map<String, Object> stored = new HashMap<>();
            for (RowShape.Cell cell : cells) {
                String column = tables.column(table, cell.column());
                FieldType type = columns.get(column);
                if (type == null) {
                    findings.error(
                            "unknown-column",
                            cell.columnAt(),
                            "No field and no scope of the catalog names that column of table " + table.name() + ".",
                            Nearest.hint(cell.column(), columns.keySet(), "Nothing can reach it, so leave it out."));
                } else if (!cell.value().isNull()) {
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
            return new StoredRow(stored);
        }
    }
}
