package dev.remit.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.crash.Counter.Permit;
import dev.remit.gateway.crash.Counter.Said;
import dev.remit.gateway.crash.Till.Point;
import dev.remit.gateway.crash.Till.Standstill;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * A gateway is brought to a standstill between intent, execution and outcome, killed there, and started again: what was
 * asked for is done once or not at all, and everybody is told so: the agent, people at the desk, the ledger and the
 * budgets.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ActionCrashes {
    private static final int ROUNDS = 20;
    private static final int TRIES = 25;

    /** Who sets it in motion. */
    enum Motion {
        AN_AGENTS_CALL,
        A_PERSONS_YES,
        AN_AGENTS_UNDO,
        A_PERSONS_UNDO;

        boolean undoes() {
            return this == AN_AGENTS_UNDO || this == A_PERSONS_UNDO;
        }
    }

    @TempDir
    static Path directory;

    private Till till;
    private Counter counter;

    private final Kind kind;

    ActionCrashes(Kind kind) {
        this.kind = kind;
    }

    @BeforeAll
    void start() throws IOException {
        till = kind.open(directory, "[{ most: 2, per: grant }]");
        counter = new Counter(till, directory.resolve("gateway.log"));
    }

    @AfterAll
    void end() throws Exception {
        counter.close();
        till.close();
    }

    Stream<Arguments> matrix() {
        List<Point> points = new ArrayList<>(till.points());
        points.add(new Point("on record, and not answered", () -> new Recorded(counter.port())));
        return points.stream().flatMap(point -> Stream.of(Motion.values()).map(motion -> Arguments.of(point, motion)));
    }

    /** Done and on record; the answer is on its way to who asked, and never arrives. */
    private static final class Recorded extends Standstill {
        private final Relay relay;
        private final Relay.Held answer;

        Recorded(int port) throws IOException {
            relay = new Relay(port);
            answer = relay.hold(Relay.Way.ANSWER, "HTTP/1.1 200");
        }

        @Override
        void reached() throws InterruptedException {
            answer.await();
        }

        @Override
        boolean done() {
            return true;
        }

        @Override
        public void close() throws IOException {
            relay.close();
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("matrix")
    void isDoneOnceOrNotAtAll(Point point, Motion motion) throws Exception {
        counter.startIfDead();
        for (int tried = 1; !killed(point, motion); tried++) {
            assertThat(tried).as("times that the gateway was too quick").isLessThan(TRIES);
        }
    }

    /** Kills a gateway there; false where it was further already when it died. */
    private boolean killed(Point point, Motion motion) throws Exception {
        Permit permit = counter.permit();
        String order = till.order(motion == Motion.A_PERSONS_YES ? Till.DEAR : Till.CHEAP);
        ObjectNode call = Counter.node().put("order_no", order).put("idempotency_key", "k1");
        String before = motion == Motion.AN_AGENTS_CALL
                ? ""
                : counter.call(permit, "refund_order", call).text("operation");
        String operation;
        boolean sure;
        try (Standstill still = point.arm()) {
            int port = still instanceof Recorded recorded ? recorded.relay.port() : counter.port();
            CompletableFuture<Said> answer = set(motion, port, permit, call, before);
            still.reached();
            operation = still.sure() ? begun(permit, motion, still) : "";
            counter.kill();
            if (still.sure()) {
                assertThat(answer)
                        .failsWithin(10, TimeUnit.SECONDS)
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(IOException.class);
            }
            still.dead();
            counter.start();
            operation = operation.isEmpty() ? last(permit, motion) : operation;
            String id = operation;
            still.recovering(() -> counter.status(permit, id));
            sure = still.sure() || resolved(permit, operation);
            settled(permit, operation);
            boolean done = still.done();
            assertThat(counter.status(permit, operation)).isEqualTo(done ? "done" : "undone");
            assertThat(till.knows(operation)).isEqualTo(done);
            assertThat(motion.undoes() ? till.takenBack(order) : till.refunds(order))
                    .isEqualTo(done ? 1 : 0);
            onRecord(permit, operation, done, still instanceof Recorded || !sure);
            again(permit, motion, call, before, operation, done);
            budgets(permit, motion, done);
        }
        return sure;
    }

    private CompletableFuture<Said> set(Motion motion, int port, Permit permit, ObjectNode call, String before) {
        return switch (motion) {
            case AN_AGENTS_CALL -> counter.calling(port, permit, "refund_order", call);
            case AN_AGENTS_UNDO ->
                counter.calling(port, permit, "undo_action", Counter.node().put("operation", before));
            case A_PERSONS_YES -> counter.approving(port, permit, before);
            case A_PERSONS_UNDO -> counter.takingBack(port, before);
        };
    }

    /** The operation that was set in motion last; its intent is on record. */
    private String begun(Permit permit, Motion motion, Standstill still) throws Exception {
        String status = still instanceof Recorded ? "done" : "started";
        Till.until(
                "an operation that is " + status,
                () -> !last(permit, motion).isEmpty()
                        && counter.status(permit, last(permit, motion)).equals(status));
        return last(permit, motion);
    }

    private String last(Permit permit, Motion motion) {
        return counter.lines(permit).stream()
                .filter(line -> motion.undoes() == line.hasNonNull("undoes"))
                .map(line -> line.required("operation").asString())
                .findFirst()
                .orElse("");
    }

    /** Returns when the gateway says what became of it. Until then it is killed again and again while it finds out. */
    private void settled(Permit permit, String operation) throws Exception {
        Till.until(
                "a gateway that has looked",
                () -> !counter.status(permit, operation).equals("started"));
        for (int round = 0; round < ROUNDS && counter.status(permit, operation).equals("unknown"); round++) {
            counter.kill();
            counter.start();
            String stands = counter.status(permit, operation);
            assertThat(stands).isIn("unknown", "done", "undone");
            Thread.sleep(1_500); // what cannot be known before some time has passed is looked at again then
        }
    }

    private List<String> events(Permit permit, String operation) {
        return counter.entries(permit).stream()
                .map(entry -> entry.path("facts"))
                .filter(facts -> facts.path("operation").asString("").equals(operation))
                .map(facts -> facts.path("event").asString("") + " "
                        + facts.path("outcome").asString(""))
                .toList()
                .reversed();
    }

    private boolean resolved(Permit permit, String operation) throws Exception {
        Till.until(
                "a gateway that has looked",
                () -> !counter.status(permit, operation).equals("started"));
        return events(permit, operation).stream().anyMatch(event -> event.startsWith("action.resolve"));
    }

    /** One intent, then what became of it, once. */
    private void onRecord(Permit permit, String operation, boolean done, boolean outcome) {
        String status = done ? "done" : "undone";
        List<String> events = events(permit, operation);
        assertThat(events)
                .filteredOn(event -> event.startsWith("action.intent"))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(events.getFirst()).matches("action\\.(intent|wait|approve|undo).*");
        assertThat(events.getLast()).isEqualTo((outcome ? "action.outcome " : "action.resolve ") + status);
        assertThat(events)
                .filteredOn(event -> event.endsWith(" done") || event.endsWith(" undone"))
                .hasSize(1);
    }

    /** Who has had no answer asks again: that is not done twice, and what is said is so. */
    private void again(Permit permit, Motion motion, ObjectNode call, String before, String operation, boolean done)
            throws Exception {
        String order = call.required("order_no").asString();
        Said asked = counter.call(permit, "check_approval", Counter.node().put("operation", operation));
        assertThat(asked.word()).isEqualTo(done ? "done" : "undone");
        Said repeated = counter.call(permit, "refund_order", call);
        if (motion.undoes()) {
            assertThat(repeated.text("operation")).isEqualTo(before);
            assertThat(counter.line(permit, before).path("undone_by").asString(""))
                    .isEqualTo(done ? operation : "");
            Said undone = set(motion, counter.port(), permit, call, before).join();
            assertThat(undone.word()).isEqualTo(done ? "not_undoable" : "done");
            assertThat(till.takenBack(order)).isEqualTo(1);
            assertThat(till.refunds(order)).isEqualTo(1);
            return;
        }
        assertThat(repeated.text("operation")).isEqualTo(operation);
        assertThat(repeated.word()).isEqualTo(done ? "done" : "undone");
        if (motion == Motion.A_PERSONS_YES) {
            assertThat(counter.approving(counter.port(), permit, operation)
                            .join()
                            .word())
                    .isEqualTo("not_waiting");
        }
        assertThat(till.refunds(order)).isEqualTo(done ? 1 : 0);
    }

    /** Of two calls that the grant is good for, one is spent by what is done; what is surely not done is given back. */
    private void budgets(Permit permit, Motion motion, boolean done) throws Exception {
        int left = motion.undoes() || done ? 1 : 2;
        for (int call = 0; call <= left; call++) {
            String order = till.order(Till.CHEAP);
            Said said = counter.call(permit, "refund_order", Counter.node().put("order_no", order));
            assertThat(said.word()).isEqualTo(call < left ? "done" : "budget_action");
            assertThat(till.refunds(order)).isEqualTo(call < left ? 1 : 0);
        }
    }
}
