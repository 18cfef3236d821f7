package dev.remit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.ledger.FaultyFileLayer.Call;
import dev.remit.ledger.FaultyFileLayer.Effect;
import dev.remit.ledger.FaultyFileLayer.Fault;
import dev.remit.ledger.FaultyFileLayer.Loss;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is repaired silently, and what never is. */
class DamageTest {
    private static final Path DIR = Path.of("journal");
    private static final JournalOptions OPTIONS = JournalOptions.defaults()
            .withSegmentBytes(4096)
            .withReserveBytes(4096)
            .withRecentBytes(0)
            .withGroupBytes(4096)
            .withRandom(new Random(1));

    private final FaultyFileLayer disk = new FaultyFileLayer();
    private final List<JournalRecord> records = IntStream.range(0, 20)
            .mapToObj(i -> Records.of("record " + i + ".".repeat(500)))
            .toList();

    @Test
    void aTornTailIsRepairedAtStartAndReported() {
        FileJournal journal = open();
        records.forEach(journal::append);
        disk.with(new Fault(Call.WRITE, 1, Effect.DIE_HALFWAY));
        assertThatThrownBy(() -> journal.append(Records.of("torn".repeat(300)))).isInstanceOf(JournalException.class);

        FaultyFileLayer restarted = disk.after(Loss.NOTHING, new Random(0));
        assertThat(FileJournal.verify(DIR, restarted))
                .isInstanceOfSatisfying(
                        Verification.Sound.class,
                        sound -> assertThat(sound.unfinishedBytes()).isPositive());
        try (FileJournal again = FileJournal.open(DIR, OPTIONS, restarted)) {
            assertThat(again.recovery().records()).isEqualTo(20);
            assertThat(again.recovery().truncatedBytes()).isPositive();
            assertThat(Records.replayed(again, 0)).isEqualTo(records);
        }
        assertThat(FileJournal.verify(DIR, restarted)).isEqualTo(new Verification.Sound(0, 20, 0));
    }

    @Test
    void noDamagedByteOfAClosedJournalLosesOrChangesARecord() {
        filled();
        for (Path segment : disk.segments()) {
            byte[] good = disk.content(segment);
            for (int at = 0; at < good.length; at++) {
                byte[] bad = good.clone();
                bad[at] ^= 0x40;
                FaultyFileLayer damaged = disk.after(Loss.NOTHING, new Random(0));
                damaged.replace(segment, bad);
                try (FileJournal journal = FileJournal.open(DIR, OPTIONS, damaged)) {
                    assertThat(Records.replayed(journal, 0))
                            .as(segment + " byte " + at)
                            .isEqualTo(records);
                } catch (JournalException e) {
                    assertThat(e.kind()).as(segment + " byte " + at).isEqualTo(JournalException.Kind.CORRUPT);
                    assertThat(e).hasMessageContaining(segment.toString()).hasMessageContaining("offset");
                    assertThat(damaged.content(segment)).isEqualTo(bad);
                }
            }
        }
    }

    @Test
    void damageToTheLastRecordIsNotTakenForATornTailAfterAnOrderlyClose() {
        filled();
        assertRefused(damageLast(disk, "record 19"), "sequence 19");
    }

    @Test
    void damageToTheLastRecordIsNotTakenForATornTailAfterACrashAndAStart() {
        FileJournal journal = open();
        records.forEach(journal::append);
        FaultyFileLayer restarted = disk.after(Loss.ALL_UNSYNCED, new Random(0));
        journal.close();
        FileJournal.open(DIR, OPTIONS, restarted);
        FaultyFileLayer crashedAgain = restarted.after(Loss.ALL_UNSYNCED, new Random(0));
        assertRefused(damageLast(crashedAgain, "record 19"), "sequence 19");
    }

    @Test
    void damageBeforeATornTailIsNotTakenForPartOfIt() {
        FileJournal journal = open();
        records.forEach(journal::append);
        disk.with(new Fault(Call.FORCE, 1, Effect.DIE_AFTER));
        assertThatThrownBy(() -> journal.append(Records.of("torn"))).isInstanceOf(JournalException.class);
        FaultyFileLayer restarted = disk.after(Loss.NOTHING, new Random(0));
        damageLast(restarted, "torn");
        assertRefused(damageLast(restarted, "record 19"), "sequence 19");
    }

