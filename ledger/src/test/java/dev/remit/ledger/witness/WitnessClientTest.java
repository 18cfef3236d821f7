package dev.remit.ledger.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.remit.ledger.FaultyFileLayer;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.note.TestKeys;
import dev.remit.ledger.tree.ConsistencyProof;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessClientTest {
    private static final Instant NOON = Instant.ofEpochSecond(1_800_000_000);
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final FakeLog log = FakeLog.of(40);
    private final SigningKey key = TestKeys.fresh("witness.example/1", KeyType.COSIGNATURE);

    private interface With {
        void witness(Witness witness, WitnessClient client) throws IOException;
    }

    private void running(With test) throws IOException {
        try (Witness witness =
                        Witness.open(WitnessTest.DIR, new FaultyFileLayer(), key, List.of(log.trusted()), () -> NOON);
                WitnessServer server = WitnessServer.start(witness, ANY, event -> {});
                WitnessClient client =
                        client("http://127.0.0.1:" + server.address().getPort())) {
            test.witness(witness, client);
        }
    }

    private WitnessClient client(String address) {
        return WitnessClient.of(address, key.verifier(), log::consistency);
    }

    private Cosigning ask(WitnessClient client, FakeLog log, long oldSize, long newSize) {
        return client.ask(FakeLog.ORIGIN, oldSize, log.consistency(oldSize, newSize), log.signed(newSize));
    }

    @Test
    void aLogThatGrowsIsCosigned() throws IOException {
        running((witness, client) -> {
            assertThat(client.name()).isEqualTo("witness.example/1");
            assertThat(ask(client, log, 0, 7)).isInstanceOfSatisfying(Cosigning.Cosigned.class, cosigned -> {
                assertThat(cosigned.signatures()).hasSize(1);
                Note both = log.signed(7).with(cosigned.signatures().getFirst());
                assertThat(both).isEqualTo(witness.checkpoint(FakeLog.ORIGIN).orElseThrow());
            });
            assertThat(ask(client, log, 7, 9)).isInstanceOf(Cosigning.Cosigned.class);
        });
    }

    @Test
    void aWitnessThatIsBehindIsGivenAProofFromWhereItIs() throws IOException {
        running((witness, client) -> {
            ask(client, log, 0, 7);
            assertThat(ask(client, log, 20, 30)).isInstanceOf(Cosigning.Cosigned.class);
            assertThat(ask(client, log, 0, 31)).isInstanceOf(Cosigning.Cosigned.class);
            assertThat(witness.size(FakeLog.ORIGIN)).isEqualTo(31);
        });
    }

    @Test
    void aWitnessThatIsAheadMeansThatTheLogWentBack() throws IOException {
        running((witness, client) -> {
            ask(client, log, 0, 30);
            assertThat(ask(client, log, 7, 20)).isEqualTo(new Cosigning.Behind(30));
            assertThat(witness.size(FakeLog.ORIGIN)).isEqualTo(30);
        });
    }

    @Test
    void aForkIsRefused() throws IOException {
        running((witness, client) -> {
            ask(client, log, 0, 20);
            assertThat(ask(client, log.forkedAt(5), 20, 30))
                    .isInstanceOfSatisfying(
                            Cosigning.Refused.class,
                            refused ->
                                    assertThat(refused.why()).contains("witness.example/1", "422", "past is not what"));
        });
    }

    private Cosigning answered(int status, String type, String body) throws IOException {
        HttpServer fake = HttpServer.create(ANY, 0);
        fake.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type);
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        fake.start();
        try (WitnessClient client =
                client("http://127.0.0.1:" + fake.getAddress().getPort())) {
            return ask(client, log, 0, 20);
        } finally {
            fake.stop(0);
        }
    }

    @Test
    void onlyACosignatureOfTheWitnessOverThisCheckpointCounts() throws IOException {
        String text = log.signed(20).text();
        String good = key.cosign(text, NOON).line();
        SigningKey stranger = TestKeys.fresh("stranger.example", KeyType.COSIGNATURE);
        String foreign = stranger.cosign(text, NOON).line();
        assertThat(answered(200, "text/plain", foreign + good))
                .isEqualTo(new Cosigning.Cosigned(List.of(key.cosign(text, NOON))));
        assertRefused(answered(200, "text/plain", foreign), "other keys");
        assertRefused(
                answered(
                        200,
                        "text/plain",
                        key.cosign(log.signed(19).text(), NOON).line()),
                "does not verify");
        assertRefused(answered(200, "text/plain", ""), "something else");
        assertRefused(answered(200, "text/plain", "<html>\n"), "something else");
        assertRefused(answered(200, "text/plain", good.strip()), "something else");
    }

    @Test
    void anAnswerThatMakesNoSenseIsRefused() throws IOException {
        assertRefused(answered(409, "text/plain", "7\n"), "without a size");
        for (String size : List.of("", "7", "07\n", "-1\n", "7\n7\n", "9223372036854775808\n")) {
            assertRefused(answered(409, "text/x.tlog.size", size), "without a size");
        }
        assertRefused(answered(409, "text/x.tlog.size", "0\n"), "contradicts itself");
        assertRefused(answered(302, "text/plain", ""), "302");
        assertRefused(answered(403, "text/plain", "no \u001b[31mred\u0007"), "no [31mred");
        assertThat(answered(409, "text/x.tlog.size", "7\n")).isInstanceOf(Cosigning.Unreachable.class);
    }

    private static void assertRefused(Cosigning answer, String part) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Cosigning.Refused.class,
                        refused -> assertThat(refused.why())
                                .contains("witness.example/1", part)
                                .doesNotContain("\u001b"));
    }

    @Test
    void aWitnessThatIsNotThereOrBusyIsAskedAgainLater() throws IOException {
        assertThat(answered(503, "text/plain", "full")).isInstanceOf(Cosigning.Unreachable.class);
        assertThat(answered(200, "text/plain", "x".repeat(70_000))).isInstanceOf(Cosigning.Unreachable.class);
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        try (WitnessClient client = client("http://127.0.0.1:" + closed)) {
            assertThat(ask(client, log, 0, 20))
                    .isInstanceOfSatisfying(
                            Cosigning.Unreachable.class,
                            unreachable ->
                                    assertThat(unreachable.why()).contains("witness.example/1", "cannot be reached"));
        }
    }

    @Test
    void aWitnessThatNeverFinishesItsAnswerIsNotWaitedForForLong() throws IOException {
        HttpServer fake = HttpServer.create(ANY, 0);
        fake.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush(); // and then nothing
        });
        fake.start();
        try (WitnessClient client = WitnessClient.of(
                "http://127.0.0.1:" + fake.getAddress().getPort(),
                key.verifier(),
                log::consistency,
                Duration.ofMillis(200))) {
            assertThat(ask(client, log, 0, 20)).isInstanceOf(Cosigning.Unreachable.class);
        } finally {
            fake.stop(0);
        }
    }

    @Test
    void anAddressOrKeyThatWillNotDoIsRefusedAtOnce() {
        for (String address :
                List.of("", "witness.example", "ftp://a", "http://u@a", "http://a?b", "http://a#b", "::")) {
            assertThatThrownBy(() -> client(address)).as(address).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> WitnessClient.of("http://a", log.key.verifier(), log::consistency))
                .hasMessageContaining("0x04");
        try (WitnessClient client = client("http://a/")) {
            ConsistencyProof none = new ConsistencyProof(0, 7, List.of());
            assertThatThrownBy(() -> client.ask("example.com/other", 0, none, log.signed(7)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
