package dev.remit.gateway.cli.bridge;

import dev.remit.gateway.cli.bridge.BoundedLines.Line;
import dev.remit.gateway.cli.client.Answer;
import dev.remit.gateway.cli.client.GatewayClient;
import dev.remit.gateway.mcp.McpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * MCP over standard input and output on one side, over HTTP on the other (MCP, "Transports": stdio, Streamable HTTP).
 *
 * <p>A message is a line. Each one is sent on as it is, with the headers that mirror it and the token of a grant that the
 * bridge holds, so the client knows neither credential nor token. Requests run side by side, and their answers come in
 * any order. Whatever fails on the way is a JSON-RPC error under the request's own id that says what to do, because a
 * client shows that to its user and throws away what ends a process.
 *
 * <p>{@link #run} is for one thread; {@link #close} for any.
 */
public final class Bridge implements AutoCloseable {
    /** In bytes; the gateway takes no more either. */
    static final int LONGEST_LINE = 1 << 20;

    /** How many requests run side by side; the client is not read further while there are more. */
    private static final int SIDE_BY_SIDE = 128;

    private static final int PARSE_ERROR = -32_700;
    private static final int INVALID_REQUEST = -32_600;
    private static final int INTERNAL_ERROR = -32_603;
    private static final int UNAUTHORIZED = 401;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final GatewayClient client;
    private final HeldGrant grant;
    private final OutputStream out;
    private final Consumer<String> log;
    private final ReentrantLock writing = new ReentrantLock();
    private final Map<JsonNode, Errand> underWay = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(SIDE_BY_SIDE);
    private volatile @Nullable String negotiated;

    /**
     * @param credential the agent's own
     * @param out answers, one a line
     * @param log what people should know; never holds a token or a message
     * @param nanoTime such as {@code System::nanoTime}
     */
    public Bridge(
            GatewayClient client,
            String credential,
            Wanted wanted,
            OutputStream out,
            Consumer<String> log,
            LongSupplier nanoTime) {
        this.client = client;
        this.grant = new HeldGrant(client, credential, wanted, log, nanoTime);
        this.out = out;
        this.log = log;
    }

    /** Carries messages until the client's end is closed, and waits for the answers that are under way then. */
    public void run(InputStream in) throws IOException, InterruptedException {
        BoundedLines lines = new BoundedLines(in, LONGEST_LINE);
        try (ExecutorService carriers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Line line = lines.next(); !(line instanceof Line.End); line = lines.next()) {
                switch (line) {
                    case Line.Whole(String text) -> take(text, carriers);
                    case Line.NotText notText ->
                        answer(error(NullNode.getInstance(), PARSE_ERROR, "The line is not UTF-8."));
                    case Line.TooLong tooLong ->
                        answer(error(
                                NullNode.getInstance(),
                                INVALID_REQUEST,
                                "The message is longer than " + LONGEST_LINE + " bytes. Send a shorter one."));
                    case Line.End end -> {}
                }
            }
        }
    }

    /** Revokes the grant. */
    @Override
    public void close() {
        try {
            grant.release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(String line, ExecutorService carriers) throws InterruptedException {
        if (line.isBlank()) {
            return;
        }
        JsonNode message;
        try {
            message = JSON.readTree(line);
        } catch (JacksonException e) {
            answer(error(NullNode.getInstance(), PARSE_ERROR, "The line is not JSON."));
            return;
        }
        if (!message.isObject()) {
            answer(error(NullNode.getInstance(), INVALID_REQUEST, "Send one JSON-RPC message a line, not a batch."));
            return;
        }
        JsonNode id = message.get("id");
        if (!message.has("method")) {
            log.accept("A message without a method is not sent on: the gateway asks a client nothing.");
        } else if (id == null) {
            places.acquire();
            carriers.execute(() -> inPlace(() -> notify(line, message)));
        } else {
            Errand errand = new Errand();
            underWay.put(id, errand);
            if (isInitialize(message)) {
                request(line, message, id, errand); // what comes after it needs the version that it settles
                return;
            }
            places.acquire();
            carriers.execute(() -> inPlace(() -> request(line, message, id, errand)));
        }
    }

    private static boolean isInitialize(JsonNode message) {
        return message.path("method").stringValue("").equals("initialize");
    }

    private void inPlace(Runnable task) {
        try {
            task.run();
        } finally {
            places.release();
        }
    }

    private void notify(String line, JsonNode message) {
        if (message.path("method").stringValue("").equals("notifications/cancelled")) {
            JsonNode cancelled = message.path("params").get("requestId");
            Errand errand = cancelled == null ? null : underWay.get(cancelled);
            if (errand != null) {
                errand.giveUp(); // closing the exchange is how a stateless server learns of it
            }
            return;
        }
        try {
            switch (exchange(line, message, new Errand())) {
                case Outcome.Came came
                when came.reply().status() >= 300 ->
                    log.accept("The gateway did not take a notification: HTTP status "
                            + came.reply().status() + ".");
                case Outcome.NoGrant(Answer answer) -> log.accept("No grant is opened: " + answer.problem());
                case Outcome.Came came -> {}
                case Outcome.GivenUp givenUp -> {}
            }
        } catch (IOException e) {
            log.accept("A notification is lost: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void request(String line, JsonNode message, JsonNode id, Errand errand) {
        try {
            String answer = answered(line, message, id, errand);
            if (answer != null && !errand.isGivenUp()) {
                answer(answer);
            }
        } finally {
            underWay.remove(id, errand);
        }
    }

    private @Nullable String answered(String line, JsonNode message, JsonNode id, Errand errand) {
        try {
            return switch (exchange(line, message, errand)) {
                case Outcome.Came(GatewayClient.Reply reply) -> response(reply, message, id);
                case Outcome.NoGrant(Answer answer) -> refusal(id, answer);
                case Outcome.GivenUp givenUp -> null;
            };
        } catch (IOException e) {
            return error(id, INTERNAL_ERROR, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            return null;
        } catch (RuntimeException e) {
            log.accept("A request failed in the bridge: " + e);
            return error(id, INTERNAL_ERROR, "The bridge to the gateway failed. Its log says more.");
        }
    }

    /** What came of sending a message on. */
    private sealed interface Outcome {
        record Came(GatewayClient.Reply reply) implements Outcome {}

        record NoGrant(Answer answer) implements Outcome {}

        record GivenUp() implements Outcome {}
    }

    /** Sends once; once more under another grant where this one turns out to be no good. */
    private Outcome exchange(String line, JsonNode message, Errand errand) throws IOException, InterruptedException {
        Map<String, String> headers = McpHeaders.of(message, negotiated);
        Sent first = send(line, headers, errand);
        if (!(first instanceof Sent.Over(String token, Outcome.Came came))
                || came.reply().status() != UNAUTHORIZED) {
            return first.outcome();
        }
        grant.refused(token);
        return send(line, headers, errand).outcome();
    }

    /** What came of sending once. */
    private sealed interface Sent {
        Outcome outcome();

        record Over(String token, Outcome outcome) implements Sent {}

        record Not(Outcome outcome) implements Sent {}
    }

    private Sent send(String line, Map<String, String> headers, Errand errand)
            throws IOException, InterruptedException {
        return switch (grant.token()) {
            case HeldGrant.Token.Refused(Answer answer) -> new Sent.Not(new Outcome.NoGrant(answer));
            case HeldGrant.Token.Good good when !errand.begin() -> new Sent.Not(new Outcome.GivenUp());
            case HeldGrant.Token.Good(String token) -> {
                try {
                    yield new Sent.Over(
                            token,
                            new Outcome.Came(
                                    client.post("/mcp", token, headers, line.getBytes(StandardCharsets.UTF_8))));
                } finally {
                    errand.end();
                }
            }
        };
    }

    /** The gateway's answer as one line under the request's id. */
    private String response(GatewayClient.Reply reply, JsonNode message, JsonNode id) {
        JsonNode body;
        try {
            body = JSON.readTree(reply.body());
        } catch (JacksonException e) {
            body = NullNode.getInstance();
        }
        if (!(body instanceof ObjectNode object) || !object.has("jsonrpc")) {
            return error(
                    id,
                    INTERNAL_ERROR,
                    client.address() + "/mcp answered with HTTP status " + reply.status()
                            + " and no MCP message. Check that a gateway is there.");
        }
        if (isInitialize(message)) {
            McpHeaders.negotiated(object).ifPresent(version -> negotiated = version);
        }
        if (id.equals(object.get("id"))) {
            return oneLine(reply.body());
        }
        // What is refused before it is read has no id; a client could not tell what it belongs to.
        object.set("id", id);
        return JSON.writeValueAsString(object);
    }

    /** JSON has line breaks only where they mean nothing. */
    private static String oneLine(String json) {
        return json.replace('\n', ' ').replace('\r', ' ').strip();
    }

    private static String refusal(JsonNode id, Answer answer) {
        String detail = answer.problem();
        String code = answer.text("code");
        String hint = answer.status() == UNAUTHORIZED
                ? " Give the bridge a good credential in REMIT_AGENT: remit agent rotate NAME prints a new one."
                : "";
        ObjectNode error = errorNode(id, INTERNAL_ERROR, "No grant is opened: " + detail + hint);
        ObjectNode data = ((ObjectNode) error.get("error")).putObject("data");
        data.put("status", answer.status());
        if (code != null) {
            data.put("code", code);
        }
        String correlation = answer.text("correlation_id");
        if (correlation != null) {
            data.put("correlation_id", correlation);
        }
        return JSON.writeValueAsString(error);
    }

    private static String error(JsonNode id, int code, String message) {
        return JSON.writeValueAsString(errorNode(id, code, message));
    }

    private static ObjectNode errorNode(JsonNode id, int code, String message) {
        ObjectNode node = JSON.createObjectNode();
        node.put("jsonrpc", "2.0").set("id", id);
        node.putObject("error").put("code", code).put("message", message);
        return node;
    }

    private void answer(String line) {
        writing.lock();
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            log.accept("The client does not read any more: " + e.getMessage());
        } finally {
            writing.unlock();
        }
    }
}
