package dev.remit.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.decision.ActionDecider;
import dev.remit.core.decision.ActionDecision;
import dev.remit.core.decision.Reason;
import dev.remit.core.finding.Finding;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be declared and granted as an action, and how a call of it is decided. */
class ActionsTest {
    private static final String CATALOG = """
            source: shop
            tenant: acme
            subject: customer
            connect:
              jdbc: "jdbc:sqlite:shop.db"
              write: { operations: remit_operations }
            owners: { "*": data@shop.example }
            resources:
              customer:
                table: customers
                scope: { subject: id }
                key: id
                fields: { id: { class: account }, plan: { class: account } }
              order:
                table: orders
                scope: { subject: "customer -> customer" }
                key: no
                fields: { no: { class: activity }, status: { class: activity }, customer: { class: account } }
              item:
                table: items
                scope: { subject: "order_no -> order" }
                key: id
                fields:
                  id: { class: activity }
                  order_no: { class: activity }
                  price: { class: financial, type: decimal }
              product: { table: products, scope: shared, key: sku, fields: { sku: { class: public } } }
            actions:
              cancel:
                description: Cancels an order.
                effect: write
                on: order
                arguments: { reason: { choices: [late, wrong] } }
                facts:
                  refund: { sum: item.price, where: { order_no: args.no } }
                statement: "UPDATE orders SET status = 'cancelled' WHERE no = :no AND status = :reason"
                undo: reopen
              reopen:
                description: Opens it again.
                effect: write
                on: order
                statement: "UPDATE orders SET status = 'open' WHERE no = :no"
              wipe:
                description: Removes an order for good.
                effect: irreversible
                on: order
                statement: "DELETE FROM orders WHERE no = :no"
            """;

    private static final String WORKFLOW = """
            workflow: help
            purpose: Help with orders.
            owner: lead@shop.example
            need: The order is the customer's own.
            agents: [helper]
            verify: { by: [[plan]] }
            actions:
              cancel:
                why: customers change their minds
                when: "order.status == 'open'"
                approve: { if: "refund > 100.0", by: [approver, operator], people: 2 }
                budget:
                  - { most: 2, per: grant }
                  - { most: 500, of: refund, per: workflow, within: 24h }
              wipe:
                why: the law asks for it
                approve: { by: admin }
            boundary: { refuse: { "*": "I cannot do that." } }
            """;

    private static Compiled compile(String catalog, String workflow) {
        return Example.compile(catalog, workflow);
    }

    private static Workflow help() {
        Compiled compiled = compile(CATALOG, WORKFLOW);
        assertThat(compiled.findings()).isEmpty();
        return Objects.requireNonNull(
                ((Compiled.Accepted) compiled).contracts().workflows().get("help"));
    }

    private static ActionGrant cancel() {
        return Objects.requireNonNull(help().actions().get("cancel"));
    }

    @Test
    void anActionHasTheKeyOfItsRowAsItsFirstArgument() {
        ActionGrant cancel = cancel();
        assertThat(cancel.action().arguments().keySet()).containsExactly("no", "reason");
        assertThat(cancel.facts().keySet()).containsExactly("order", "refund");
        assertThat(cancel.ofSubject()).isTrue();
        assertThat(cancel.budget()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "broad-action | WHERE no = :no AND status = :reason | ",
                "broad-action | WHERE no = :no AND status = :reason | WHERE status = :reason",
                "broad-action | Cancels an order.\\n    effect: write\\n    on: order | Cancels an order.\\n    effect: write\\n    on: product",
                "unknown-parameter | status = :reason | status = :raeson",
                "statement | WHERE no = :no AND status = :reason | WHERE no = :no AND status = :reason; DROP TABLE orders",
                "statement | UPDATE orders SET status = 'cancelled' | TRUNCATE orders, UPDATE",
                "statement | status = :reason | status = ? AND status = :reason",
                "unresolvable-action | write: { operations: remit_operations } | write: { user: writer }",
                "action-login | write: { operations: remit_operations } | timeout: 2s",
                "unknown-action | undo: reopen | undo: reopne",
                "unknown-field | sum: item.price | sum: item.prize",
                "fact-type | sum: item.price | sum: item.order_no",
                "unknown-argument | order_no: args.no | order_no: args.number",
                "reserved-name | arguments: { reason: | arguments: { dry_run: {}, reason:",
                "reserved-name | cancel:\\n    description: Cancels | get_cancel:\\n    description: Cancels",
                "reserved-name | refund: { sum: | grant: { sum:",
                "reserved-name | refund: { sum: | tenant: { sum:",
                "reserved-name | arguments: { reason: { choices: [late, wrong] } } | arguments: { grant: { of: item } }",
                "missing-key | effect: irreversible\\n | \\n",
            })
    void whatIsBroadOrCannotBeResolvedIsNotDeclared(String code, String passage, @Nullable String replacement) {
        String from = passage.replace("\\n", "\n");
        String to = replacement == null ? "" : replacement.replace("\\n", "\n");
        assertThat(CATALOG).contains(from);
        Compiled compiled = compile(CATALOG.replace(from, to), WORKFLOW);
        assertThat(compiled).isInstanceOf(Compiled.Rejected.class);
        assertThat(compiled.findings()).extracting(Finding::code).contains(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "irreversible-approval | approve: { by: admin } | budget: [{ most: 1, per: grant }]",
                "irreversible-approval | approve: { by: admin } | approve: { if: \"order.status == 'open'\" }",
                "irreversible-approval | approve: { by: admin } | approve: false",
                "unknown-action |   wipe: |   wype:",
                "unknown-amount | of: refund | of: refnd",
                "unknown-field | order.status == 'open' | order.state == 'open'",
                "reserved-name | why: customers change their minds | why: customers change their minds\\n    facts: { args: { count: item } }",
                "type-mismatch | order.status == 'open' | order.status == 5",
                "gate-need | why: customers change their minds | why: cancel",
                "gate-need | verify: { by: [[plan]] }\\n | ",
                "gate-boundary | boundary: { refuse: { \"*\": \"I cannot do that.\" } }\\n | ",
                "action-undo |   wipe:\\n |   wipe:\\n    undo: true\\n",
            })
    void whatIsUnboundedOrUnclearIsNotGranted(String code, String passage, @Nullable String replacement) {
        String from = passage.replace("\\n", "\n");
        String to = replacement == null ? "" : replacement.replace("\\n", "\n");
        assertThat(WORKFLOW).contains(from);
        Compiled compiled = compile(CATALOG, WORKFLOW.replace(from, to));
        assertThat(compiled).isInstanceOf(Compiled.Rejected.class);
        assertThat(compiled.findings()).extracting(Finding::code).contains(code);
    }