    @Test
    void damageBeforeATornTailThatHasLostItsHeaderIsNotTakenForPartOfIt() {
        FileJournal journal = open();
        records.subList(0, 3).forEach(journal::append);
        FaultyFileLayer crashed = disk.after(Loss.ALL_UNSYNCED, new Random(0));
        journal.close();
        Path segment = crashed.segments().getLast();
        byte[] content = crashed.content(segment);
        int last = indexOf(content, "record 2", 0) - BatchHeader.BYTES - Frames.HEADER_BYTES;
        content[last] ^= 1;
        crashed.replace(segment, content);
        assertRefused(damageLast(crashed, "record 1"), "sequence 1)");
    }

    @Test
    void aSyncThatFailsAgainDuringTheStartAfterAFailedSyncLosesNothing() {
        for (int nth = 1; nth <= 2; nth++) {
            FaultyFileLayer twice = new FaultyFileLayer();
            FileJournal journal = FileJournal.open(DIR, OPTIONS, twice);
            records.subList(0, 3).forEach(journal::append);
            twice.with(new Fault(Call.FORCE, 1, Effect.FAIL));
            assertThatThrownBy(() -> journal.append(records.get(3))).isInstanceOf(JournalException.class);
            assertThatThrownBy(journal::close).isInstanceOf(JournalException.class);
            twice.with(new Fault(Call.FORCE, nth, Effect.FAIL));
            assertThatThrownBy(() -> FileJournal.open(DIR, OPTIONS, twice)).isInstanceOf(JournalException.class);

            FileJournal third = FileJournal.open(DIR, OPTIONS, twice);
            assertThat(third.append(records.get(4))).isEqualTo(4);
            FaultyFileLayer cut = twice.after(Loss.ALL_UNSYNCED, new Random(0));
            third.close();
            try (FileJournal fourth = FileJournal.open(DIR, OPTIONS, cut)) {
                assertThat(Records.replayed(fourth, 0)).isEqualTo(records.subList(0, 5));
            }
        }
    }

    @Test
    void aMissingSegmentIsNamed() {
        filled();
        disk.remove(disk.segments().get(1));
        assertRefused(disk, "a segment is missing");
    }

    @Test
    void aMissingLastSegmentIsNoticedWhenItsRecordsAreKnownToHaveBeenAccepted() {
        filled();
        disk.remove(disk.segments().getLast());
        assertThatThrownBy(() -> FileJournal.open(DIR, OPTIONS.withAcknowledged(20), disk))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("20 are known");
    }

    @Test
    void aMissingFirstSegmentIsNamed() {
        filled();
        disk.remove(disk.segments().getFirst());
        assertRefused(disk, "a segment is missing: the one that holds record 0");
    }

    @Test
    void aSegmentOfAnotherJournalIsRefused() {
        filled();
        FaultyFileLayer other = new FaultyFileLayer();
        try (FileJournal journal = FileJournal.open(DIR, OPTIONS.withRandom(new Random(2)), other)) {
            records.forEach(journal::append);
        }
        Path segment = disk.segments().get(1);
        disk.replace(segment, other.content(segment));
        assertRefused(disk, "another journal");
    }

    @Test
    void aBatchThatWasMovedIsRefused() {
        filled();
        Path segment = disk.segments().getFirst();
        byte[] content = disk.content(segment);
        int first = indexOf(content, "RMTBATCH", 0);
        int second = indexOf(content, "RMTBATCH", first + 1);
        System.arraycopy(content, first, content, second, second - first);
        disk.replace(segment, content);
        assertRefused(disk, "sequence 1)");
    }

    @Test
    void anOlderEndIsRefusedWhenMoreIsKnownToHaveBeenAccepted() {
        FileJournal journal = open();
        records.subList(0, 10).forEach(journal::append);
        FaultyFileLayer older = disk.after(Loss.ALL_UNSYNCED, new Random(0));
        journal.close();
        assertThatThrownBy(() -> FileJournal.open(DIR, OPTIONS.withAcknowledged(11), older))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("holds 10 records, but 11");
        FileJournal.open(DIR, OPTIONS.withAcknowledged(10), older).close();
    }

