package dev.remit.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.ledger.FaultyFileLayer;
import dev.remit.ledger.FaultyFileLayer.Call;
import dev.remit.ledger.FaultyFileLayer.Effect;
import dev.remit.ledger.FaultyFileLayer.Fault;
import dev.remit.ledger.FaultyFileLayer.Loss;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.JournalRecord;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.note.TestKeys;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tlog.TilePath;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTest {
    static final Path DIR = Path.of("log");
    static final String ORIGIN = "example.com/log";
    private static final long SEED = 20261121;
    private static final SigningKey KEY = TestKeys.fresh(ORIGIN, KeyType.NOTE);

    private final FaultyFileLayer disk = new FaultyFileLayer();

    static byte[] signed(Log log, long size) {
        Hash root = new dev.remit.ledger.tree.Prover(new dev.remit.ledger.tlog.TileHashes(size, log)).root(size);
        String text = new Checkpoint(ORIGIN, size, root, List.of()).text();
        return new Note(text, List.of(KEY.sign(text))).encode();
    }

    static List<Finding> findings(FileLayer layer) {
        List<Finding> findings = new ArrayList<>();
        Fsck.Report report = Fsck.of(DIR, layer).checking(MemoryJournal::check).run(findings::add);
        assertThat(report.findings()).isEqualTo(findings.size());
        return findings;
    }

    @Test
    void everySizeInGroupsOfAnySizeGivesTheTilesOfTheSpecification() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        MemoryJournal journal = MemoryJournal.of(600, SEED, 40);
        ReferenceLog reference = new ReferenceLog(journal.records());
        for (int size = 1; size <= 600; size++) {
            FaultyFileLayer fresh = new FaultyFileLayer();
            try (Log log = Log.open(DIR, fresh)) {
                for (long at = 0; at < size; ) {
                    at = Math.min(size, at + 1 + random.nextInt(300));
                    log.integrate(journal.upTo(at));
                    assertThat(log.size()).isEqualTo(at);
                }
                assertThat(log.head()).isEqualTo(new Head(size, reference.root(0, size)));
            }
            Map<String, byte[]> tiles = new TreeMap<>();
            for (Path file : fresh.files()) {
                if (file.startsWith(DIR.resolve("tile"))) {
                    tiles.put(DIR.relativize(file).toString(), fresh.content(file));
                }
            }
            Map<String, byte[]> expected = reference.tiles(size);
            assertThat(tiles.keySet()).isEqualTo(expected.keySet());
            expected.forEach(
                    (path, bytes) -> assertThat(tiles.get(path)).as(path).isEqualTo(bytes));
            if (size % 50 == 0 || size % 256 < 2) {
                assertThat(findings(fresh)).as("size " + size).isEmpty();
            }
        }
    }

    @Test
    void aLogOf70000EntriesHasTheTilesThatTheSpecificationNames(@TempDir Path dir) {
        MemoryJournal journal = MemoryJournal.of(70_000, SEED, 0);
        try (Log log = Log.open(dir, FileLayer.system())) {
            log.integrate(journal);
            assertThat(log.settled()).isEqualTo(Log.MAX_UNSETTLED);
        }
        assertThat(dir.resolve("tile/0/272")).hasSize(8192);
        assertThat(dir.resolve("tile/0/273")).doesNotExist();
        assertThat(dir.resolve("tile/0/273.p/112")).hasSize(112 * 32);
        assertThat(dir.resolve("tile/entries/273.p/112")).exists();
        assertThat(dir.resolve("tile/1/000")).hasSize(8192);
        assertThat(dir.resolve("tile/1/001.p/17")).hasSize(17 * 32);
        assertThat(dir.resolve("tile/2/000.p/1")).hasSize(32);
        assertThat(dir.resolve("tile/1/000.p")).doesNotExist();
        assertThat(dir.resolve("sidecar/273")).exists();
        List<Finding> findings = new ArrayList<>();
        Fsck.of(dir, FileLayer.system()).checking(MemoryJournal::check).run(findings::add);
        assertThat(findings).isEmpty();
        try (Log log = Log.open(dir, FileLayer.system())) {
            assertThat(log.size()).isEqualTo(70_000);
            for (long index : new long[] {0, 255, 256, 65_535, 65_536, 69_999}) {
                Hash leaf = Hash.ofLeaf(journal.read(index).leaf());
                assertThat(log.inclusion(index, 70_000).verify(leaf, log.head().root()))
                        .isEqualTo(new Verdict.Proven());
                assertThat(log.read(index).leaf()).isEqualTo(journal.read(index).leaf());
            }
        }
    }

    @Test
    void theThousandthBundleLiesInADirectoryOfItsOwn() {
        assertThat(Layout.bundle(1_234_067).path()).isEqualTo("tile/entries/x001/x234/067");
        assertThat(Layout.sidecars(1_234_067)).isEqualTo("sidecar/x001/x234/067");
        assertThat(Layout.partials(Layout.tile(3, 1067))).isEqualTo("tile/3/x001/067.p");
    }

    @Test
    void proofsFromTheDirectoryVerifyForEverySizeSampled() {
        MemoryJournal journal = MemoryJournal.of(600, SEED, 5);
        ReferenceLog reference = new ReferenceLog(journal.records());
        try (Log log = Log.open(DIR, disk)) {
            log.integrate(journal);
            for (int size = 1; size <= 600; size += 7) {
                Hash root = reference.root(0, size);
                for (int index = 0; index < size; index += 11) {
                    Hash leaf = Hash.ofLeaf(journal.read(index).leaf());
                    assertThat(log.inclusion(index, size).verify(leaf, root)).isEqualTo(new Verdict.Proven());
                }
                for (int old = 1; old <= size; old += 13) {
                    assertThat(log.consistency(old, size).verify(reference.root(0, old), root))
                            .isEqualTo(new Verdict.Proven());
                }
            }
            assertThatThrownBy(() -> log.inclusion(0, 601)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void entriesAreReadAndScannedWithTheirSidecars() {
        MemoryJournal journal = MemoryJournal.of(700, SEED, 30);
        try (Log log = Log.open(DIR, disk)) {
            log.integrate(journal);
            List<LogEntry> scanned = new ArrayList<>();
            log.scan(100, 650, scanned::add);
            assertThat(scanned).hasSize(550);
            for (LogEntry entry : scanned) {
                JournalRecord record = journal.read(entry.index());
                assertThat(entry).isEqualTo(new LogEntry(entry.index(), record.leaf(), Sidecar.of(record.sidecar())));
                assertThat(log.read(entry.index())).isEqualTo(entry);
            }
        }
    }

    @Test
    void aPartialTileIsReadFromTheFullOneThatTookItsPlace() {
        MemoryJournal journal = MemoryJournal.of(300, SEED, 5);
        try (Log log = Log.open(DIR, disk)) {
            log.integrate(journal.upTo(100));
            byte[] tile = log.read(new TilePath.Hashes(0, 0, 100)).orElseThrow();
            byte[] bundle = log.read(new TilePath.Entries(0, 100)).orElseThrow();
            assertThat(log.read(new TilePath.Hashes(0, 0, 101))).isEmpty();
            log.integrate(journal.upTo(300));
            assertThat(log.read(new TilePath.Hashes(0, 0, 100)).orElseThrow()).isEqualTo(tile);
            assertThat(log.read(new TilePath.Entries(0, 100)).orElseThrow()).isEqualTo(bundle);
        }
    }

    @Test
    void aStartNeedsOnlyWhatIsNotSettledFromTheJournal() {
        MemoryJournal journal = MemoryJournal.of(600, SEED, 30);
        try (Log log = Log.open(DIR, disk)) {
            log.integrate(journal.upTo(300));
        }
        journal.trim(300);
        try (Log log = Log.open(DIR, disk)) {
            assertThat(log.size()).isEqualTo(300);
            log.integrate(journal.upTo(600));
            assertThat(log.head().root()).isEqualTo(new ReferenceLog(journal.records()).root(0, 600));
            assertThat(log.read(299).sidecar())
                    .isEqualTo(Sidecar.of(journal.read(299).sidecar()));
        }
        assertThat(findings(disk)).isEmpty();
    }

    @Test
    void aStartReadsTheSameHoweverLargeTheLogIs() {
        int[] reads = new int[2];
        for (int i = 0; i < 2; i++) {
            FaultyFileLayer fresh = new FaultyFileLayer();
            MemoryJournal journal = MemoryJournal.of(i == 0 ? 700 : 7100, SEED, 10); // the same right edge, nearly
            try (Log log = Log.open(DIR, fresh)) {
                log.integrate(journal.upTo(journal.size() - 10));
                log.settle();
                log.integrate(journal.upTo(journal.records().size()));
            }
            fresh.with(new Fault(Call.TRUNCATE, 1_000_000, Effect.FAIL)); // counts anew
            Log.open(DIR, fresh).close();
            reads[i] = fresh.calls(Call.OPEN_READ);
        }
        assertThat(reads[1]).isEqualTo(reads[0]).isLessThan(10);
    }

    @Test
    void erasedSidecarsStayErasedAndChangedOnesChanged() {
        MemoryJournal journal = MemoryJournal.of(600, SEED, 30);
        byte[] other = "changed".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (Log log = Log.open(DIR, disk)) {
            log.integrate(journal.upTo(520));
            log.rewrite(new TreeSet<>(List.of(3L, 300L, 519L)), old -> new byte[0]);
            log.rewrite(new TreeSet<>(List.of(3L, 4L)), old -> other);
            log.integrate(journal.upTo(600));
        }
        try (Log log = Log.open(DIR, disk)) {
            for (long erased : new long[] {3, 300, 519}) {
                assertThat(log.read(erased).sidecar()).as("entry " + erased).isEqualTo(new Sidecar.Erased());
            }
            assertThat(log.read(4).sidecar()).isEqualTo(new Sidecar.Present(other));
            for (long kept : new long[] {2, 5, 299, 301, 518, 520, 599}) {
                assertThat(log.read(kept).sidecar())
                        .isEqualTo(Sidecar.of(journal.read(kept).sidecar()));
            }
            assertThatThrownBy(() -> log.rewrite(new TreeSet<>(List.of(600L)), old -> old))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(findings(disk))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.sentence()).contains("entry 4:").contains("commit"));
    }

    @Test
    void aChangeThatFailsLeavesTheSidecarsAndNoCopyOfThem() {
        MemoryJournal journal = MemoryJournal.of(10, SEED, 30);
        try (Log log = Log.open(DIR, disk)) {
            log.integrate(journal);
            assertThatThrownBy(() -> log.rewrite(new TreeSet<>(List.of(3L)), old -> {
                        throw new IllegalStateException("no key");
                    }))
                    .hasMessage("no key");
            assertThat(disk.files()).doesNotContain(DIR.resolve("new"));
            log.rewrite(new TreeSet<>(List.of(3L)), old -> new byte[0]);
        }
        assertThat(findings(disk)).isEmpty();
    }

    @Test
    void aFullDiskIsWaitedForAndNothingIsLost() {
        MemoryJournal journal = MemoryJournal.of(600, SEED, 30);
        try (Log log = Log.open(DIR, disk)) {
            log.integrate(journal.upTo(200));
            for (int records = 230; records <= 590; records += 18) {
                journal.upTo(records);
                int writes = 1;
                for (; full(log, journal, writes); writes++) {
                    assertThat(log.size()).isLessThan(records);
                }
                assertThat(writes).isIn(2, 5); // a bundle and a tile are written, too, and what comes after them
            }
            for (int nth = 1; nth <= 4; nth++) { // three partial files and the snapshot
                disk.with(new Fault(Call.WRITE, nth, Effect.NO_SPACE));
                assertThatThrownBy(log::settle).isInstanceOf(LogException.class);
            }
            log.settle();
            log.integrate(journal.upTo(600));
            assertThat(log.head().root()).isEqualTo(new ReferenceLog(journal.records()).root(0, 600));
        }
        assertThat(findings(disk)).isEmpty();
    }

    /** Whether that write of many was needed; it finds no room. */
    private boolean full(Log log, MemoryJournal journal, int nth) {
        disk.with(new Fault(Call.WRITE, nth, Effect.NO_SPACE));
        try {
            log.integrate(journal);
            return false;
        } catch (LogException e) {
            assertThat(e.kind()).isEqualTo(LogException.Kind.FULL);
            return true;
        }
    }

    @Test
    void largeSidecarsTakeSeveralWrites() {
        MemoryJournal journal = MemoryJournal.of(40, SEED, 60_000);
        try (Log log = Log.open(DIR, disk)) {
            int before = disk.calls(Call.WRITE);
            log.integrate(journal);
            assertThat(disk.calls(Call.WRITE) - before).isBetween(2, 20);
            List<LogEntry> entries = new ArrayList<>();
            log.scan(0, 40, entries::add);
            assertThat(entries).hasSize(40);
        }
        assertThat(findings(disk)).isEmpty();
    }

    @Test
    void anInterruptedWriteIsMadeAgain(@TempDir Path dir) {
        MemoryJournal journal = MemoryJournal.of(600, SEED, 30);
        try (Log log = Log.open(dir, FileLayer.system())) {
            log.integrate(journal.upTo(300));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> log.integrate(journal.upTo(600))).isInstanceOf(LogException.class);
            assertThat(Thread.interrupted()).isTrue();
            log.integrate(journal.upTo(600));
            assertThat(log.head().root()).isEqualTo(new ReferenceLog(journal.records()).root(0, 600));
        }
        List<Finding> findings = new ArrayList<>();
        Fsck.of(dir, FileLayer.system()).checking(MemoryJournal::check).run(findings::add);
        assertThat(findings).isEmpty();
    }

    @Test
    void aFailedSyncStopsTheLogUntilItIsOpenedAgain() {
        MemoryJournal journal = MemoryJournal.of(600, SEED, 30);
        Log log = Log.open(DIR, disk);
        log.integrate(journal);
        disk.with(new Fault(Call.FORCE, 2, Effect.FAIL));
        assertThatThrownBy(log::settle).hasMessageContaining("sync failed").hasMessageContaining("restart");
        assertThatThrownBy(log::settle)
                .isInstanceOfSatisfying(
                        LogException.class, e -> assertThat(e.kind()).isEqualTo(LogException.Kind.STOPPED));
        assertThat(log.settled()).isZero();
        log.close();
        FaultyFileLayer cut = disk.after(Loss.ALL_UNSYNCED, new Random(SEED));
        try (Log again = Log.open(DIR, cut)) {
            assertThat(again.size()).isZero();
            again.integrate(journal);
        }
        assertThat(findings(cut)).isEmpty();
    }

    @Test
    void olderPartialTilesStayUntilTheFullOneIsDurable() {
        MemoryJournal journal = MemoryJournal.of(600, SEED, 30);
        Path first = DIR.resolve("tile/0/000.p/100");
        try (Log log = Log.open(DIR, disk)) {
            log.integrate(journal.upTo(100));
            log.publish(signed(log, 100));
            log.integrate(journal.upTo(200));
            log.publish(signed(log, 200));
            log.integrate(journal.upTo(300));
            log.publish(signed(log, 300));
            assertThat(disk.files()).contains(first, DIR.resolve("tile/entries/000.p/200"));
            log.settle();
            assertThat(disk.files()).doesNotContain(first).contains(DIR.resolve("tile/entries/001.p/44"));
        }
        assertThat(findings(disk)).isEmpty();
    }

    @Test
    void nothingSmallerAndNothingElseIsPublished() {
        MemoryJournal journal = MemoryJournal.of(600, SEED, 30);
        byte[] foreign;
        try (Log other = Log.open(DIR, new FaultyFileLayer())) {
            other.integrate(MemoryJournal.of(50, SEED + 1, 3));
            foreign = signed(other, 50);
        }
        try (Log log = Log.open(DIR, disk)) {
            log.integrate(journal.upTo(100));
            byte[] older = signed(log, 99);
            log.publish(signed(log, 100));
            assertThatThrownBy(() -> log.publish(older)).hasMessageContaining("ahead of this log");
            assertThatThrownBy(() -> log.publish(foreign)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> log.publish(new byte[3])).isInstanceOf(IllegalArgumentException.class);
            log.publish(signed(log, 100));
            disk.replace(DIR.resolve("checkpoint"), foreign);
            assertThatThrownBy(() -> log.publish(signed(log, 100)))
                    .isInstanceOfSatisfying(
                            LogException.class, e -> assertThat(e.kind()).isEqualTo(LogException.Kind.FORKED));
            assertThat(log.published()).contains(foreign);
        }
    }

    @Test
    void aJournalThatHasLessThanTheLogIsRefused() {
        try (Log log = Log.open(DIR, disk)) {
            log.integrate(MemoryJournal.of(10, SEED, 3));
            assertThatThrownBy(() -> log.integrate(MemoryJournal.of(9, SEED, 3)))
                    .hasMessageContaining("restored from a backup");
        }
    }

    @Test
    void aDirectoryHasOneOwner() {
        try (Log log = Log.open(DIR, disk)) {
            assertThat(log.size()).isZero();
            assertThatThrownBy(() -> Log.open(DIR, disk)).hasMessageContaining("in use");
        }
        Log.open(DIR, disk).close();
    }

    @Test
    void aLogWithoutItsSnapshotIsNotBegunAnew() {
        try (Log log = Log.open(DIR, disk)) {
            log.integrate(MemoryJournal.of(10, SEED, 3));
        }
        disk.remove(DIR.resolve("snapshot"));
        assertThatThrownBy(() -> Log.open(DIR, disk))
                .hasMessageContaining("snapshot")
                .hasMessageContaining("missing");
    }

    @Test
    void aDamagedRightEdgeIsRefusedAndNamed() {
        try (Log log = Log.open(DIR, disk)) {
            log.integrate(MemoryJournal.of(300, SEED, 9));
        }
        for (String path :
                List.of("snapshot", "tile/0/001.p/44", "tile/entries/001.p/44", "tile/1/000.p/1", "sidecar/001")) {
            FaultyFileLayer damaged = disk.after(Loss.NOTHING, new Random(SEED));
            byte[] bytes = damaged.content(DIR.resolve(path));
            bytes[bytes.length / 2] ^= 1;
            damaged.replace(DIR.resolve(path), bytes);
            assertThatThrownBy(() -> Log.open(DIR, damaged))
                    .as(path)
                    .isInstanceOfSatisfying(
                            LogException.class, e -> assertThat(e.kind()).isEqualTo(LogException.Kind.CORRUPT));
        }
    }
}
