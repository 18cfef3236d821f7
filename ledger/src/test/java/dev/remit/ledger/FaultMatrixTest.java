package dev.remit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.ledger.FaultyFileLayer.Call;
import dev.remit.ledger.FaultyFileLayer.Effect;
import dev.remit.ledger.FaultyFileLayer.Fault;
import dev.remit.ledger.FaultyFileLayer.Loss;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets every call to the file system go wrong in turn, in every way, then takes the process or the power away in every
 * way, and looks whether all that was acknowledged is still there, in order and unchanged.
 */
class FaultMatrixTest {
    private static final Path DIR = Path.of("journal");
    private static final long SEED = 20261121;
    private static final int SESSIONS = 3;
    private static final int RECORDS = 7;
    private static final JournalOptions OPTIONS = JournalOptions.defaults()
            .withSegmentBytes(9000)
            .withGroupBytes(2000)
            .withReserveBytes(4096)
            .withRandom(new Random(SEED));

    /** What callers were told. */
    private static final class Told {
        private final List<JournalRecord> acknowledged = new ArrayList<>();
        private final List<JournalRecord> unknown = new ArrayList<>();
        /** Up to where trims were asked for, and what was first after the last one that succeeded. */
        private long trimmed;

        private long first;

        /** At most the one batch that was being written may have survived unacknowledged. Returns to certainty. */
        void compare(Journal journal, String when) {
            assertThat(journal.first()).as(when).isBetween(first, trimmed);
            List<JournalRecord> found = Records.replayed(journal, journal.first());
            List<JournalRecord> expected = acknowledged.subList((int) journal.first(), acknowledged.size());
            assertThat(found).as(when).hasSizeGreaterThanOrEqualTo(expected.size());
            assertThat(found.subList(0, expected.size())).as(when).isEqualTo(expected);
            List<JournalRecord> more = found.subList(expected.size(), found.size());
            assertThat(more).as(when).isIn(List.of(), unknown.stream().limit(1).toList());
            acknowledged.addAll(more);
            unknown.clear();
        }

        Told copy() {
            Told copy = new Told();
            copy.acknowledged.addAll(acknowledged);
            copy.unknown.addAll(unknown);
            copy.trimmed = trimmed;
            copy.first = first;
            return copy;
        }
    }

    @ParameterizedTest
    @EnumSource(Effect.class)
    @Tag("slow")
    void nothingAcknowledgedIsLostWhicheverCallGoesWrong(Effect effect) {
        examine(effect, 1);
    }

    /** The first call of each kind, and every so many after it. */
    @ParameterizedTest
    @EnumSource(Effect.class)
    void nothingAcknowledgedIsLostWhenOneOfSomeCallsGoesWrong(Effect effect) {
        examine(effect, 7);
    }

    /** Without and with segments that are made ready beforehand; on the writer's own thread, so that the calls have an order. */
    private static void examine(Effect effect, int step) {
        examine(effect, step, Optional.empty());
        examine(effect, step, Optional.of(Runnable::run));
    }

    private static void examine(Effect effect, int step, Optional<Executor> preparing) {
        FaultyFileLayer healthy = new FaultyFileLayer();
        work(healthy, preparing);
        int faults = 0;
        for (Call call : Call.values()) {
            if (!makesSense(call, effect)) {
                continue;
            }
            for (int nth = 1; nth <= healthy.calls(call); nth += step) {
                examine(new Fault(call, nth, effect), preparing);
                faults++;
            }
        }
        assertThat(faults).isPositive();
    }

    private static boolean makesSense(Call call, Effect effect) {
        return switch (effect) {
            case FAIL, DIE_BEFORE, DIE_AFTER -> true;
            case FAIL_HALFWAY, DIE_HALFWAY -> call == Call.WRITE;
            case NO_SPACE -> call == Call.WRITE || call == Call.CREATE || call == Call.RENAME;
            case READ_ONLY -> call == Call.CREATE || call == Call.OPEN_WRITE || call == Call.CREATE_DIRECTORIES;
        };
    }

