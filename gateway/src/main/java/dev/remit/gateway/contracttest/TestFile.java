package dev.remit.gateway.contracttest;

import dev.remit.core.contract.Contracts;
import dev.remit.core.decision.Reason;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Nearest;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.SourceText;
import dev.remit.core.yaml.Values;
import dev.remit.core.yaml.YamlReader;
import dev.remit.gateway.contracttest.TestCase.Expected;
import dev.remit.gateway.contracttest.TestCase.Step;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
        Map<SampleTables.Table, List<SampleRow>> rows,
        List<TestCase> cases) {
    /** The clock where a file does not set one: the same on every day, so that a case answers the same on every day. */
    static final Instant DEFAULT_NOW = Instant.parse("2026-06-01T12:00:00Z");

    /** The file, or null where something in it is wrong; what, is among the findings. */
    static @Nullable TestFile read(SourceText text, Contracts contracts, SampleTables tables, Findings all) {
        Findings findings = new Findings();
        Values values = TestSyntax.SHAPE.read(YamlReader.read(text, findings), findings);
        TestFile file = values == null
                ? null
                : new Reading(contracts, new RowReading(tables, findings), findings).file(text.file(), values);
        all.addAll(findings.sorted());
        return findings.hasErrors() ? null : file;
    }

    private record Reading(Contracts contracts, RowReading rows, Findings findings) {
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
            return new TestFile(name, workflow, now(values), rows.of(values.get(TestSyntax.ROWS, List.of())), cases);
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
                for (var key : TestSyntax.WHAT_COMES) {
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
            boolean answered = values.has(TestSyntax.RETURNS) || values.has(TestSyntax.STATUS);
            if (answered == values.has(TestSyntax.REFUSED)) {
                findings.error(
                        "bad-case",
                        values.at(),
                        "A call either is 'refused', or 'returns' something or has a 'status'.",
                        "Say what comes back, or why nothing does.");
            }
            ObjectNode arguments = values.get(TestSyntax.WITH, JsonNodeFactory.instance.objectNode());
            return new Step(
                    values.get(TestSyntax.CALL, ""),
                    arguments,
                    expected(values),
                    values.get(TestSyntax.PERSON),
                    rows.of(values.get(TestSyntax.THEN, List.of())),
                    values.at());
        }

        private Expected expected(Values values) {
            TestCase.Status status = values.get(TestSyntax.STATUS);
            ObjectNode returns = values.get(TestSyntax.RETURNS);
            for (var key : List.of(TestSyntax.BECAUSE, TestSyntax.PERSON)) {
                if (values.has(key) && !values.has(TestSyntax.STATUS)) {
                    findings.error(
                            "bad-case",
                            values.keyAt(key),
                            "'" + key.name() + "' is about an operation that waits, and none does here.",
                            "Say so with 'status: waiting' or 'status: draft'.");
                }
            }
            if (status != null) {
                List<Located<String>> because = values.get(TestSyntax.BECAUSE);
                return new Expected.Became(
                        status,
                        returns,
                        because == null
                                ? null
                                : because.stream().map(Located::value).collect(Collectors.toSet()));
            }
            return returns == null
                    ? new Expected.Refused(values.get(TestSyntax.REFUSED, Reason.INTERNAL))
                    : new Expected.Returns(returns);
        }
    }
}
