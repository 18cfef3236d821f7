package dev.remit.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.remit.core.catalog.Fact;
import dev.remit.core.contract.Change.Effect;
import dev.remit.core.escalation.Topic;
import dev.remit.core.finding.Finding;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EscalateTest {
    private static String with(String escalate) {
        return Example.with(Example.WORKFLOW, "apart: ", "escalate: " + escalate + "\napart: ");
    }

    private static Escalate escalate(String text) {
        return Example.workflow(with(text)).escalate();
    }

    @Test
    void whereAContractSaysNothingEverythingGoesToTheDesk() {
        assertThat(Example.workflow(Example.WORKFLOW).escalate())
                .isEqualTo(Escalate.DEFAULT)
                .isEqualTo(new Escalate(
                        "desk", Duration.ofHours(4), EnumSet.allOf(Topic.class), List.of(), Set.of(), null, null));
    }

    @Test
    void allOfItIsRead() {
        assertThat(escalate("{ to: support-desk, within: 1h, topics: [complaint, boundary], then: [list_products,"
                        + " verify_customer], say: Wait., otherwise: Later. }"))
                .isEqualTo(new Escalate(
                        "support-desk",
                        Duration.ofHours(1),
                        EnumSet.of(Topic.COMPLAINT, Topic.BOUNDARY),
                        List.of(),
                        Set.of("list_products", "verify_customer"),
                        "Wait.",
                        "Later."));
        assertThat(escalate("{ topics: [] }").topics()).isEmpty();
    }

    @Test
    void whatCannotBeEnforcedIsRefused() {
        assertThat(codes("{ then: [get_tickets] }")).containsExactly("unknown-tool");
        assertThat(codes("{ topics: [angri] }")).containsExactly("bad-value");
        assertThat(codes("{ within: 10s }")).containsExactly("bad-value");
        assertThat(codes("{ if: { boundary: \"true\" } }")).containsExactly("unknown-key");
        assertThat(codes("{ if: { high_value: \"args.x == 'y'\" } }")).containsExactly("unknown-name");
        assertThat(codes("{ if: { high_value: \"customer.vip\" } }")).containsExactly("unknown-name");
        assertThat(Example.compile(Example.CATALOG, with("{ then: [get_order] }")))
                .isInstanceOf(Compiled.Accepted.class);
    }

    private static final String FACTS = "facts: { who: { row: customer }, totals: { values: order.total } }, ";

    private static String watches(String conditions) {
        return "{ " + FACTS + "if: { " + conditions + " } }";
    }

    @Test
    void conditionsOnDataAreReadAndTypeChecked() {
        List<Watch> watches = escalate(watches(
                        "unusual: \"who.vip\", high_value: \"totals.exists(t, t > 500.0) || grant.case == 'T-1'\""))
                .watches();
        assertThat(watches)
                .extracting(
                        Watch::topic,
                        watch -> watch.facts().stream().map(Fact::name).toList())
                .containsExactlyInAnyOrder(
                        tuple(Topic.UNUSUAL, List.of("who")), tuple(Topic.HIGH_VALUE, List.of("totals")));
        assertThat(watches).allMatch(Watch::ofSubject);
        assertThat(escalate("{ if: { unusual: \"grant.has_read_text\" } }").watches())
                .noneMatch(Watch::ofSubject);

        assertThat(codes(watches("unusual: \"who.vip == 'yes' && size(totals) > 1\"")))
                .containsExactly("type-mismatch");
        assertThat(codes(watches("unusual: \"who.card_no == '1' && size(totals) > 1\"")))
                .as("what is never released is not looked at")
                .containsExactly("unknown-field");
        assertThat(codes("{ facts: { cards: { values: customer.card_no } }, if: { unusual: \"size(cards) > 1\" } }"))
                .contains("never-granted");
        assertThat(codes("{ facts: { totals: { values: order.total, where: { order_no: args.order_no } } }, if: {"
                        + " unusual: \"size(totals) > 1\" } }"))
                .contains("unknown-argument");
        assertThat(codes(watches("unusual: \"who.vip\""))).containsExactly("fact-unused");
        assertThat(codes("{ facts: { who: { row: customer } } }")).containsExactly("fact-unused");
    }

    @Test
    void aConditionOnACustomerNeedsACustomer() {
        String nobody = """
                workflow: catalogue
                purpose: Tell what can be bought.
                owner: lead@shop.example
                agents: [support-assistant]
                data: { product: { fields: { name: say what there is } } }
                escalate: { facts: { totals: { values: order.total } }, if: { unusual: "size(totals) > 1" } }
                boundary: { refuse: { "*": "I cannot help with that here." } }
                """;
        assertThat(Example.compile(Example.CATALOG, nobody).findings())
                .extracting(Finding::code)
                .containsExactly("gate-need");
        assertThat(Example.compile(Example.CATALOG, nobody.replace("values: order.total", "values: product.name")))
                .isInstanceOf(Compiled.Accepted.class);
    }

    @Test
    void aConditionIsInTheDigestWithWhatItLooksAt() {
        String digest = Example.workflow(with(watches("unusual: \"who.vip && size(totals) > 1\"")))
                .digest();
        for (String other : List.of(
                watches("unusual: \"who.vip && size(totals) > 2\""),
                watches("press: \"who.vip && size(totals) > 1\""),
                watches("unusual: \"who.vip && size(totals) > 1\"").replace("order.total", "order.order_no"))) {
            assertThat(Example.workflow(with(other)).digest()).as(other).isNotEqualTo(digest);
        }
    }

    @Test
    void oneConditionFewerIsNewlyAllowedAndOfTwoVersionsBothHold() {
        String one = "{ facts: { who: { row: customer } }, if: { unusual: \"who.vip\" } }";
        String two = watches("unusual: \"who.vip\", high_value: \"size(totals) > 5\"");
        String other = "{ facts: { who: { row: customer } }, if: { unusual: \"!who.vip\" } }";
        assertThat(effects(two, one)).containsExactly(Effect.ALLOWS);
        assertThat(effects(one, two)).containsExactly(Effect.FORBIDS);
        assertThat(effects(one, other)).containsExactly(Effect.MAY_ALLOW);
        assertThat(effects(two, two)).isEmpty();

        Workflow both = Rights.intersect(Example.workflow(with(two)), Example.workflow(with(other)));
        assertThat(both.escalate().watches())
                .extracting(watch -> watch.when().text())
                .containsExactlyInAnyOrder("!who.vip", "who.vip", "size(totals) > 5");
        assertThat(Rights.granted(Rights.intersect(both, both))).isEqualTo(Rights.granted(both));
    }

    private static List<Effect> effects(String before, String after) {
        return ContractDiff.between(
                        Example.contracts(Example.CATALOG, with(before)),
                        Example.contracts(Example.CATALOG, with(after)))
                .stream()
                .filter(change -> change.what().equals("escalate.if"))
                .map(Change::effect)
                .toList();
    }

    private static List<String> codes(String text) {
        return Example.compile(Example.CATALOG, with(text)).findings().stream()
                .map(Finding::code)
                .toList();
    }

    @Test
    void ofTwoVersionsTheStricterHolds() {
        Workflow opening = Example.workflow(
                with("{ to: a, within: 2h, topics: [legal], then: [get_order, list_products], otherwise: Old. }"));
        Workflow current =
                Example.workflow(with("{ to: b, within: 3h, topics: [press], then: [list_products, list_orders] }"));
        assertThat(Rights.intersect(opening, current).escalate())
                .isEqualTo(new Escalate(
                        "b",
                        Duration.ofHours(2),
                        EnumSet.of(Topic.LEGAL, Topic.PRESS),
                        List.of(),
                        Set.of("list_products"),
                        null,
                        "Old."));
    }

    @Test
    void allOfItIsInTheDigest() {
        String digest = Example.workflow(with("{ to: a }")).digest();
        for (String other : List.of(
                "{ to: b }",
                "{ to: a, within: 1h }",
                "{ to: a, topics: [legal] }",
                "{ to: a, then: [get_order] }",
                "{ to: a, say: Wait. }",
                "{ to: a, otherwise: Later. }")) {
            assertThat(Example.workflow(with(other)).digest()).as(other).isNotEqualTo(digest);
        }
        assertThat(Example.workflow(with("{ to: a, within: 4h }")).digest()).isEqualTo(digest);
        assertThat(Example.workflow(with("{ topics: [legal, press] }")).digest())
                .isEqualTo(Example.workflow(with("{ topics: [press, legal] }")).digest());
    }

    @Test
    void whatStaysWithTheAgentIsNewlyAllowed() {
        List<Change> changes = ContractDiff.between(
                Example.contracts(Example.CATALOG, with("{ topics: [legal], within: 1h }")),
                Example.contracts(Example.CATALOG, with("{ to: b, topics: [press], within: 2h, then: [get_order] }")));
        assertThat(changes)
                .extracting(
                        change -> change.effect() + " " + change.what() + " " + change.before() + "->" + change.after())
                .containsExactlyInAnyOrder(
                        Effect.ALLOWS + " escalate.within PT1H->PT2H",
                        Effect.ALLOWS + " escalate.then ->get_order",
                        Effect.ALLOWS + " escalate.topics legal->",
                        Effect.FORBIDS + " escalate.topics ->press",
                        Effect.NEUTRAL + " escalate.to desk->b");
    }
}
