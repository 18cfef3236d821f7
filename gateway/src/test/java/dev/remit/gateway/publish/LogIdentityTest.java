package dev.remit.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.gateway.key.Aead;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tree.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogIdentityTest {
    private final SecureRandom random = new SecureRandom();
    private final Aead seal = aead(1);

    @TempDir
    Path directory;

    @Test
    void anIdentityIsMadeOnceAndFoundAgain() {
        LogIdentity made = LogIdentity.readOrCreate(file(), "log.shop.example/remit", seal, random);
        LogIdentity found = LogIdentity.readOrCreate(file(), null, seal, random);
        assertThat(found.origin()).isEqualTo("log.shop.example/remit");
        assertThat(found.verifier()).hasToString(made.verifier().toString());
        assertThat(found.key().sign("a text\n")).isEqualTo(made.key().sign("a text\n"));
        assertThat(found.extensions()).isEmpty();
    }

    @Test
    void aLogWithoutANameGetsOneThatIsNobodyElses() {
        String one = LogIdentity.readOrCreate(file(), null, seal, random).origin();
        String other = LogIdentity.readOrCreate(directory.resolve("other"), null, seal, random)
                .origin();
        assertThat(one).startsWith("remit.invalid/").isNotEqualTo(other);
    }

    @Test
    void aLogKeepsItsName() {
        LogIdentity.readOrCreate(file(), "log.shop.example/remit", seal, random);
        assertThatThrownBy(() -> LogIdentity.readOrCreate(file(), "log.shop.example/other", seal, random))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("log.shop.example/remit")
                .hasMessageContaining("log.shop.example/other");
    }

    @Test
    void aLogThatIsContinuedSaysInEveryCheckpointWhatItEmbeds() throws IOException {
        LogIdentity old = LogIdentity.readOrCreate(file(), "log.shop.example/1", seal, random);
        Checkpoint last = new Checkpoint("log.shop.example/1", 7, Hash.OF_EMPTY_TREE, List.of());
        old.continuedAs("log.shop.example/2", last).write(file(), seal);

        LogIdentity found = LogIdentity.readOrCreate(file(), null, seal, random);
        assertThat(found.origin()).isEqualTo("log.shop.example/2");
        assertThat(found.extensions()).containsExactly("continues log.shop.example/1 7 " + Hash.OF_EMPTY_TREE.base64());
        assertThat(found.continues())
                .extracting(Embedded::verifier)
                .containsExactly(old.verifier().toString());
        assertThat(found.verifier().sharesKeyWith(old.verifier())).isFalse();
        assertThatThrownBy(() -> found.continuedAs("log.shop.example/1", last))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("log.shop.example/1");
    }

    @Test
    void thePrivateKeyIsSealedAndTheFileIsItsOwnersAlone() throws IOException {
        LogIdentity.readOrCreate(file(), null, seal, random);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> LogIdentity.readOrCreate(file(), null, aead(2), random))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("another master key");
    }

    @Test
    void aFileThatHoldsSomethingElseIsRefused() throws IOException {
        LogIdentity.readOrCreate(file(), null, seal, random);
        String right = Files.readString(file());
        for (String wrong : List.of(
                "",
                "{}",
                "[]",
                right.replace("\"private\":\"", "\"private\":\"AAAA"),
                right.replaceFirst("\"verifier\":\"[^\"]*\"", "\"verifier\":\"x\""))) {
            Files.writeString(file(), wrong, StandardCharsets.UTF_8);
            assertThatThrownBy(() -> LogIdentity.readOrCreate(file(), null, seal, random))
                    .as(wrong)
                    .isInstanceOf(IdentityException.class);
        }
    }

    private Path file() {
        return directory.resolve("log.json");
    }

    private Aead aead(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return new Aead(new SecretKeySpec(key, "AES"), random);
    }
}
