package dev.remit.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.crash.Counter.Permit;
import dev.remit.gateway.crash.Counter.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Agents act as fast as they can, each call under a key of its own, while the gateway is killed at random moments. Who had
 * no answer asks again under the same key. In the end the source, its table of operations, the desk, the ledger and the
 * budgets say the same, and each call was done once or not at all.
 *
 * <p>{@code remit.kills} says how often.
 */
@Tag("slow")
class ActionLoadTest {
    private static final int KILLS = Integer.getInteger("remit.kills", 3);
    private static final long SEED = Long.getLong("remit.seed", System.nanoTime());
    private static final int AGENTS = 6;
    private static final int CALLS = 40;

    /** What a grant is good for. */
    private static final int BUDGET = CALLS + 3;

    /** Each so many calls one is taken back. */
    private static final int TAKEN_BACK = 8;

    private static final int MOST_PHASES = 30;

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private int done;
    private int undone;
    private int takenBack;
    private int foundOut;

    /** One call that is to be made, and made again until it is known what became of it. Used by one thread at a time. */
    private static final class Call {
        private final String order;
        private final boolean back;
        private String operation = "";
        private String status = "";
        private boolean wentBack;

        Call(String order, boolean back) {
            this.order = order;
            this.back = back;
        }

        ObjectNode arguments() {
            return Counter.node().put("order_no", order).put("idempotency_key", "key of " + order);
        }

        boolean over() {
            return !status.isEmpty() && (!back || wentBack || !status.equals("done"));
        }
    }

    /** An agent's work under one grant. */
    private record Work(Permit permit, List<Call> calls) {
        boolean over() {
            return calls.stream().allMatch(Call::over);
        }

        /** Does what is left of it, until the gateway is gone. */
        void go(Counter counter) {
            try {
                for (Call call : calls) {
                    if (call.status.isEmpty()) {
                        heard(call, counter.call(permit, "refund_order", call.arguments()));
                    }
                    if (call.back && !call.wentBack && call.status.equals("done")) {
                        Said said = counter.call(
                                permit, "undo_action", Counter.node().put("operation", call.operation));
                        call.wentBack = !said.word().equals("outcome_unknown");
                    }
                }
            } catch (CompletionException gone) {
                if (!(gone.getCause() instanceof IOException)) {
                    throw gone;
                }
            }
        }

