package dev.remit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.ledger.FaultyFileLayer.Call;
import dev.remit.ledger.FaultyFileLayer.Effect;
import dev.remit.ledger.FaultyFileLayer.Fault;
import dev.remit.ledger.FaultyFileLayer.Loss;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a journal forgets, and what it must not. */
class TrimTest {
    private static final Path DIR = Path.of("journal");
    private static final JournalOptions OPTIONS = JournalOptions.defaults()
            .withSegmentBytes(4096)
            .withReserveBytes(4096)
            .withRecentBytes(0)
            .withRandom(new Random(1));

    private final FaultyFileLayer disk = new FaultyFileLayer();
    private final List<JournalRecord> records = IntStream.range(0, 20)
            .mapToObj(i -> Records.of("record " + i + ".".repeat(500)))
            .toList();

    @Test
    void aTrimForgetsWholeSegmentsAndNothingFromItsPositionOn() {
        try (FileJournal journal = filled()) {
            List<Long> starts = starts(disk);
            journal.trim(starts.get(2) - 1);
            assertThat(journal.first()).isEqualTo(starts.get(1));
            journal.trim(starts.get(2));
            assertThat(journal.first()).isEqualTo(starts.get(2));
            assertThat(starts(disk)).isEqualTo(starts.subList(2, starts.size()));
            assertThat(journal.size()).isEqualTo(20);
            assertHolds(journal, records);
            journal.trim(0);
            assertThat(journal.first()).isEqualTo(starts.get(2));
        }
    }

