package dev.remit.bench;

import dev.remit.ledger.FileLayer;
import dev.remit.ledger.Health;
import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalRecord;
import dev.remit.ledger.log.Fsck;
import dev.remit.ledger.log.Log;
import dev.remit.ledger.tlog.TilePath;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * What the transparency log costs: integrating records, the room they take, proofs, a start. The records are made up as
 * they are asked for, so the journal's disk is not measured here.
 *
 * <p>Properties: {@code bench.folder} (where; its disk is what is measured), {@code bench.records} (1,000,000), {@code
 * bench.leaf} (300) and {@code bench.sidecar} (1,200) in bytes, {@code bench.proofs} (20,000).
 */
final class LogBenchmark {
    private static final int WARM_UP = 2_000;
    private static final int COLD = 5_000;

    private final long records = Long.getLong("bench.records", 1_000_000);
    private final int leaf = Integer.getInteger("bench.leaf", 300);
    private final int sidecar = Integer.getInteger("bench.sidecar", 1_200);
    private final int proofs = Integer.getInteger("bench.proofs", 20_000);
    private final Path dir;

    private LogBenchmark(Path dir) {
        this.dir = dir;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(System.getProperty("bench.folder", "bench/target/run"));
        Files.createDirectories(folder);
        Path dir = Files.createTempDirectory(folder, "log");
        try {
            new LogBenchmark(dir).run();
        } finally {
            try (Stream<Path> files = Files.walk(dir)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void run() throws IOException {
        long raw = records * (leaf + sidecar);
        say(String.format(
                Locale.ROOT, "%,d records of %d bytes (leaf %d, sidecar %d)", records, leaf + sidecar, leaf, sidecar));
        try (Log log = Log.open(dir, FileLayer.system())) {
            integrate(log);
            prove(log);
        }
        long bytes = bytes();
        say(String.format(
                Locale.ROOT,
                "on disk: %,d MiB, %.3f times the raw records (wanted: at most 1.15)",
                bytes >> 20,
                (double) bytes / raw));
        long begin = System.nanoTime();
        Log.open(dir, FileLayer.system()).close();
        say(String.format(Locale.ROOT, "start from the snapshot: %.1f ms (wanted: at most 2,000)", millis(begin)));
        begin = System.nanoTime();
        Fsck.Report report = Fsck.of(dir, FileLayer.system()).run(finding -> say(finding.sentence()));
        say(String.format(Locale.ROOT, "fsck: %.1f s, %d findings", millis(begin) / 1000, report.findings()));
        say(String.format(Locale.ROOT, "heap used: %d MiB", heap()));
    }

    private void integrate(Log log) {
        Made journal = new Made(leaf, sidecar);
        long begin = System.nanoTime();
        long step = Math.max(1, records / 10);
        for (long size = step; size <= records; size += step) {
            journal.size = size;
            log.integrate(journal);
            if (size == step || size + step > records) {
                say(String.format(Locale.ROOT, "heap used at %,d entries: %d MiB", size, heap()));
            }
        }
        log.settle();
        double seconds = millis(begin) / 1000;
        say(String.format(Locale.ROOT, "integrated and settled: %.1f s, %,.0f records/s", seconds, records / seconds));
    }

    /**
     * Of random entries: as the page cache happens to be; the same ones again; and with the lowest tile dropped from the
     * page cache before each, in turn with a bare read of that tile after it was dropped again.
     */
    private void prove(Log log) throws IOException {
        say("inclusion proof of a random entry (wanted: at most 1,000 us)");
        prove(log, 0, WARM_UP, false); // warms the code up, and what is kept of the upper tiles
        prove(log, 1, proofs, false).say("as it comes");
        prove(log, 1, proofs, false).say("again");
        prove(log, 2, Math.min(proofs, COLD), true).say("tile not cached");
    }

    private Proofs prove(Log log, long seed, int count, boolean cold) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Proofs all = new Proofs(new long[count], new long[count], cold ? new long[count] : new long[0]);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long size = log.size();
        long read = readFromDisk();
        for (int i = 0; i < count; i++) {
            long index = random.nextLong(size);
            Path tile = dir.resolve(new TilePath.Hashes(0, index / TilePath.FULL, TilePath.FULL).path());
            boolean stored = cold && Files.exists(tile);
            if (stored) {
                PageCache.drop(tile);
            }
            long cpuBegin = threads.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            log.inclusion(index, size);
            all.nanos[i] = System.nanoTime() - begin;
            all.cpu[i] = threads.getCurrentThreadCpuTime() - cpuBegin;
            if (stored) {
                PageCache.drop(tile);
                begin = System.nanoTime();
                Files.readAllBytes(tile);
                all.bare[i] = System.nanoTime() - begin;
            }
        }
        all.read = (readFromDisk() - read) / (cold ? 2 : 1);
        return all;
    }

    /** Bytes that this process had the disk read. */
    private static long readFromDisk() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/io"))) {
            return lines.filter(line -> line.startsWith("read_bytes: "))
                    .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                    .sum();
        }
    }

    private static final class Proofs {
        private final long[] nanos;
        private final long[] cpu;
        private final long[] bare;
        private long read;

        Proofs(long[] nanos, long[] cpu, long[] bare) {
            this.nanos = nanos;
            this.cpu = cpu;
            this.bare = bare;
        }

        void say(String which) {
            LogBenchmark.say(String.format(
                    Locale.ROOT,
                    "  %-15s %d: %s; of the processor: %s; from the disk %.1f KiB each%s",
                    which,
                    nanos.length,
                    micros(nanos),
                    micros(cpu),
                    read / 1024.0 / nanos.length,
                    bare.length == 0 ? "" : "; bare read of the tile: " + micros(bare)));
        }

        private static String micros(long[] nanos) {
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            return String.format(
                    Locale.ROOT,
                    "p50 %d us, p99 %d us",
                    sorted[sorted.length / 2] / 1000,
                    sorted[sorted.length * 99 / 100] / 1000);
        }
    }

    /** What the files' contents take, and what their last blocks leave empty. */
    private long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.mapToLong(LogBenchmark::allocated).sum();
        }
    }

    private static long allocated(Path file) {
        try {
            return (Files.size(file) + 4095) / 4096 * 4096;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private static double millis(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void say(String text) {
        System.out.println(text);
    }

    /** Records without a disk behind them. */
    private static final class Made implements Journal {
        private final byte[] leaf;
        private final byte[] sidecar;
        private long size;

        Made(int leaf, int sidecar) {
            this.leaf = new byte[leaf];
            this.sidecar = new byte[sidecar];
            new java.util.Random(1).nextBytes(this.sidecar);
        }

        @Override
        public JournalRecord read(long sequence) {
            byte[] own = leaf.clone();
            for (int i = 0; i < Math.min(8, own.length); i++) {
                own[i] = (byte) (sequence >>> (8 * i));
            }
            return new JournalRecord(own, sidecar, new byte[0]);
        }

        @Override
        public void replay(long from, Visitor visitor) {
            for (long i = from; i < size; i++) {
                visitor.visit(i, read(i));
            }
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public CompletableFuture<Long> submit(JournalRecord record) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException("records are made up here"));
        }

        @Override
        public Health health() {
            return new Health.Serving();
        }

        @Override
        public void close() {}
    }
}
