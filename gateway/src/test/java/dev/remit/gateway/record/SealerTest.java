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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A leaf tells nothing, a sidecar everything, and nobody can change or exchange either. */
class SealerTest {
    private static final Entry.About ZAN = new Entry.About("acme", "CUS-4711");
    private static final String PAYLOAD = "{\"form\":\"full\",\"arguments\":{\"order_no\":\"ORD-777001\"}}";

    @TempDir
    Path directory;

    private final MasterKey master = new MasterKey(new byte[32]);
    private SubjectKeys keys;
    private Sealer sealer;

    @BeforeEach
    void openKeys() throws SQLException {
        keys = SubjectKeys.openOrCreate(directory.resolve("keys.db"), master, new SecureRandom());
        sealer = new Sealer(keys, new SecureRandom());
    }

    @AfterEach
    void closeKeys() throws SQLException {
        keys.close();
    }

    private static Entry entry(String id, Entry.@Nullable About about, @Nullable String payload) {
        FactSet facts = FactSet.of(
                Map.of("keys", "ORD-777001", "rows", 3L, "granted", true, "email", "zanzibara@quill.example"));
        return new Entry(id, Instant.ofEpochMilli(1_795_000_000_000L), "call", facts, about, 30, 7, payload);
    }

    private Sealer.Sealed seal(Entry.@Nullable About about, @Nullable String payload) throws SQLException {
        return sealer.seal(entry("id1", about, payload));
    }

    private Opening.Opened opened(byte[] leaf, byte[] sidecar) throws SQLException {
        assertThat(sealer.open(leaf, sidecar)).isInstanceOf(Opening.Opened.class);
        return (Opening.Opened) sealer.open(leaf, sidecar);
    }

