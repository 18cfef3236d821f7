package dev.remit.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.finding.Finding;
import dev.remit.core.yaml.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the gates conclude from a contract's structure. */
class GatesTest {
    private static final String VERIFY = "verify: { by: [[email], [last_name, postcode]], attempts: 3 }\n";
    private static final String CASE = "case: { resource: ticket, live: \"status is open\", binds: false }\n";
    private static final String PUBLIC = """
            workflow: faq
            purpose: Answer public questions.
            owner: web@shop.example
            category: faq
            agents: [web-assistant]
            data:
              product: { fields: { name: name } }
            boundary: { refuse: { "*": "I cannot help with that here." } }
            """;

    private static List<String> codes(String workflow) {
        return Example.compile(Example.CATALOG, workflow).findings().stream()
                .map(Finding::code)
                .toList();
    }

    @Test
    void aWorkflowWithoutCustomerDataNeedsNoNeedAndIsNotChallenged() {
        assertThat(codes(PUBLIC)).isEmpty();
    }

    @Test
    void rowsOfATenantThatAreAboutCustomersAreChallengedToo() {
        String catalog = Example.with(Example.CATALOG, "{ code: { class: internal } }", "{ code: { class: account } }");
        String workflow =
                Example.with(PUBLIC, "data:\n", "need: a\ndata:\n  campaign: { fields: { code: name it } }\n");
        assertThat(Example.compile(catalog, Example.with(workflow, "name: name", "name: say it"))
                        .findings())
                .extracting(Finding::code)
                .containsExactly("challenge");
        assertThat(codes(workflow)).as("internal data is no customer's").isEmpty();
    }

    @Test
    void aWorkflowWithoutDataNeedsNoWordsAtItsBoundary() {
        assertThat(codes("workflow: leads\npurpose: Qualify leads.\nowner: a@b.example\nagents: [a]\n"))
                .isEmpty();
    }

    @Test
    void rowsOfOneCustomerNeedAWayToTellTheCustomer() {
        String nobody = Example.with(Example.with(Example.WORKFLOW, VERIFY, ""), CASE, "");
        assertThat(codes(nobody)).containsExactly("gate-need", "gate-need");
        assertThat(codes(Example.with(nobody, "data:\n", CASE.replace("false", "true") + "data:\n")))
                .isEmpty();
        assertThat(codes(Example.with(nobody, "data:\n", VERIFY + "data:\n"))).isEmpty();
    }

    @Test
    void aCustomerWhoIsToldMustBeNeededForSomething() {
        assertThat(codes(Example.with(PUBLIC, "data:\n", VERIFY + "data:\n"))).containsExactly("gate-need");
    }

    @Test
    void aCaseIsAboutSomebody() {
        assertThat(codes(Example.with(Example.WORKFLOW, VERIFY, "")))
                .containsExactlyInAnyOrder("case-unbound", "gate-need", "gate-need");
    }

    @Test
    void whatHasNoScopeIsNotReached() {
        String catalog = Example.with(Example.CATALOG, "key: order_no", "key: order_no\n    description: x")
                .replace(
                        "{ subject: \"customer_id -> customer\", tenant: \"customer_id -> customer\" }",
                        "{ subject: \"customer_id -> campaign\", tenant: \"customer_id -> customer\" }");
        assertThat(Example.compile(catalog, Example.WORKFLOW).findings())
                .extracting(Finding::code)
                .containsExactly("scope-path", "gate-scoped");
    }

    @Test
    void verifyingOnlyHasABoundaryOfItsOwn() {
        String words =
                "    unverified: \"I could not find you with that.\"\n    \"*\": \"I cannot help with that here.\"\n";
        String all = "    not_found: a\n    not_granted: b\n    limit: c\n    unavailable: d\n";
        assertThat(codes(Example.with(Example.WORKFLOW, words, all))).containsExactly("gate-boundary");
        assertThat(codes(Example.with(Example.WORKFLOW, words, all + "    unverified: e\n")))
                .isEmpty();
        assertThat(codes(PUBLIC.replace(
                        "{ \"*\": \"I cannot help with that here.\" }",
                        "{ not_found: a, not_granted: b, limit: c, unavailable: d }")))
                .isEmpty();
    }

    @Test
    void aDefaultThatCannotBeAppliedIsExplained() {
        String workflow = Example.with(Example.WORKFLOW, "status: the question itself }", "total: tell the price }");
        assertThat(Example.compile(Example.CATALOG, workflow)
                        .findings()
                        .getFirst()
                        .message())
                .isEqualTo("'total' cannot be masked, the default for financial data: masked needs text or a date;"
                        + " use generalized, redacted or clear.");
    }

    @Test
    void joinsDoNotReachFromOneSourceIntoAnotherAndCustomersAreInOnePlace() {
        String other = """
                source: desk
                subject: caller
                connect: { jdbc: "jdbc:sqlite:desk.db" }
                resources:
                  caller: { table: callers, scope: { subject: id, tenant: b }, key: id, fields: { id: { class: account } } }
                  call: { table: calls, scope: { subject: "c -> order", tenant: b }, key: id, fields: { id: { class: support } } }
                  note:
                    table: orders
                    scope: { subject: id, tenant: b }
                    key: id
                    fields: { id: { class: support } }
                  note_again:
                    table: orders
                    scope: { subject: id, tenant: b }
                    key: id
                    fields: { id: { class: activity } }
                  product: { table: p, scope: shared, key: id, fields: { id: { class: public } } }
                """;
        Compiled compiled = ContractCompiler.compile(
                List.of(new SourceText("catalog/a.yaml", Example.CATALOG), new SourceText("catalog/b.yaml", other)),
                List.of(),
                Example.RULES);
        assertThat(compiled.findings())
                .extracting(finding -> finding.code() + " " + finding.location())
                .containsExactly(
                        "second-subject catalog/b.yaml:2:10",
                        "scope-source catalog/b.yaml:6:43",
                        "class-conflict catalog/b.yaml:16:15",
                        "duplicate-name catalog/b.yaml:17:3");
    }

    @Test
    void aTenantIsSaidOnce() {
        String catalog =
                Example.with(Example.CATALOG, "subject: customer\nconnect", "tenant: acme\nsubject: customer\nconnect");
        assertThat(Example.compile(catalog, Example.WORKFLOW).findings())
                .extracting(Finding::code)
                .contains("scope-tenant");
    }

    @Test
    void nobodyIsVerifiedWhereNoCatalogHoldsTheCustomers() {
        String catalog = Example.with(Example.CATALOG, "subject: customer\nconnect", "connect");
        assertThat(Example.compile(catalog, Example.WORKFLOW).findings())
                .extracting(Finding::code)
                .contains("verify-subject");
    }
}
