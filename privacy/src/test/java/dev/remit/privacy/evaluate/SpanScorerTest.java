package dev.remit.privacy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpanScorerTest {
    private static final String TEXT = "Ada Lovelace lives in Long Lane 12, London today";

    private static Span span(String kind, String part) {
        int start = TEXT.indexOf(part);
        return new Span(kind, start, start + part.length());
    }

    private static SpanScorer scored(List<Span> labelled, List<Span> said) {
        SpanScorer scorer = new SpanScorer(SpanScorer.Merging.NEIGHBOURS);
        scorer.add(TEXT, labelled, said);
        return scorer;
    }

    private static void expect(Counts counts, int labelled, int said, int right) {
        assertThat(List.of(counts.labelled, counts.said, counts.right)).containsExactly(labelled, said, right);
    }

    @Test
    void aSpanThatIsFoundWholeIsRight() {
        SpanScorer scorer = scored(List.of(span("PERSON", "Ada Lovelace")), List.of(span("PERSON", "Ada Lovelace")));
        expect(scorer.binary(), 1, 1, 1);
        assertThat(scorer.binary().f2()).isEqualTo(1);
    }

    @Test
    void anOverlapBelowThreeQuartersIsBothMissedAndWrong() {
        SpanScorer scorer = scored(List.of(span("PERSON", "Ada Lovelace")), List.of(span("PERSON", "Lovelace")));
        expect(scorer.binary(), 1, 1, 0);
    }

    @Test
    void anotherKindCountsInTheBinaryScoreOnly() {
        SpanScorer scorer = scored(List.of(span("PERSON", "Ada Lovelace")), List.of(span("PLACE", "Ada Lovelace")));
        expect(scorer.binary(), 1, 1, 1);
        expect(scorer.kind("PERSON"), 1, 0, 0);
        expect(scorer.kind("PLACE"), 0, 1, 0);
    }

    @Test
    void neighboursWithOnlySkipWordsBetweenThemAreOne() {
        List<Span> labelled = List.of(span("ADDRESS", "Long Lane 12"), span("PLACE", "London"));
        SpanScorer scorer = scored(labelled, List.of(span("ADDRESS", "Long Lane 12, London")));
        expect(scorer.binary(), 1, 1, 1);
        expect(scorer.kind("ADDRESS"), 1, 2, 0);
    }

    @Test
    void otherWordsBetweenThemKeepSpansApart() {
        List<Span> labelled = List.of(span("PERSON", "Ada Lovelace"), span("PLACE", "London"));
        expect(scored(labelled, labelled).binary(), 2, 2, 2);
    }

    @Test
    void partsThatTogetherSufficeAreOneFinding() {
        SpanScorer scorer = scored(
                List.of(span("ADDRESS", "Long Lane 12, London")),
                List.of(span("ADDRESS", "Long Lane"), span("ADDRESS", "12, London")));
        expect(scorer.kind("ADDRESS"), 1, 1, 1);
    }

    @Test
    void skipWordsAtTheEndsDoNotCount() {
        SpanScorer scorer = scored(List.of(span("PLACE", "London")), List.of(span("PLACE", "in Long Lane 12, London")));
        expect(scorer.binary(), 1, 1, 0);
        expect(
                scored(List.of(span("PLACE", "Long Lane")), List.of(span("PLACE", "in Long Lane")))
                        .binary(),
                1,
                1,
                1);
    }

    @Test
    void aFindingThatTouchesNothingIsWrong() {
        expect(scored(List.of(), List.of(span("PERSON", "London"))).binary(), 0, 1, 0);
    }

    @Test
    void fromTheSecondTextOnTheReleasedCodeJoinsAllOfAText() {
        List<Span> labelled = List.of(span("PERSON", "Ada Lovelace"), span("PLACE", "London"));
        SpanScorer scorer = new SpanScorer(SpanScorer.Merging.AS_RELEASED);
        scorer.add(TEXT, labelled, labelled);
        expect(scorer.binary(), 2, 2, 2);
        scorer.add(TEXT, labelled, labelled);
        expect(scorer.binary(), 3, 3, 3);
    }
}
