package dev.remit.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.remit.ledger.FileJournal;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalOptions;
import dev.remit.ledger.JournalRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The journal beside what its disk does without it: durable appends with 1, 16 and 64 callers, each run followed by bare
 * writes with fdatasync of batches of the same sizes; the time of an append at half of the load that is wanted, and of the
 * highest; one caller; and opening.
 *
 * <p>The bare writes go to a file that was filled before, over and over: so they allocate nothing, neither on the disk nor
 * in the page cache, and no zeros are written ahead of them meanwhile, as the journal must. They are also done at the end
 * of a file that grows, as whoever does not fill it before would do them. Callers append an entry that is there already;
 * what it costs to make one is not measured.
 */
final class JournalBenchmark {
    private static final JournalRecord ENTRY = new JournalRecord(new byte[600], new byte[450], new byte[150]);
    private static final List<Callers> CALLERS = List.of(
            new Callers(1, "virtual", Thread.ofVirtual()),
            new Callers(16, "virtual", Thread.ofVirtual()),
            new Callers(64, "virtual", Thread.ofVirtual()),
            new Callers(64, "platform", Thread.ofPlatform()));

    private record Callers(int count, String kind, Thread.Builder threads) {}

    /** The journal's writer, by whose writes batches are known. */
    private static final String WRITER = "journal-writer";

    /** Appends a second that have to be reached. */
    private static final double WANTED = 20_000;

    private static final long BARE_FILE = 64L << 20;
    private static final long SEED = 20261121;

    private final Path folder;
    private final int rounds;
    private final int seconds;

    private JournalBenchmark(Path folder, int rounds, int seconds) {
        this.folder = folder;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        new JournalBenchmark(
                        Path.of(Objects.requireNonNull(System.getProperty("bench.folder"), "bench.folder")),
                        Integer.getInteger("bench.rounds", 3),
                        Integer.getInteger("bench.seconds", 5))
                .run();
    }

    private void run() throws IOException, InterruptedException {
        System.out.printf(
                "An entry has %d bytes. Medians of %d rounds of %d s after one to warm up.%n", 1200, rounds, seconds);
        System.out.printf(
                "%n%-12s %10s %10s %6s %8s %8s %8s %9s %8s %8s%n",
                "callers", "appends/s", "bare/s", "ratio", "growing", "p50 us", "p99 us", "per sync", "cpu us", "bare");
        double most = 0;
        for (Callers callers : CALLERS) {
            List<Crowd> all = new ArrayList<>();
            for (int round = 0; round <= rounds; round++) {
                Crowd one = crowd(callers);
                if (round > 0) {
                    all.add(one);
                }
            }
            all.sort(Comparator.comparingDouble(Crowd::ratio));
            Crowd median = all.get(all.size() / 2);
            System.out.printf(
                    "%-3d %-8s %10.0f %10.0f %6.2f %8.2f %8d %8d %9.1f %8.2f %8.2f%n",
                    callers.count(),
                    callers.kind(),
                    median.perSecond(),
                    median.bare().perSecond(median.appends()),
                    median.ratio(),
                    median.perSecond() / median.growing().perSecond(median.appends()),
                    median.times().micros(0.5),
                    median.times().micros(0.99),
                    median.perSync(),
                    median.cpu() / 1e3 / median.appends(),
                    median.bare().cpu() / 1e3 / median.appends());
            most = Math.max(most, median.perSecond());
        }
        paced(WANTED / 2);
        paced(most / 2);
        alone();
        opening();
    }

    /** Sorted nanoseconds. */
    private static final class Times {
        private final long[] sorted;

        private Times(long[] sorted) {
            this.sorted = sorted;
        }

        static Times of(long[] nanos) {
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            return new Times(sorted);
        }

        long micros(double quantile) {
            return sorted[(int) (quantile * (sorted.length - 1))] / 1000;
        }
    }

    /** Nanoseconds, and those of the processor. */
    private record Bare(long nanos, long cpu) {
        double perSecond(int appends) {
            return appends / (nanos / 1e9);
        }
    }

    /** Processor time is all of this process's. */
    private record Crowd(int appends, double perSecond, long cpu, int syncs, Bare bare, Bare growing, Times times) {
        double ratio() {
            return perSecond / bare.perSecond(appends);
        }

