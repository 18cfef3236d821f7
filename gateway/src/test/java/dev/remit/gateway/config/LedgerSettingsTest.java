package dev.remit.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Findings;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.VerifierKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerSettingsTest {
    @TempDir
    Path folder;

    @Test
    void nothingNeedsToBeSaid() throws IOException {
        assertThat(read("")).isEqualTo(LedgerSettings.DEFAULTS);
    }

    @Test
    void theLogIsCalledAndWatchedAsTheFileSays() throws Exception {
        VerifierKey key = key("witness.example/w", KeyType.COSIGNATURE);
        LedgerSettings settings = read("""
                ledger:
                  origin: log.shop.example/remit
                  public: true
                  witnesses: { ask: [{ url: "http://127.0.0.1:7071", key: "%s" }] }
                """.formatted(key));
        assertThat(settings.origin()).isEqualTo("log.shop.example/remit");
        assertThat(settings.open()).isTrue();
        assertThat(settings.required()).isOne();
        assertThat(settings.witnesses()).singleElement().satisfies(witness -> {
            assertThat(witness.url()).isEqualTo(URI.create("http://127.0.0.1:7071"));
            assertThat(witness.key()).hasToString(key.toString());
        });
    }

    @Test
    void whatCannotHoldIsAMistake() throws Exception {
        VerifierKey witness = key("witness.example/w", KeyType.COSIGNATURE);
        VerifierKey log = key("log.example/l", KeyType.NOTE);
        assertThat(mistakes("ledger: { orign: x }")).containsExactly("unknown-key");
        assertThat(mistakes("ledger: { origin: \"two words\" }")).containsExactly("bad-value");
        assertThat(mistakes(witnesses("{ url: \"http://w\", key: \"nonsense\" }")))
                .containsExactly("bad-value");
        assertThat(mistakes(witnesses("{ url: \"http://w\", key: \"" + log + "\" }")))
                .as("a key that signs notes")
                .containsExactly("bad-value");
        assertThat(mistakes(witnesses("{ url: \"ftp://w\", key: \"" + witness + "\" }")))
                .containsExactly("bad-value");
        assertThat(mistakes(witnesses("{ url: \"http://[\", key: \"" + witness + "\" }")))
                .containsExactly("bad-value");
        String one = "{ url: \"http://w\", key: \"" + witness + "\" }";
        assertThat(mistakes(witnesses(one + ", " + one))).containsExactly("duplicate-item");
        assertThat(mistakes("ledger: { witnesses: { require: 2, ask: [" + one + "] } }"))
                .as("more cosignatures than witnesses")
                .containsExactly("bad-value");
        assertThat(mistakes(witnesses(one))).isEmpty();
    }

    @Test
    void entriesArePushedWhereTheFileSays() throws IOException {
        LedgerSettings settings = read("""
                ledger:
                  export:
                    - { to: "https://siem.example/remit", format: jsonl, secret: "${env:HOOK}", subjects: true, from: now }
                    - { to: "http://127.0.0.1:4318", format: otlp }
                """);
        assertThat(settings.exports())
                .containsExactly(
                        new ExportSettings(
                                URI.create("https://siem.example/remit"),
                                ExportSettings.Form.JSONL,
                                "${env:HOOK}",
                                true,
                                ExportSettings.Start.NOW),
                        new ExportSettings(
                                URI.create("http://127.0.0.1:4318"),
                                ExportSettings.Form.OTLP,
                                null,
                                false,
                                ExportSettings.Start.START));
    }

    @Test
    void anExportThatIsUnsafeOrUnclearIsAMistake() throws IOException {
        assertThat(mistakes(export("to: \"http://siem.example/remit\", format: jsonl")))
                .as("without TLS, off loopback")
                .containsExactly("unsafe-address");
        assertThat(mistakes(export("to: \"https://a.example\", format: jsonl, secret: hush")))
                .as("a secret in the file")
                .hasSize(1);
        assertThat(mistakes(export("to: \"https://u:p@a.example\", format: jsonl")))
                .containsExactly("bad-value");
        assertThat(mistakes(export("to: \"https:///x\", format: jsonl"))).containsExactly("bad-value");
        assertThat(mistakes(export("to: \"https://a.example\", format: csv"))).hasSize(1);
        assertThat(mistakes(export("to: \"https://a.example\", format: jsonl, form: x")))
                .containsExactly("unknown-key");
        assertThat(mistakes(export("to: \"https://a.example\""))).hasSize(1);
        String one = "to: \"https://a.example\", format: jsonl";
        assertThat(mistakes(export(one + " }, { " + one))).containsExactly("duplicate-item");
        assertThat(mistakes(export(one + " }, { to: \"https://a.example\", format: otlp")))
                .isEmpty();
    }

    private static String export(String said) {
        return "ledger: { export: [{ " + said + " }] }";
    }

    private static String witnesses(String asked) {
        return "ledger: { witnesses: { ask: [" + asked + "] } }";
    }

    private LedgerSettings read(String text) throws IOException {
        Findings findings = new Findings();
        Settings settings = settings(text, findings);
        assertThat(findings.sorted()).isEmpty();
        return Objects.requireNonNull(settings).ledger();
    }

    private List<String> mistakes(String text) throws IOException {
        Findings findings = new Findings();
        settings(text, findings);
        return findings.sorted().stream().map(Finding::code).toList();
    }

    private Settings settings(String text, Findings findings) throws IOException {
        Files.writeString(folder.resolve("remit.yaml"), text.isEmpty() ? "listen: 127.0.0.1:0\n" : text);
        return Objects.requireNonNull(new Folder(folder).settings(findings));
    }

    private static VerifierKey key(String name, KeyType type) throws GeneralSecurityException {
        return VerifierKey.of(
                name,
                type,
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
    }
}
