package dev.remit.gateway.cli.bridge;

import dev.remit.gateway.cli.client.Answer;
import dev.remit.gateway.cli.client.GatewayClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The grant of a bridge: opened when it is first needed, renewed while it is in use, opened anew when it is no good any
 * more, revoked at the end. Thread-safe; one request opens or renews, the others wait for it.
 *
 * <p>A request in the last quarter of a grant's life renews it, so the conversation with its customer goes on. Nothing
 * renews it while nobody asks for anything: right and customer end together with the use of them.
 */
final class HeldGrant {
    private static final int LAST_PART = 4;

    private final GatewayClient client;
    private final String credential;
    private final Wanted wanted;
    private final Consumer<String> log;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Held held;

    /** Times are of {@code nanoTime}, because the gateway's clock may not be ours. */
    private record Held(String token, long renewAt, long endsAt) {}

    /** What may be used. */
    sealed interface Token {
        record Good(String token) implements Token {}

        /** No grant is opened; the answer says why. */
        record Refused(Answer answer) implements Token {}
    }

    HeldGrant(GatewayClient client, String credential, Wanted wanted, Consumer<String> log, LongSupplier nanoTime) {
        this.client = client;
        this.credential = credential;
        this.wanted = wanted;
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /** @throws IOException if the gateway cannot be reached */
    Token token() throws IOException, InterruptedException {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            Held mine = held;
            if (mine == null || now - mine.endsAt() >= 0) {
                return open(null);
            }
            return now - mine.renewAt() >= 0 ? renew(mine) : new Token.Good(mine.token());
        } finally {
            lock.unlock();
        }
    }

    private Token renew(Held mine) throws IOException, InterruptedException {
        Token renewed;
        try {
            renewed = open(mine.token());
        } catch (IOException e) {
            log.accept("The grant is not renewed yet: " + e.getMessage());
            return new Token.Good(mine.token());
        }
        if (!(renewed instanceof Token.Refused(Answer answer))) {
            return renewed;
        }
        if (answer.status() == 429 || answer.status() >= 500) {
            log.accept("The grant is not renewed yet: " + answer.problem());
            return new Token.Good(mine.token());
        }
        log.accept("The grant cannot be renewed, so another conversation begins: " + answer.problem());
        held = null;
        return open(null);
    }

    private Token open(@Nullable String renews) throws IOException, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("workflow", wanted.workflow())
                .put("tenant", wanted.tenant());
        optional(body, "case", wanted.caseId());
        optional(body, "actor", wanted.actor());
        optional(body, "purpose", wanted.purpose());
        optional(body, "renews", renews);
        long asked = nanoTime.getAsLong();
        Answer answer = client.post("/v1/grants", credential, body);
        String token = answer.text("token");
        if (!answer.ok() || answer.body() == null || token == null) {
            return new Token.Refused(answer);
        }
        long life =
                Duration.ofSeconds(answer.body().path("expires_in").asLong(0)).toNanos();
        held = new Held(token, asked + life - life / LAST_PART, asked + life);
        log.accept((renews == null ? "Opened" : "Renewed") + " grant " + answer.text("id") + ", good until "
                + answer.text("expires_at") + ".");
        return new Token.Good(token);
    }

    private static void optional(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    /** The gateway does not take that token any more. */
    void refused(String token) {
        lock.lock();
        try {
            if (held != null && held.token().equals(token)) {
                held = null;
                log.accept("The grant is no good any more; another one is opened.");
            }
        } finally {
            lock.unlock();
        }
    }

    /** Revokes the grant, if one is held. What cannot be revoked expires. */
    void release() throws InterruptedException {
        lock.lock();
        try {
            Held mine = held;
            held = null;
            if (mine == null || nanoTime.getAsLong() - mine.endsAt() >= 0) {
                return;
            }
            Answer answer = client.post(
                    "/v1/grants/revoke",
                    mine.token(),
                    JsonNodeFactory.instance.objectNode().put("token", mine.token()));
            log.accept(answer.ok() ? "The grant is revoked." : "The grant is not revoked: " + answer.problem());
        } catch (IOException e) {
            log.accept("The grant is not revoked, and expires by itself: " + e.getMessage());
        } finally {
            lock.unlock();
        }
    }
}
