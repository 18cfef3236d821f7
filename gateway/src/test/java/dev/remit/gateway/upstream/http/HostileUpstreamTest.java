package dev.remit.gateway.upstream.http;

import static dev.remit.gateway.upstream.http.HostileServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.catalog.Upstream;
import dev.remit.core.catalog.UpstreamUrl;
import dev.remit.core.template.Rendering;
import dev.remit.core.template.RequestTemplate;
import dev.remit.gateway.source.SourceFailure.Reason;
import dev.remit.gateway.upstream.Fetched;
import dev.remit.gateway.upstream.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An HTTP upstream does what upstreams do; what became of the call is said exactly, and nothing of the answer leaks. */
class HostileUpstreamTest {
    /** Failures that make the breaker leave an upstream alone. */
    private static final int FAILURES = 5;

    private static final String GOOD = "{\"data\":{\"id\":\"r-1\",\"amount\":\"12.50\",\"secret\":\"s3cret-data\"}}";
    private static final RequestTemplate REFUND = Upstreams.request("""
            method: POST
            path: /refunds/{args.order_id}
            query: { by: "{subject}" }
            headers: { X-Purpose: refunds }
            idempotency: Idempotency-Key
            body: { amount: "{facts.refund}", note: "For {subject}: {args.note}", items: "{args.items}", fixed: 1 }
            """);
    private static final RequestTemplate LOOK = Upstreams.request("{ method: GET, path: '/orders/{args.order_id}' }");

