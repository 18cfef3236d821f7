package dev.remit.gateway.crash;

import static dev.remit.gateway.upstream.http.HostileServer.json;

import dev.remit.gateway.upstream.http.HostileServer;
import dev.remit.gateway.upstream.http.HostileServer.Asked;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Paid back by a service, over HTTP, which can be asked what it did. The orders are in a SQLite file. */
final class PaymentsTill extends Till {
    private static final Pattern KEY = Pattern.compile("(?im)^Idempotency-Key: (\\S+)\r?$");
    private static final Pattern ACT = Pattern.compile("POST /api/orders/(\\S+)/(refunds|unrefunds)");
    private static final String ASK = "GET /api/done/";

    /** The time-out is longer than a busy machine needs to start a gateway and to ask: until then nobody can know. */
    private static final String PAYMENTS = """
            source: payments
            connect:
              http: "http://127.0.0.1:PORT/api"
              private: true
              timeout: 20s
            owners: { "*": data@shop.example }
            actions:
              refund_order:
                description: Pays an order back.
                effect: write
                arguments:
                  order_no: { of: order }
                facts:
                  refund: { sum: order.total, where: { order_no: args.order_no } }
                request:
                  method: POST
                  path: "/orders/{args.order_no}/refunds"
                  body: { amount: "{facts.refund}", customer: "{subject}" }
                  idempotency: Idempotency-Key
                  probe: { path: "/done/{operation}", done: [200], undone: [404] }
                result:
                  refund_id: { class: activity, at: /id, required: true }
                undo: unrefund_order
              unrefund_order:
                description: Takes a refund back.
                effect: write
                arguments:
                  order_no: { of: order }
                request:
                  method: POST
                  path: "/orders/{args.order_no}/unrefunds"
                  body: { customer: "{subject}" }
                  idempotency: Idempotency-Key
                  probe: { path: "/done/{operation}", done: [200], undone: [404] }
                result:
                  refund_id: { class: activity, at: /id, required: true }
            """;

    /** What was done, by the operation's id. */
    private final Map<String, String> done = new ConcurrentHashMap<>();

    private final Map<String, Integer> times = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Doubt> doubt = new AtomicReference<>();
    private final HostileServer service;
    private final Relay relay;

    PaymentsTill(Path directory, String budget) throws IOException {
        super(directory, budget);
        service = HostileServer.that(this::answer);
        relay = new Relay(service.port());
        shop.catalog("payments", PAYMENTS.replace("PORT", String.valueOf(relay.port())));
    }

    private void answer(Asked asked, Socket socket, OutputStream out) throws IOException, InterruptedException {
        String line = asked.line();
        if (line.startsWith(ASK)) {
            say(out, done.containsKey(line.substring(ASK.length())) ? 200 : 404);
            return;
        }
        Matcher act = ACT.matcher(line);
        Matcher key = KEY.matcher(asked.head());
        if (!act.matches() || !key.find()) {
            say(out, 400);
            return;
        }
        Doubt hesitating = doubt.getAndSet(null);
        if (hesitating != null && !hesitating.decide()) {
            socket.close();
            return;
        }
        // No second thoughts about an operation that it knows: what comes twice is done twice, and seen.
        done.put(key.group(1), act.group());
        times.merge(act.group(2) + " " + act.group(1), 1, Integer::sum);
        say(out, 201);
    }

    private static void say(OutputStream out, int status) throws IOException {
        out.write(json(status, "{\"id\":\"R-1\"}").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    void add(String order, int total) {
        shop.sql("INSERT INTO orders VALUES ('" + order + "', 'CUS-4711', 'open', " + total + ", NULL)");
    }

    @Override
    long refunds(String order) {
        return times.getOrDefault("refunds " + order, 0);
    }

    @Override
    long takenBack(String order) {
        return times.getOrDefault("unrefunds " + order, 0);
    }

    @Override
    boolean knows(String operation) {
        return done.containsKey(operation);
    }

    /** A request that the service has, and has not made up its mind about. */
    private static final class Doubt {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch decided = new CountDownLatch(1);
        private final boolean acts;

        Doubt(boolean acts) {
            this.acts = acts;
        }

        boolean decide() throws InterruptedException {
            asked.countDown();
            decided.await();
            return acts;
        }
    }

    /** The service hesitates, and acts or does not, long after the gateway is dead. */
    private final class Hesitating extends Standstill {
        private final Doubt mine;

        Hesitating(boolean acts) {
            mine = new Doubt(acts);
            doubt.set(mine);
        }

        @Override
        void reached() throws InterruptedException {
            mine.asked.await();
        }

        @Override
        void recovering(Callable<String> status) throws Exception {
            until("a gateway that does not know yet", () -> status.call().equals("unknown"));
            long before = times.values().stream().mapToInt(each -> each).sum();
            mine.decided.countDown();
            if (mine.acts) {
                until(
                        "a service that acts",
                        () -> times.values().stream().mapToInt(each -> each).sum() > before);
            }
        }

        @Override
        boolean done() {
            return mine.acts;
        }

        @Override
        public void close() {
            mine.decided.countDown();
        }
    }

    /** The request is on its way, and arrives long after, or never. */
    private final class Underway extends Standstill {
        private final Relay.Held request = relay.hold(Relay.Way.REQUEST, "POST ");
        private final boolean arrives;

        Underway(boolean arrives) {
            this.arrives = arrives;
        }

        @Override
        void reached() throws InterruptedException {
            request.await();
        }

        @Override
        void recovering(Callable<String> status) throws Exception {
            until("a gateway that does not know yet", () -> status.call().equals("unknown"));
            if (arrives) {
                int before = done.size();
                request.deliver();
                until("a service that acts", () -> done.size() > before);
            }
        }

        @Override
        boolean done() {
            return arrives;
        }
    }

    /** The service has acted, and its answer is lost on the way. */
    private final class Unheard extends Standstill {
        private final Relay.Held answer = relay.hold(Relay.Way.ANSWER, "HTTP/1.1 201");

        @Override
        void reached() throws InterruptedException {
            answer.await();
        }

        @Override
        boolean done() {
            return true;
        }
    }

    @Override
    List<Point> points() {
        return List.of(
                new Point("sent, and lost", () -> new Underway(false)),
                new Point("sent, and read late", () -> new Underway(true)),
                new Point("read, and never acted on", () -> new Hesitating(false)),
                new Point("read, and acted on late", () -> new Hesitating(true)),
                new Point("acted on, and not answered", Unheard::new));
    }

    @Override
    public void close() throws IOException {
        relay.close();
        service.close();
    }
}
