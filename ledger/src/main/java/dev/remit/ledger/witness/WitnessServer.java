package dev.remit.ledger.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.Parsed;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A witness over HTTP (C2SP tlog-witness, as of 6 July 2026): {@code POST /add-checkpoint}, and for monitors
 * {@code GET /<SHA-256 of the origin>/checkpoint}.
 *
 * <p>Plain HTTP without log-in, as the protocol is: everything that counts is signed. Bodies have at most {@link
 * AddCheckpoint#MAX_BYTES}, an exchange takes at most 10 seconds, and 64 run at once.
 */
public final class WitnessServer implements AutoCloseable {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String SIZE = "text/x.tlog.size";
    private static final Pattern MONITORED = Pattern.compile("/(?<log>[0-9a-f]{64})/checkpoint");

    private final Witness witness;
    private final Consumer<String> events;
    private final AtomicReference<String> told = new AtomicReference<>("");
    private final HttpServer server;
    private final BoundedExchanges exchanges;

    /** Storage works on threads of its own: an interrupt, which ends slow exchanges, would close the files under it. */
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();

    private WitnessServer(Witness witness, Consumer<String> events, HttpServer server, BoundedExchanges exchanges) {
        this.witness = witness;
        this.events = events;
        this.server = server;
        this.exchanges = exchanges;
    }

    /** How much is done at once, and for how long. */
    record Limits(int exchanges, Duration exchange) {
        static final Limits USUAL = new Limits(64, Duration.ofSeconds(10));
    }

    /**
     * Serves from here on.
     *
     * @param address loopback, unless something in front speaks TLS and limits who calls how often; port 0 for a free one
     * @param events gets a line for each cosignature and each refusal that a log's own key stands behind
     */
    public static WitnessServer start(Witness witness, InetSocketAddress address, Consumer<String> events)
            throws IOException {
        return start(witness, address, events, Limits.USUAL);
    }

    static WitnessServer start(Witness witness, InetSocketAddress address, Consumer<String> events, Limits limits)
            throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(address, 0);
        } catch (BindException e) {
            throw new IOException(
                    "The witness cannot listen on " + address.getHostString() + ":" + address.getPort() + " ("
                            + e.getMessage() + "). Choose another address or port.",
                    e);
        }
        BoundedExchanges exchanges = new BoundedExchanges(limits.exchanges(), limits.exchange());
        WitnessServer running = new WitnessServer(witness, events, server, exchanges);
        server.setExecutor(exchanges);
        server.createContext("/", running::handle);
        server.start();
        return running;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Matcher monitored = MONITORED.matcher(path);
            if (path.equals("/add-checkpoint")) {
                add(exchange);
            } else if (monitored.matches()) {
                show(exchange, monitored.group("log"));
            } else {
                answer(exchange, 404, TEXT, "There is /add-checkpoint here, and /<SHA-256 of origin>/checkpoint.\n");
            }
        }
    }

    private void add(HttpExchange exchange) throws IOException {
        if (!only("POST", exchange)) {
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(AddCheckpoint.MAX_BYTES + 1);
        if (body.length > AddCheckpoint.MAX_BYTES) {
            exchange.getResponseHeaders().set("Connection", "close");
            answer(exchange, 413, TEXT, "A body has at most " + AddCheckpoint.MAX_BYTES + " bytes.\n");
            return;
        }
        switch (AddCheckpoint.parse(body)) {
            case Parsed.Malformed<AddCheckpoint>(String finding) ->
                answer(exchange, Testimony.Ground.MALFORMED.status(), TEXT, finding + "\n");
            case Parsed.WellFormed<AddCheckpoint>(AddCheckpoint request) ->
                answer(
                        exchange,
                        request,
                        CompletableFuture.supplyAsync(() -> witness.cosign(request), work)
                                .join());
        }
    }

    private void answer(HttpExchange exchange, AddCheckpoint request, Testimony testimony) throws IOException {
        String log = request.head().origin();
        switch (testimony) {
            case Testimony.Given given -> {
                tell("cosigned " + log + " at " + request.head().size() + " entries");
                answer(exchange, 200, TEXT, given.cosignature().line());
            }
            case Testimony.Conflict(long size) -> answer(exchange, 409, SIZE, size + "\n");
            case Testimony.Refused(Testimony.Ground ground, String why) -> {
                if (ground == Testimony.Ground.INCONSISTENT || ground == Testimony.Ground.UNAVAILABLE) {
                    tell("refused " + log + " at " + request.head().size() + " entries. " + why);
                }
                answer(exchange, ground.status(), TEXT, why + "\n");
            }
        }
    }

    /** The same thing twice in a row is told once: anybody may repeat a request. */
    private void tell(String event) {
        if (!told.getAndSet(event).equals(event)) {
            events.accept(event);
        }
    }

    private void show(HttpExchange exchange, String log) throws IOException {
        if (!only("GET", exchange)) {
            return;
        }
        Optional<Note> checkpoint = witness.checkpointByHash(log);
        if (checkpoint.isPresent()) {
            answer(exchange, 200, TEXT, checkpoint.get().encode());
        } else {
            answer(exchange, 404, TEXT, "This witness has cosigned nothing for such a log.\n");
        }
    }

    private static boolean only(String method, HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals(method)) {
            return true;
        }
        exchange.getResponseHeaders().set("Allow", method);
        answer(exchange, 405, TEXT, "Only " + method + " will do here.\n");
        return false;
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        answer(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean headOnly = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, headOnly ? -1 : body.length);
        if (!headOnly) {
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush(); // closing would read what is left of the request first
        }
    }

    /** Takes no more requests and waits a moment for those in flight. The witness stays open. */
    @Override
    public void close() {
        server.stop(1);
        exchanges.close();
        work.close();
    }
}
