package dev.remit.ledger.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.TestKeys;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.InclusionProof;
import dev.remit.ledger.tree.Verdict;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofFileTest {
    private static final String HASH = "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n";
    private static final String NOTE = "o\n\n\u2014 n QUJDREU=\n";

    private final TestLog log = new TestLog(300);

    @Test
    void aProofShowsTheEntry() {
        ProofFile proof =
                TestKeys.value(ProofFile.parse(log.proof(7, 300, log.witness).encode()));
        assertThat(proof.verify(TestLog.leaf(7), log.trusted(1)))
                .isInstanceOfSatisfying(ProofCheck.Proven.class, proven -> {
                    assertThat(proven.index()).isEqualTo(7);
                    assertThat(proven.checkpoint()).isEqualTo(log.head(300));
                    assertThat(proven.witnesses()).hasSize(1);
                });
    }

    @Test
    void aProofShowsNoOtherEntry() {
        ProofFile proof = log.proof(7, 300);
        assertThat(proof.verify(TestLog.leaf(8), log.trusted(0)))
                .isEqualTo(new ProofCheck.NotIncluded(Verdict.Reason.ROOT));
        ProofFile elsewhere =
                ProofFile.of(new byte[0], new InclusionProof(300, 300, proof.path()), log.checkpoint(300));
        assertThat(elsewhere.verify(TestLog.leaf(7), log.trusted(0)))
                .isEqualTo(new ProofCheck.NotIncluded(Verdict.Reason.OUTSIDE));
        assertThat(proof.verify(TestLog.leaf(7), log.trusted(1)))
                .isEqualTo(new ProofCheck.NotTrusted(new CheckpointCheck.TooFewWitnesses(0, 1)));
        assertThat(proof.verify(TestLog.leaf(7), new TestLog(300).trusted(0)))
                .isEqualTo(new ProofCheck.NotTrusted(new CheckpointCheck.Unsigned()));
    }

    @Test
    void everyChangedBitOfAProofIsFound() {
        TrustedLog trusted =
                new TrustedLog(TestLog.ORIGIN, List.of(log.key.verifier()), List.of(log.witness.verifier()), 1);
        byte[] bytes = log.proof(299, 300, log.witness).encode();
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) (1 << bit);
                if (ProofFile.parse(changed) instanceof Parsed.WellFormed<ProofFile>(ProofFile proof)) {
                    assertThat(proof.verify(TestLog.leaf(299), trusted))
                            .as("byte %d, bit %d", at, bit)
                            .isNotInstanceOf(ProofCheck.Proven.class);
                }
            }
        }
    }

    @Test
    void theLinesOfTheSpecificationsExampleAreRead() {
        // The signatures of the example are abridged in the specification, so there is another note below it.
        String text = "c2sp.org/tlog-proof@v1\n"
                + "extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6kYXJ3aW4tYXJ\n"
                + "index 73894\n"
                + HASH
                + "B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=\n"
                + "EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=\n"
                + "RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=\n"
                + "AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=\n"
                + "\n"
                + "example.com/fancylog\n109482\nsFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n"
                + "\n\u2014 example.com/fancylog QUJDREU=\n";
        ProofFile proof = TestKeys.value(ProofFile.parse(text.getBytes(UTF_8)));
        assertThat(proof.extra()).startsWith("age-v1.2.1-darwin-arm64.tar.gz".getBytes(UTF_8));
        assertThat(proof.index()).isEqualTo(73894);
        assertThat(proof.path()).hasSize(5);
        assertThat(TestKeys.value(Checkpoint.parse(proof.checkpoint().text())).size())
                .isEqualTo(109482);
        assertThat(new String(proof.encode(), UTF_8)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c2sp.org/tlog-proof@v1",
                "c2sp.org/tlog-proof@v1\n",
                "c2sp.org/tlog-proof@v2\nindex 0\n\nNOTE",
                "c2sp.org/tlog-proof@v1\r\nindex 0\n\nNOTE",
                "c2sp.org/tlog-proof@v1\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nindex\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nindex 00\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nindex -1\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nindex 9223372036854775808\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nindex 0\nNOTE",
                "c2sp.org/tlog-proof@v1\nindex 0\nindex 0\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nindex 0\nQUJD\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nindex 0\n \n\nNOTE",
                "c2sp.org/tlog-proof@v1\nindex 0\n\n",
                "c2sp.org/tlog-proof@v1\nextra \nindex 0\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nextra QUJ\nindex 0\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nindex 0\nextra QUJD\n\nNOTE",
                "c2sp.org/tlog-proof@v1\nextra QUJD\nextra QUJD\nindex 0\n\nNOTE",
            })
    void whatBreaksTheFormatIsMalformed(String text) {
        assertThat(ProofFile.parse(("c2sp.org/tlog-proof@v1\nindex 0\n\n" + NOTE).getBytes(UTF_8)))
                .isInstanceOf(Parsed.WellFormed.class);
        assertThat(ProofFile.parse(text.replace("NOTE", NOTE).getBytes(UTF_8))).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void hashesAreBounded() {
        String head = "c2sp.org/tlog-proof@v1\nindex 0\n";
        assertThat(ProofFile.parse((head + HASH.repeat(63) + "\n" + NOTE).getBytes(UTF_8)))
                .isInstanceOf(Parsed.WellFormed.class);
        assertThat(ProofFile.parse((head + HASH.repeat(64) + "\n" + NOTE).getBytes(UTF_8)))
                .isInstanceOf(Parsed.Malformed.class);
        InclusionProof high = new InclusionProof(0, 1, Collections.nCopies(64, Hash.OF_EMPTY_TREE));
        assertThatThrownBy(() -> ProofFile.of(new byte[0], high, log.checkpoint(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLongestProofIsReadAgain() {
        byte[] extra = new byte[1 << 19];
        ProofFile proof = ProofFile.of(extra, new InclusionProof(0, 1, List.of()), log.checkpoint(1));
        assertThat(TestKeys.value(ProofFile.parse(proof.encode())).extra()).isEqualTo(extra);
        assertThat(proof.verify(TestLog.leaf(0), log.trusted(0))).isInstanceOf(ProofCheck.Proven.class);
        assertThat(ProofFile.parse(new byte[ProofFile.MAX_BYTES + 1])).isInstanceOf(Parsed.Malformed.class);
    }
}