    @Test
    void whatWasTrimmedIsNotShownAndNotFound() {
        try (FileJournal journal = filled()) {
            journal.trim(10);
            long first = journal.first();
            assertThat(first).isPositive();
            assertThatThrownBy(() -> journal.read(first - 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("from " + first + " to 20");
            assertThatThrownBy(() -> Records.replayed(journal, first - 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(first + " to 20");
            assertThat(journal.read(first)).isEqualTo(records.get((int) first));
        }
    }

    @Test
    void theSegmentThatIsWrittenToIsNeverTrimmed() {
        try (FileJournal journal = filled()) {
            journal.trim(20);
            assertThat(disk.segments()).hasSize(1);
            assertThat(journal.first()).isLessThan(20);
            assertHolds(journal, records);
        }
    }

    @Test
    void aTrimmedJournalOpensVerifiesReplaysAndGoesOn() {
        long first;
        try (FileJournal journal = filled()) {
            journal.trim(10);
            first = journal.first();
        }
        assertThat(FileJournal.verify(DIR, disk)).isEqualTo(new Verification.Sound(first, 20, 0));
        try (FileJournal journal = FileJournal.open(DIR, OPTIONS.withHeld(10).withAcknowledged(20), disk)) {
            assertThat(journal.recovery()).isEqualTo(new Recovery(20, 0));
            assertThat(journal.first()).isEqualTo(first);
            assertHolds(journal, records);
            assertThat(journal.append(records.get(0))).isEqualTo(20);
        }
    }

    @Test
    void afterRotatingATrimForgetsAllThatWasBefore() {
        try (FileJournal journal = filled()) {
            journal.rotate();
            journal.trim(20);
            assertThat(journal.first()).isEqualTo(20);
            assertThat(Records.replayed(journal, 20)).isEmpty();
        }
        assertThat(FileJournal.verify(DIR, disk)).isEqualTo(new Verification.Sound(20, 20, 0));
        FaultyFileLayer cut = disk.after(Loss.ALL_UNSYNCED, new Random(0));
        for (FaultyFileLayer found : List.of(disk, cut)) {
            try (FileJournal journal = FileJournal.open(DIR, OPTIONS.withHeld(20), found)) {
                assertThat(journal.first()).isEqualTo(20);
                assertThat(journal.append(records.get(3))).isEqualTo(20);
                assertThat(Records.replayed(journal, 20)).containsExactly(records.get(3));
            }
        }
    }

    @Test
    void anEmptySegmentAtTheEndIsUsedAfterACrash() {
        FileJournal journal = filled();
        journal.rotate();
        FaultyFileLayer cut = disk.after(Loss.ALL_UNSYNCED, new Random(0));
        journal.close();
        try (FileJournal again = FileJournal.open(DIR, OPTIONS, cut)) {
            assertThat(starts(cut).getLast()).isEqualTo(20);
            assertThat(again.append(records.get(0))).isEqualTo(20);
            assertThat(starts(cut).getLast()).isEqualTo(20);
            assertThat(Records.replayed(again, 0)).hasSize(21);
        }
    }

    @Test
    void rotatingWhereThereIsNoRecordYetChangesNothing() {
        try (FileJournal journal = open()) {
            journal.rotate();
            assertThat(disk.segments()).hasSize(1);
            journal.append(records.get(0));
            journal.rotate();
            journal.rotate();
            assertThat(starts(disk)).containsExactly(0L, 1L);
        }
    }

    @Test
    void aRotationThatFindsNoRoomIsRefusedAndTheJournalGoesOn() {
        try (FileJournal journal = filled()) {
            disk.everyWrite(Effect.NO_SPACE);
            assertThatThrownBy(journal::rotate)
                    .isInstanceOf(JournalException.class)
                    .extracting(e -> ((JournalException) e).kind())
                    .isEqualTo(JournalException.Kind.FULL);
            disk.everyWriteWorks();
            assertThat(journal.append(records.get(0))).isEqualTo(20);
            journal.rotate();
            assertThat(starts(disk).getLast()).isEqualTo(21);
        }
    }

    @Test
    void aJournalWithoutWhatMustStillBeThereIsRefused() {
        try (FileJournal journal = filled()) {
            journal.trim(10);
        }
        long first = starts(disk).getFirst();
        for (long held : new long[] {0, first - 1}) {
            assertThatThrownBy(() -> FileJournal.open(DIR, OPTIONS.withHeld(held), disk))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("a segment is missing: the one that holds record " + held)
                    .extracting(e -> ((JournalException) e).kind())
                    .isEqualTo(JournalException.Kind.CORRUPT);
        }
        FileJournal.open(DIR, OPTIONS.withHeld(first), disk).close();
    }

    @Test
    void aGapIsNotTakenForATrim() {
        try (FileJournal journal = filled()) {
            journal.trim(starts(disk).get(1));
        }
        disk.remove(disk.segments().get(1));
        assertThatThrownBy(() -> FileJournal.open(DIR, OPTIONS.withHeld(20), disk))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("a segment is missing");
        assertThat(FileJournal.verify(DIR, disk)).isInstanceOf(Verification.Damaged.class);
    }

    @Test
    void noDamagedByteInTheFirstHeaderOfATrimmedJournalIsOverlooked() {
        try (FileJournal journal = filled()) {
            journal.trim(10);
        }
        Path segment = disk.segments().getFirst();
        byte[] good = disk.content(segment);
        for (int at = 0; at < SegmentHeader.BYTES; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            disk.replace(segment, bad);
            assertThat(FileJournal.verify(DIR, disk)).as("byte " + at).isInstanceOf(Verification.Damaged.class);
        }
        disk.replace(segment, good);
        assertThat(FileJournal.verify(DIR, disk)).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void aReplayShowsTheSegmentThatItIsInToTheEndAndThenSaysWhatWasTrimmed() {
        try (FileJournal journal = filled()) {
            long second = starts(disk).get(1);
            List<Long> seen = new ArrayList<>();
            assertThatThrownBy(() -> journal.replay(0, (sequence, record) -> {
                        journal.trim(20);
                        seen.add(sequence);
                    }))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("trimmed")
                    .hasMessageContaining("The oldest still held is " + journal.first())
                    .extracting(e -> ((JournalException) e).kind())
                    .isEqualTo(JournalException.Kind.UNREADABLE);
            assertThat(seen)
                    .containsExactlyElementsOf(IntStream.range(0, (int) second)
                            .mapToObj(Long::valueOf)
                            .toList());
        }
    }

    @Test
    void aTrimThatCouldNotDeleteIsMadeUpForByTheNextOldestFirst() {
        for (Fault fault : List.of(
                new Fault(Call.DELETE, 2, Effect.FAIL),
                new Fault(Call.DELETE, 2, Effect.FAIL_HALFWAY),
                new Fault(Call.FORCE_DIRECTORY, 2, Effect.FAIL))) {
            FaultyFileLayer failing = new FaultyFileLayer();
            try (FileJournal journal = filled(failing)) {
                List<Long> starts = starts(failing);
                failing.with(fault);
                assertThatThrownBy(() -> journal.trim(20))
                        .isInstanceOf(JournalException.class)
                        .hasMessageContaining("Nothing is lost")
                        .extracting(e -> ((JournalException) e).kind())
                        .isEqualTo(JournalException.Kind.UNREADABLE);
                assertThat(journal.health()).isEqualTo(new Health.Serving());
                assertThat(starts(failing)).isSubsetOf(starts).hasSizeGreaterThan(1);
                assertHolds(journal, records);
                journal.trim(0);
                assertThat(starts(failing)).containsExactly(starts.getLast());
            }
        }
    }

    @Test
    void whatIsTrimmedMustHaveBeenWritten() {
        try (FileJournal journal = filled()) {
            assertThatThrownBy(() -> journal.trim(21)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> journal.trim(-1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aStoppedOrClosedJournalDeletesNothing() {
        FileJournal journal = filled();
        disk.with(new Fault(Call.FORCE, 1, Effect.FAIL));
        assertThatThrownBy(() -> journal.append(records.get(0))).isInstanceOf(JournalException.class);
        assertTrimRefused(journal);
        assertThatThrownBy(journal::close).isInstanceOf(JournalException.class);

        FileJournal closed = open();
        closed.close();
        assertTrimRefused(closed);
        assertThatThrownBy(closed::rotate).isInstanceOf(JournalException.class);
    }

    private void assertTrimRefused(FileJournal journal) {
        List<Long> before = starts(disk);
        assertThatThrownBy(() -> journal.trim(20))
                .isInstanceOf(JournalException.class)
                .extracting(e -> ((JournalException) e).kind())
                .isEqualTo(JournalException.Kind.STOPPED);
        assertThat(starts(disk)).isEqualTo(before);
    }

    private static void assertHolds(FileJournal journal, List<JournalRecord> all) {
        assertThat(Records.replayed(journal, journal.first()))
                .isEqualTo(all.subList((int) journal.first(), all.size()));
    }

    private FileJournal open() {
        return FileJournal.open(DIR, OPTIONS, disk);
    }

    private FileJournal filled() {
        return filled(disk);
    }

    private FileJournal filled(FaultyFileLayer on) {
        FileJournal journal = FileJournal.open(DIR, OPTIONS, on);
        records.forEach(journal::append);
        assertThat(on.segments()).hasSizeGreaterThan(3);
        return journal;
    }

    private static List<Long> starts(FaultyFileLayer disk) {
        return disk.segments().stream()
                .map(file -> Long.valueOf(String.valueOf(file.getFileName()).replace(SegmentHeader.SUFFIX, "")))
                .toList();
    }
}
