package dev.remit.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.contract.Change.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractDiffTest {
    private static final Contracts CONTRACTS = Example.contracts(Example.CATALOG, Example.WORKFLOW);

    private static List<Change> diff(String workflow) {
        return ContractDiff.between(CONTRACTS, Example.contracts(Example.CATALOG, workflow));
    }

    @Test
    void nothingChangedIsNothing() {
        assertThat(diff("# a comment\n" + Example.WORKFLOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "handling: clear | handling: masked | FORBIDS handling customer.first_name clear->masked",
                "email: confirm the address on file | email: { handling: clear, why: confirm the address on file }"
                        + " | ALLOWS handling customer.email masked->clear",
                "status: the question itself } | status: the question itself, note: read it } | ALLOWS field order ->note",
                "status: the question itself } | } | FORBIDS field order status->",
                "limit: 20 | limit: 21 | ALLOWS limit order.limit 20->21",
                "grant: 20m | grant: 10m | FORBIDS limit limits.grant PT20M->PT10M",
                "misses: 10 | misses: 11 | ALLOWS limit limits.misses 10->11",
                "support-assistant, night | day-assistant, night | ALLOWS agent agents ->day-assistant",
                "[[email], [ | [[email], [first_name], [ | ALLOWS verify verify.by ->first_name",
                "attempts: 3 | attempts: 5 | ALLOWS limit verify.attempts 3->5",
                "binds: false | binds: true | ALLOWS case case.binds false->true",
                "phase: general | phase: off | FORBIDS phase phase general->off",
                "[[financial, security]] | [] | ALLOWS apart apart financial",
                "category: orders | category: billing | NEUTRAL text",
                "greet the customer | greet them | NEUTRAL text customer.first_name.why greet the customer->greet them",
                "I cannot help | I can not help | NEUTRAL text boundary.*",
            })
    void aChangeIsNamedForWhatItAllows(String passage, String replacement, String expected) {
        List<Change> changes = diff(Example.with(Example.WORKFLOW, passage, replacement));
        assertThat(said(changes.getFirst())).startsWith(expected);
    }

    @Test
    void toKeepThingsLongerIsToAllowMore() {
        String longer =
                Example.with(Example.WORKFLOW, "apart: ", "retention: { records: 400d, payloads: 7d }\napart: ");
        assertThat(diff(longer).stream().map(ContractDiffTest::said))
                .contains(
                        "ALLOWS limit retention.records PT8760H->PT9600H",
                        "FORBIDS limit retention.payloads PT720H->PT168H");
    }

    @Test
    void keepingMoreOfACustomerOnRecordIsNewlyAllowed() {
        String more = Example.with(Example.WORKFLOW, "phase: general", "phase: general\nrecord: { payloads: full }");
        assertThat(diff(more).stream().map(ContractDiffTest::said))
                .containsExactly("ALLOWS record record.payloads redacted->full");
        String less = Example.with(Example.WORKFLOW, "phase: general", "phase: general\nrecord: { payloads: none }");
        assertThat(diff(less).stream().map(ContractDiffTest::said))
                .containsExactly("FORBIDS record record.payloads redacted->none");
    }

    @Test
    void toLetIdentifiersFromNowhereOutIsNewlyAllowed() {
        String keep = Example.with(Example.WORKFLOW, "phase: general", "phase: general\noutput: { unsourced: keep }");
        assertThat(diff(keep).stream().map(ContractDiffTest::said))
                .containsExactly("ALLOWS output output.unsourced redact->keep");
    }

    @Test
    void aRowRuleCannotBeOrderedAndIsShownAsItWasAndIs() {
        String rule = "    rows: \"status is open\"";
        assertThat(diff(Example.with(Example.WORKFLOW, rule, rule.replace("open", "sent"))))
                .containsExactly(new Change(
                        Effect.MAY_ALLOW, "rows", "order-help", "order.rows", "status == 'open'", "status == 'sent'"));
    }

    @Test
    void theCatalogCanChangeWhatAContractMeans() {
        Contracts moved =
                Example.contracts(Example.with(Example.CATALOG, "table: orders", "table: orders2"), Example.WORKFLOW);
        assertThat(ContractDiff.between(CONTRACTS, moved))
                .extracting(ContractDiffTest::said)
                .containsExactly("MAY_ALLOW catalog order ->changed: cannot be ordered");
    }

    @Test
    void whatIsNewlyAllowedComesFirst() {
        String workflow = Example.with(
                Example.with(Example.WORKFLOW, "greet the customer", "greet them"),
                "calls: 60, rows: 200",
                "calls: 9, rows: 201");
        assertThat(diff(workflow))
                .extracting(Change::effect)
                .containsExactly(Effect.ALLOWS, Effect.FORBIDS, Effect.NEUTRAL);
    }

    @Test
    void aWorkflowComesAndGoes() {
        Contracts none = new Contracts(CONTRACTS.catalog(), new java.util.LinkedHashMap<>());
        assertThat(ContractDiff.between(none, CONTRACTS))
                .extracting(Change::effect)
                .containsExactly(Effect.ALLOWS);
        assertThat(ContractDiff.between(CONTRACTS, none))
                .extracting(Change::effect)
                .containsExactly(Effect.FORBIDS);
        Contracts off = Example.contracts(Example.CATALOG, Example.with(Example.WORKFLOW, "general", "off"));
        assertThat(ContractDiff.between(none, off)).extracting(Change::effect).containsExactly(Effect.NEUTRAL);
        assertThat(ContractDiff.between(off, CONTRACTS))
                .extracting(Change::kind)
                .containsExactly("phase");
    }

    private static String said(Change change) {
        return change.effect() + " " + change.kind() + " " + change.what() + " " + change.before() + "->"
                + change.after();
    }
}
