package dev.remit.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Handling;
import dev.remit.core.catalog.Path;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.SourceText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ContractCompilerTest {
    @Test
    void aRightConfigurationIsAcceptedWithoutAWord() {
        assertThat(Example.compile(Example.CATALOG, Example.WORKFLOW))
                .isInstanceOfSatisfying(
                        Compiled.Accepted.class,
                        accepted -> assertThat(accepted.findings()).isEmpty());
    }

    @Test
    void aContractSaysWhatItsTextSays() {
        Workflow workflow = Example.workflow(Example.WORKFLOW);
        assertThat(workflow.agents()).containsExactlyInAnyOrder("support-assistant", "night-assistant");
        assertThat(workflow.data().keySet()).containsExactly("customer", "order", "product");
        ResourceGrant customer = Objects.requireNonNull(workflow.data().get("customer"));
        assertThat(customer.fields().values())
                .extracting(each -> each.field().name(), GrantedField::handling, GrantedField::why)
                .containsExactly(
                        tuple("first_name", Handling.CLEAR, "greet the customer"),
                        tuple("email", Handling.MASKED, "confirm the address on file"));
        assertThat(workflow.limits().lifetime()).isEqualTo(Duration.ofMinutes(20));
        assertThat(workflow.limits().bytes()).isEqualTo(1 << 20);
        assertThat(workflow.limits().callsPerMinute()).isEqualTo(Limits.DEFAULTS.callsPerMinute());
        assertThat(workflow.boundary().words(Boundary.Edge.LIMIT)).isEqualTo("I cannot help with that here.");
        assertThat(Objects.requireNonNull(workflow.verify()).by()).hasSize(2);
        assertThat(Objects.requireNonNull(workflow.liveCase()).binds()).isFalse();
    }

    @Test
    void whatWasSaidIsKeptNoLongerThanAnyClassThatIsGrantedMayBe() {
        String contract =
                Example.with(Example.WORKFLOW, "apart: ", "retention: { records: 90d, payloads: 60d }\napart: ");
        String catalog = Example.with(Example.CATALOG, "resources:\n", "retention: { CLASS: 7d }\nresources:\n");
        assertThat(Example.workflow(contract).retention())
                .isEqualTo(new Retention(Duration.ofDays(90), Duration.ofDays(60)));
        assertThat(retention(catalog.replace("CLASS", "personal"), contract))
                .isEqualTo(new Retention(Duration.ofDays(90), Duration.ofDays(7)));
        assertThat(retention(catalog.replace("CLASS", "financial"), contract))
                .as("a class that the contract does not grant has no say")
                .isEqualTo(new Retention(Duration.ofDays(90), Duration.ofDays(60)));
        assertThat(Example.workflow(Example.WORKFLOW).retention()).isEqualTo(Retention.DEFAULTS);
    }

    private static Retention retention(String catalog, String contract) {
        return Objects.requireNonNull(
                        Example.contracts(catalog, contract).workflows().get("order-help"))
                .retention();
    }

    @Test
    void aPathLeadsThroughEachResourceToTheCustomer() {
        Resource item = Objects.requireNonNull(Example.contracts(Example.CATALOG, Example.WORKFLOW)
                .catalog()
                .resources()
                .get("item"));
        Path expected = new Path(
                List.of(
                        new Path.Join("order_id", "orders", "order_no"),
                        new Path.Join("customer_id", "customers", "customer_id")),
                "customer_id",
                FieldType.INTEGER);
        Path tenant = new Path(expected.joins(), "brand", FieldType.TEXT);
        assertThat(item.scope()).isEqualTo(new Scope.OfSubject(expected, new Scope.TenantKey.InColumn(tenant)));
    }

    @Test
    void aColumnThatHoldsTheCustomerHasTheTypeOfTheCustomersOwn() {
        Resource ticket = Objects.requireNonNull(Example.contracts(Example.CATALOG, Example.WORKFLOW)
                .catalog()
                .resources()
                .get("ticket"));
        assertThat(((Scope.OfSubject) ticket.scope()).subject())
                .isEqualTo(new Path(List.of(), "customer_id", FieldType.INTEGER));
    }

    @Test
    void aJoinMayGoToAColumnThatIsNotTheKey() {
        String catalog = Example.with(
                Example.CATALOG,
                "{ subject: \"order_id -> order\", tenant: \"order_id -> order\" }",
                "{ subject: \"order_id->order.id\", tenant: \"order_id -> order.id\" }");
        Resource item = Objects.requireNonNull(Example.contracts(catalog, Example.WORKFLOW)
                .catalog()
                .resources()
                .get("item"));
        assertThat(((Scope.OfSubject) item.scope()).subject().joins().getFirst())
                .isEqualTo(new Path.Join("order_id", "orders", "id"));
    }

    @Test
    void aSourceOfOneTenantNeedsNoTenantColumn() {
        String catalog = """
                source: crm
                tenant: acme
                connect: { jdbc: "jdbc:sqlite:crm.db" }
                owners: { "*": a@b.example }
                resources:
                  lead: { table: leads, scope: tenant, key: id, fields: { id: { class: internal } } }
                  call: { table: calls, scope: { subject: customer_id }, key: id, fields: { id: { class: support } } }
                """;
        Compiled compiled = ContractCompiler.compile(
                List.of(new SourceText("catalog/crm.yaml", catalog)), List.of(), Example.RULES);
        Contracts contracts = ((Compiled.Accepted) compiled).contracts();
        Scope.TenantKey whole = new Scope.TenantKey.Whole("acme");
        assertThat(Objects.requireNonNull(contracts.catalog().resources().get("lead"))
                        .scope())
                .isEqualTo(new Scope.OfTenant(whole));
        assertThat(Objects.requireNonNull(contracts.catalog().resources().get("call"))
                        .scope())
                .isEqualTo(new Scope.OfSubject(new Path(List.of(), "customer_id", FieldType.TEXT), whole));
    }

    @Test
    void allMistakesOfAllFilesAreFoundAtOnce() {
        Compiled compiled = Example.compile(
                Example.with(Example.CATALOG, "table: orders", "tabel: orders"),
                Example.with(Example.WORKFLOW, "owner:", "ovner:").replace("calls: 60", "calls: 0"));
        assertThat(compiled.findings())
                .extracting(Finding::code, finding -> finding.location().toString())
                .containsExactly(
                        tuple("unknown-key", "catalog/shop.yaml:27:5"),
                        tuple("missing-key", "catalog/shop.yaml:27:5"),
                        tuple("missing-key", "workflows/order-help.yaml:1:1"),
                        tuple("unknown-key", "workflows/order-help.yaml:3:1"),
                        tuple("bad-value", "workflows/order-help.yaml:21:48"));
    }

    @Test
    void aMistakeOfACatalogIsNotReportedAgainAtEachUse() {
        Compiled compiled = Example.compile(
                Example.with(
                        Example.CATALOG, "first_name: { class: personal, kind: name }", "first_name: { kind: name }"),
                Example.WORKFLOW);
        assertThat(compiled.findings()).extracting(Finding::code).containsExactly("missing-key");
    }

    @Test
    void aFileFullOfMistakesIsCutShort() {
        StringBuilder workflow = new StringBuilder(Example.WORKFLOW);
        for (int i = 0; i < 1_000; i++) {
            workflow.append("x").append(i).append(": 1\n");
        }
        List<Finding> findings =
                Example.compile(Example.CATALOG, workflow.toString()).findings();
        assertThat(findings).hasSize(Findings.MOST_PER_FILE + 1);
        assertThat(findings.getLast().code()).isEqualTo("too-many-findings");
    }

    @Test
    void namesAreUniqueOverAllFiles() {
        Compiled compiled = ContractCompiler.compile(
                List.of(new SourceText("catalog/a.yaml", Example.CATALOG)),
                List.of(
                        new SourceText("workflows/a.yaml", Example.WORKFLOW),
                        new SourceText("workflows/b.yaml", Example.WORKFLOW)),
                Example.RULES);
        assertThat(compiled.findings())
                .extracting(Finding::code, finding -> finding.location().toString())
                .containsExactly(tuple("duplicate-name", "workflows/b.yaml:1:11"));
    }

    @Test
    void thousandsOfContractsCompile() {
        List<SourceText> workflows = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            workflows.add(new SourceText(
                    "workflows/w" + i + ".yaml",
                    Example.with(Example.WORKFLOW, "workflow: order-help", "workflow: order-help-" + i)));
        }
        Compiled compiled = ContractCompiler.compile(
                List.of(new SourceText("catalog/shop.yaml", Example.CATALOG)), workflows, Example.RULES);
        assertThat(((Compiled.Accepted) compiled).contracts().workflows()).hasSize(2_000);
    }
}
