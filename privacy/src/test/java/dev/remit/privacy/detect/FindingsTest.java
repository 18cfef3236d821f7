package dev.remit.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Settings ALL = new Settings(all(), Tier.WEAK, List.of(), List.of());

    @Test
    void theLongerThenTheSurerThenTheFirstKindStays() {
        assertThat(chosen(
                        new Finding(Kind.AGE, 0, 2, Tier.VALID, "a"), new Finding(Kind.DATE, 0, 10, Tier.LIKELY, "b")))
                .extracting(Finding::kind)
                .containsExactly(Kind.DATE);
        assertThat(chosen(
                        new Finding(Kind.PHONE, 0, 9, Tier.LIKELY, "a"), new Finding(Kind.DATE, 0, 9, Tier.VALID, "b")))
                .extracting(Finding::kind)
                .containsExactly(Kind.DATE);
        assertThat(chosen(
                        new Finding(Kind.PHONE, 0, 9, Tier.LIKELY, "a"),
                        new Finding(Kind.US_SSN, 0, 9, Tier.LIKELY, "b")))
                .extracting(Finding::kind)
                .containsExactly(Kind.US_SSN);
    }

    @Test
    void ofTwoThatAreBareShapesTheOneWithMoreToItStays() {
        Finding shape = new Finding(Kind.DE_TAX_NUMBER, 0, 11, Tier.WEAK, "shape");
        Finding plan = new Finding(Kind.PHONE, 0, 11, Tier.WEAK, "valid by the numbering plan of a country asked for");

        assertThat(chosen(shape, plan)).containsExactly(plan);
        assertThat(chosen(plan, shape)).containsExactly(plan);
    }

    @Test
    void theLoserKeepsWhatTheWinnerLeaves() {
        assertThat(chosen(
                        new Finding(Kind.CARD, 5, 25, Tier.VALID, "a"),
                        new Finding(Kind.PHONE, 0, 12, Tier.LIKELY, "b")))
                .extracting(Finding::start, Finding::end)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(0, 5), org.assertj.core.groups.Tuple.tuple(5, 25));
    }

    @Test
    void everyByteThatWasFoundStaysFoundInAnyOrder() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            List<Finding> some = new ArrayList<>();
            BitSet covered = new BitSet();
            for (int i = 0; i < 30; i++) {
                int start = random.nextInt(200);
                int end = start + 1 + random.nextInt(40);
                some.add(new Finding(Kind.builtIn().get(random.nextInt(9)), start, end, Tier.LIKELY, "x"));
                covered.set(start, end);
            }
            List<Finding> first = chosen(some.toArray(Finding[]::new));
            Collections.shuffle(some, random);
            assertThat(chosen(some.toArray(Finding[]::new))).isEqualTo(first);
            BitSet left = new BitSet();
            for (Finding finding : first) {
                assertThat(left.get(finding.start(), finding.end()).isEmpty()).isTrue();
                left.set(finding.start(), finding.end());
            }
            assertThat(left).isEqualTo(covered);
        }
    }

    private static List<Finding> chosen(Finding... some) {
        Findings findings = new Findings();
        for (Finding one : some) {
            findings.add(one.kind(), one.start(), one.end(), one.tier(), one.why());
        }
        findings.choose(ALL);
        return List.copyOf(findings.asList());
    }

    private static BitSet all() {
        BitSet all = new BitSet();
        all.set(0, Kind.builtIn().size());
        return all;
    }
}