    private void refused(byte[] leaf, byte[] sidecar, String what) {
        assertThatThrownBy(() -> sealer.open(leaf, sidecar))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what);
    }

    /** A leaf as somebody would write it who may write leaves: with the digests of the parts that it comes with. */
    private static byte[] rewritten(byte[] leaf, SidecarParts parts) {
        Leaf known = Leaf.read(leaf);
        return new Leaf(
                        known.id(),
                        known.at(),
                        known.keep(),
                        known.payloadKeep(),
                        known.facts(),
                        Leaf.base64(Commitments.sha256(parts.facts())),
                        known.payload() == null ? null : Leaf.base64(Commitments.sha256(parts.payload())))
                .encode();
    }

    @Test
    void whatWasSealedOpens() throws SQLException {
        for (Entry.About about : new Entry.About[] {ZAN, null}) {
            for (String payload : new String[] {PAYLOAD, null}) {
                Sealer.Sealed sealed = seal(about, payload);
                Opening.Opened opened = opened(sealed.leaf(), sealed.sidecar());
                assertThat(opened.map())
                        .containsEntry("keys", "ORD-777001")
                        .containsEntry("rows", 3L)
                        .containsEntry("granted", true)
                        .containsEntry("event", "call")
                        .containsEntry("at", "2026-11-18T11:06:40Z");
                assertThat(opened.facts().get("subject")).isEqualTo(about == null ? null : "CUS-4711");
                assertThat(opened.leaf().keep()).isEqualTo(30);
                assertThat(sealed.keyId())
                        .isEqualTo(SidecarParts.read(sealed.sidecar()).keyId());
                assertThat(opened.payload())
                        .isEqualTo(payload == null ? new Opening.Payload.None() : new Opening.Payload.Kept(payload));
            }
        }
    }

    @Test
    void aLeafHoldsNoValueAndEqualFactsCannotBeLinked() throws SQLException {
        Sealer.Sealed one = seal(ZAN, PAYLOAD);
        Sealer.Sealed two = seal(ZAN, PAYLOAD);
        assertThat(new String(one.leaf(), StandardCharsets.UTF_8))
                .doesNotContain("ORD-777001", "CUS-4711", "acme", "call");
        Leaf first = Leaf.read(one.leaf());
        Leaf second = Leaf.read(two.leaf());
        assertThat(first.facts()).isNotEqualTo(second.facts());
        assertThat(first.sidecar()).isNotEqualTo(second.sidecar());
        assertThat(first.payload()).isNotEqualTo(second.payload());
    }

    /** The other facts are known, and one has few values: whoever has leaf and disclosure of another cannot try them. */
    @Test
    void whatAFactSaysCannotBeTriedOutWhateverItsType() throws SQLException {
        Sealer.Sealed sealed = seal(ZAN, null);
        Leaf leaf = Leaf.read(sealed.leaf());
        Disclosure shown = sealer.disclose(sealed.leaf(), sealed.sidecar(), "event");
        assertThat(shown).isNotNull();
        Map<String, Object> guesses =
                Map.of("granted", true, "rows", 3L, "email", "zanzibara@quill.example", "subject", "CUS-4711");
        guesses.forEach((name, value) -> {
            byte[] fact = FactBytes.encode(name, value);
            Set<String> commitments = new HashSet<>();
            for (int at = 0; at < shown.commitments().length; at += 32) {
                commitments.add(Arrays.toString(Arrays.copyOfRange(shown.commitments(), at, at + 32)));
            }
            for (byte[] nonce : List.of(new byte[16], shown.nonce())) {
                assertThat(commitments).doesNotContain(Arrays.toString(Commitments.one(nonce, fact)));
                for (int position = 0; position < commitments.size(); position++) {
                    assertThat(new Disclosure(name, value, nonce, position, shown.commitments()).provenBy(leaf))
                            .isFalse();
                }
            }
        });
        // The control: with its own nonce the right guess is found.
        Disclosure granted = sealer.disclose(sealed.leaf(), sealed.sidecar(), "granted");
        assertThat(granted).isNotNull().matches(one -> one.provenBy(leaf));
    }

    @Test
    void oneFactIsShownWithoutTheOthers() throws SQLException {
        Sealer.Sealed sealed = seal(ZAN, PAYLOAD);
        Leaf leaf = Leaf.read(sealed.leaf());
        for (String name : opened(sealed.leaf(), sealed.sidecar()).facts().map().sequencedKeySet()) {
            Disclosure shown = sealer.disclose(sealed.leaf(), sealed.sidecar(), name);
            assertThat(shown).isNotNull();
            assertThat(shown.provenBy(leaf)).as(name).isTrue();
            assertThat(shown.provenBy(Leaf.read(seal(ZAN, PAYLOAD).leaf()))).isFalse();
            Object other =
                    shown.value() instanceof Long ? (Object) 4L : shown.value() instanceof Boolean ? false : "other";
            assertThat(new Disclosure(name, other, shown.nonce(), shown.position(), shown.commitments()).provenBy(leaf))
                    .isFalse();
            assertThat(new Disclosure(
                                    name,
                                    shown.value().toString() + ' ',
                                    shown.nonce(),
                                    shown.position(),
                                    shown.commitments())
                            .provenBy(leaf))
                    .isFalse();
            assertThat(new Disclosure("x", shown.value(), shown.nonce(), shown.position(), shown.commitments())
                            .provenBy(leaf))
                    .isFalse();
            assertThat(shown.toString()).doesNotContain("ORD-777001");
        }
        assertThat(sealer.disclose(sealed.leaf(), sealed.sidecar(), "absent")).isNull();
    }

    @Test
    void everyFlippedByteIsDetected() throws SQLException {
        for (Sealer.Sealed sealed : List.of(seal(ZAN, PAYLOAD), seal(null, null))) {
            for (int i = 0; i < sealed.leaf().length; i++) {
                byte[] leaf = sealed.leaf().clone();
                leaf[i] ^= 1;
                assertThatThrownBy(() -> sealer.open(leaf, sealed.sidecar()))
                        .as(new String(leaf, StandardCharsets.UTF_8))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            for (int i = 0; i < sealed.sidecar().length; i++) {
                byte[] sidecar = sealed.sidecar().clone();
                sidecar[i] ^= 1;
                assertThatThrownBy(() -> sealer.open(sealed.leaf(), sidecar))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(
                                () -> sealer.open(sealed.leaf(), Arrays.copyOf(sealed.sidecar(), 1 + sidecar.length)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void anotherRecordsSidecarDoesNotFitNotEvenWithALeafThatIsMadeForIt() throws SQLException {
        Sealer.Sealed one = seal(ZAN, PAYLOAD);
        Sealer.Sealed two = sealer.seal(entry("id2", ZAN, PAYLOAD));
        refused(one.leaf(), two.sidecar(), "not the one that the leaf commits to");
        SidecarParts parts = SidecarParts.read(two.sidecar());
        refused(rewritten(one.leaf(), parts), two.sidecar(), "sealed under another key, for another record");
    }

    @Test
    void anotherRecordsFactsOfTheSameHeadDoNotRemakeTheLeaf() throws SQLException {
        Sealer.Sealed one = seal(ZAN, null);
        Sealer.Sealed two = seal(ZAN, null);
        SidecarParts parts = SidecarParts.read(two.sidecar());
        refused(rewritten(one.leaf(), parts), two.sidecar(), "not the one that the sidecar opens");
    }

    @Test
    void anotherRecordsPayloadDoesNotFit() throws SQLException {
        Sealer.Sealed one = seal(ZAN, PAYLOAD);
        Sealer.Sealed two = sealer.seal(entry("id2", ZAN, "{\"form\":\"full\"}"));
        byte[] facts = SidecarParts.read(one.sidecar()).facts();
        SidecarParts mixed =
                new SidecarParts(facts, SidecarParts.read(two.sidecar()).payload());
        refused(one.leaf(), mixed.encode(), "the payload is not the one");
        refused(rewritten(one.leaf(), mixed), mixed.encode(), "sealed under another key, for another record");
    }

    @Test
    void partsOfOneRecordCannotChangePlaces() throws SQLException {
        Sealer.Sealed one = seal(ZAN, PAYLOAD);
        SidecarParts parts = SidecarParts.read(one.sidecar());
        SidecarParts crossed = new SidecarParts(parts.payload(), parts.facts());
        refused(rewritten(one.leaf(), crossed), crossed.encode(), "sealed under another key, for another record");
        SidecarParts twice = new SidecarParts(parts.facts(), parts.facts());
        refused(rewritten(one.leaf(), twice), twice.encode(), "sealed under another key, for another record");
        refused(seal(ZAN, null).leaf(), new byte[] {1, 0, 0, 0, 0}, "cut off");
    }

    @Test
    void aPayloadThatTheLeafDoesNotKnowIsRefused() throws SQLException {
        Sealer.Sealed bare = seal(ZAN, null);
        SidecarParts parts = SidecarParts.read(bare.sidecar());
        byte[] payload = SidecarParts.read(seal(ZAN, PAYLOAD).sidecar()).payload();
        refused(bare.leaf(), new SidecarParts(parts.facts(), payload).encode(), "knows of no payload");
    }

    @Test
    void eachPartIsErasedAlone() throws SQLException {
        Sealer.Sealed sealed = seal(ZAN, PAYLOAD);
        SidecarParts parts = SidecarParts.read(sealed.sidecar());
        Opening.Opened opened = opened(sealed.leaf(), parts.withoutPayload().encode());
        assertThat(opened.facts().get("subject")).isEqualTo("CUS-4711");
        assertThat(opened.payload()).isEqualTo(new Opening.Payload.Gone());
        assertThat(sealer.open(sealed.leaf(), parts.withoutFacts().encode())).isInstanceOf(Opening.Erased.class);
        byte[] nothing = parts.withoutFacts().withoutPayload().encode();
        assertThat(nothing).isEmpty();
        assertThat(sealer.open(sealed.leaf(), nothing)).isInstanceOf(Opening.Erased.class);
        assertThat(parts.keyId()).isEqualTo(keys.ids("acme", "CUS-4711").getFirst());
        assertThat(parts.withoutFacts().keyId()).isEqualTo(parts.keyId());
        assertThat(SidecarParts.read(nothing).keyId()).isNull();
        assertThat(SidecarParts.read(seal(null, null).sidecar()).keyId()).isNull();
    }

    @Test
    void anotherVersionIsNamed() throws SQLException {
        Sealer.Sealed sealed = seal(ZAN, PAYLOAD);
        byte[] leaf = new String(sealed.leaf(), StandardCharsets.US_ASCII)
                .replace("\"v\":1", "\"v\":2")
                .getBytes(StandardCharsets.US_ASCII);
        refused(leaf, sealed.sidecar(), "the leaf is of another version");
        byte[] sidecar = sealed.sidecar().clone();
        sidecar[0] = 2;
        refused(sealed.leaf(), sidecar, "the sidecar is of another version");
    }

    @Test
    void aDestroyedKeyErasesTheRecordAndLeavesTheLeaf() throws SQLException {
        Sealer.Sealed sealed = seal(ZAN, PAYLOAD);
        Sealer.Sealed other = seal(new Entry.About("acme", "CUS-4712"), PAYLOAD);
        assertThat(opened(sealed.leaf(), sealed.sidecar())).isNotNull();
        keys.destroy("acme", "CUS-4711");
        for (int i = 0; i < 2; i++) {
            assertThat(sealer.open(sealed.leaf(), sealed.sidecar()))
                    .isEqualTo(new Opening.Erased(Leaf.read(sealed.leaf())));
            assertThat(sealer.disclose(sealed.leaf(), sealed.sidecar(), "event"))
                    .isNull();
            assertThat(opened(other.leaf(), other.sidecar()).facts().get("subject"))
                    .isEqualTo("CUS-4712");
            keys.close();
            openKeys();
        }
        Sealer.Sealed later = seal(ZAN, PAYLOAD);
        assertThat(opened(later.leaf(), later.sidecar()).facts().get("subject")).isEqualTo("CUS-4711");
        assertThat(sealer.open(sealed.leaf(), sealed.sidecar())).isInstanceOf(Opening.Erased.class);
    }

    @Test
    void recordsBeforeAndAfterARotationOpen() throws SQLException {
        List<Sealer.Sealed> all = new ArrayList<>();
        all.add(seal(ZAN, PAYLOAD));
        keys.rotateSubject("acme", "CUS-4711");
        all.add(seal(ZAN, PAYLOAD));
        keys.rotateTenant("acme");
        all.add(seal(ZAN, PAYLOAD));
        for (int i = 0; i < 2; i++) {
            for (Sealer.Sealed one : all) {
                assertThat(opened(one.leaf(), one.sidecar()).facts().get("subject"))
                        .isEqualTo("CUS-4711");
            }
            keys.close();
            openKeys();
        }
        assertThat(all.stream()
                        .map(one -> SidecarParts.read(one.sidecar()).keyId())
                        .distinct())
                .hasSize(2);
    }
}
