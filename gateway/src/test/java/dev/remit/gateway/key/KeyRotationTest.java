package dev.remit.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At every moment of an exchange, one of two keys opens all, and the next start knows which. */
class KeyRotationTest {
    private static final byte[] SECRET = {1, 2, 3};

    @TempDir
    Path directory;

    private final SecureRandom random = new SecureRandom();
    private Path present;
    private Path next;
    private MasterKeySource source;
    private String id = "";
    private byte[] sealed = {};

    @BeforeEach
    void sealUnderAFirstKey() throws SQLException {
        present = directory.resolve("master.key");
        next = directory.resolve("master.key.next");
        source = new MasterKeySource.InFile(present);
        try (SubjectKeys keys = SubjectKeys.openOrCreate(file(), source.get(true, random), random)) {
            keys.use("acme", "CUS-1", key -> {
                id = key.id();
                sealed = key.aead().seal(SECRET, new byte[0]);
                return key;
            });
        }
    }

    private Path file() {
        return directory.resolve("keys.db");
    }

    /** As a start does. */
    private SubjectKeys start() throws SQLException, IOException {
        return SubjectKeys.open(file(), KeyRotation.settled(source, source.get(false, random), file()), random);
    }

    private void assertReadable() throws SQLException, IOException {
        try (SubjectKeys keys = start()) {
            SubjectKeys.DataKey key = keys.withId(id);
            assertThat(key).isNotNull();
            assertThat(key.aead().open(sealed, new byte[0])).isEqualTo(SECRET);
        }
        assertThat(next).doesNotExist();
    }

    @Test
    void anotherMasterKeyOpensAllAndTheOneBeforeNothing() throws Exception {
        String before = Files.readString(present);
        try (SubjectKeys keys = start()) {
            assertThat(new KeyRotation(source, keys, random).master()).isNull();
        }
        assertThat(Files.readString(present)).isNotEqualTo(before);
        assertReadable();
        Files.writeString(present, before);
        assertThatThrownBy(this::start).isInstanceOf(SQLException.class).hasMessageContaining("another master key");
    }

    @Test
    void anExchangeThatWasCutOffBeforeItWasDoneIsTakenBack() throws Exception {
        String before = Files.readString(present);
        source.prepare(random);
        assertThat(next).exists();
        assertReadable();
        assertThat(Files.readString(present)).isEqualTo(before);
    }

    @Test
    void anExchangeThatWasCutOffAfterItWasDoneIsFinished() throws Exception {
        try (SubjectKeys keys = start()) {
            keys.rotateMaster(source.prepare(random));
        }
        String made = Files.readString(next);
        assertReadable();
        assertThat(Files.readString(present)).isEqualTo(made);
    }

    @Test
    void anExchangeAfterOneThatWasCutOffLosesNothing() throws Exception {
        present = directory.resolve("master.wrapped");
        next = directory.resolve("master.wrapped.next");
        AtomicBoolean down = new AtomicBoolean();
        MasterKeySource.Wrapped wrapped = new MasterKeySource.Wrapped(present, new Keeper(down));
        wrapped.write(source.get(false, random));
        source = wrapped;
        try (SubjectKeys keys = start()) {
            keys.rotateMaster(source.prepare(random));
            String only = Files.readString(next);
            down.set(true);
            assertThatThrownBy(() -> new KeyRotation(source, keys, random).master())
                    .isInstanceOf(Kms.KmsException.class);
            assertThat(Files.readString(present)).isEqualTo(only);
        }
        assertReadable();
    }

    /** Wraps nothing while it is down. */
    private record Keeper(AtomicBoolean down) implements Kms {
        @Override
        public String wrap(byte[] key) {
            if (down.get()) {
                throw new KmsException("It does not answer.", null);
            }
            return Base64.getEncoder().encodeToString(key);
        }

        @Override
        public byte[] unwrap(String wrapped) {
            return Base64.getDecoder().decode(wrapped);
        }
    }

    @Test
    void aKeyThatIsKeptElsewhereIsTakenFromThere() throws Exception {
        AtomicReference<String> elsewhere = new AtomicReference<>(Files.readString(present));
        source = new MasterKeySource.Referred(elsewhere::get);
        try (SubjectKeys keys = start()) {
            KeyRotation rotation = new KeyRotation(source, keys, random);
            assertThat(rotation.master()).contains("still leads to the present key");
            elsewhere.set(Base64.getEncoder().encodeToString(new byte[MasterKey.LENGTH]));
            assertThat(rotation.master()).isNull();
        }
        assertReadable();
    }

    @Test
    void nobodyGetsAKeyByBeingNamed() throws Exception {
        try (SubjectKeys keys = start()) {
            KeyRotation rotation = new KeyRotation(source, keys, random);
            assertThat(rotation.customer("acme", "CUS-2")).isFalse();
            assertThat(keys.ids("acme", "CUS-2")).isEmpty();
            assertThat(rotation.tenant("other")).isFalse();
            assertThat(rotation.customer("acme", "CUS-1")).isTrue();
            assertThat(keys.ids("acme", "CUS-1")).hasSize(2).contains(id);
            assertThat(rotation.tenant("acme")).isTrue();
        }
        assertReadable();
    }
}
