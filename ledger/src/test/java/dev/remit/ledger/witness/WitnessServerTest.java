package dev.remit.ledger.witness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.ledger.FaultyFileLayer;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.NoteCheck;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.note.TestKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessServerTest {
    private static final String SIZE = "text/x.tlog.size";

    private final FakeLog log = FakeLog.of(40);
    private final SigningKey key = TestKeys.fresh("witness.example/1", KeyType.COSIGNATURE);
    private final FaultyFileLayer disk = new FaultyFileLayer();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private HttpClient http;
    private Witness witness;
    private WitnessServer server;

    @BeforeEach
    void start() throws IOException {
        start(WitnessServer.Limits.USUAL);
    }

    private void start(WitnessServer.Limits limits) throws IOException {
        http = HttpClient.newHttpClient();
        witness = Witness.open(
                WitnessTest.DIR, disk, key, List.of(log.trusted()), () -> Instant.ofEpochSecond(1_800_000_000));
        server = WitnessServer.start(
                witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), events::add, limits);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        witness.close();
        http.shutdownNow();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    private HttpResponse<String> post(byte[] body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(at("/add-checkpoint"))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(at(path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void aCosignatureIsALineThatVerifies() throws Exception {
        HttpResponse<String> answer = post(log.request(0, 7).encode());
        assertThat(answer.statusCode()).isEqualTo(200);
        Note note = new Note(log.signed(7).text(), TestKeys.value(Note.parseSignatures(answer.body())));
        assertThat(note.verify(List.of(key.verifier()))).isInstanceOf(NoteCheck.Verified.class);
        assertThat(events).containsExactly("cosigned example.com/log at 7 entries");
    }

    @Test
    void aConflictNamesTheSizeInItsOwnType() throws Exception {
        post(log.request(0, 7).encode());
        HttpResponse<String> answer = post(log.request(3, 9).encode());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).contains(SIZE);
        assertThat(answer.body()).isEqualTo("7\n");
        assertThat(post(log.request(7, 9).encode()).statusCode()).isEqualTo(200);
    }

    @Test
    void eachRefusalHasTheStatusOfTheSpecification() throws Exception {
        post(log.request(0, 20).encode());
        assertThat(post("hello\n".getBytes(UTF_8)).statusCode()).isEqualTo(400);
        assertThat(post(new byte[0]).statusCode()).isEqualTo(400);
        assertThat(post(AddCheckpoint.of(20, List.of(), log.signed(9)).encode()).statusCode())
                .isEqualTo(400);
        assertThat(post(FakeLog.of(9).request(0, 9).encode()).statusCode()).isEqualTo(403);
        assertThat(post(FakeLog.of("example.com/other", 9).request(0, 9).encode())
                        .statusCode())
                .isEqualTo(404);
        assertThat(post(log.forkedAt(5).request(20, 30).encode()).statusCode()).isEqualTo(422);
        assertThat(post(log.request(20, 30).encode()).statusCode()).isEqualTo(200);
    }

    @Test
    void aForkIsToldOnceHoweverOftenItIsShown() throws Exception {
        post(log.request(0, 20).encode());
        for (int i = 0; i < 3; i++) {
            post(log.forkedAt(5).request(20, 20).encode());
        }
        assertThat(events).hasSize(2).last().asString().contains("forked", "Keep both checkpoints");
    }

    @Test
    void monitorsReadWhatWasCosignedLast() throws Exception {
        String path = "/" + Memory.hash(FakeLog.ORIGIN) + "/checkpoint";
        assertThat(send("GET", path).statusCode()).isEqualTo(404);
        post(log.request(0, 20).encode());
        HttpResponse<String> answer = send("GET", path);
        assertThat(answer.statusCode()).isEqualTo(200);
        Note note = TestKeys.value(Note.parse(answer.body().getBytes(UTF_8)));
        assertThat(note.verify(List.of(key.verifier(), log.key.verifier())))
                .isInstanceOfSatisfying(
                        NoteCheck.Verified.class,
                        found -> assertThat(found.by()).hasSize(2));
        assertThat(send("GET", path.toUpperCase(java.util.Locale.ROOT)).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "HEAD", "OPTIONS"})
    void onlyAPostAdds(String method) throws Exception {
        HttpResponse<String> answer = send(method, "/add-checkpoint");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertThat(send("POST", "/" + Memory.hash(FakeLog.ORIGIN) + "/checkpoint")
                        .statusCode())
                .isEqualTo(405);
        assertThat(send(method, "/elsewhere").statusCode()).isEqualTo(404);
    }

    @Test
    void aBodyBeyondTheLargestIsNotRead() throws Exception {
        assertThat(post(new byte[AddCheckpoint.MAX_BYTES + 1]).statusCode()).isEqualTo(413);
        assertThat(post(new byte[AddCheckpoint.MAX_BYTES]).statusCode()).isEqualTo(400);
        assertThat(raw("POST /add-checkpoint HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n"
                        + "x".repeat(AddCheckpoint.MAX_BYTES + 1)))
                .startsWith("HTTP/1.1 413");
        assertThat(post(log.request(0, 7).encode()).statusCode()).isEqualTo(200);
    }

    @Test
    void tenThousandLinesAndBytesThatAreNoTextAreMalformed() throws Exception {
        assertThat(post(("old 1\n" + "QUJDREU=\n".repeat(10_000)).getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(400);
        byte[] body = log.request(0, 7).encode();
        body[20] = (byte) 0xff;
        assertThat(post(body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /add-checkpoint HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST /add-checkpoint HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
                "GET /%ff%00 HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void whatIsNoHttpEndsInAnErrorOrNothing(String request) throws Exception {
        assertThat(raw(request)).doesNotContain("200 OK");
        assertThat(post(log.request(0, 7).encode()).statusCode()).isEqualTo(200);
    }

    /** What comes back until the other side closes. */
    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /add-checkpoint HTTP/1.1\r\nHo",
                "POST /add-checkpoint HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nold 0\n",
                "POST /add-checkpoint HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nold"
            })
    void whoIsSlowIsCutOffAndOthersAreServed(String beginning) throws Exception {
        stop();
        start(new WitnessServer.Limits(2, Duration.ofMillis(300)));
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 4; i++) { // more than there are places
            Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), server.address().getPort());
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            slow.add(socket);
        }
        assertThat(http.send(
                                HttpRequest.newBuilder(at("/add-checkpoint"))
                                        .POST(BodyPublishers.ofByteArray(
                                                log.request(0, 7).encode()))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        for (Socket socket : slow) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            socket.close();
        }
    }

    @Test
    void aSlowDiskIsNotCutOff() throws Exception {
        stop();
        start(new WitnessServer.Limits(2, Duration.ofMillis(200)));
        disk.beforeForce(WitnessServerTest::waitAMoment);
        try {
            post(log.request(0, 7).encode());
        } catch (IOException e) {
            assertThat(e).isNotNull(); // the answer may come too late
        }
        disk.beforeForce(() -> {});
        assertThat(witness.size(FakeLog.ORIGIN)).isEqualTo(7);
        assertThat(post(log.request(7, 9).encode()).statusCode()).isEqualTo(200);
    }

    private static void waitAMoment() {
        try {
            Thread.sleep(500); // the interrupt that ends the exchange must not arrive here
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
