package dev.remit.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.gateway.key.MasterKey;
import dev.remit.gateway.key.SubjectKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An outsider who has a leaf believes what a file shows of it, and only if the leaf was made over exactly that. */
class DisclosedFactsTest {
    private static final Set<String> NAMED = Set.of("decision", "rows", "granted");

    @TempDir
    Path directory;

    private SubjectKeys keys;
    private Sealer sealer;
    private Sealer.Sealed sealed;
    private Leaf leaf;
    private DisclosedFacts shown;

    @BeforeEach
    void sealAndShow() throws SQLException {
        keys = SubjectKeys.openOrCreate(directory.resolve("keys.db"), new MasterKey(new byte[32]), new SecureRandom());
        sealer = new Sealer(keys, new SecureRandom());
        sealed = sealer.seal(entry());
        leaf = Leaf.read(sealed.leaf());
        shown = sealer.disclose(sealed.leaf(), sealed.sidecar(), NAMED).orElseThrow();
    }

    @AfterEach
    void close() throws SQLException {
        keys.close();
    }

    private static Entry entry() {
        FactSet facts =
                FactSet.of(Map.of("decision", "deny", "rows", 3L, "granted", true, "email", "zanzibara@quill.example"));
        Entry.About zan = new Entry.About("acme", "CUS-4711");
        return new Entry("id1", Instant.ofEpochMilli(1_795_000_000_000L), "call", facts, zan, 30, 0, null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String text() {
        return new String(shown.encode(), StandardCharsets.UTF_8);
    }

    @Test
    void aFileShowsWhatWasAskedForAndNothingElse() {
        assertThat(shown.check(leaf)).isEmpty();
        DisclosedFacts again = DisclosedFacts.read(shown.encode());
        assertThat(again).isEqualTo(shown);
        assertThat(again.check(leaf)).isEmpty();
        assertThat(again.facts()).extracting(Disclosure::name).containsExactly("decision", "granted", "rows");
        assertThat(again.facts()).extracting(Disclosure::value).containsExactly("deny", true, 3L);
        assertThat(text()).doesNotContain("email", "zanzibara", "CUS-4711", "acme");
    }

    @Test
    void withoutNamesItShowsAll() throws SQLException {
        DisclosedFacts all =
                sealer.disclose(sealed.leaf(), sealed.sidecar(), Set.of()).orElseThrow();
        assertThat(all.check(leaf)).isEmpty();
        assertThat(all.facts())
                .extracting(Disclosure::name)
                .containsExactly("decision", "email", "event", "granted", "rows", "subject", "tenant");
    }

    @Test
    void whatItSaysCannotBeChanged() {
        for (String[] change : List.of(
                new String[] {"\"deny\"", "\"allow\""},
                new String[] {"\"decision\"", "\"outcome\""},
                new String[] {": 3,", ": 4,"},
                new String[] {": 3,", ": \"3\","},
                new String[] {": true", ": false"},
                new String[] {": true", ": \"true\""})) {
            String changed = text().replace(change[0], change[1]);
            assertThat(changed).isNotEqualTo(text());
            assertThat(DisclosedFacts.read(bytes(changed)).check(leaf))
                    .as(change[1])
                    .isPresent();
        }
    }

    @Test
    void anotherRecordsFactsAreNotThisOnes() throws SQLException {
        Sealer.Sealed another = sealer.seal(entry());
        assertThat(shown.check(Leaf.read(another.leaf()))).contains("decision");
    }

    @Test
    void nothingIsShownOfWhatWasErasedOrNeverThere() throws SQLException {
        assertThat(sealer.disclose(sealed.leaf(), sealed.sidecar(), Set.of("nothing")))
                .isEmpty();
        keys.destroy("acme", "CUS-4711");
        assertThat(sealer.disclose(sealed.leaf(), sealed.sidecar(), NAMED)).isEmpty();
    }

    @Test
    void aFileIsReadStrictly() {
        String good = text();
        for (String bad : List.of(
                "",
                "{}",
                "[]",
                good.replace("\"v\" : 1", "\"v\" : 2"),
                good.replace("\"v\" : 1", "\"v\" : 1, \"more\" : 1"),
                good.replace("\"name\" : \"rows\"", "\"name\" : \"rows\", \"name\" : \"rows\""),
                good.replace("\"rows\"", "\"decision\""),
                good.replace(": 3,", ": 3.5,"),
                good.replace(": 3,", ": null,"),
                good.replace("=\",", "\","),
                good + good)) {
            assertThatThrownBy(() -> DisclosedFacts.read(bytes(bad)))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> DisclosedFacts.read(new byte[DisclosedFacts.MAX_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noByteOfItCanBeChangedUnnoticed() {
        long seed = 4711;
        Random random = new Random(seed);
        byte[] good = shown.encode();
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << random.nextInt(8));
            DisclosedFacts read;
            try {
                read = DisclosedFacts.read(bad);
            } catch (IllegalArgumentException e) {
                continue;
            }
            assertThat(read.check(leaf).isPresent() || read.facts().equals(shown.facts()) || onlyItsOwnCommitment(read))
                    .as("seed %d, byte %d", seed, i)
                    .isTrue();
        }
    }

    /** A commitment at the place of a fact that is shown is worked out anew, so what stands there does not count. */
    private boolean onlyItsOwnCommitment(DisclosedFacts read) {
        return read.facts().stream()
                .map(fact -> fact.name() + fact.value())
                .toList()
                .equals(shown.facts().stream()
                        .map(fact -> fact.name() + fact.value())
                        .toList());
    }
}
