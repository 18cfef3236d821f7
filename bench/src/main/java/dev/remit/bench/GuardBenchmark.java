package dev.remit.bench;

import dev.remit.privacy.guard.Fingerprinter;
import dev.remit.privacy.guard.Fingerprints;
import dev.remit.privacy.guard.Guard;
import dev.remit.privacy.guard.Served;
import dev.remit.privacy.guard.Unsourced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Guarding one megabyte of prose in documents of 4 KB, each with a number, an address and a code in every 400 bytes or
 * so: operations a second are megabytes a second. With nothing to look for but one value of each form, and with 20,000
 * values served and 10 million fingerprints; the ratio of the two is what they cost.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@State(Scope.Benchmark)
public class GuardBenchmark {
    private static final Fingerprinter PRINTS = new Fingerprinter(new byte[32]);

    /** How many fingerprints. */
    @Param({"3", "10000000"})
    public int fingerprints;

    private final String[] documents = new String[256];
    private final Served served = new Served(PRINTS);
    private @Nullable Path folder;
    private @Nullable Fingerprints everyone;
    private @Nullable Guard guard;

    @Setup
    public void build() throws IOException {
        Path here = Files.createTempDirectory("remit-bench");
        Fingerprints built = Fingerprints.open(here, PRINTS);
        long start = System.nanoTime();
        try (Fingerprints.Rebuild rebuild = built.rebuild(Instant.EPOCH, _ -> {})) {
            Random random = new Random(7);
            for (int i = 0; i < fingerprints; i++) {
                switch (i % 3) {
                    case 0 -> rebuild.add("email", "user" + i + "@mail.example", "C" + i / 3);
                    case 1 ->
                        rebuild.add(
                                "card", "4" + random.nextLong(100_000_000_000_000L, 999_999_999_999_999L), "C" + i / 3);
                    default -> rebuild.add("iban", "DE" + random.nextLong(1L << 59, 1L << 60) + "00", "C" + i / 3);
                }
            }
            rebuild.finish();
        }
        System.out.printf(
                "%d fingerprints: built in %.1f s, filter of %.2f MB%n",
                built.size(), (System.nanoTime() - start) / 1e9, built.filterBytes() / 1e6);
        for (int i = 0; i < Math.min(20_000, fingerprints); i++) {
            served.add("email", "customer" + i + "@mail.example");
        }
        Random random = new Random(3);
        for (int i = 0; i < documents.length; i++) {
            documents[i] = document(random);
        }
        folder = here;
        everyone = built;
        guard = new Guard(built, Set.of("email"), Unsourced.KEEP);
    }

    private static String document(Random random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < 4_000) {
            for (int i = 0; i < 60; i++) {
                for (int letters = 1 + random.nextInt(10); letters > 0; letters--) {
                    text.append((char) ('a' + random.nextInt(26)));
                }
                text.append(i % 12 == 11 ? ". " : " ");
            }
            switch (random.nextInt(3)) {
                case 0 -> text.append("call 0").append(random.nextLong(100_000_000L, 9_999_999_999L));
                case 1 -> text.append("see x").append(random.nextInt()).append("@mail.example");
                default ->
                    text.append("order AB-")
                            .append(random.nextInt(1_000_000))
                            .append(" of 2026-03-0")
                            .append(random.nextInt(10));
            }
            text.append(". ");
        }
        return text.substring(0, 4_000);
    }

    @TearDown
    public void delete() throws IOException {
        if (everyone != null) {
            everyone.close();
        }
        if (folder != null) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /** About a megabyte. */
    @Benchmark
    public int check() {
        Guard now = guard;
        if (now == null) {
            throw new IllegalStateException("not set up");
        }
        int withheld = 0;
        for (String document : documents) {
            withheld += now.check(document, List.of(), served, _ -> {}).withheld();
        }
        return withheld;
    }
}
