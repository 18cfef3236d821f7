package dev.remit.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.finding.Finding;
import dev.remit.gateway.testing.SmallShop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code master_key} may say in {@code remit.yaml}. */
class MasterKeySettingTest {
    private static final String VAULT =
            "{ kms: vault, address: \"https://vault.example:8200\", key: remit, token: \"${file:vault-token}\" }";

    @TempDir
    Path directory;

    private Folder.Loaded load(String masterKey) throws IOException {
        Path folder = SmallShop.in(directory).folder();
        Files.writeString(folder.resolve("remit.yaml"), "master_key: " + masterKey + "\n");
        return new Folder(folder).load();
    }

    @Test
    void itIsAReferenceOrAKms() throws IOException {
        assertThat(((Folder.Loaded.Accepted) load("\"${env:REMIT_KEY}\""))
                        .settings()
                        .masterKey())
                .isEqualTo(new MasterKeySetting.Reference("${env:REMIT_KEY}"));
        Files.delete(directory.resolve("shop.db"));
        assertThat(((Folder.Loaded.Accepted) load(VAULT)).settings().masterKey())
                .isEqualTo(new MasterKeySetting.Vault(
                        URI.create("https://vault.example:8200"), "remit", "${file:vault-token}"));
    }

    @Test
    void whatWouldGiveASecretAwayIsRefused() throws IOException {
        for (String wrong : List.of(
                "c2VjcmV0LXRoYXQtc2hvdWxkLW5vdC1zdGFuZC1oZXJl",
                VAULT.replace("${file:vault-token}", "hvs.secret-token"),
                VAULT.replace("https://", "http://"),
                VAULT.replace("https://vault", "https://[vault"),
                VAULT.replace("key: remit", "key: \"../sys/seal\""),
                VAULT.replace("kms: vault", "kms: aws"),
                VAULT.replace(", key: remit", ""))) {
            Files.deleteIfExists(directory.resolve("shop.db"));
            Folder.Loaded loaded = load(wrong);
            assertThat(loaded).as(wrong).isInstanceOf(Folder.Loaded.Rejected.class);
            assertThat(loaded.findings().stream().map(Finding::message).toList().toString())
                    .doesNotContain("hvs.secret-token", "c2VjcmV0");
        }
    }
}
