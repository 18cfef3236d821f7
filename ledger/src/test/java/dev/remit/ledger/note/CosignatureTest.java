package dev.remit.ledger.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CosignatureTest {
    private static final String BODY =
            "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    private static final long TIME = 1_679_315_147;

    // Made with openssl from the specification's text, time and name, and the published key of TestKeys.peter().
    private static final String KEY = "witness.example.com/w1+d46a2b1b+BBpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String LINE = "\u2014 witness.example.com/w1 1GorGwAAAABkGFDLJeR//pqzhnEKVvEm2wWbh2RJ6oru5+cU"
            + "Ufm5X9NnlaGr8aSH9QE5RVZD4QGlxl2F5UpVIIi94p178KLfqPPsAA==\n";

    private final VerifierKey witness = TestKeys.verifier(KEY);

    @Test
    void theSignedMessageIsTheOneOfTheSpecification() {
        assertThat(new String(VerifierKey.cosigned(TIME, BODY), UTF_8)).isEqualTo("""
                        cosignature/v1
                        time 1679315147
                        example.com/behind-the-sofa
                        20852163
                        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
                        """);
    }

    @Test
    void theLineOfTheSpecificationHasTheTimeOfTheSpecification() {
        NoteSignature line = TestKeys.value(
                        Note.parseSignatures("\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJ"
                                + "NiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"))
                .getFirst();
        assertThat(line.keyId()).isEqualTo(0x8d66cf3f);
        assertThat(ByteBuffer.wrap(line.signature()).getLong()).isEqualTo(TIME);
        assertThat(line.signature()).hasSize(8 + 64);
    }

    @Test
    void aCosignatureMadeElsewhereVerifies() {
        assertThat(note(LINE).verify(List.of(witness)))
                .isEqualTo(new NoteCheck.Verified(List.of(new Endorsement.Cosigned(witness, TIME))));
    }

    @Test
    void cosigningGivesTheSameLine() {
        SigningKey key = SigningKey.of("witness.example.com/w1", KeyType.COSIGNATURE, TestKeys.peter());
        assertThat(key.cosign(BODY, Instant.ofEpochSecond(TIME, 999)).line()).isEqualTo(LINE);
    }

    @Test
    void theTimeIsSigned() {
        byte[] bytes = note(LINE).signatures().getFirst().signature();
        for (int bit = 0; bit < 64; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Note note = new Note(BODY, List.of(new NoteSignature(witness.name(), witness.id(), changed)));
            assertThat(note.verify(List.of(witness))).isEqualTo(new NoteCheck.Forged(witness));
        }
    }

    @Test
    void aCosignatureIsNoSignatureAndTheOtherWayRound() {
        SigningKey log = SigningKey.of("a", KeyType.NOTE, TestKeys.peter());
        SigningKey cosigner = SigningKey.of("a", KeyType.COSIGNATURE, TestKeys.peter());
        assertThatThrownBy(() -> log.cosign(BODY, Instant.EPOCH)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cosigner.sign(BODY)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cosigner.cosign(BODY, Instant.EPOCH)).isInstanceOf(IllegalArgumentException.class);
        byte[] signature = log.sign(BODY).signature();
        byte[] timed = cosigner.cosign(BODY, Instant.ofEpochSecond(TIME)).signature();
        VerifierKey logKey = log.verifier();
        VerifierKey witnessKey = cosigner.verifier();
        assertThat(new Note(BODY, List.of(new NoteSignature("a", witnessKey.id(), signature)))
                        .verify(List.of(witnessKey)))
                .isEqualTo(new NoteCheck.Forged(witnessKey));
        assertThat(new Note(BODY, List.of(new NoteSignature("a", logKey.id(), timed))).verify(List.of(logKey)))
                .isEqualTo(new NoteCheck.Forged(logKey));
    }

    private static Note note(String lines) {
        return TestKeys.value(Note.parse((BODY + "\n" + lines).getBytes(UTF_8)));
    }
}
