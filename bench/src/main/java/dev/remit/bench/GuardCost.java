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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

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
        say("%,d fingerprints; filter of %.2f MB", prints, versions.getLast().filterBytes() / 1e6);
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
        say("(%d withheld)", withheld);
    }

    private static Path built(Path folder, int prints) throws IOException {
        if (!Files.exists(folder.resolve("fingerprints"))) {
            long begin = System.nanoTime();
            GuardOfVersion.build(folder, prints);
            say("%,d fingerprints built in %.1f s", prints, (System.nanoTime() - begin) / 1e9);
        }
        return folder;
    }

    /** A version that withholds something else is no faster: it is another one. */
    private void compare(String kind, List<String> texts) {
        GuardVersion now = versions.getLast();
        for (Load load : Load.values()) {
            int caught = 0;
            for (String text : texts) {
                List<String> verdicts = now.verdicts(load, text);
                caught += verdicts.size();
                for (GuardVersion version : versions) {
                    if (!version.verdicts(load, text).equals(verdicts)) {
                        throw new IllegalStateException("another verdict in the version before, on:\n" + text);
                    }
                }
            }
            if (caught > 0) {
                say("%s, %s: %d verdicts", kind, load.name().toLowerCase(Locale.ROOT), caught);
            }
        }
    }

    /** Nanoseconds and bytes of memory by version and load. */
    private record Round(long[][] nanos, long[][] bytes) {}

    private Round round(List<String> texts) {
        Round round = new Round(new long[versions.size()][4], new long[versions.size()][4]);
        List<int[]> order = new ArrayList<>();
        for (int version = 0; version < versions.size(); version++) {
            for (Load load : Load.values()) {
                order.add(new int[] {version, load.ordinal()});
            }
        }
        Collections.shuffle(order, random);
        for (int[] turn : order) {
            GuardVersion version = versions.get(turn[0]);
            Load load = Load.values()[turn[1]];
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long begin = THREADS.getCurrentThreadCpuTime();
            for (String text : texts) {
                withheld += version.check(load, text);
            }
            round.nanos()[turn[0]][turn[1]] = THREADS.getCurrentThreadCpuTime() - begin;
            round.bytes()[turn[0]][turn[1]] = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        }
        return round;
    }

    private void measure(String kind, List<String> texts) {
        List<Round> all = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            all.add(round(texts));
        }
        long bytes = 0;
        for (String text : texts) {
            bytes += text.getBytes(StandardCharsets.UTF_8).length;
        }
        double size = bytes;
        say("%s, %.2f MB", kind, bytes / 1e6);
        for (int v = 0; v < versions.size(); v++) {
            int version = v;
            for (Load load : Load.values()) {
                int column = load.ordinal();
                double[] speed = sorted(all, round -> size * 1e3 / round.nanos()[version][column]);
                double[] cost =
                        sorted(all, round -> (double) round.nanos()[version][column] / round.nanos()[version][0]);
                double[] memory = sorted(all, round -> round.bytes()[version][column] * 1024.0 / size);
                String than = "";
                if (versions.size() > 1 && version == versions.size() - 1) {
                    than = "; times of before "
                            + spread(sorted(
                                    all, round -> (double) round.nanos()[version][column] / round.nanos()[0][column]));
                }
                say(
                        "  %-6s %-6s %6.1f MB/s; times of none %s; %6.0f bytes allocated for each KB%s",
                        names.get(version),
                        load.name().toLowerCase(Locale.ROOT),
                        speed[speed.length / 2],
                        spread(cost),
                        memory[memory.length / 2],
                        than);
            }
        }
    }

    private interface Figure {
        double of(Round round);
    }

    private static double[] sorted(List<Round> rounds, Figure figure) {
        double[] figures = rounds.stream().mapToDouble(figure::of).toArray();
        Arrays.sort(figures);
        return figures;
    }

    private static String spread(double[] figures) {
        int last = figures.length - 1;
        return String.format(
                Locale.ROOT, "%.2f (%.2f to %.2f)", figures[last / 2], figures[last / 4], figures[last - last / 4]);
    }

    private static void say(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }
}