    @Test
    void aResourceWhoseNameMeansSomethingElseInConditionsIsNotActedOn() {
        String catalog = CATALOG.replace("  item:\n", "  grant:\n")
                .replace("item.price", "grant.price")
                .replace("    effect: irreversible\n    on: order", "    effect: irreversible\n    on: grant")
                .replace("DELETE FROM orders WHERE no = :no", "DELETE FROM items WHERE id = :id");
        assertThat(compile(catalog, WORKFLOW).findings())
                .extracting(Finding::code)
                .containsExactly("reserved-name");
        String other = catalog.replace("  grant:\n", "  line:\n")
                .replace("grant.price", "line.price")
                .replace("on: grant", "on: line");
        assertThat(compile(other, WORKFLOW).findings()).isEmpty();
    }

    @Test
    void anAmountThatAnAgentNamesIsBoundedSomewhere() {
        String naming = CATALOG.replace(
                "{ choices: [late, wrong] }", "{ choices: [late, wrong] }, paid: { type: decimal, kind: amount }");
        assertThat(compile(naming, WORKFLOW).findings())
                .extracting(Finding::code)
                .containsExactly("broad-action");
        assertThat(compile(naming.replace("kind: amount }", "kind: amount, most: 50 }"), WORKFLOW)
                        .findings())
                .isEmpty();
        String budgeted = WORKFLOW.replace("of: refund", "of: paid");
        assertThat(compile(naming, budgeted).findings()).isEmpty();
    }

    private static Map<String, Object> values(@Nullable String status, String refund) {
        Map<String, @Nullable Object> order = new LinkedHashMap<>();
        order.put("no", "A-1");
        order.put("status", status);
        return Map.of(
                "args", Map.of("no", "A-1", "reason", "late"),
                "grant", Map.of("agent", "helper"),
                "order", order,
                "refund", new BigDecimal(refund),
                "now", Instant.parse("2026-11-21T10:00:00Z"));
    }

    @Test
    void aConditionThatIsNotMetOrCannotBeJudgedIsADenial() {
        ActionGrant cancel = cancel();
        assertThat(ActionDecider.decide(cancel, values("open", "5.00"), false)).isEqualTo(new ActionDecision.Allow());
        ActionDecision no = new ActionDecision.Deny(Reason.CONDITION_NOT_MET);
        assertThat(ActionDecider.decide(cancel, values("sent", "5.00"), false)).isEqualTo(no);
        assertThat(ActionDecider.decide(cancel, values(null, "5.00"), false)).isEqualTo(no);
    }

