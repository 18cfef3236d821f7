package dev.remit.bench;

import dev.remit.privacy.pseudonym.Assigned;
import dev.remit.privacy.pseudonym.Domain;
import dev.remit.privacy.pseudonym.PseudonymMap;
import dev.remit.privacy.restore.Restorer;
import dev.remit.privacy.restore.ToolArguments;
import dev.remit.privacy.restore.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Random;
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

/**
 * Restoring one million bytes of an answer, of which no two sentences are alike: operations a second are megabytes a
 * second. Every 200 bytes or so there is a token, of a map of a thousand.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@State(Scope.Benchmark)
public class RestoreBenchmark {
    /** How the answer comes. */
    @Param({"TEXT", "JSON", "EVENTS"})
    public String transport = "";

    /** Bytes of each piece. */
    @Param({"64", "4096"})
    public int piece;

    private final PseudonymMap map = new PseudonymMap(new byte[32]);
    private byte[] answer = {};

    @Setup
    public void write() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        while (text.length() < 1_000_000) {
            StringBuilder sentence = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                sentence.append(Integer.toString(random.nextInt(1 << 30), 36)).append(' ');
            }
            if (!(map.token(Domain.RESTORABLE, "person", "Customer " + random.nextInt(1_000))
                    instanceof Assigned.Given given)) {
                throw new IllegalStateException("the map is full");
            }
            sentence.append(given.token()).append(". ");
            switch (transport) {
                case "JSON" -> text.append('"').append(sentence).append("\"\n");
                case "EVENTS" ->
                    text.append("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"")
                            .append(sentence)
                            .append("\"}}]}\n\n");
                default -> text.append(sentence);
            }
        }
        answer = text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The whole answer, in its pieces. */
    @Benchmark
    public long restore() {
        Restorer restorer = switch (transport) {
            case "JSON" -> Restorer.json(map, _ -> true, _ -> {});
            case "EVENTS" -> Restorer.events(map, Wire.OPENAI_CHAT, ToolArguments.NONE, _ -> {});
            default -> Restorer.text(map, _ -> {});
        };
        long out = 0;
        for (int from = 0; from < 1_000_000; from += piece) {
            out += restorer.accept(answer, from, Math.min(1_000_000, from + piece)).length;
        }
        return out + restorer.end().length;
    }
}
