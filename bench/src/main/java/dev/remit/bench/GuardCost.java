package dev.remit.bench;

import com.sun.management.ThreadMXBean;
import dev.remit.bench.GuardVersion.Load;
import dev.remit.privacy.guard.Guard;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What checking costs, by the processor time of the thread that checks: megabytes a second and bytes allocated for each
 * kind of text, what served values and fingerprints add, and how an older version of the classes compares.
 *
 * <p>In each round every version checks all texts under every load, in an order drawn anew; ratios are of times of the
 * same round, so that what else the machine does weighs on both. Told are the median of the rounds and the quarters around it.
 *
 * <p>Properties: {@code bench.folder} (where; fingerprints that are there already are taken again), {@code bench.prints}
 * (10,000,000), {@code bench.passes} (30 rounds), {@code bench.only} (kinds of text with this in their names), {@code bench.before} (a jar or folder of the privacy module of an older
 * version with the same public face; none).
 */
final class GuardCost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long WARM_UP = 5_000_000_000L; // nanoseconds for each version: compilers wait, too
    private static final int COMPARED = 2_500; // customers of whom some were served

    private final List<String> names = new ArrayList<>();
    private final List<GuardVersion> versions = new ArrayList<>();
    private final int rounds = Integer.getInteger("bench.passes", 30);
    private final Random random = new Random(5);
    private long withheld;

    private GuardCost() {}

    public static void main(String[] args) throws IOException, ReflectiveOperationException, URISyntaxException {
        new GuardCost().run();
    }

    private void run() throws IOException, ReflectiveOperationException, URISyntaxException {
        Path folder = Path.of(System.getProperty("bench.folder", "bench/target/run"));
        int prints = Integer.getInteger("bench.prints", 10_000_000);
        Path few = built(folder.resolve("guard-1"), 1);
        Path many = built(folder.resolve("guard-" + prints), prints);
        String before = System.getProperty("bench.before", "");
        if (!before.isEmpty()) {
            names.add("before");
            versions.add(GuardVersion.of(Path.of(before), few, many));
        }
        names.add("now");
        Path now = Path.of(
                Guard.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        versions.add(GuardVersion.of(now, few, many));
        say(String.format(
                Locale.ROOT,
                "%,d fingerprints; filter of %.2f MB",
                prints,
                versions.getLast().filterBytes() / 1e6));
        try {
            Map<String, List<String>> texts = GuardTexts.all(Path.of("."));
            texts.keySet().removeIf(kind -> !kind.contains(System.getProperty("bench.only", "")));
            for (Map.Entry<String, List<String>> kind : texts.entrySet()) {
                compare(kind.getKey(), kind.getValue());
            }
            long begin = THREADS.getCurrentThreadCpuTime();
            while (THREADS.getCurrentThreadCpuTime() - begin < WARM_UP * versions.size()) {
                texts.values().forEach(this::round);
            }
            for (Map.Entry<String, List<String>> kind : texts.entrySet()) {
                measure(kind.getKey(), kind.getValue());
            }
        } finally {
            for (GuardVersion version : versions) {
                version.close();
            }
        }
        say("(" + withheld + " withheld)");
    }

    private static Path built(Path folder, int prints) throws IOException {
        if (!Files.exists(folder.resolve("fingerprints"))) {
            long begin = System.nanoTime();
            GuardOfVersion.build(folder, prints);
            say(String.format(
                    Locale.ROOT, "%,d fingerprints built in %.1f s", prints, (System.nanoTime() - begin) / 1e9));
        }
        return folder;
    }

    /** A version that withholds something else is no faster: it is another one. */
    private void compare(String kind, List<String> texts) {
        int caught = 0;
        for (String plain : texts) {
            for (String text : List.of(plain, GuardOfVersion.mixed(plain, random, COMPARED))) {
                for (Load load : Load.values()) {
                    Set<String> verdicts = versions.getLast().verdicts(load, text);
                    caught += verdicts.size();
                    for (GuardVersion version : versions) {
                        if (!version.verdicts(load, text).equals(verdicts)) {
                            throw new IllegalStateException("another verdict in the version before, on:\n" + text);
                        }
                    }
                }
            }
        }
        say(String.format(Locale.ROOT, "%s: %,d verdicts, the same in all versions", kind, caught));
    }

    /** One version under one load. */
    private record Turn(int version, Load load) {}

    /** Of one turn: nanoseconds, and bytes of memory. */
    private record Cost(long nanos, long bytes) {}

    private Map<Turn, Cost> round(List<String> texts) {
        List<Turn> order = new ArrayList<>();
        for (int version = 0; version < versions.size(); version++) {
            for (Load load : Load.values()) {
                order.add(new Turn(version, load));
            }
        }
        Collections.shuffle(order, random);
        Map<Turn, Cost> round = new HashMap<>();
        for (Turn turn : order) {
            GuardVersion version = versions.get(turn.version());
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long begin = THREADS.getCurrentThreadCpuTime();
            for (String text : texts) {
                withheld += version.check(turn.load(), text);
            }
            long nanos = THREADS.getCurrentThreadCpuTime() - begin;
            round.put(turn, new Cost(nanos, THREADS.getCurrentThreadAllocatedBytes() - bytes));
        }
        return round;
    }

    private void measure(String kind, List<String> texts) {
        List<Map<Turn, Cost>> all = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            all.add(round(texts));
        }
        long bytes = 0;
        for (String text : texts) {
            bytes += text.getBytes(StandardCharsets.UTF_8).length;
        }
        say(String.format(Locale.ROOT, "%s, %.2f MB", kind, bytes / 1e6));
        for (int version = 0; version < versions.size(); version++) {
            for (Load load : Load.values()) {
                measured(new Turn(version, load), all, (double) bytes);
            }
        }
    }

    private void measured(Turn turn, List<Map<Turn, Cost>> all, double size) {
        double[] speed = sorted(all, turn, cost -> size * 1e3 / cost.nanos());
        double[] memory = sorted(all, turn, cost -> cost.bytes() * 1024.0 / size);
        String before =
                turn.version() == 0 ? "" : "; times of before " + spread(ratios(all, turn, new Turn(0, turn.load())));
        say(String.format(
                Locale.ROOT,
                "  %-6s %-6s %6.1f MB/s; times of none %s; %6.0f bytes allocated for each KB%s",
                names.get(turn.version()),
                turn.load().name().toLowerCase(Locale.ROOT),
                speed[speed.length / 2],
                spread(ratios(all, turn, new Turn(turn.version(), Load.NONE))),
                memory[memory.length / 2],
                before));
    }

    private static double[] ratios(List<Map<Turn, Cost>> rounds, Turn turn, Turn other) {
        return rounds.stream()
                .mapToDouble(round ->
                        (double) of(round, turn).nanos() / of(round, other).nanos())
                .sorted()
                .toArray();
    }

    private static double[] sorted(List<Map<Turn, Cost>> rounds, Turn turn, ToDoubleFunction<Cost> figure) {
        return rounds.stream()
                .mapToDouble(round -> figure.applyAsDouble(of(round, turn)))
                .sorted()
                .toArray();
    }

    private static Cost of(Map<Turn, Cost> round, Turn turn) {
        return Objects.requireNonNull(round.get(turn));
    }

    private static String spread(double[] figures) {
        int last = figures.length - 1;
        return String.format(
                Locale.ROOT, "%.2f (%.2f to %.2f)", figures[last / 2], figures[last / 4], figures[last - last / 4]);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
