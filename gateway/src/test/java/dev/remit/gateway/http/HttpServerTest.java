package dev.remit.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.gateway.http.Operation.Answer;
import dev.remit.gateway.http.Operation.Credential;
import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class HttpServerTest {
    private static final String PING = "GET /ping HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);

    private final List<Endpoint> endpoints = List.of(
            endpoint("GET", "/ping", x -> Reply.text(200, "text/plain", "pong")),
            endpoint("POST", "/size", x -> switch (x.body()) {
                case Body.Whole whole -> Reply.text(200, "text/plain", "read " + whole.bytes().length);
                case Body.TooLarge large -> Reply.problem(Refusal.BODY_TOO_LARGE.problem(x.correlationId()));
                case Body.Broken broken -> Reply.problem(Refusal.BROKEN_BODY.problem(x.correlationId()));
            }),
            endpoint("POST", "/unread", x -> Reply.text(200, "text/plain", "unread")),
            endpoint("GET", "/fails", x -> {
                throw new IllegalStateException("jane@customer.example");
            }),
            endpoint("GET", "/waits", x -> {
                entered.countDown();
                try {
                    leave.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return Reply.text(200, "text/plain", "waited");
            }));

    @Test
    void aRequestIsAnsweredAndTheConnectionKeptForTheNext() throws IOException {
        try (HttpServer server = start(HttpSettings.local(0))) {
            String twice = RawHttp.untilClosed(server.port(), PING.replace("Connection: close\r\n", "") + PING);
            assertThat(twice.split("HTTP/1.1 200", -1)).hasSize(3);
            assertThat(twice).contains("pong").containsIgnoringCase("Remit-Correlation-Id: ");
        }
    }

    @Test
    void aPortThatIsTakenIsAFailureThatNamesItAndTheFirstGoesOn() throws IOException {
        try (HttpServer server = start(HttpSettings.local(0))) {
            assertThatThrownBy(() -> start(HttpSettings.local(server.port())))
                    .hasMessageContaining("cannot listen on localhost:" + server.port())
                    .hasMessageContaining("--port");
            assertThat(RawHttp.untilClosed(server.port(), PING)).contains("pong");
        }
    }

    @Test
    void anExceptionIsAnsweredWithoutItsMessage() throws IOException {
        try (HttpServer server = start(HttpSettings.local(0))) {
            String answer = RawHttp.untilClosed(server.port(), PING.replace("/ping", "/fails"));
            assertThat(answer)
                    .startsWith("HTTP/1.1 500")
                    .contains("\"code\":\"internal\"", "correlation_id")
                    .doesNotContain("jane", "IllegalState");
        }
    }

    @Test
    void anExceptionOfAWireWithItsOwnRoutingIsAnsweredAlike() throws IOException {
        HttpService own = rules -> rules.get("/own", (req, res) -> {
            throw new IllegalStateException("jane@customer.example");
        });
        try (HttpServer server = start(HttpSettings.local(0), own)) {
            String answer = RawHttp.untilClosed(server.port(), PING.replace("/ping", "/own"));
            assertThat(answer)
                    .startsWith("HTTP/1.1 500")
                    .contains("\"code\":\"internal\"", "application/problem+json")
                    .doesNotContain("jane");
        }
    }

    @Test
    void unknownPathsAndMethodsAreProblems() throws IOException {
        try (HttpServer server = start(HttpSettings.local(0))) {
            String path = RawHttp.untilClosed(server.port(), PING.replace("/ping", "/jane"));
            assertThat(path).startsWith("HTTP/1.1 404").contains("unknown_path").doesNotContain("jane");
            String method = RawHttp.untilClosed(server.port(), PING.replace("GET", "DELETE"));
            assertThat(method).startsWith("HTTP/1.1 405").contains("Allow: GET", "method_not_allowed");
        }
    }

    @Test
    void aHeadRequestIsAnsweredWithoutABody() throws IOException {
        try (HttpServer server = start(HttpSettings.local(0))) {
            assertThat(RawHttp.untilClosed(server.port(), PING.replace("GET", "HEAD")))
                    .startsWith("HTTP/1.1 405")
                    .endsWith("\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "https://desk.shop.example.evil.example",
                "http://desk.shop.example"
            })
    void otherOriginsAreTurnedAway(String origin) throws IOException {
        HttpSettings settings = HttpSettings.local(0).allowing(Set.of("https://desk.shop.example"), Set.of());
        try (HttpServer server = start(settings)) {
            String answer =
                    RawHttp.untilClosed(server.port(), PING.replace("\r\nConn", "\r\nOrigin: " + origin + "\r\nConn"));
            assertThat(answer)
                    .startsWith("HTTP/1.1 403")
                    .contains("origin_refused")
                    .doesNotContain("evil");
        }
    }

    @Test
    void anAllowedOriginComesThrough() throws IOException {
        HttpSettings settings = HttpSettings.local(0).allowing(Set.of("https://desk.shop.example"), Set.of());
        try (HttpServer server = start(settings)) {
            String request = PING.replace("\r\nConn", "\r\nOrigin: https://desk.shop.example\r\nConn");
            assertThat(RawHttp.untilClosed(server.port(), request))
                    .startsWith("HTTP/1.1 200")
                    .contains("\r\nAccess-Control-Allow-Origin: https://desk.shop.example\r\n")
                    .contains("\r\nVary: Origin\r\n")
                    .containsPattern("\r\nAccess-Control-Expose-Headers: .*Remit-Correlation-Id")
                    .doesNotContain("Access-Control-Allow-Credentials");
            assertThat(RawHttp.untilClosed(server.port(), PING))
                    .as("to a caller that is no page nothing is said of origins")
                    .startsWith("HTTP/1.1 200")
                    .doesNotContain("Access-Control");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://desk.shop.example", "https://evil.example"})
    void aBrowserIsToldWhatAPageMaySendIfItsOriginIsAllowed(String origin) throws IOException {
        HttpSettings settings = HttpSettings.local(0).allowing(Set.of("https://desk.shop.example"), Set.of());
        try (HttpServer server = start(settings)) {
            String preflight = PING.replaceFirst("^[A-Z]+", "OPTIONS")
                    .replace(
                            "\r\nConn",
                            "\r\nOrigin: " + origin + "\r\nAccess-Control-Request-Method: POST"
                                    + "\r\nAccess-Control-Request-Headers: authorization,content-type\r\nConn");
            String answer = RawHttp.untilClosed(server.port(), preflight);
            if (origin.contains("evil")) {
                assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("Access-Control");
            } else {
                assertThat(answer)
                        .startsWith("HTTP/1.1 204")
                        .contains("\r\nAccess-Control-Allow-Origin: https://desk.shop.example\r\n")
                        .contains("\r\nAccess-Control-Allow-Methods: GET, POST\r\n")
                        .containsPattern("\r\nAccess-Control-Allow-Headers: .*Authorization, Content-Type")
                        .contains("\r\nAccess-Control-Max-Age: 600\r\n");
            }
        }
    }

    @Test
    void aNameThatWasMadeToPointHereIsTurnedAway() throws IOException {
        HttpSettings settings = HttpSettings.local(0).allowing(Set.of(), Set.of("gateway.shop.example"));
        try (HttpServer server = start(settings)) {
            assertThat(RawHttp.untilClosed(server.port(), PING.replace("localhost", "evil.example:80")))
                    .startsWith("HTTP/1.1 403")
                    .contains("host_refused");
            for (String good : List.of("localhost:1", "127.0.0.1", "[::1]:9", "gateway.shop.example")) {
                assertThat(RawHttp.untilClosed(server.port(), PING.replace("localhost", good)))
                        .startsWith("HTTP/1.1 200");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000\u0001\u0002\r\n\r\n",
                "GET\r\n\r\n",
                "GET /ping HTTP/1.1\r\n\r\n",
                "GET /ping HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
                "GET /ping HTTP/1.1\r\nHost: localhost\r\nbad header\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "POST /size HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"
            })
    void garbageIsRefusedWithAProblemAndTheConnectionClosed(String request) throws IOException {
        try (HttpServer server = start(HttpSettings.local(0))) {
            String answer = RawHttp.untilClosed(server.port(), request);
            assertThat(answer).contains("correlation_id", "application/problem+json");
            assertThat(answer).matches("(?s)HTTP/1.1 (400|505).*");
        }
    }

    @Test
    void garbageAfterARequestEndsTheConnectionButNotTheServer() throws IOException {
        try (HttpServer server = start(HttpSettings.local(0))) {
            String answer = RawHttp.untilClosed(
                    server.port(), PING.replace("Connection: close\r\n", "") + "@@@@ garbage\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 200").contains("HTTP/1.1 400");
            assertThat(RawHttp.untilClosed(server.port(), PING)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aHeadThatIsTooLongIsRefused() throws IOException {
        try (HttpServer server = start(HttpSettings.local(0).capped(1 << 16, 2 << 10))) {
            String header = "X-Long: " + "x".repeat(3 << 10) + "\r\n";
            assertThat(RawHttp.untilClosed(server.port(), PING.replace("Conn", header + "Conn")))
                    .startsWith("HTTP/1.1 431")
                    .contains("headers_too_large");
            assertThat(RawHttp.untilClosed(
                            server.port(), "GET /" + "x".repeat(5 << 10) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .startsWith("HTTP/1.1 414")
                    .contains("uri_too_long");
        }
    }

    @Test
    void aBodyIsRefusedByItsAnnouncedLengthBeforeItIsSent() throws IOException {
        try (HttpServer server = start(HttpSettings.local(0).capped(1 << 10, 8 << 10))) {
            String head = "POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: ";
            // No byte of the body follows, so the answer cannot have waited for one.
            try (Socket socket = RawHttp.connect(server.port())) {
                socket.getOutputStream().write((head + "99999999999\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                byte[] start = socket.getInputStream().readNBytes(12);
                assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
            }
            assertThat(RawHttp.untilClosed(
                            server.port(), head + "1024\r\nConnection: close\r\n\r\n" + "x".repeat(1024)))
                    .contains("read 1024");
            assertThat(RawHttp.untilClosed(server.port(), head + "1025\r\n\r\n" + "x".repeat(1025)))
                    .startsWith("HTTP/1.1 413")
                    .contains("body_too_large");
        }
    }

    @Test
    void aChunkedBodyIsRefusedWhenItHasComeTooFar() throws IOException {
        try (HttpServer server = start(HttpSettings.local(0).capped(1 << 10, 8 << 10))) {
            String head =
                    "POST /size HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
            String chunk = "200\r\n" + "x".repeat(512) + "\r\n";
            assertThat(RawHttp.untilClosed(server.port(), head + chunk.repeat(2) + "0\r\n\r\n"))
                    .contains("read 1024");
            assertThat(RawHttp.untilClosed(server.port(), head + chunk.repeat(3) + "0\r\n\r\n"))
                    .startsWith("HTTP/1.1 413");
            // A sender in the middle of a long body still gets to read the answer.
            assertThat(RawHttp.untilClosed(server.port(), head + chunk.repeat(2_000) + "0\r\n\r\n"))
                    .startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void aBodyThatNobodyReadsDoesNotBecomeTheNextRequest() throws IOException {
        try (HttpServer server = start(HttpSettings.local(0))) {
            String smuggled = "GET /fails HTTP/1.1\r\nHost: localhost\r\n\r\n";
            String first = "POST /unread HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + smuggled.length()
                    + "\r\n\r\n" + smuggled;
            assertThat(RawHttp.untilClosed(server.port(), first + PING))
                    .contains("unread", "pong")
                    .doesNotContain("HTTP/1.1 500");
        }
    }

    @Test
    void anotherVersionOfHttpIsRefusedForWhatItIsAndIsNobodysFault() throws IOException {
        try (HttpServer server = start(HttpSettings.local(0))) {
            assertThat(RawHttp.untilClosed(server.port(), "GET /ping HTTP/1.0\r\n\r\n"))
                    .startsWith("HTTP/1.1 505")
                    .contains("http_version")
                    .contains("HTTP/1.1 only");
        }
    }

    @Test
    void aPackedBodyIsRefusedForItsEncoding() throws IOException {
        try (HttpServer server = start(HttpSettings.local(0))) {
            String packed = "POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}";
            assertThat(RawHttp.untilClosed(server.port(), packed))
                    .startsWith("HTTP/1.1 415")
                    .contains("unsupported_media_type")
                    .contains("without a Content-Encoding");
        }
    }

    @Test
    void aBodyThatEndsEarlyIsNotHandedOn() throws IOException {
        try (HttpServer server = start(HttpSettings.local(0));
                Socket socket = RawHttp.connect(server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write("POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf"
                    .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(RawHttp.rest(socket)).startsWith("HTTP/1.1 400").contains("broken_body");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /pi",
                "GET /ping HTTP/1.1\r\nHost: local",
                "POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf",
                "POST /size HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nha",
                "POST /unread HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf"
            })
    void aSenderThatStopsHalfwayIsCut(String half) throws IOException {
        HttpSettings settings =
                HttpSettings.local(0).timed(Duration.ofMillis(60), Duration.ofMillis(120), Duration.ofSeconds(5));
        try (HttpServer server = start(settings)) {
            assertThat(RawHttp.untilClosed(server.port(), half)).doesNotContain("read ");
            String afterOne = PING.replace("Connection: close\r\n", "") + half;
            assertThat(served(server, afterOne)).doesNotContain("read ");
            assertThat(served(server, PING)).contains("pong");
        }
    }

    /** Sends until the server takes it: time-outs this short cut a busy machine's own requests as well. */
    private static String served(HttpServer server, String request) throws IOException {
        String answer;
        do {
            answer = RawHttp.untilClosed(server.port(), request);
        } while (!answer.startsWith("HTTP/1.1 200"));
        return answer;
    }

    @Test
    void workThatTakesLongerThanTheTimeOutsIsNotCut() throws Exception {
        HttpSettings settings =
                HttpSettings.local(0).timed(Duration.ofMillis(40), Duration.ofMillis(40), Duration.ofSeconds(5));
        try (HttpServer server = start(settings)) {
            CompletableFuture<String> answer = async(() -> served(server, PING.replace("ping", "waits")));
            entered.await();
            // Another connection is cut for being late: so the time is over for this one, too.
            assertThat(RawHttp.untilClosed(server.port(), "")).isEmpty();
            leave.countDown();
            assertThat(answer.get()).contains("waited");
        }
    }

    @Test
    void requestsInFlightAreAnsweredWhenTheServerStops() throws Exception {
        try (HttpServer server = start(HttpSettings.local(0))) {
            int port = server.port();
            CompletableFuture<String> answer = async(() -> RawHttp.untilClosed(port, PING.replace("ping", "waits")));
            entered.await();
            CompletableFuture<Boolean> stopped = async(() -> {
                server.stop();
                return true;
            });
            while (accepts(port)) {
                Thread.onSpinWait();
            }
            leave.countDown();
            assertThat(answer.get()).startsWith("HTTP/1.1 200").contains("waited");
            assertThat(stopped.get()).isTrue();
        }
    }

    @Test
    void offLoopbackItSpeaksTls(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storepass",
                        "changeit",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        assertThat(exit).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        Path key = pem(
                folder.resolve("key.pem"),
                "PRIVATE KEY",
                keys.getKey("a", "changeit".toCharArray()).getEncoded());
        Path certificate = pem(
                folder.resolve("cert.pem"),
                "CERTIFICATE",
                keys.getCertificate("a").getEncoded());
        HttpSettings settings = HttpSettings.local(0).listening("0.0.0.0", new HttpSettings.Tls(certificate, key));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", keys.getCertificate("a"));
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (HttpServer server = start(settings);
                Socket socket = context.getSocketFactory().createSocket("127.0.0.1", server.port())) {
            socket.setSoTimeout(120_000);
            socket.getOutputStream().write(PING.getBytes(StandardCharsets.US_ASCII));
            assertThat(RawHttp.rest(socket)).startsWith("HTTP/1.1 200").contains("pong");
            assertThat(RawHttp.untilClosed(server.port(), PING)).doesNotContain("pong");
        }
    }

    private static Path pem(Path file, String type, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }

    /** A connection that is refused, or reset because the listener closed while it waited there, was not accepted. */
    private static boolean accepts(int port) throws IOException {
        try (Socket socket = RawHttp.connect(port)) {
            return socket.isConnected();
        } catch (SocketException e) {
            return false;
        }
    }

    /** What may throw, on a thread of its own. */
    private interface Task<T> {
        T run() throws Exception;
    }

    private static <T> CompletableFuture<T> async(Task<T> task) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                future.complete(task.run());
            } catch (Exception e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    private HttpServer start(HttpSettings settings, HttpService... more) {
        CorrelationIds ids = new CorrelationIds(InstantSource.system(), new Random(1));
        List<HttpService> services = new java.util.ArrayList<>(List.of(more));
        services.add(new Endpoints("rest", endpoints, (w, o, n) -> {}, System::nanoTime));
        return HttpServer.start(settings, services, ids, (w, o, n) -> {}, System::nanoTime);
    }

    private static Endpoint endpoint(String method, String path, Endpoint.Handling handling) {
        Operation operation = new Operation(
                path, path, Credential.NONE, Map.of(), List.of(new Answer(200, "", "text/plain", null)), Map.of());
        return new Endpoint(method, path, operation, handling);
    }
}
