package dev.remit.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.ledger.FaultyFileLayer;
import dev.remit.ledger.FaultyFileLayer.Call;
import dev.remit.ledger.FaultyFileLayer.Effect;
import dev.remit.ledger.FaultyFileLayer.Fault;
import dev.remit.ledger.FaultyFileLayer.Loss;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tlog.TileHashes;
import dev.remit.ledger.tlog.TilePath;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.HashUnavailableException;
import dev.remit.ledger.tree.Prover;
import dev.remit.ledger.tree.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets every call to the file system go wrong in turn, then takes the process or the power away, and looks whether the
 * log is the same after a start and another look at the journal, of which all is gone that the log said it had.
 */
class CrashTest {
    private static final long SEED = 20261121;
    private static final int RECORDS = 530;
    private static final MemoryJournal JOURNAL = MemoryJournal.of(RECORDS, SEED, 300);
    private static final Hash ROOT = new ReferenceLog(JOURNAL.records()).root(0, RECORDS);

    /** What the log's user was told. */
    private static final class Told {
        private final SortedSet<Long> erased = new TreeSet<>();
        private final SortedSet<Long> perhapsErased = new TreeSet<>();
        private final List<Long> published = new ArrayList<>();
        private long settled;
    }

    @ParameterizedTest
    @EnumSource(
            value = Effect.class,
            names = {"FAIL", "DIE_BEFORE", "DIE_HALFWAY", "DIE_AFTER"})
    void theSameLogComesBackWhicheverCallIsTheLast(Effect effect) {
        examine(effect, 29);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(
            value = Effect.class,
            names = {"FAIL", "DIE_BEFORE", "DIE_HALFWAY", "DIE_AFTER", "NO_SPACE"})
    void theSameLogComesBackWhicheverCallIsTheLastOfAll(Effect effect) {
        examine(effect, 1);
    }

    /** @param step only every so many of each kind of call is tried; of writes, which are many and alike, still fewer */
    private static void examine(Effect effect, int step) {
        FaultyFileLayer healthy = new FaultyFileLayer();
        work(healthy, new Told());
        int faults = 0;
        for (Call call : Call.values()) {
            boolean halfway = effect == Effect.DIE_HALFWAY || effect == Effect.NO_SPACE;
            if (halfway && call != Call.WRITE) {
                continue;
            }
            for (int nth = 1; nth <= healthy.calls(call); nth += (call == Call.WRITE ? step * step : step)) {
                Fault fault = new Fault(call, nth, effect);
                FaultyFileLayer disk = new FaultyFileLayer().with(fault);
                Told told = new Told();
                work(disk, told);
                for (Loss loss : Loss.values()) {
                    survive(disk.after(loss, new Random(SEED + nth)), told, fault + ", then " + loss);
                }
                faults++;
            }
        }
        assertThat(faults).isPositive();
    }

    private static MemoryJournal journal(long from, long to) {
        MemoryJournal journal = new MemoryJournal();
        journal.records().addAll(JOURNAL.records());
        journal.trim(from);
        return journal.upTo(to);
    }

    private static void work(FaultyFileLayer disk, Told told) {
        try (Log log = Log.open(LogTest.DIR, disk)) {
            use(log, told, 100, true, 5);
            use(log, told, 200, true);
            log.settle();
            told.settled = log.settled();
            use(log, told, 300, true, 5, 250, 299);
            use(log, told, 400, false);
            use(log, told, 520, true, 7);
            use(log, told, 525, true);
        } catch (LogException | HashUnavailableException e) {
            assertThat(e).hasMessageContaining("log");
        }
    }

    private static void use(Log log, Told told, long size, boolean publish, long... erase) {
        log.integrate(journal(told.settled, size));
        if (publish) {
            log.publish(LogTest.signed(log, size));
            told.published.add(size);
        }
        TreeSet<Long> indexes = new TreeSet<>();
        for (long index : erase) {
            indexes.add(index);
        }
        told.perhapsErased.addAll(indexes);
        log.rewrite(indexes, old -> new byte[0]);
        told.erased.addAll(indexes);
        told.settled = log.settled();
    }

    private static void survive(FaultyFileLayer disk, Told told, String when) {
        try (Log log = Log.open(LogTest.DIR, disk)) {
            assertThat(log.size()).as(when).isGreaterThanOrEqualTo(told.settled);
            log.integrate(journal(told.settled, RECORDS));
            assertThat(log.head()).as(when).isEqualTo(new Head(RECORDS, ROOT));
            log.scan(0, RECORDS, entry -> {
                byte[] before = JOURNAL.records().get((int) entry.index()).sidecar();
                if (told.erased.contains(entry.index())) {
                    assertThat(entry.sidecar()).as(when).isEqualTo(new Sidecar.Erased());
                } else if (!told.perhapsErased.contains(entry.index())) {
                    assertThat(entry.sidecar()).as(when).isEqualTo(Sidecar.of(before));
                }
            });
            for (long size : told.published) {
                Hash root = new Prover(new TileHashes(size, log)).root(size);
                assertThat(log.consistency(size, RECORDS).verify(root, ROOT))
                        .as(when)
                        .isEqualTo(new Verdict.Proven());
                for (TilePath partial : Layout.partials(size)) {
                    String full = partial.path().replaceFirst("\\.p/.*", "");
                    assertThat(disk.files())
                            .as(when)
                            .containsAnyOf(LogTest.DIR.resolve(partial.path()), LogTest.DIR.resolve(full));
                }
            }
            Optional<Checkpoint> published = log.published().map(CrashTest::checkpoint);
            if (!told.published.isEmpty()) {
                assertThat(published.orElseThrow().size()).as(when).isGreaterThanOrEqualTo(told.published.getLast());
            }
            log.requireUnpublished(RECORDS);
        }
        assertThat(LogTest.findings(disk)).as(when).isEmpty();
    }

    private static Checkpoint checkpoint(byte[] bytes) {
        return switch (Published.parse(bytes)) {
            case Parsed.WellFormed<Checkpoint>(Checkpoint value) -> value;
            case Parsed.Malformed<Checkpoint>(String finding) -> throw new AssertionError(finding);
        };
    }
}