    private static Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("args.order_id", "o 1");
        values.put("args.note", "said \"thanks\", {subject}");
        values.put("args.items", List.of(1L, 2L));
        values.put("facts.refund", new BigDecimal("12.50"));
        values.put("subject", "c&1");
        values.put("operation", "op-7");
        return values;
    }

    private static Outcome act(HostileServer server) {
        try (HttpUpstream upstream = Upstreams.open(Upstreams.at(server))) {
            return upstream.act(REFUND, values(), Upstreams.REFUND);
        }
    }

    private static Outcome actOn(String answer) throws IOException {
        try (HostileServer server = HostileServer.thatSays(answer)) {
            Outcome outcome = act(server);
            assertThat(server.asked()).as("sent once, whatever came of it").hasSize(1);
            assertThat(outcome.toString()).doesNotContain("s3cret-data").doesNotContain(Upstreams.SECRET);
            return outcome;
        }
    }

    private static void unknown(String answer, String why) throws IOException {
        assertThat(actOn(answer))
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.reason())
                                .startsWith("upstream payments ")
                                .contains(why));
    }

    @Test
    void anActionSendsWhatTheTemplateSaysAndNothingElse() throws IOException {
        try (HostileServer server = HostileServer.thatSays(json(201, GOOD))) {
            assertThat(act(server)).isInstanceOfSatisfying(Outcome.Done.class, done -> {
                assertThat(done.values().sequencedKeySet()).containsExactly("refund_id", "amount");
                assertThat(done.values().sequencedValues()).containsExactly("r-1", new BigDecimal("12.50"));
            });
            HostileServer.Asked asked = server.asked().getFirst();
            assertThat(asked.head()).isEqualTo("""
                    POST /api/refunds/o%201?by=c%261 HTTP/1.1\r
                    Host: 127.0.0.1:PORT\r
                    User-Agent: Remit\r
                    Authorization: Bearer the-gateways-own\r
                    Accept: application/json\r
                    X-Purpose: refunds\r
                    Idempotency-Key: op-7\r
                    Content-Type: application/json\r
                    Content-Length: LENGTH\r
                    \r
                    """.replace("PORT", "" + server.port())
                    .replace("LENGTH", "" + asked.body().length()));
            assertThat(asked.body())
                    .isEqualTo("{\"amount\":12.50,\"note\":\"For c&1: said \\\"thanks\\\", {subject}\",\"items\":[1,2],"
                            + "\"fixed\":1}");
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (HostileServer elsewhere = HostileServer.thatSays(json(200, GOOD))) {
            String to =
                    "Location: http://127.0.0.1:" + elsewhere.port() + "/api/refunds/1\r\nContent-Length: 0\r\n\r\n";
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                unknown("HTTP/1.1 " + status + " Moved\r\n" + to, "answers " + status + ", which sends elsewhere");
            }
            try (HostileServer server = HostileServer.thatSays("HTTP/1.1 302 Found\r\n" + to);
                    HttpUpstream upstream = Upstreams.open(Upstreams.at(server))) {
                assertThat(upstream.fetch((Rendering.Request) LOOK.render(values())))
                        .isInstanceOfSatisfying(
                                Fetched.Failed.class,
                                failed -> assertThat(failed.failure().reason()).isEqualTo(Reason.WRONG_SHAPE));
            }
            assertThat(elsewhere.connections()).isZero();
        }
        assertThat(actOn(json(200, GOOD))).isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 410, 412, 422})
    void aPlainRefusalDidNotAct(int status) throws IOException {
        assertThat(actOn(json(status, GOOD)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 425, 429, 500, 502, 503, 504, 599})
    void aFailureAfterSendingIsUnknown(int status) throws IOException {
        unknown(json(status, GOOD), "answers " + status);
    }

    @Test
    void aConnectionDroppedAfterActingIsUnknown() throws IOException {
        unknown("", "before its answer was whole");
        unknown("HTTP/1.1 200 OK\r\nContent-Ty", "before its answer was whole");
        unknown(json(200, GOOD).substring(0, 100), "before its answer was whole");
        unknown(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"da",
                "before its answer was whole");
        try (HostileServer server = HostileServer.that((asked, socket, out) -> {
            socket.setSoLinger(true, 0); // a reset instead of a farewell
            socket.close();
        })) {
            assertThat(act(server)).isInstanceOf(Outcome.Unknown.class);
        }
    }

    @Test
    void aBodyThatIsNotWhatWasAskedForIsUnknownAfterA2xx() throws IOException {
        String html = "<html>s3cret-data</html>";
        unknown(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " + html.length() + "\r\n\r\n" + html,
                "Content-Type");
        unknown("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "Content-Type");
        unknown(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-16\r\nContent-Length: 2\r\n\r\n{}",
                "Content-Type");
        unknown(json(200, html), "strict JSON (syntax)");
        unknown(json(200, "{\"data\":1,\"data\":2}"), "strict JSON (duplicate_key)");
        unknown(json(200, "[".repeat(5_000) + "]".repeat(5_000)), "strict JSON (limit)");
        unknown(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\n\"\u00ff\"",
                "strict JSON (encoding)");
        unknown(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
                "encodes its body");
        unknown("HTTP/1.1 204 Done\r\n\r\n", "without a body");
        unknown(json(200, "{\"data\":{\"id\":7}}"), "field refund_id at '/data/id' is not of the type text");
        unknown(json(200, "{\"data\":{}}"), "field refund_id at '/data/id' is missing");
        unknown(json(200, "{\"data\":{\"id\":\"r\",\"amount\":\"1e9s3cret-data\"}}"), "is not of the type decimal");
    }

    @Test
    void framingThatTwoReadersReadDifferentlyIsRefused() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
        unknown(head + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "in two ways");
        unknown(head + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", "in two ways");
        unknown(head + "Content-Length: -2\r\n\r\n{}", "in two ways");
        unknown(head + "Transfer-Encoding: gzip, chunked\r\n\r\n", "transfer coding");
        unknown(head + "X: 1\r\n folded\r\n\r\n{}", "headers that are malformed");
        unknown("HTTP/1.1 200 OK\nContent-Type: application/json\n\n{}", "lines");
        unknown("HTTP/2 200 OK\r\n\r\n", "does not speak HTTP/1.1");
        unknown("HTTP/1.1 101 Switching\r\n\r\n", "101");
        unknown("HTTP/1.1 103 Early\r\n\r\n".repeat(10), "interim");
        unknown("HTTP/1.1 200 OK\r\n" + "X: 1\r\n".repeat(10_000), "too many");
        assertThat(actOn("HTTP/1.1 100 Continue\r\n\r\n" + head + "Transfer-Encoding: chunked\r\n\r\n5;x=y\r\n"
                        + GOOD.substring(0, 5) + "\r\n" + Integer.toHexString(GOOD.length() - 5) + "\r\n"
                        + GOOD.substring(5) + "\r\n0\r\nTrailer: x\r\n\r\n"))
                .isInstanceOf(Outcome.Done.class);
        assertThat(actOn(head + "Connection: close\r\n\r\n" + GOOD)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aGigabyteIsCutOffAtTheCap() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
        unknown(head + "Content-Length: 1073741824\r\n\r\n", "more than 1048576 bytes");
        for (String framing : new String[] {"", "Transfer-Encoding: chunked\r\n"}) {
            AtomicLong written = new AtomicLong();
            CountDownLatch cut = new CountDownLatch(1);
            try (HostileServer server = HostileServer.that((asked, socket, out) -> {
                try {
                    flood(head + framing + "\r\n", !framing.isEmpty(), out, written);
                } finally {
                    cut.countDown();
                }
            })) {
                assertThat(act(server))
                        .isInstanceOfSatisfying(
                                Outcome.Unknown.class,
                                unknown -> assertThat(unknown.reason()).contains("more than 1048576 bytes"));
                await(cut);
                assertThat(written.get()).as("bytes taken").isLessThan(64 << 20);
            }
        }
    }

    private static void flood(String head, boolean chunked, OutputStream out, AtomicLong written) throws IOException {
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        byte[] piece = " ".repeat(65_536).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 16_384; i++) {
            if (chunked) {
                out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write(piece);
            if (chunked) {
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            written.addAndGet(piece.length);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void anAnswerThatDripsIsEndedByTheDeadlineOfTheWholeExchange() throws IOException {
        CountDownLatch cut = new CountDownLatch(1);
        try (HostileServer server = HostileServer.that((asked, socket, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                    try {
                        while (true) {
                            out.write(' ');
                            out.flush();
                            Thread.sleep(Duration.ofMillis(20)); // the drip itself
                        }
                    } finally {
                        cut.countDown();
                    }
                });
                HttpUpstream upstream = Upstreams.open(Upstreams.impatient(server))) {
            assertThat(upstream.act(REFUND, values(), Upstreams.REFUND))
                    .isEqualTo(new Outcome.Unknown("upstream payments did not answer in time"));
            await(cut);
        }
    }

    @Test
    void aServerThatNeverAnswersOrNeverReadsIsEndedByTheDeadline() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HostileServer other = HostileServer.thatSays("")) {
            assertThat(other.connections()).isZero();
            Upstream impatient = Upstreams.impatient(other);
            try (HttpUpstream upstream = Upstreams.open(new Upstream(
                    UpstreamUrl.of("http://127.0.0.1:" + silent.getLocalPort()),
                    impatient.auth(),
                    true,
                    impatient.connectWithin(),
                    impatient.timeout(),
                    impatient.mostBytes(),
                    1))) {
                Map<String, @Nullable Object> large = values();
                large.put("args.note", "n".repeat(16 << 20));
                assertThat(upstream.act(REFUND, large, Upstreams.REFUND)).isInstanceOf(Outcome.Unknown.class);
                assertThat(upstream.fetch((Rendering.Request) LOOK.render(values())))
                        .isInstanceOfSatisfying(
                                Fetched.Failed.class,
                                failed -> assertThat(failed.failure().reason()).isEqualTo(Reason.TIMEOUT));
            }
        }
    }

    @Test
    void aServerThatIsNotThereGotNothing() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try (HttpUpstream upstream = Upstreams.open(Upstreams.at("http://127.0.0.1:" + port))) {
            assertThat(upstream.act(REFUND, values(), Upstreams.REFUND))
                    .isEqualTo(new Outcome.NotSent("upstream payments cannot be connected to"));
        }
        try (HttpUpstream upstream = Upstreams.open(Upstreams.at("https://no-such-host.invalid"))) {
            assertThat(upstream.act(REFUND, values(), Upstreams.REFUND)).isInstanceOf(Outcome.NotSent.class);
        }
    }

    @Test
    void afterFiveFailuresInARowNothingIsSentForAWhile() throws IOException {
        AtomicLong ahead = new AtomicLong();
        AtomicInteger status = new AtomicInteger(500);
        try (HostileServer server = HostileServer.that((asked, socket, out) -> {
                    String last = json(status.get(), GOOD).replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
                    out.write(last.getBytes(StandardCharsets.UTF_8));
                    socket.close();
                });
                HttpUpstream upstream = Upstreams.open(Upstreams.at(server), ahead)) {
            for (int i = 0; i < FAILURES; i++) {
                assertThat(upstream.act(REFUND, values(), Upstreams.REFUND)).isInstanceOf(Outcome.Unknown.class);
            }
            status.set(200);
            assertThat(upstream.act(REFUND, values(), Upstreams.REFUND)).isInstanceOf(Outcome.NotSent.class);
            assertThat(server.asked()).hasSize(FAILURES);
            ahead.addAndGet(Duration.ofSeconds(6).toNanos());
            assertThat(upstream.act(REFUND, values(), Upstreams.REFUND)).isInstanceOf(Outcome.Done.class);
            assertThat(upstream.act(REFUND, values(), Upstreams.REFUND)).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void aConnectionIsUsedAgainOnlyWhileItIsQuiet() throws IOException {
        AtomicLong ahead = new AtomicLong();
        try (HostileServer server = HostileServer.that((asked, socket, out) -> {
                    out.write(json(200, GOOD).getBytes(StandardCharsets.UTF_8));
                    out.flush();
                });
                HttpUpstream upstream = Upstreams.open(Upstreams.at(server), ahead)) {
            assertThat(upstream.act(REFUND, values(), Upstreams.REFUND)).isInstanceOf(Outcome.Done.class);
            assertThat(upstream.act(REFUND, values(), Upstreams.REFUND)).isInstanceOf(Outcome.Done.class);
            assertThat(server.connections()).isOne();
            ahead.addAndGet(Duration.ofSeconds(10).toNanos());
            assertThat(upstream.act(REFUND, values(), Upstreams.REFUND)).isInstanceOf(Outcome.Done.class);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void anAnswerThatNobodyAskedForIsNotTakenForTheNextOne() throws IOException {
        String forged = json(200, GOOD.replace("r-1", "forged"));
        try (HostileServer server = HostileServer.that((asked, socket, out) -> {
                    out.write((json(200, GOOD) + forged).getBytes(StandardCharsets.UTF_8));
                    out.flush();
                });
                HttpUpstream upstream = Upstreams.open(Upstreams.at(server))) {
            for (int i = 0; i < 3; i++) {
                assertThat(upstream.act(REFUND, values(), Upstreams.REFUND))
                        .isInstanceOfSatisfying(
                                Outcome.Done.class,
                                done -> assertThat(done.values()).containsEntry("refund_id", "r-1"));
            }
        }
    }

    @Test
    void aReadThatDiesWithAKeptConnectionIsSentAgainAndAnActionIsNot() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HostileServer.Script everySecondDies = (one, socket, out) -> {
            if (asked.incrementAndGet() % 2 == 0) {
                socket.close();
            } else {
                out.write(json(200, GOOD).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        };
        Rendering.Request look = (Rendering.Request) LOOK.render(values());
        try (HostileServer server = HostileServer.that(everySecondDies);
                HttpUpstream upstream = Upstreams.open(Upstreams.at(server))) {
            assertThat(upstream.fetch(look)).isInstanceOf(Fetched.Document.class);
            assertThat(upstream.fetch(look)).isInstanceOf(Fetched.Document.class);
            assertThat(asked).hasValue(3);
        }
        asked.set(0);
        try (HostileServer server = HostileServer.that(everySecondDies);
                HttpUpstream upstream = Upstreams.open(Upstreams.at(server))) {
            assertThat(upstream.act(REFUND, values(), Upstreams.REFUND)).isInstanceOf(Outcome.Done.class);
            assertThat(upstream.act(REFUND, values(), Upstreams.REFUND)).isInstanceOf(Outcome.Unknown.class);
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void aSecretWithALineBreakIsNotSent() throws IOException {
        try (HostileServer server = HostileServer.thatSays(json(200, GOOD));
                HttpUpstream upstream = HttpUpstream.open(
                        "payments", Upstreams.at(server), reference -> "a\r\nX-Admin: 1", Upstreams.breaker())) {
            assertThat(upstream.act(REFUND, values(), Upstreams.REFUND))
                    .isInstanceOfSatisfying(
                            Outcome.NotSent.class,
                            sent -> assertThat(sent.reason())
                                    .contains("Authorization")
                                    .doesNotContain("X-Admin"));
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void theSecretIsAskedForAnewWithEachRequest() throws IOException {
        AtomicInteger version = new AtomicInteger();
        try (HostileServer server = HostileServer.thatSays(json(200, GOOD));
                HttpUpstream upstream = HttpUpstream.open(
                        "payments",
                        Upstreams.at(server),
                        reference -> "v" + version.incrementAndGet(),
                        Upstreams.breaker())) {
            upstream.act(REFUND, values(), Upstreams.REFUND);
            upstream.act(REFUND, values(), Upstreams.REFUND);
            assertThat(server.asked())
                    .extracting(HostileServer.Asked::head)
                    .satisfiesExactly(
                            first -> assertThat(first).contains("Bearer v1\r\n"),
                            second -> assertThat(second).contains("Bearer v2\r\n"));
        }
    }

    @Test
    void aReadOf404IsNothingAndOtherFailuresAreFailures() throws IOException {
        Rendering.Request look = (Rendering.Request) LOOK.render(values());
        try (HostileServer server = HostileServer.thatSays(json(404, "{}"));
                HttpUpstream upstream = Upstreams.open(Upstreams.at(server))) {
            assertThat(upstream.fetch(look)).isEqualTo(new Fetched.Absent());
            assertThat(server.asked().getFirst().line()).isEqualTo("GET /api/orders/o%201");
        }
        try (HostileServer server = HostileServer.thatSays(json(401, "{}"));
                HttpUpstream upstream = Upstreams.open(Upstreams.at(server))) {
            assertThat(upstream.fetch(look)).isInstanceOf(Fetched.Failed.class);
        }
        try (HostileServer server = HostileServer.thatSays(json(200, "[1]"));
                HttpUpstream upstream = Upstreams.open(Upstreams.at(server))) {
            assertThat(upstream.fetch(look)).isInstanceOf(Fetched.Document.class);
        }
    }
}
