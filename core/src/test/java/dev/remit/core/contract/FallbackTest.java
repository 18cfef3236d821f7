package dev.remit.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.remit.core.contract.Boundary.Edge;
import dev.remit.core.decision.Reason;
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

    @Test
    void aLiveGrantIsGivenTheWordsOfToday() {
        Workflow before = Example.workflow(WITH);
        Workflow now = Example.workflow(WITH.replace("That took too long.", "Please wait."));
        assertThat(said(Rights.intersect(before, now), Reason.SOURCE_TIMEOUT)).isEqualTo("Please wait.");
        assertThat(said(Rights.intersect(before, Example.workflow(Example.WORKFLOW)), Reason.SOURCE_TIMEOUT))
                .isEqualTo("That took too long.");
    }
}