    private static void examine(Fault fault, Optional<Executor> preparing) {
        FaultyFileLayer disk = new FaultyFileLayer().with(fault);
        Told told = work(disk, preparing);
        for (Loss loss : Loss.values()) {
            int variants = loss == Loss.SOME_UNSYNCED ? 2 : 1;
            for (int seed = 0; seed < variants; seed++) {
                survive(disk, told.copy(), loss, seed, fault + ", then " + loss + " (seed " + seed + ")");
            }
        }
    }

    private static void survive(FaultyFileLayer disk, Told told, Loss loss, long seed, String when) {
        FaultyFileLayer restarted = disk.after(loss, new Random(seed));
        FaultyFileLayer cut;
        try (FileJournal journal = FileJournal.open(DIR, OPTIONS.withHeld(told.trimmed), restarted)) {
            told.compare(journal, when);
            JournalRecord record = Records.of(when);
            journal.append(record);
            told.acknowledged.add(record);
            cut = restarted.after(Loss.ALL_UNSYNCED, new Random(seed));
        }
        try (FileJournal journal = FileJournal.open(DIR, OPTIONS.withHeld(told.trimmed), cut)) {
            assertThat(journal.recovery().truncatedBytes()).as(when).isZero();
            told.compare(journal, when + ", then one more record and a power cut");
        }
    }

    private static Told work(FaultyFileLayer disk, Optional<Executor> preparing) {
        Told told = new Told();
        Random random = new Random(SEED);
        for (int session = 0; session < SESSIONS; session++) {
            FileJournal journal;
            try {
                journal = FileJournal.open(DIR, OPTIONS.withHeld(told.trimmed), disk, preparing);
            } catch (JournalException e) {
                assertThat(e.kind())
                        .isIn(
                                JournalException.Kind.UNREADABLE,
                                JournalException.Kind.FULL,
                                JournalException.Kind.READ_ONLY);
                continue;
            }
            use(journal, told, random);
        }
        return told;
    }

    private static void use(FileJournal journal, Told told, Random random) {
        try (journal) {
            told.compare(journal, "reopened without a crash");
            for (int i = 0; i < RECORDS; i++) {
                append(journal, told, Records.random(random, i % 4 == 3 ? 3000 : 300));
                if (i % 2 == 0) {
                    rotate(journal);
                }
            }
            trim(journal, told, journal.size() - 2);
            rotate(journal);
            trim(journal, told, journal.size()); // leaves an empty segment
        } catch (JournalException e) {
            assertThat(e.kind())
                    .isIn(JournalException.Kind.STOPPED, JournalException.Kind.FULL, JournalException.Kind.UNREADABLE);
        }
    }

    private static void rotate(FileJournal journal) {
        try {
            journal.rotate();
        } catch (JournalException e) {
            assertThat(e.kind()).isIn(JournalException.Kind.STOPPED, JournalException.Kind.FULL);
        }
    }

    private static void trim(FileJournal journal, Told told, long before) {
        if (before < 0) {
            return;
        }
        told.trimmed = Math.max(told.trimmed, before);
        try {
            journal.trim(before);
            told.first = journal.first();
        } catch (JournalException e) {
            assertThat(e.kind()).isIn(JournalException.Kind.STOPPED, JournalException.Kind.UNREADABLE);
        }
    }

    private static void append(FileJournal journal, Told told, JournalRecord record) {
        try {
            assertThat(journal.append(record)).isEqualTo(told.acknowledged.size());
            told.acknowledged.add(record);
        } catch (JournalException e) {
            if (e.kind() == JournalException.Kind.STOPPED) {
                assertThat(journal.health()).isInstanceOf(Health.Stopped.class);
                told.unknown.add(record);
            } else {
                assertThat(e.kind()).isEqualTo(JournalException.Kind.FULL);
                assertThat(journal.health()).isInstanceOf(Health.Serving.class);
            }
        }
    }
}
