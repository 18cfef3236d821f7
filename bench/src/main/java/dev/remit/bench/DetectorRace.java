package dev.remit.bench;

import com.sun.management.ThreadMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * How much text the detector reads in a second of processor time, beside an older version of itself and beside the engines
 * that could do a part of its work. All take turns at the same text, which is written anew for each round, in an order that
 * turns round, so that what else the machine does falls on all of them; ratios are taken within a round.
 *
 * <p>System properties: {@code bench.before} (a jar of {@code privacy} to compare with, loaded by itself; its findings are
 * compared, too, and over the files of the folder {@code bench.texts}), {@code bench.rounds}, {@code bench.only} (part of
 * the targets' names).
 */
final class DetectorRace {
    private static final int TEXT = 256 * 1024;
    private static final int DOCUMENT = 4096;

    /** In the name of who reads text with accents. */
    private static final String ACCENTED = ", accents";

    private static final int DOCUMENTS = 48;
    private static final int LEAST_ROUNDS = 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int rounds = Math.max(LEAST_ROUNDS, Integer.getInteger("bench.rounds", 0));
    private final Tickets tickets = new Tickets(42);
    private final List<Turn> turns = new ArrayList<>();
    private final Function<String, ToLongFunction<byte[]>> now = new Scans();
    private final Function<String, ToLongFunction<byte[]>> older;
    private final boolean before;

    /** One who takes a turn in each round. */
    private static final class Turn {
        final String name;
        final ToLongFunction<byte[]> scan;
        final int length;
        final double[] times;
        final long[] answers;
        int count;
        long allocated;

        /** @param length of a text, in bytes */
        Turn(String name, ToLongFunction<byte[]> scan, int length, int times) {
            this.name = name;
            this.scan = scan;
            this.length = length;
            this.times = new double[times];
            answers = new long[times];
        }

        void take(byte[] text) {
            long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            long answer = scan.applyAsLong(text);
            long nanos = THREADS.getCurrentThreadCpuTime() - start;
            allocated += THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
            answers[count] = answer;
            times[count++] = (double) nanos / text.length;
        }

        void forget() {
            count = 0;
            allocated = 0;
        }

        /** Nanoseconds for each byte, of which so much of the turns took less. */
        double at(double part) {
            double[] sorted = Arrays.copyOf(times, count);
            Arrays.sort(sorted);
            return sorted[(int) Math.min(count - 1, part * count)];
        }
    }

    private DetectorRace(Path jar) throws IOException {
        String only = System.getProperty("bench.only", "");
        before = !jar.toString().isEmpty();
        older = before ? ofJar(jar) : now;
        for (String what : List.of(Scans.STRUCTURED, Scans.KNOWN, Scans.EVERYTHING)) {
            add(only, what, now.apply(what), TEXT);
            if (before) {
                add(only, what + ", before", older.apply(what), TEXT);
            }
        }
        add(only, Scans.EVERYTHING + ", 4 KB", now.apply(Scans.EVERYTHING), DOCUMENT);
        if (before) {
            add(only, Scans.EVERYTHING + ", 4 KB, before", older.apply(Scans.EVERYTHING), DOCUMENT);
        }
        add(only, Scans.EVERYTHING + ACCENTED, now.apply(Scans.EVERYTHING), TEXT);
        if (before) {
            add(only, Scans.EVERYTHING + ACCENTED + ", before", older.apply(Scans.EVERYTHING), TEXT);
        }
        add(only, "bytes added up", Patterns::floor, TEXT);
        add(only, "hyperscan, ends only", Hyperscan.ends(), TEXT);
        add(only, "hyperscan-java, spans", Hyperscan.spans(), TEXT);
        add(only, "java.util.regex", Patterns.javaRegex(), TEXT);
        add(only, "RE2/J", Patterns.re2j(), TEXT);
    }

    private void add(String only, String name, ToLongFunction<byte[]> scan, int length) {
        if (name.contains(only)) {
            turns.add(new Turn(name, scan, length, length == TEXT ? rounds : rounds * DOCUMENTS));
        }
    }

    /** The same over the classes of a jar, which come before those of this program. */
    private static Function<String, ToLongFunction<byte[]>> ofJar(Path jar) throws IOException {
        if (!Files.exists(jar)) {
            throw new IOException("there is no " + jar.toAbsolutePath());
        }
        List<URL> path = new ArrayList<>();
        path.add(jar.toUri().toURL());
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.add(url(entry));
        }
        URLClassLoader loader = new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        try {
            Object scans =
                    loader.loadClass(Scans.class.getName()).getConstructor().newInstance();
            @SuppressWarnings("unchecked") // the class is the same as here, over other classes
            Function<String, ToLongFunction<byte[]>> then = (Function<String, ToLongFunction<byte[]>>) scans;
            return then;
        } catch (ReflectiveOperationException e) {
            throw new IOException(jar + " has no detector that can be used as this one", e);
        }
    }

    private static URL url(String entry) throws MalformedURLException {
        return Path.of(entry).toUri().toURL();
    }

    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        DetectorRace race = new DetectorRace(Path.of(System.getProperty("bench.before", "")));
        race.warmUp();
        for (int round = 0; round < race.rounds; round++) {
            race.round(round);
        }
        race.print();
        race.compare();
    }

    /** As many rounds as are measured. */
    private void warmUp() {
        for (int round = 0; round < rounds; round++) {
            round(round);
        }
        turns.forEach(Turn::forget);
    }

    private void round(int round) {
        byte[] text = tickets.text(TEXT);
        byte[] accented = tickets.accented(TEXT);
        List<byte[]> documents = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            documents.add(tickets.text(DOCUMENT));
        }
        for (int i = 0; i < turns.size(); i++) {
            // From the first to the last and back, so that nobody is always behind the same one.
            Turn turn = turns.get(round % 2 == 0 ? i : turns.size() - 1 - i);
            if (turn.length == TEXT) {
                turn.take(turn.name.contains(ACCENTED) ? accented : text);
            }
        }
        // Documents one by one in turn: what one of them has warmed the next one has, too.
        for (int i = 0; i < DOCUMENTS; i++) {
            for (int k = 0; k < turns.size(); k++) {
                Turn turn = turns.get((round + i) % 2 == 0 ? k : turns.size() - 1 - k);
                if (turn.length == DOCUMENT) {
                    turn.take(documents.get(i));
                }
            }
        }
    }

    private void print() {
        System.out.printf(
                "%d rounds, processor time of the scanning thread, load of the machine %.1f on %d processors%n",
                rounds,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors());
        System.out.printf("%n%-28s %12s %12s %14s%n", "256 KB", "best tenth", "median", "allocated");
        for (Turn turn : turns) {
            if (turn.length == TEXT) {
                System.out.printf(
                        "%-28s %7.1f MB/s %7.1f MB/s %9d B/MB%n",
                        turn.name,
                        1e3 / turn.at(0.1),
                        1e3 / turn.at(0.5),
                        turn.allocated * 1_000_000 / ((long) turn.length * turn.count));
            }
        }
        System.out.printf("%n%-28s %12s %12s %12s %14s%n", "4 KB", "best tenth", "p50", "p99", "allocated");
        for (Turn turn : turns) {
            if (turn.length == DOCUMENT) {
                System.out.printf(
                        "%-28s %9.1f us %9.1f us %9.1f us %12d B%n",
                        turn.name,
                        turn.at(0.1) * DOCUMENT / 1e3,
                        turn.at(0.5) * DOCUMENT / 1e3,
                        turn.at(0.99) * DOCUMENT / 1e3,
                        turn.allocated / turn.count);
            }
        }
        System.out.printf("%nHow many times as fast, median of the rounds (tenth to ninetieth of a hundred)%n");
        for (Turn turn : turns) {
            for (Turn other : turns) {
                boolean pair = before && other.name.equals(turn.name + ", before");
                boolean limit = turn.name.equals(Scans.STRUCTURED) && isLimit(other);
                if (pair || limit) {
                    System.out.printf("%s / %s: %s%n", turn.name, other.name, ratio(turn, other));
                }
                if (pair) {
                    System.out.printf("    findings: %s%n", isSame(turn, other) ? "the same" : "DIFFERENT");
                }
            }
        }
    }

    private void compare() throws IOException {
        String texts = System.getProperty("bench.texts", "");
        if (before && !texts.isEmpty()) {
            for (String what : List.of(Scans.EVERYTHING, Scans.WEAKEST)) {
                SameFindings findings = new SameFindings(now.apply(what), older.apply(what));
                findings.over(Path.of(texts));
                System.out.printf("Findings of both, %s, in %s%n", what, findings.result());
            }
        }
    }

    private static boolean isLimit(Turn turn) {
        return turn.length == TEXT
                && !turn.name.startsWith(Scans.STRUCTURED)
                && !turn.name.startsWith(Scans.EVERYTHING);
    }

    private static boolean isSame(Turn one, Turn other) {
        return Arrays.equals(one.answers, 0, one.count, other.answers, 0, other.count);
    }

    private static String ratio(Turn one, Turn other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < one.count; i++) {
            ratios.add(other.times[i] / one.times[i]);
        }
        Collections.sort(ratios);
        int count = ratios.size();
        return "%.2f (%.2f to %.2f)"
                .formatted(ratios.get(count / 2), ratios.get(count / 10), ratios.get(count - 1 - count / 10));
    }
}