        double perSync() {
            return (double) appends / syncs;
        }
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private Crowd crowd(Callers callers) throws IOException, InterruptedException {
        Path dir = Files.createTempDirectory(folder, "journal");
        Batches batches = new Batches(WRITER);
        List<long[]> times = new ArrayList<>();
        long begin;
        long end;
        long cpu;
        try (FileJournal journal =
                FileJournal.open(dir, JournalOptions.defaults(), new Watched(FileLayer.system(), batches))) {
            cpu = cpu();
            begin = System.nanoTime();
            long until = begin + seconds * 1_000_000_000L;
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < callers.count(); i++) {
                threads.add(callers.threads().start(() -> {
                    long[] own = append(journal, until);
                    synchronized (times) {
                        times.add(own);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            end = System.nanoTime();
            cpu = cpu() - cpu;
        }
        delete(dir);
        long[] all = times.stream().flatMapToLong(Arrays::stream).toArray();
        int[] sizes = batches.sizes();
        return new Crowd(
                all.length,
                all.length / ((end - begin) / 1e9),
                cpu,
                sizes.length,
                bare(sizes, true),
                bare(sizes, false),
                Times.of(all));
    }

    private static long[] append(Journal journal, long until) {
        long[] times = new long[1 << 12];
        int count = 0;
        for (long before = System.nanoTime(); before < until; count++) {
            journal.append(ENTRY);
            long after = System.nanoTime();
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count] = after - before;
            before = after;
        }
        return Arrays.copyOf(times, count);
    }

    /** Writes and syncs batches of the same sizes, into space that was filled before or at the end of the file. */
    private Bare bare(int[] sizes, boolean filled) throws IOException {
        Path file = Files.createTempFile(folder, "bare", "");
        try (FileChannel channel = filled ? filled(file) : FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer batch = ByteBuffer.allocateDirect(2 << 20);
            long at = 0;
            long cpu = cpu();
            long begin = System.nanoTime();
            for (int size : sizes) {
                at = filled && at + size > BARE_FILE ? 0 : at;
                channel.write(batch.clear().limit(Math.min(size, batch.capacity())), at);
                channel.force(false);
                at += size;
            }
            return new Bare(System.nanoTime() - begin, cpu() - cpu);
        } finally {
            Files.delete(file);
        }
    }

    private static FileChannel filled(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
        for (long at = 0; at < BARE_FILE; at += zeros.capacity()) {
            channel.write(zeros.clear(), at);
        }
        channel.force(true);
        return channel;
    }

    /** Entries arrive at random moments, whether or not those before are done; each is timed from when it was due. */
    private void paced(double perSecond) throws IOException, InterruptedException {
        Path dir = Files.createTempDirectory(folder, "journal");
        long[] times = new long[(int) (perSecond * seconds)];
        AtomicInteger done = new AtomicInteger();
        Random random = new Random(SEED);
        long begin = System.nanoTime();
        try (FileJournal journal = FileJournal.open(dir, JournalOptions.defaults())) {
            Thread[] threads = new Thread[times.length];
            double due = System.nanoTime();
            for (int i = 0; i < times.length; i++) {
                due += -Math.log(1 - random.nextDouble()) / perSecond * 1e9;
                long at = (long) due;
                for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                int index = i;
                threads[i] = Thread.ofVirtual().start(() -> {
                    journal.append(ENTRY);
                    times[index] = System.nanoTime() - at;
                    done.incrementAndGet();
                });
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        double reached = done.get() / ((System.nanoTime() - begin) / 1e9);
        Times sorted = Times.of(times);
        System.out.printf(
                "%nAt %.0f/s (%.0f/s reached): p50 %d us, p99 %d us, p99.9 %d us%n",
                perSecond, reached, sorted.micros(0.5), sorted.micros(0.99), sorted.micros(0.999));
        delete(dir);
    }

    /** Turn by turn, so that both see the same disk. */
    private void alone() throws IOException, InterruptedException {
        Path dir = Files.createTempDirectory(folder, "journal");
        Path file = Files.createTempFile(folder, "bare", "");
        int count = 2000 * seconds;
        long[] journalTimes = new long[count];
        long[] bareTimes = new long[count];
        try (FileJournal journal = FileJournal.open(dir, JournalOptions.defaults());
                FileChannel channel = filled(file)) {
            ByteBuffer entry = ByteBuffer.allocateDirect(1312);
            Thread caller = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < count; i++) {
                    long before = System.nanoTime();
                    journal.append(ENTRY);
                    long between = System.nanoTime();
                    journalTimes[i] = between - before;
                    bareTimes[i] = durable(channel, entry, (long) i * entry.capacity() % (BARE_FILE >> 1));
                }
            });
            caller.join();
        } finally {
            Files.delete(file);
            delete(dir);
        }
        Times with = Times.of(journalTimes);
        Times without = Times.of(bareTimes);
        System.out.printf(
                "%nOne caller: p50 %d us, p99 %d us; a bare write with fdatasync: p50 %d us, p99 %d us; ratio of p50 %.2f%n",
                with.micros(0.5),
                with.micros(0.99),
                without.micros(0.5),
                without.micros(0.99),
                (double) with.micros(0.5) / without.micros(0.5));
    }

    private static long durable(FileChannel channel, ByteBuffer entry, long at) {
        long before = System.nanoTime();
        try {
            channel.write(entry.clear(), at);
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return System.nanoTime() - before;
    }

    private void opening() throws IOException {
        Path dir = Files.createTempDirectory(folder, "journal");
        long full = 2 * JournalOptions.DEFAULT_SEGMENT_BYTES;
        try (FileJournal journal = FileJournal.open(dir, JournalOptions.defaults())) {
            JournalRecord large = new JournalRecord(new byte[600], new byte[900 << 10], new byte[150]);
            for (long bytes = 0; bytes + (2 << 20) < full; bytes += 901 << 10) {
                journal.append(large);
            }
        }
        long[] times = new long[5];
        for (int i = 0; i < times.length; i++) {
            long before = System.nanoTime();
            FileJournal.open(dir, JournalOptions.defaults()).close();
            times[i] = System.nanoTime() - before;
        }
        try (Stream<Path> files = Files.list(dir)) {
            long segments =
                    files.filter(file -> file.toString().endsWith(".seg")).count();
            System.out.printf(
                    "%nOpening and closing a journal of %d MiB in %d segments: p50 %d ms%n",
                    full >> 20, segments, Times.of(times).micros(0.5) / 1000);
        }
        delete(dir);
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(dir);
    }
}