    @Test
    void damageThatAppearsWhileOpenIsReportedByReplay() {
        try (FileJournal journal = open()) {
            records.forEach(journal::append);
            damageLast(disk, "record 7");
            assertThatThrownBy(() -> Records.replayed(journal, 0))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("damaged");
            assertThat(Records.replayed(journal, 8)).isEqualTo(records.subList(8, 20));
        }
    }

    @Test
    void somethingInARecordThatLooksLikeABatchDoesNotPreventAStart() {
        FileJournal journal = open();
        records.forEach(journal::append);
        byte[] copied = disk.content(disk.segments().getLast());
        byte[] aligned = new byte[3900]; // where it will be, copied headers start at a multiple of 8
        System.arraycopy(copied, 0, aligned, 4, aligned.length - 4);
        JournalRecord lookalike = new JournalRecord(new byte[0], aligned, new byte[0]);
        disk.with(new Fault(Call.FORCE, 2, Effect.DIE_AFTER)); // the first one is the new segment's
        assertThatThrownBy(() -> {
                    journal.append(lookalike);
                    journal.append(lookalike);
                })
                .isInstanceOf(JournalException.class);
        FaultyFileLayer restarted = disk.after(Loss.NOTHING, new Random(0));
        Path last = restarted.segments().getLast();
        byte[] content = restarted.content(last);
        content[SegmentHeader.BYTES] ^= 1; // the header of the batch that holds the copy
        restarted.replace(last, content);
        try (FileJournal again = FileJournal.open(DIR, OPTIONS, restarted)) {
            assertThat(Records.replayed(again, 0)).startsWith(records.toArray(JournalRecord[]::new));
        }
    }

    @Test
    void anInterruptedNewSegmentIsClearedAway() {
        filled();
        Path unfinished = DIR.resolve("00000000000000000020.seg.new");
        disk.put(unfinished, new byte[] {1, 2, 3});
        open().close();
        assertThat(Records.replayed(open(), 0)).isEqualTo(records);
        assertThatThrownBy(() -> disk.content(unfinished)).isInstanceOf(AssertionError.class);
    }

    @Test
    void verifyingChangesNothingAndNamesTheDamage() {
        filled();
        List<byte[]> before = disk.segments().stream().map(disk::content).toList();
        assertThat(FileJournal.verify(DIR, disk)).isEqualTo(new Verification.Sound(0, 20, 0));
        damageLast(disk, "record 3");
        assertThat(FileJournal.verify(DIR, disk))
                .isInstanceOfSatisfying(
                        Verification.Damaged.class,
                        damaged -> assertThat(damaged.finding()).contains("sequence 3"));
        assertThat(disk.calls(Call.WRITE)).isEqualTo(writesToFill());
        assertThat(before).hasSameSizeAs(disk.segments());
    }

    private int writesToFill() {
        FaultyFileLayer fresh = new FaultyFileLayer();
        try (FileJournal journal = FileJournal.open(DIR, OPTIONS, fresh)) {
            records.forEach(journal::append);
        }
        return fresh.calls(Call.WRITE);
    }

    private FileJournal open() {
        return FileJournal.open(DIR, OPTIONS, disk);
    }

    private void filled() {
        try (FileJournal journal = open()) {
            records.forEach(journal::append);
        }
        assertThat(disk.segments()).hasSizeGreaterThan(2);
    }

    private static void assertRefused(FaultyFileLayer damaged, String words) {
        assertThatThrownBy(() -> FileJournal.open(DIR, OPTIONS, damaged))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(words)
                .hasMessageContaining("restore the journal from a backup")
                .extracting(e -> ((JournalException) e).kind())
                .isEqualTo(JournalException.Kind.CORRUPT);
    }

    /** Changes one byte of the last place where these words are on the disk. */
    private static FaultyFileLayer damageLast(FaultyFileLayer disk, String words) {
        for (Path segment : disk.segments().reversed()) {
            byte[] content = disk.content(segment);
            int at = indexOf(content, words, 0);
            if (at >= 0) {
                content[at] ^= 1;
                disk.replace(segment, content);
                return disk;
            }
        }
        throw new AssertionError("nowhere on the disk: " + words);
    }

    private static int indexOf(byte[] content, String words, int from) {
        return new String(content, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(words, from);
    }
}
