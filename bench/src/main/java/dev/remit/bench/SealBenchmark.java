package dev.remit.bench;

import dev.remit.gateway.key.MasterKey;
import dev.remit.gateway.key.SubjectKeys;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.FactSet;
import dev.remit.gateway.record.Sealer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to seal the record of one read: its facts gathered, committed to, and sealed under a customer's key. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@State(Scope.Benchmark)
public class SealBenchmark {
    private static final Instant AT = Instant.parse("2026-11-21T00:00:00Z");

    private @Nullable Sealer sealer;

    @Setup
    public void open() throws IOException, SQLException {
        Path directory = Files.createTempDirectory("remit-bench");
        MasterKey master = new MasterKey(new byte[MasterKey.LENGTH]);
        SecureRandom random = new SecureRandom();
        sealer = new Sealer(SubjectKeys.openOrCreate(directory.resolve("keys.db"), master, random), random);
    }

    /** The facts of a read as the gateway puts them together. */
    @Benchmark
    public Object seal() throws SQLException {
        if (sealer == null) {
            throw new IllegalStateException("not opened");
        }
        FactSet.Builder facts = new FactSet.Builder();
        facts.put("wire", "mcp");
        facts.put("trace", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        facts.put("agent", "support-assistant");
        facts.put("owner", "lead@shop.example");
        facts.put("conversation", "01kb2h8n3e5r7t9w1y3q5s7u9a");
        facts.put("tenant", "acme");
        facts.put("assurance", "claimed");
        facts.put("workflow", "order-help");
        facts.put("contract", "3f0a1c5e7b9d2f4a6c8e0b1d3f5a7c9e1b3d5f7a9c0e2b4d6f8a1c3e5b7d9f0a");
        facts.put("grant", "01kb2h8n3e5r7t9w1y3q5s7u9b");
        facts.put("tool", "get_order");
        facts.put("resource", "order");
        facts.put("fields", "order_no status total placed_at eta");
        facts.put("classes", "activity financial");
        facts.put("decision", "modify");
        facts.put("obligations", "total generalized");
        facts.put("filters", "order_no");
        facts.put("outcome", "released");
        facts.put("rows", 1L);
        facts.put("bytes", 142L);
        facts.put("keys", "ORD-777001");
        facts.put("micros", 412L);
        return sealer.seal(new Entry(
                "01kb2h8n3e5r7t9w1y3q5s7u9c",
                AT,
                "call",
                facts.build(),
                new Entry.About("acme", "CUS-4711"),
                Entry.KEEP,
                Entry.PAYLOAD_KEEP,
                null));
    }
}
