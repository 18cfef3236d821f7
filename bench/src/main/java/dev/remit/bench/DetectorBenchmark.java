package dev.remit.bench;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.DetectorScan;
import dev.remit.privacy.detect.prose.ProseRecogniser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
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

/**
 * The detector over text that never repeats, every finding handed out: with all structured kinds, with 20,000 known values
 * besides, and with names and addresses as well. Beside it one regular expression of a few of the structured kinds,
 * without their check digits and context, in java.util.regex and in RE2/J.
 *
 * <p>An operation is one megabyte, or one document of four kilobytes of 1,024 that are different.
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@State(Scope.Benchmark)
public class DetectorBenchmark {
    private static final int MEGABYTE = 1 << 20;
    private static final int MEGABYTES = 16;
    private static final int DOCUMENTS = 1024;

    private final java.util.regex.Pattern backtracking = java.util.regex.Pattern.compile(Patterns.ANY);
    private final com.google.re2j.Pattern linear = com.google.re2j.Pattern.compile(Patterns.ANY);
    private final byte[][] megabytes = new byte[MEGABYTES][];
    private final byte[][] documents = new byte[DOCUMENTS][];
    private final String[] strings = new String[MEGABYTES];
    private @Nullable DetectorScan structured;
    private @Nullable DetectorScan withKnown;
    private @Nullable DetectorScan everything;
    private int next;
    private long found;

    @Setup
    public void write() {
        Tickets tickets = new Tickets(42);
        for (int i = 0; i < MEGABYTES; i++) {
            megabytes[i] = tickets.text(MEGABYTE);
            strings[i] = new String(megabytes[i], StandardCharsets.UTF_8);
        }
        for (int i = 0; i < DOCUMENTS; i++) {
            documents[i] = tickets.text(4096);
        }
        List<String> known = Scans.known();
        structured = Detector.standard().newScan();
        withKnown = Detector.builder().knownValues(known).build().newScan();
        everything = Detector.builder()
                .recogniser(ProseRecogniser.standard())
                .knownValues(known)
                .build()
                .newScan();
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public long structuredMegabyte() {
        return scan(structured, megabytes[next++ % MEGABYTES]);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public long structuredAndKnownMegabyte() {
        return scan(withKnown, megabytes[next++ % MEGABYTES]);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public long everythingMegabyte() {
        return scan(everything, megabytes[next++ % MEGABYTES]);
    }

    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    public long everythingDocument() {
        return scan(everything, documents[next++ % DOCUMENTS]);
    }

    private long scan(@Nullable DetectorScan scan, byte[] text) {
        if (scan == null) {
            throw new IllegalStateException("the texts are not written");
        }
        scan.scan(text, 0, text.length, (kind, start, end, tier, why) -> found += end - start);
        return found;
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public long javaRegexMegabyte() {
        Matcher matcher = backtracking.matcher(strings[next++ % MEGABYTES]);
        while (matcher.find()) {
            found += matcher.end() - matcher.start();
        }
        return found;
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public long re2jMegabyte() {
        com.google.re2j.Matcher matcher = linear.matcher(megabytes[next++ % MEGABYTES]);
        while (matcher.find()) {
            found += matcher.end() - matcher.start();
        }
        return found;
    }
}
