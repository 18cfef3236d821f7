package dev.remit.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.remit.core.contract.Boundary.Edge;
import dev.remit.core.decision.Reason;
import java.time.Duration;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an agent is given to say when something that its workflow needs cannot answer. */
class FallbackTest {
    private static final String WITH = Example.with(Example.WORKFLOW, "apart: ", """
            fallback:
              source_down: { say: Our shop cannot be reached. }
              source_slow: { say: That took too long., then: refuse }
            apart:\s""");

    private static @Nullable String said(Workflow workflow, Reason reason) {
        return workflow.boundary().words(reason.edge(), reason.cause());
    }

    @Test
    void aCauseThatIsNamedHasItsOwnWordsAndAnyOtherThoseOfItsEdge() {
        Workflow workflow = Example.workflow(WITH);
        String otherwise = workflow.boundary().words(Edge.UNAVAILABLE);
        assertThat(said(workflow, Reason.SOURCE_UNAVAILABLE)).isEqualTo("Our shop cannot be reached.");
        assertThat(said(workflow, Reason.SOURCE_WRONG_SHAPE)).isEqualTo("Our shop cannot be reached.");
        assertThat(said(workflow, Reason.SOURCE_TIMEOUT)).isEqualTo("That took too long.");
        assertThat(said(workflow, Reason.SHAPE_FAILED)).isEqualTo(otherwise).isNotNull();
        assertThat(said(workflow, Reason.STOPPED)).isEqualTo(otherwise);
        assertThat(said(Example.workflow(Example.WORKFLOW), Reason.SOURCE_TIMEOUT))
                .isEqualTo(otherwise);
    }

    @Test
    void theWordsCountForTheDigestAndGrantNothing() {
        Workflow without = Example.workflow(Example.WORKFLOW);
        Workflow with = Example.workflow(WITH);
        assertThat(with.digest()).isNotEqualTo(without.digest());
        assertThat(Rights.granted(with)).isEqualTo(Rights.granted(without));
        assertThat(ContractDiff.between(
                        Example.contracts(Example.CATALOG, Example.WORKFLOW), Example.contracts(Example.CATALOG, WITH)))
                .extracting(Change::effect, Change::what)
                .containsExactly(
                        tuple(Change.Effect.NEUTRAL, "fallback.source_down"),
                        tuple(Change.Effect.NEUTRAL, "fallback.source_slow"));
    }

    private static Workflow with(String fallback) {
        return Example.workflow(text(fallback));
    }

    private static String text(String fallback) {
        return Example.with(Example.WORKFLOW, "apart: ", "fallback: { " + fallback + " }\napart: ");
    }

    @Test
    void whoIsAskedNextIsRead() {
        Workflow workflow = with("source_down: { say: Wait., then: escalate },"
                + " nobody_answers: { say: Later., then: escalate, to: second, within: 2h }");
        assertThat(workflow.boundary().fallback(Fallback.Cause.NOBODY_ANSWERS))
                .isEqualTo(new Fallback("Later.", Fallback.Then.ESCALATE, "second", Duration.ofHours(2)));
        assertThat(workflow.boundary().escalates(Reason.SOURCE_UNAVAILABLE.cause()))
                .isTrue();
        assertThat(workflow.boundary().escalates(Reason.SOURCE_TIMEOUT.cause())).isFalse();
        assertThat(workflow.boundary().escalates(Reason.NOT_FOUND.cause())).isFalse();
    }

    @Test
    void aPersonWhoIsNotAskedAnyMoreIsNewlyAllowed() {
        String asks =
                "source_slow: { say: Wait., then: escalate }, nobody_answers: { say: Later., then: escalate, to: a }";
        String less = "source_slow: { say: Wait. }, nobody_answers: { say: Later., then: escalate, to: b, within: 5h }";
        assertThat(changes(asks, less))
                .containsExactly(
                        tuple(Change.Effect.ALLOWS, "fallback.source_slow.then", "escalate", "refuse"),
                        tuple(Change.Effect.ALLOWS, "fallback.nobody_answers.within", "PT4H", "PT5H"),
                        tuple(Change.Effect.NEUTRAL, "fallback.nobody_answers.to", "a", "b"));
        assertThat(changes(less, asks))
                .extracting(change -> change.toList().getFirst())
                .containsExactly(Change.Effect.FORBIDS, Change.Effect.FORBIDS, Change.Effect.NEUTRAL);
        assertThat(changes(asks, asks)).isEmpty();
    }

    private static List<Tuple> changes(String before, String after) {
        return ContractDiff.between(
                        Example.contracts(Example.CATALOG, text(before)),
                        Example.contracts(Example.CATALOG, text(after)))
                .stream()
                .map(change -> tuple(change.effect(), change.what(), change.before(), change.after()))
                .toList();
    }

    @Test
    void allOfItIsInTheDigestAndWhoIsAskedIsGranted() {
        Workflow plain = with("nobody_answers: { say: Later., then: escalate, to: a, within: 1h }");
        for (String other : List.of(
                "nobody_answers: { say: Later., then: escalate, to: b, within: 1h }",
                "nobody_answers: { say: Later., then: escalate, to: a, within: 2h }",
                "nobody_answers: { say: Never., then: escalate, to: a, within: 1h }",
                "nobody_answers: { say: Later. }")) {
            assertThat(with(other).digest()).as(other).isNotEqualTo(plain.digest());
        }
        assertThat(Rights.granted(with("nobody_answers: { say: Later. }"))).isNotEqualTo(Rights.granted(plain));
        assertThat(Rights.granted(with("nobody_answers: { say: Never., then: escalate, to: b, within: 1h }")))
                .isEqualTo(Rights.granted(plain));
    }

    @Test
    void ofTwoVersionsTheOneThatAsksAPersonHolds() {
        Workflow asks = with("source_down: { say: Old., then: escalate },"
                + " nobody_answers: { say: Old., then: escalate, to: a, within: 2h }");
        Workflow plain = with("source_down: { say: New. }, nobody_answers: { say: New., then: escalate, to: b }");
        Workflow both = Rights.intersect(asks, plain);
        assertThat(both.boundary().fallback(Fallback.Cause.SOURCE_DOWN))
                .isEqualTo(new Fallback("New.", Fallback.Then.ESCALATE, null, null));
        assertThat(both.boundary().fallback(Fallback.Cause.NOBODY_ANSWERS))
                .isEqualTo(new Fallback("New.", Fallback.Then.ESCALATE, "b", Duration.ofHours(2)));
        assertThat(Rights.intersect(plain, asks).boundary().escalates(Fallback.Cause.SOURCE_DOWN))
                .isTrue();
        assertThat(Rights.granted(Rights.intersect(both, both))).isEqualTo(Rights.granted(both));
    }

    @Test
    void aLiveGrantIsGivenTheWordsOfToday() {
        Workflow before = Example.workflow(WITH);
        Workflow now = Example.workflow(WITH.replace("That took too long.", "Please wait."));
        assertThat(said(Rights.intersect(before, now), Reason.SOURCE_TIMEOUT)).isEqualTo("Please wait.");
        assertThat(said(Rights.intersect(before, Example.workflow(Example.WORKFLOW)), Reason.SOURCE_TIMEOUT))
                .isEqualTo("That took too long.");
    }
}
