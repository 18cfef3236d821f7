package dev.remit.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

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
                .isEqualTo(new Escalate("desk", Duration.ofHours(4), EnumSet.allOf(Topic.class), Set.of(), null, null));
    }

    @Test
    void allOfItIsRead() {
        assertThat(escalate("{ to: support-desk, within: 1h, topics: [complaint, boundary], then: [list_products,"
                        + " verify_customer], say: Wait., otherwise: Later. }"))
                .isEqualTo(new Escalate(
                        "support-desk",
                        Duration.ofHours(1),
                        EnumSet.of(Topic.COMPLAINT, Topic.BOUNDARY),
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
        assertThat(codes("{ if: { high_value: \"true\" } }"))
                .hasSize(1)
                .first()
                .asString()
                .contains("unsupported");
        assertThat(Example.compile(Example.CATALOG, with("{ then: [get_order] }")))
                .isInstanceOf(Compiled.Accepted.class);
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