    @Test
    void anApprovalIsAskedForWhereItsRuleHoldsOrCannotBeJudged() {
        ActionGrant cancel = cancel();
        assertThat(ActionDecider.decide(cancel, values("open", "100.00"), false))
                .isEqualTo(new ActionDecision.Allow());
        assertThat(ActionDecider.decide(cancel, values("open", "100.01"), false))
                .isInstanceOfSatisfying(ActionDecision.StepUp.class, step -> {
                    assertThat(step.need().people()).isEqualTo(2);
                    assertThat(step.because()).containsExactly("rule");
                });
        Map<String, Object> unknown = new LinkedHashMap<>(values("open", "1"));
        unknown.remove("refund");
        assertThat(ActionDecider.decide(cancel, unknown, false)).isInstanceOf(ActionDecision.StepUp.class);
    }

    @Test
    void aConversationThatHasReadTextStepsUp() {
        assertThat(ActionDecider.decide(cancel(), values("open", "1"), true))
                .isInstanceOfSatisfying(
                        ActionDecision.StepUp.class,
                        step -> assertThat(step.because()).containsExactly("has_read_text"));
        String calm = CATALOG.replace("undo: reopen\n", "undo: reopen\n    steerable: false\n");
        Workflow help = Objects.requireNonNull(((Compiled.Accepted) compile(calm, WORKFLOW))
                .contracts()
                .workflows()
                .get("help"));
        assertThat(ActionDecider.decide(
                        Objects.requireNonNull(help.actions().get("cancel")), values("open", "1"), true))
                .isEqualTo(new ActionDecision.Allow());
    }

    @Test
    void whatCannotBeTakenBackAlwaysWaitsForAPerson() {
        ActionGrant wipe = Objects.requireNonNull(help().actions().get("wipe"));
        assertThat(ActionDecider.decide(wipe, values("open", "1"), false))
                .isInstanceOfSatisfying(ActionDecision.StepUp.class, step -> {
                    assertThat(step.because()).contains("irreversible");
                    assertThat(step.need().by()).containsExactly(Approval.Approver.ADMIN);
                });
        ActionGrant careless = new ActionGrant(
                wipe.action(),
                wipe.why(),
                ActionGrant.Level.AUTOMATE,
                wipe.facts(),
                List.of(),
                List.of(),
                wipe.budget(),
                ActionGrant.AfterReading.ALLOW,
                false);
        assertThat(ActionDecider.decide(careless, values("open", "1"), false))
                .isInstanceOf(ActionDecision.StepUp.class);
    }

    @Test
    void twoVersionsTogetherAskForWhatEachOfThemAsks() {
        Workflow opening = help();
        String later = WORKFLOW.replace("order.status == 'open'", "args.reason == 'late'")
                .replace("{ most: 2, per: grant }", "{ most: 1, per: grant }");
        Workflow current = Objects.requireNonNull(((Compiled.Accepted) compile(CATALOG, later))
                .contracts()
                .workflows()
                .get("help"));
        ActionGrant both = Objects.requireNonNull(
                Rights.intersect(opening, current).actions().get("cancel"));
        assertThat(both.when()).hasSize(2);
        assertThat(both.budget()).hasSize(3);
        Workflow changed =
                Objects.requireNonNull(((Compiled.Accepted) compile(CATALOG.replace("'cancelled'", "'gone'"), WORKFLOW))
                        .contracts()
                        .workflows()
                        .get("help"));
        assertThat(Rights.intersect(opening, changed).actions()).containsOnlyKeys("wipe");
        assertThat(Rights.narrow(opening, Map.of(), null, null).actions()).isEmpty();
        assertThat(Rights.narrow(opening, null, null, null).actions()).containsOnlyKeys("cancel", "wipe");
    }

    @Test
    void aNewActionIsNewlyAllowedAndAFurtherDemandForbids() {
        Contracts without = ((Compiled.Accepted) compile(
                        CATALOG,
                        WORKFLOW.replace(
                                WORKFLOW.substring(WORKFLOW.indexOf("  wipe:"), WORKFLOW.indexOf("boundary:")), "")))
                .contracts();
        Contracts with = ((Compiled.Accepted) compile(CATALOG, WORKFLOW)).contracts();
        assertThat(ContractDiff.between(without, with)).anySatisfy(change -> {
            assertThat(change.effect()).isEqualTo(Change.Effect.ALLOWS);
            assertThat(change.after()).isEqualTo("wipe");
        });
        assertThat(ContractDiff.between(with, without))
                .allSatisfy(change -> assertThat(change.effect()).isNotEqualTo(Change.Effect.ALLOWS));
    }

    @Test
    void aConditionThatChangedIsShownAsItWasAndIs() {
        Contracts old = ((Compiled.Accepted) compile(CATALOG, WORKFLOW)).contracts();
        Contracts now = ((Compiled.Accepted) compile(CATALOG, WORKFLOW.replace("== 'open'", "== 'sent'"))).contracts();
        assertThat(ContractDiff.between(old, now))
                .containsExactly(new Change(
                        Change.Effect.MAY_ALLOW,
                        "action",
                        "help",
                        "actions.cancel.when",
                        "order.status == 'open'",
                        "order.status == 'sent'"));
    }
}
