package dev.remit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.ledger.FaultyFileLayer.Call;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentTest {
    private final Random random = new Random(20261121);

    private static List<byte[]> frames(List<JournalRecord> records) {
        return records.stream().map(Frames::encode).toList();
    }

    private JournalRecord record() {
        return Records.random(random, 100);
    }

    /** All that it holds from one record on, however many pieces that takes. */
    private static List<JournalRecord> all(Recent recent, long from, long until) {
        List<JournalRecord> all = new ArrayList<>();
        for (List<JournalRecord> some = recent.from(from, until);
                !some.isEmpty();
                some = recent.from(from + all.size(), until)) {
            all.addAll(some);
        }
        return all;
    }

    @Test
    void holdsTheNewestGroupsAndNothingThatWasOverwritten() {
        Recent recent = new Recent(5_000);
        List<JournalRecord> all = new ArrayList<>();
        for (int group = 0; group < 500; group++) {
            List<JournalRecord> some = IntStream.range(0, 1 + random.nextInt(5))
                    .mapToObj(i -> record())
                    .toList();
            recent.add(all.size(), frames(some));
            all.addAll(some);
            int first = (int) recent.first();
            assertThat(all.size() - first).isGreaterThanOrEqualTo(some.size());
            assertThat(recent.from(first - 1L, all.size())).isEmpty();
            assertThat(frames(all.subList(first, all.size())).stream()
                            .mapToInt(frame -> frame.length)
                            .sum())
                    .isLessThanOrEqualTo(5_000);
            for (int from = first; from <= all.size(); from++) {
                assertThat(all(recent, from, all.size())).isEqualTo(all.subList(from, all.size()));
            }
        }
        assertThat(recent.first()).isPositive();
    }

    @Test
    void givesOutPiecesAndNothingFromTheEndOn() {
        Recent recent = new Recent(1 << 20);
        List<JournalRecord> records = IntStream.range(0, 100)
                .mapToObj(i -> new JournalRecord(new byte[i], new byte[5_000], new byte[3]))
                .toList();
        recent.add(0, frames(records));
        assertThat(recent.from(3, 100)).hasSizeLessThan(20);
        assertThat(all(recent, 3, 70)).isEqualTo(records.subList(3, 70));
        assertThat(recent.from(100, 200)).isEmpty();
        assertThat(recent.from(70, 70)).isEmpty();
    }

    @Test
    void whatDoesNotFitLeavesNothingBehind() {
        Recent recent = new Recent(1_000);
        recent.add(0, frames(List.of(record())));
        recent.add(1, frames(List.of(new JournalRecord(new byte[0], new byte[2_000], new byte[0]))));
        assertThat(recent.first()).isEqualTo(2);
        assertThat(recent.from(0, 2)).isEmpty();
        assertThat(recent.from(1, 2)).isEmpty();
        JournalRecord next = record();
        recent.add(2, frames(List.of(next)));
        assertThat(recent.from(2, 3)).containsExactly(next);
    }

    @Test
    void withoutRoomNothingIsHeld() {
        Recent recent = new Recent(0);
        recent.add(0, frames(List.of(record())));
        assertThat(recent.from(0, 1)).isEmpty();
        assertThat(recent.first()).isEqualTo(1);
    }

    /** After a start the first records added are not the first of all. */
    @Test
    void beginsAnywhere() {
        Recent recent = new Recent(1_000);
        JournalRecord record = record();
        recent.add(4711, frames(List.of(record)));
        assertThat(recent.from(4711, 4712)).containsExactly(record);
        assertThat(recent.from(0, 4712)).isEmpty();
    }

    @Test
    void whoFollowsCloselyReadsNoFileAndWhoLagsDoes() {
        FaultyFileLayer disk = new FaultyFileLayer();
        JournalOptions options = JournalOptions.defaults().withRecentBytes(4_000);
        try (FileJournal journal = FileJournal.open(Path.of("journal"), options, disk)) {
            List<JournalRecord> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(record());
                journal.append(all.getLast());
            }
            int opened = disk.calls(Call.OPEN_READ);
            assertThat(Records.replayed(journal, 45)).isEqualTo(all.subList(45, 50));
            assertThat(journal.read(49)).isEqualTo(all.get(49));
            assertThat(disk.calls(Call.OPEN_READ)).isEqualTo(opened);
            for (int from = 0; from < 50; from++) {
                assertThat(Records.replayed(journal, from)).isEqualTo(all.subList(from, 50));
            }
            assertThat(disk.calls(Call.OPEN_READ)).isGreaterThan(opened);
        }
    }

    @Test
    void whatIsOverwrittenWhileItIsShownComesFromTheFiles() {
        FaultyFileLayer disk = new FaultyFileLayer();
        JournalOptions options = JournalOptions.defaults().withRecentBytes(300_000);
        try (FileJournal journal = FileJournal.open(Path.of("journal"), options, disk)) {
            List<JournalRecord> all = IntStream.range(0, 10)
                    .mapToObj(i -> new JournalRecord(new byte[] {(byte) i}, new byte[25_000], new byte[0]))
                    .toList();
            all.forEach(journal::append);
            List<JournalRecord> shown = new ArrayList<>();
            journal.replay(0, (sequence, record) -> {
                if (sequence == 0) {
                    all.forEach(journal::append);
                }
                shown.add(record);
            });
            assertThat(shown).isEqualTo(all);
        }
    }
}
