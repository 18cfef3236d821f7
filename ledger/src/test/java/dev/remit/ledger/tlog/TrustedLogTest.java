package dev.remit.ledger.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.ledger.note.Endorsement;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.NoteSignature;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.note.TestKeys;
import dev.remit.ledger.note.VerifierKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustedLogTest {
    private final TestLog log = new TestLog(30);

    @Test
    void aSignedAndCosignedCheckpointIsTrusted() {
        assertThat(log.trusted(2)
                        .open(log.checkpoint(30, log.witness, log.second).encode()))
                .isEqualTo(new CheckpointCheck.Trusted(
                        log.head(30),
                        List.of(
                                new Endorsement.Cosigned(log.witness.verifier(), TestLog.NOW.getEpochSecond()),
                                new Endorsement.Cosigned(log.second.verifier(), TestLog.NOW.getEpochSecond()))));
        assertThat(log.trusted(0).open(log.checkpoint(30))).isInstanceOf(CheckpointCheck.Trusted.class);
    }

    @Test
    void aMissingWitnessIsCounted() {
        assertThat(log.trusted(2).open(log.checkpoint(30, log.second)))
                .isEqualTo(new CheckpointCheck.TooFewWitnesses(1, 2));
        assertThat(log.trusted(1).open(log.checkpoint(30))).isEqualTo(new CheckpointCheck.TooFewWitnesses(0, 1));
        assertThat(log.trusted(2).open(log.checkpoint(30, log.second, log.second)))
                .isEqualTo(new CheckpointCheck.TooFewWitnesses(1, 2));
    }

    @Test
    void aWitnessWithTwoKeysIsOneWitness() {
        SigningKey renewed = TestKeys.fresh(log.witness.verifier().name(), KeyType.COSIGNATURE);
        TrustedLog trusted = new TrustedLog(
                TestLog.ORIGIN,
                List.of(log.key.verifier()),
                List.of(log.witness.verifier(), renewed.verifier(), log.second.verifier()),
                2);
        assertThat(trusted.open(log.checkpoint(30, log.witness, renewed)))
                .isEqualTo(new CheckpointCheck.TooFewWitnesses(1, 2));
        assertThat(trusted.open(log.checkpoint(30, renewed, log.second))).isInstanceOf(CheckpointCheck.Trusted.class);
    }

    @Test
    void aForeignKeyAndAForeignLogAreRefused() {
        SigningKey foreign = TestKeys.fresh(TestLog.ORIGIN, KeyType.NOTE);
        String text = log.head(30).text();
        assertThat(log.trusted(0).open(new Note(text, List.of(foreign.sign(text)))))
                .isEqualTo(new CheckpointCheck.Unsigned());
        String other = text.replace(TestLog.ORIGIN, "example.com/other");
        assertThat(log.trusted(0).open(new Note(other, List.of(log.key.sign(other)))))
                .isEqualTo(new CheckpointCheck.OtherLog("example.com/other"));
        assertThat(log.trusted(0).open(new Note(text, List.of(log.witness.cosign(text, TestLog.NOW)))))
                .isEqualTo(new CheckpointCheck.Unsigned());
    }

    @Test
    void aFalseSignatureIsNamed() {
        String text = log.head(30).text();
        NoteSignature signature = log.key.sign(text);
        VerifierKey witness = log.witness.verifier();
        Note note = new Note(text, List.of(signature, new NoteSignature(witness.name(), witness.id(), new byte[72])));
        assertThat(log.trusted(0).open(note)).isEqualTo(new CheckpointCheck.Forged(witness));
    }

    @Test
    void aNoteThatIsNoCheckpointIsMalformed() {
        assertThat(log.trusted(0).open(new Note("hello\n", List.of(log.key.sign("hello\n")))))
                .isInstanceOf(CheckpointCheck.Malformed.class);
        assertThat(log.trusted(0).open("hello\n".getBytes(UTF_8))).isInstanceOf(CheckpointCheck.Malformed.class);
    }

    @Test
    void everyChangedBitOfACheckpointIsFound() {
        byte[] bytes = log.checkpoint(30, log.witness).encode();
        TrustedLog trusted =
                new TrustedLog(TestLog.ORIGIN, List.of(log.key.verifier()), List.of(log.witness.verifier()), 1);
        assertThat(trusted.open(bytes)).isInstanceOf(CheckpointCheck.Trusted.class);
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) (1 << bit);
                assertThat(trusted.open(changed))
                        .as("byte %d, bit %d", at, bit)
                        .isInstanceOf(CheckpointCheck.Rejected.class);
            }
        }
    }

    @Test
    void trustThatCannotBeMeantIsRefused() {
        VerifierKey key = log.key.verifier();
        VerifierKey witness = log.witness.verifier();
        VerifierKey same =
                SigningKey.of("w", KeyType.COSIGNATURE, TestKeys.peter()).verifier();
        VerifierKey alias =
                SigningKey.of("v", KeyType.COSIGNATURE, TestKeys.peter()).verifier();
        assertRefused(List.of(), List.of(), 0);
        assertRefused(List.of(witness), List.of(), 0);
        assertRefused(List.of(key), List.of(key), 0);
        assertRefused(List.of(key), List.of(witness), 2);
        assertRefused(List.of(key), List.of(witness), -1);
        assertRefused(List.of(key), List.of(same, alias), 2);
        assertThat(TrustedLog.of("o", key).quorum()).isZero();
    }

    private static void assertRefused(List<VerifierKey> keys, List<VerifierKey> witnesses, int quorum) {
        assertThatThrownBy(() -> new TrustedLog("o", keys, witnesses, quorum))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
