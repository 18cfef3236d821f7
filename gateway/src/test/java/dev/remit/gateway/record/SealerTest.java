package dev.remit.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.gateway.key.MasterKey;
import dev.remit.gateway.key.SubjectKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A leaf tells nothing, a sidecar everything, and nobody can change or exchange either. */
class SealerTest {
    @TempDir
    Path directory;

    private final MasterKey master = new MasterKey(new byte[32]);
    private SubjectKeys keys;
    private Sealer sealer;

    @BeforeEach
    void openKeys() throws SQLException {
        keys = SubjectKeys.open(directory.resolve("keys.db"), master, new SecureRandom());
        sealer = new Sealer(master, keys, new SecureRandom());
    }

    @AfterEach
    void closeKeys() throws SQLException {
        keys.close();
    }

    private static Entry entry(Entry.@Nullable About about) {
        SequencedMap<String, Object> facts = new TreeMap<>();
        facts.put("keys", "ORD-777001");
        facts.put("rows", 3L);
        facts.put("granted", true);
        return new Entry("id1", Instant.ofEpochMilli(1_795_000_000_000L), "call", facts, about);
    }

    @Test
    void whatWasSealedOpens() throws SQLException {
        Sealer.Sealed sealed = sealer.seal(entry(new Entry.About("acme", "CUS-4711")));
        assertThat(sealer.open(sealed.leaf(), sealed.sidecar()))
                .containsEntry("keys", "ORD-777001")
                .containsEntry("rows", 3L)
                .containsEntry("granted", true)
                .containsEntry("event", "call")
                .containsEntry("subject", "CUS-4711")
                .containsEntry("at", "2026-11-18T11:06:40Z");
    }

    @Test
    void aLeafHoldsNoValueAndEqualFactsCannotBeLinked() throws SQLException {
        Sealer.Sealed one = sealer.seal(entry(new Entry.About("acme", "CUS-4711")));
        Sealer.Sealed two = sealer.seal(entry(new Entry.About("acme", "CUS-4711")));
        String leaf = new String(one.leaf(), StandardCharsets.UTF_8);
        assertThat(leaf).doesNotContain("ORD-777001", "CUS-4711", "acme", "call");
        assertThat(facts(leaf)).hasSize(44).isNotEqualTo(facts(new String(two.leaf(), StandardCharsets.UTF_8)));
    }

    private static String facts(String leaf) {
        return leaf.replaceAll(".*\"facts\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void everyFlippedByteIsDetected() throws SQLException {
        for (Sealer.Sealed sealed :
                List.of(sealer.seal(entry(new Entry.About("acme", "CUS-4711"))), sealer.seal(entry(null)))) {
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
            }
        }
    }

    @Test
    void anotherRecordsSidecarDoesNotFit() throws SQLException {
        Sealer.Sealed one = sealer.seal(entry(null));
        Sealer.Sealed two = sealer.seal(entry(null));
        assertThatThrownBy(() -> sealer.open(one.leaf(), two.sidecar())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDestroyedKeyErasesTheRecordAndLeavesTheLeaf() throws SQLException {
        Sealer.Sealed sealed = sealer.seal(entry(new Entry.About("acme", "CUS-4711")));
        Sealer.Sealed other = sealer.seal(entry(new Entry.About("acme", "CUS-4712")));
        byte[] leaf = sealed.leaf().clone();
        keys.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("keys.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM subject_key WHERE hex(name) = hex(x'" + nameOf(sealed) + "')");
        }
        openKeys();
        assertThat(sealer.open(sealed.leaf(), sealed.sidecar())).isNull();
        assertThat(sealed.leaf()).isEqualTo(leaf);
        assertThat(sealer.open(other.leaf(), other.sidecar())).containsEntry("subject", "CUS-4712");
    }

    private static String nameOf(Sealer.Sealed sealed) {
        return java.util.HexFormat.of().formatHex(sealed.sidecar(), 2, 18);
    }
}
