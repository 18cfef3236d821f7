package dev.remit.ledger.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {
    private static final String TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;
    private static final String PETER_LINE = "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZIn"
            + "NIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    private static final String ENOCH_LINE = "\u2014 EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n"
            + "2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    private final VerifierKey peter = TestKeys.verifier(TestKeys.PETER);
    private final VerifierKey enoch = TestKeys.verifier(TestKeys.ENOCH);

    @Test
    void theExampleOfTheSpecificationVerifies() {
        VerifierKey key = TestKeys.verifier("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        Note note = read("This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfX"
                + "ppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n");
        assertThat(note.verify(List.of(key))).isEqualTo(signedBy(key));
    }

    @Test
    void theTextEndsAtTheLastEmptyLine() {
        Note note = read("Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\n\u00e8 subito sera.\n"
                + "\n\u2014 quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMou"
                + "FSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n");
        assertThat(note.text()).endsWith("sole:\n\n\u00e8 subito sera.\n");
        assertThat(note.signatures()).hasSize(1);
        assertThat(read("\n\n" + PETER_LINE).text()).isEqualTo("\n");
    }

    @Test
    void goAndThisLibrarySignAlike() {
        SigningKey key = SigningKey.of("PeterNeumann", KeyType.NOTE, TestKeys.peter());
        assertThat(key.verifier()).isEqualTo(peter);
        Note note = new Note(TEXT, List.of(key.sign(TEXT)));
        assertThat(new String(note.encode(), UTF_8)).isEqualTo(TEXT + "\n" + PETER_LINE);
    }

    @Test
    void signaturesByUnknownKeysAreIgnored() {
        Note note = read(TEXT + "\n" + PETER_LINE + ENOCH_LINE);
        assertThat(note.verify(List.of(peter))).isEqualTo(signedBy(peter));
        assertThat(note.verify(List.of(enoch))).isEqualTo(signedBy(enoch));
        assertThat(note.verify(List.of(enoch, peter))).isEqualTo(signedBy(peter, enoch));
        VerifierKey namesake = TestKeys.fresh("PeterNeumann", KeyType.NOTE).verifier();
        assertThat(note.verify(List.of(namesake))).isEqualTo(new NoteCheck.Unknown());
        assertThat(note.verify(List.of())).isEqualTo(new NoteCheck.Unknown());
    }

    @Test
    void oneFalseSignatureOfAKnownKeyRejectsTheNote() {
        Note altered = read(TEXT.replace("think", "hope") + "\n" + PETER_LINE);
        assertThat(altered.verify(List.of(peter))).isEqualTo(new NoteCheck.Forged(peter));
        String wrong = PETER_LINE.replace("x08go/ZJ", "x08go/ZK");
        assertThat(read(TEXT + "\n" + ENOCH_LINE + PETER_LINE + wrong).verify(List.of(enoch, peter)))
                .isEqualTo(new NoteCheck.Forged(peter));
        NoteSignature cut = new NoteSignature("PeterNeumann", peter.id(), new byte[63]);
        assertThat(new Note(TEXT, List.of(cut)).verify(List.of(peter))).isEqualTo(new NoteCheck.Forged(peter));
    }

    @Test
    void aKeyThatSignedTwiceCountsOnce() {
        assertThat(read(TEXT + "\n" + PETER_LINE + PETER_LINE).verify(List.of(peter, peter)))
                .isEqualTo(signedBy(peter));
    }

    @Test
    void realCheckpointsOfGosChecksumDatabaseVerify() {
        VerifierKey key = TestKeys.verifier("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
        Note note = read("go.sum database tree\n6476701\nmb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=\n\n"
                + "\u2014 sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWE"
                + "PWL+o3GeoWwOoAw=\n");
        assertThat(note.verify(List.of(key))).isEqualTo(signedBy(key));
        Note witnessed = read("go.sum database tree\n15067302\ngJyioq6dwR9n+NjEWORfYmH+ubeYm3kH42BBQ0bTpYI=\n\n"
                + "\u2014 sum.golang.org Az3grp1rvWOs5NKlr/xR4GLN/CDyzzakmt1o61uSxYKpK1SerqOP2ClbX/peKUZjYnyomH5Xz7GZ"
                + "G3TpB7OeKn4E2ww=\n"
                + "\u2014 test.example.com qTGhC/xIPQ0AXKHK6Y+9ypRfuvMZWPjRXM8NiOg5M1WREn07VQXyuIXM3NRNav3ieVFLUqDRK7"
                + "7PWDmL6w8w84UqeAw=\n");
        assertThat(witnessed.verify(List.of(key))).isEqualTo(signedBy(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "text\n",
                "text\n\n",
                "text\n\n\n",
                "text\n\nno dash\n",
                "text\n\n\u2014 n\n",
                "text\n\n\u2014 n \n",
                "text\n\n\u2014  QUJDREU=\n",
                "text\n\n\u2014 a+b QUJDREU=\n",
                "text\n\n\u2014 a\u00a0b QUJDREU=\n",
                "text\n\n\u2014 a\u0085b QUJDREU=\n",
                "text\n\n\u2014 a\u3000b QUJDREU=\n",
                "text\n\n\u2014 n QUJDRA==\n", // a key id without a signature
                "text\n\n\u2014 n QUJDREU\n", // without padding
                "text\n\n\u2014 n QUJDREV=\n", // a bit behind the last byte
                "text\n\n\u2014 n QUJD REU=\n",
                "text\n\n\u2014 n QUJDREU= \n",
                "text\n\n\u2014 n QUJDREU=", // no newline at the end
                "te\txt\n\n\u2014 n QUJDREU=\n",
                "te\rxt\n\n\u2014 n QUJDREU=\n",
                "te\0xt\n\n\u2014 n QUJDREU=\n",
                "text\n\n- n QUJDREU=\n",
                "text\n\n\u2014n QUJDREU=\n",
                "text\n\u2014 n QUJDREU=\n",
            })
    void whatBreaksTheFormatIsMalformed(String note) {
        assertThat(Note.parse("text\n\n\u2014 n QUJDREU=\n".getBytes(UTF_8))).isInstanceOf(Parsed.WellFormed.class);
        assertThat(Note.parse(note.getBytes(UTF_8))).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void whatIsNotUtf8IsMalformed() {
        byte[] note = "text\n\n\u2014 n QUJDREU=\n".getBytes(UTF_8);
        note[0] = (byte) 0xff;
        assertThat(Note.parse(note)).isInstanceOf(Parsed.Malformed.class);
        note[0] = (byte) 0xc0; // the overlong form of a character
        note[1] = (byte) 0x80;
        assertThat(Note.parse(note)).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void signaturesAndLengthAreBounded() {
        assertThat(Note.parse((TEXT + "\n" + PETER_LINE.repeat(Note.MAX_SIGNATURES)).getBytes(UTF_8)))
                .isInstanceOf(Parsed.WellFormed.class);
        assertThat(Note.parse((TEXT + "\n" + PETER_LINE.repeat(Note.MAX_SIGNATURES + 1)).getBytes(UTF_8)))
                .isInstanceOf(Parsed.Malformed.class);
        String room = "a".repeat(Note.MAX_BYTES - ("\n\n" + PETER_LINE).getBytes(UTF_8).length);
        assertThat(Note.parse((room + "\n\n" + PETER_LINE).getBytes(UTF_8))).isInstanceOf(Parsed.WellFormed.class);
        assertThat(Note.parse((room + "a\n\n" + PETER_LINE).getBytes(UTF_8))).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void sixteenSignersAreVerified() {
        List<SigningKey> keys = IntStream.range(0, 16)
                .mapToObj(i -> TestKeys.fresh("example.com/" + i, KeyType.NOTE))
                .toList();
        Note note = new Note(TEXT, keys.stream().map(key -> key.sign(TEXT)).toList());
        VerifierKey[] verifiers = keys.stream().map(SigningKey::verifier).toArray(VerifierKey[]::new);
        assertThat(read(new String(note.encode(), UTF_8)).verify(List.of(verifiers)))
                .isEqualTo(signedBy(verifiers));
    }

    @Test
    void aProgramCannotMakeAnUnreadableNote() {
        NoteSignature signature = read(TEXT + "\n" + PETER_LINE).signatures().getFirst();
        assertThatThrownBy(() -> new Note("no newline", List.of(signature)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Note("a\tb\n", List.of(signature))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Note("\ud800\n", List.of(signature))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Note(TEXT, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NoteSignature("a b", 0, new byte[64]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NoteSignature("a", 0, new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLineCanBeAdded() {
        NoteSignature enochs = TestKeys.value(Note.parseSignatures(ENOCH_LINE)).getFirst();
        assertThat(new String(read(TEXT + "\n" + PETER_LINE).with(enochs).encode(), UTF_8))
                .isEqualTo(TEXT + "\n" + PETER_LINE + ENOCH_LINE);
    }

    private static Note read(String text) {
        return TestKeys.value(Note.parse(text.getBytes(UTF_8)));
    }

    private static NoteCheck signedBy(VerifierKey... keys) {
        return new NoteCheck.Verified(
                List.of(keys).stream().map(Endorsement.Signed::new).collect(Collectors.toUnmodifiableList()));
    }
}
