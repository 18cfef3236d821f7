package dev.remit.bench;

import dev.remit.gateway.desk.Filter;
import dev.remit.gateway.desk.Queue;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Operations;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a page of the desk's queue costs, with so many operations waiting, as JSON text. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@State(Scope.Benchmark)
public class DeskBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    /** How many wait. */
    @Param({"100", "10000"})
    public int waiting;

    private final Operations operations = new Operations();

    @Setup
    public void fill() {
        Random random = new Random(7);
        for (int i = 0; i < waiting; i++) {
            Operation.What what = new Operation.What(
                    "conversation-" + i / 4,
                    "grant-" + i / 4,
                    "helper",
                    null,
                    "order-help",
                    "acme",
                    "CUS-" + i,
                    "0".repeat(64),
                    "cancel_order",
                    "{\"order_no\":\"ORD-" + i + "\"}",
                    "0".repeat(64),
                    null,
                    null,
                    null,
                    null,
                    7);
            Operation.Need need = new Operation.Need(
                    Set.of("approver"),
                    1,
                    true,
                    false,
                    NOW.plusMillis(random.nextInt(1_800_000)),
                    List.of("rule"),
                    "{}");
            operations.set(new Operation(
                    "operation-" + i,
                    what,
                    Operation.Status.WAITING,
                    List.of(),
                    need,
                    List.of(),
                    null,
                    null,
                    null,
                    NOW,
                    NOW));
        }
    }

    @Benchmark
    public String page() {
        return Queue.answer(operations, EnumSet.of(Operation.Status.WAITING), Filter.WAITING, null)
                .toString();
    }
}
