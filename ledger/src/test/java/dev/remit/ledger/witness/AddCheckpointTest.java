package dev.remit.ledger.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.TestKeys;
import dev.remit.ledger.tree.Hash;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddCheckpointTest {
    /** The example of C2SP tlog-witness. */
    static final String EXAMPLE = """
            old 20852014
            PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
            jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
            5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
            /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            \u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            \u2014 example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
            """;

    private static AddCheckpoint read(String text) {
        return TestKeys.value(AddCheckpoint.parse(text.getBytes(UTF_8)));
    }

    @Test
    void theExampleOfTheSpecificationIsReadAndWrittenBack() {
        AddCheckpoint request = read(EXAMPLE);
        assertThat(request.oldSize()).isEqualTo(20_852_014);
        assertThat(request.path()).hasSize(4);
        assertThat(request.path().getFirst().base64()).isEqualTo("PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=");
        assertThat(request.head().origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(request.head().size()).isEqualTo(20_852_163);
        assertThat(request.signed().signatures()).hasSize(2);
        assertThat(new String(request.encode(), UTF_8)).isEqualTo(EXAMPLE);
    }

    @Test
    void aFirstRequestHasNoProof() {
        String first = EXAMPLE.replaceFirst("(?s)^old.*?\n\n", "old 0\n\n");
        assertThat(read(first).path()).isEmpty();
        assertThat(new String(read(first).encode(), UTF_8)).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "old",
                "old \n\n",
                "old 01\n",
                "old +1\n",
                "old -1\n",
                "old  1\n",
                "Old 1\n",
                "old 1 \n",
                "old 1\r\n",
                "old 9223372036854775808\n",
                "new 1\n"
            })
    void anotherFirstLineIsRefused(String line) {
        String rest = EXAMPLE.substring(EXAMPLE.indexOf('\n') + 1);
        assertMalformed(line + rest);
        assertThat(read("old 1\n" + rest).oldSize()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw\n",
                "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkax=\n",
                "PlRN\n",
                "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw= \n",
                "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=PlRNCrwH\n",
                "\u00fc\n",
                "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\r\n"
            })
    void whatIsNoHashIsNoLineOfAProof(String line) {
        assertMalformed(EXAMPLE.replaceFirst("\n", "\n" + line));
    }

    @Test
    void aProofHasAtMost63Hashes() {
        String line = Hash.OF_EMPTY_TREE.base64() + "\n";
        String checkpoint = EXAMPLE.substring(EXAMPLE.indexOf("\n\n") + 1);
        assertThat(read("old 1\n" + line.repeat(63) + checkpoint).path()).hasSize(63);
        assertMalformed("old 1\n" + line.repeat(64) + checkpoint);
        assertMalformed("old 1\n" + line.repeat(2_000) + checkpoint);
    }

    @Test
    void whatIsBehindTheEmptyLineIsACheckpoint() {
        assertMalformed(EXAMPLE.replace("20852163\n", ""));
        assertMalformed(EXAMPLE.replace("\n20852163", "\n020852163"));
        assertMalformed(EXAMPLE.substring(0, EXAMPLE.indexOf("\n\n") + 2));
        assertMalformed(EXAMPLE.substring(0, EXAMPLE.length() - 1));
        assertMalformed(EXAMPLE + "\n");
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        byte[] bytes = EXAMPLE.getBytes(UTF_8);
        bytes[EXAMPLE.indexOf("behind")] = (byte) 0xff;
        assertThat(AddCheckpoint.parse(bytes)).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void aBodyHasALargestSize() {
        String filler = "x".repeat(1000) + "\n";
        String root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        assertThat(read(EXAMPLE.replace(root, root + filler.repeat(120))).head().extensions())
                .hasSize(120);
        String tooLong = EXAMPLE.replace(root, root + filler.repeat(140));
        assertThat(tooLong.length()).isGreaterThan(AddCheckpoint.MAX_BYTES);
        assertMalformed(tooLong);
    }

    @Test
    void whatCouldNotBeReadAgainIsNotMade() {
        Note signed = read(EXAMPLE).signed();
        List<Hash> many = Collections.nCopies(64, Hash.OF_EMPTY_TREE);
        assertThatThrownBy(() -> AddCheckpoint.of(1, many, signed)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AddCheckpoint.of(-1, List.of(), signed)).isInstanceOf(IllegalArgumentException.class);
        Note noCheckpoint = new Note("hello\n", signed.signatures());
        assertThatThrownBy(() -> AddCheckpoint.of(1, List.of(), noCheckpoint))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertMalformed(String text) {
        assertThat(AddCheckpoint.parse(text.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        Parsed.Malformed.class,
                        found -> assertThat(found.finding()).endsWith("."));
    }
}