        private static void heard(Call call, Said said) {
            if (said.word().equals("done") || said.word().equals("undone")) {
                call.operation = said.text("operation");
                call.status = said.word();
            } else {
                // Not known yet; or refused, which the same key tells as undone when it is asked again.
                assertThat(said.word())
                        .isIn("started", "unknown", "outcome_unknown", "source_timeout", "source_unavailable");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAgentsDoUnderFireIsDoneOnceOrNotAtAll(Kind kind) throws Exception {
        try (Till till = kind.open(directory, "[{ most: " + BUDGET + ", per: grant }]");
                Counter counter = new Counter(till, directory.resolve("gateway.log"))) {
            for (int kill = 1; kill <= KILLS; kill++) {
                List<Work> all = new ArrayList<>();
                for (int agent = 0; agent < AGENTS; agent++) {
                    all.add(new Work(counter.permit(), calls(till)));
                }
                under(counter, all, true);
                for (int phase = 0; !over(counter, all); phase++) {
                    assertThat(phase).as("times that it was asked again").isLessThan(MOST_PHASES);
                    under(counter, all, random.nextInt(3) == 0);
                }
                for (Work work : all) {
                    isAsItWasSaid(till, counter, work);
                }
                System.out.printf( // progress of a long run
                        "%s, kill %d of %d: %d done, %d not done, %d taken back, %d found out afterwards; each once%n",
                        kind, kill, KILLS, done, undone, takenBack, foundOut);
            }
        }
        assertThat(done).isPositive();
    }

    private static List<Call> calls(Till till) {
        return IntStream.range(0, CALLS)
                .mapToObj(number -> new Call(till.order(Till.CHEAP), number % TAKEN_BACK == 0))
                .toList();
    }

    /** Lets all agents work at once, and kills the gateway meanwhile, or not. */
    private void under(Counter counter, List<Work> all, boolean fire) throws Exception {
        List<Throwable> wrong = new ArrayList<>();
        List<Thread> agents = all.stream()
                .map(work -> Thread.ofPlatform()
                        .uncaughtExceptionHandler((thread, failure) -> {
                            synchronized (wrong) {
                                wrong.add(failure);
                            }
                        })
                        .start(() -> work.go(counter)))
                .toList();
        if (fire) {
            Thread.sleep(5 + random.nextInt(600)); // the moment of death, not a wait for something
            counter.kill();
        }
        for (Thread agent : agents) {
            agent.join();
        }
        assertThat(wrong).as("seed " + SEED).isEmpty();
        if (fire) {
            counter.start();
        }
    }

    /** Whether everything is known; what cannot be known yet is looked at again by another gateway. */
    private static boolean over(Counter counter, List<Work> all) throws Exception {
        boolean unknown = false;
        for (Work work : all) {
            Till.until(
                    "a gateway that has looked",
                    () -> statuses(counter, work).stream().noneMatch("started"::equals));
            unknown |= statuses(counter, work).contains("unknown");
        }
        if (unknown) {
            Thread.sleep(2_000); // what cannot be known before some time has passed is looked at again then
            counter.kill();
            counter.start();
        }
        return !unknown && all.stream().allMatch(Work::over);
    }

    private static Set<String> statuses(Counter counter, Work work) {
        Set<String> statuses = new HashSet<>();
        counter.lines(work.permit())
                .forEach(line -> statuses.add(line.required("status").asString()));
        return statuses;
    }

    /** The source, its table of operations, the agent's answers, the desk, the ledger and the budget say one thing. */
    private void isAsItWasSaid(Till till, Counter counter, Work work) {
        Set<String> desk = new TreeSet<>();
        Set<String> notDone = new TreeSet<>();
        Set<String> undoing = new TreeSet<>();
        for (JsonNode line : counter.lines(work.permit())) {
            String id = line.required("operation").asString();
            String status = line.required("status").asString();
            assertThat(till.knows(id)).as("%s is %s", id, status).isEqualTo(status.equals("done"));
            (status.equals("done") ? desk : notDone).add(id);
            if (line.hasNonNull("undoes") && status.equals("done")) {
                undoing.add(line.required("undoes").asString());
            }
        }
        Set<String> ledger = new TreeSet<>();
        for (JsonNode entry : counter.entries(work.permit())) {
            JsonNode facts = entry.path("facts");
            String event = facts.path("event").asString("");
            if ((event.equals("action.outcome") || event.equals("action.resolve"))
                    && facts.path("outcome").asString("").equals("done")) {
                assertThat(ledger.add(facts.required("operation").asString()))
                        .as("said once")
                        .isTrue();
            }
            foundOut += event.equals("action.resolve") ? 1 : 0;
        }
        assertThat(ledger).as("seed " + SEED).isEqualTo(desk);
        Set<String> asked = new TreeSet<>();
        for (Call call : work.calls()) {
            assertThat(asked.add(call.operation)).isTrue();
            assertThat(desk.contains(call.operation)).isEqualTo(call.status.equals("done"));
            assertThat(till.refunds(call.order)).as(call.order).isEqualTo(call.status.equals("done") ? 1 : 0);
            assertThat(till.takenBack(call.order)).as(call.order).isEqualTo(undoing.contains(call.operation) ? 1 : 0);
        }
        Set<String> calls = new TreeSet<>(desk);
        calls.removeIf(id -> !asked.contains(id));
        int left = 0;
        while (counter.call(work.permit(), "refund_order", Counter.node().put("order_no", till.order(Till.CHEAP)))
                .word()
                .equals("done")) {
            left++;
        }
        assertThat(calls.size() + left).as("of a budget of " + BUDGET).isEqualTo(BUDGET);
        done += calls.size();
        undone += notDone.size();
        takenBack += undoing.size();
    }
}
