package dev.remit.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A master key that Vault's transit engine wraps, over HTTP, with a server that plays Vault. */
class VaultTransitTest {
    private static final String TOKEN = "hvs.top-secret";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private ExecutorService threads;
    private volatile Answer answer = VaultTransitTest::transit;

    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer.give(exchange));
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdown();
    }

    /** As Vault does it: what is "encrypted" is turned round. */
    private static void transit(HttpExchange exchange) throws IOException {
        JsonNode asked = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
        if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
            reply(exchange, 403, "{\"errors\":[\"permission denied\"]}");
        } else if (exchange.getRequestURI().getPath().equals("/v1/transit/encrypt/remit")) {
            String turned = new StringBuilder(asked.required("plaintext").asString())
                    .reverse()
                    .toString();
            reply(exchange, 200, "{\"data\":{\"ciphertext\":\"vault:v1:" + turned + "\",\"key_version\":1}}");
        } else if (exchange.getRequestURI().getPath().equals("/v1/transit/decrypt/remit")) {
            String turned = asked.required("ciphertext").asString().substring("vault:v1:".length());
            reply(exchange, 200, "{\"data\":{\"plaintext\":\"" + new StringBuilder(turned).reverse() + "\"}}");
        } else {
            reply(exchange, 404, "{\"errors\":[]}");
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private VaultTransit vault(String token, Duration patience) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return new VaultTransit(address, "remit", () -> token, patience);
    }

    private MasterKeySource.Wrapped source(Kms kms) {
        return new MasterKeySource.Wrapped(directory.resolve("master.wrapped"), kms);
    }

    @Test
    void theMasterKeyIsMadeOnceKeptWrappedAndUnwrappedAtEachStart() throws IOException {
        MasterKeySource.Wrapped source = source(vault(TOKEN, PATIENCE));
        MasterKey made = source.get(true, new SecureRandom());
        Path file = directory.resolve("master.wrapped");
        assertThat(Files.readString(file))
                .startsWith("vault:v1:")
                .doesNotContain(Base64.getEncoder().encodeToString(made.bytes()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(source.get(true, new SecureRandom()).bytes()).isEqualTo(made.bytes());
        assertThat(source.get(false, new SecureRandom()).bytes()).isEqualTo(made.bytes());
        MasterKey other = MasterKey.random(new SecureRandom());
        source.write(other);
        assertThat(source.get(false, new SecureRandom()).bytes()).isEqualTo(other.bytes());
        Files.delete(file);
        assertThatThrownBy(() -> source.get(false, new SecureRandom()))
                .hasMessageContaining("restore it from its backup");
        assertThat(file).doesNotExist();
    }

    @Test
    void aRefusalSaysWhatToDoAndHoldsNoSecret() {
        assertThatThrownBy(() -> vault("wrong-token", PATIENCE).wrap(new byte[32]))
                .isInstanceOf(Kms.KmsException.class)
                .hasMessageContaining("403")
                .hasMessageContaining("'update'")
                .hasMessageNotContaining("wrong-token");
        for (int status : new int[] {400, 404, 500, 503, 302}) {
            answer = exchange -> reply(exchange, status, "{\"errors\":[\"hidden-detail\"]}");
            assertThatThrownBy(() -> vault(TOKEN, PATIENCE).unwrap("vault:v1:AAAA"))
                    .isInstanceOf(Kms.KmsException.class)
                    .hasMessageContaining(Integer.toString(status))
                    .hasMessageNotContaining("hidden-detail");
        }
    }

    @Test
    void aWrongAnswerIsRefusedAndNotRepeated() {
        for (String wrong : List.of(
                "",
                "leaked-text",
                "[]",
                "{}",
                "{\"data\":{}}",
                "{\"data\":{\"plaintext\":7,\"ciphertext\":7}}",
                "{\"data\":{\"plaintext\":\"leaked-text!\",\"ciphertext\":\"leaked-text!\"}}",
                "x".repeat(100_000))) {
            answer = exchange -> reply(exchange, 200, wrong);
            for (boolean wrapping : new boolean[] {true, false}) {
                assertThatThrownBy(() -> {
                            if (wrapping) {
                                vault(TOKEN, PATIENCE).wrap(new byte[32]);
                            } else {
                                vault(TOKEN, PATIENCE).unwrap("vault:v1:AAAA");
                            }
                        })
                        .isInstanceOf(Kms.KmsException.class)
                        .hasMessageNotContaining("leaked-text")
                        .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("leaked-text"));
            }
        }
        answer = exchange -> reply(exchange, 200, "{\"data\":{\"plaintext\":\"AAAA\"}}");
        assertThatThrownBy(() -> {
                    Files.writeString(directory.resolve("master.wrapped"), "vault:v1:AAAA\n");
                    source(vault(TOKEN, PATIENCE)).get(false, new SecureRandom());
                })
                .hasMessageContaining("is not a master key");
        assertThatThrownBy(() -> vault(TOKEN, PATIENCE).unwrap("something else"))
                .hasMessageContaining("not one of Vault's");
    }

    @Test
    void whoIsDownSaysSo() {
        server.stop(0);
        assertThatThrownBy(() -> vault(TOKEN, PATIENCE).wrap(new byte[32]))
                .isInstanceOf(Kms.KmsException.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void whoIsSlowIsNotWaitedForNotEvenWhereTheAnswerHasBegun() {
        Answer silent = exchange -> wait(over);
        Answer dribbling = exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            wait(over);
        };
        for (Answer slow : List.of(silent, dribbling)) {
            answer = slow;
            assertThatThrownBy(() -> vault(TOKEN, Duration.ofMillis(300)).wrap(new byte[32]))
                    .isInstanceOf(Kms.KmsException.class)
                    .hasMessageContaining("did not answer");
        }
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aTokenIsNotSentInPlainOverANetwork() {
        for (String safe : List.of(
                "https://vault.example:8200", "http://127.0.0.1:8200", "http://localhost:8200", "http://[::1]:8200")) {
            assertThat(VaultTransit.safe(URI.create(safe))).as(safe).isTrue();
        }
        for (String unsafe : List.of(
                "http://vault.example:8200",
                "http://127.0.0.1.evil.example",
                "http://10.0.0.1:8200",
                "https://user@vault.example",
                "https://vault.example?x",
                "ftp://127.0.0.1",
                "vault.example")) {
            assertThat(VaultTransit.safe(URI.create(unsafe))).as(unsafe).isFalse();
        }
        assertThatThrownBy(() -> new VaultTransit(URI.create("http://vault.example"), "k", () -> TOKEN, PATIENCE))
                .hasMessageContaining("https://");
    }

    @Test
    void nothingThatIsPrintedHoldsASecret() {
        MasterKeySource referred = new MasterKeySource.Referred(() -> "not base64!");
        assertThatThrownBy(() -> referred.get(true, new SecureRandom()))
                .hasMessageContaining("openssl rand")
                .hasNoCause()
                .hasMessageNotContaining("not base64");
        assertThat(source(vault(TOKEN, PATIENCE)).toString()).doesNotContain(TOKEN);
    }
}
