package dev.remit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomReopeningTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void replayFromAnywhereShowsWhatWasAppended(long seed, @TempDir Path dir) {
        Random random = new Random(seed);
        JournalOptions options = JournalOptions.defaults()
                .withSegmentBytes(20_000 + random.nextInt(100_000))
                .withReserveBytes(4096 + random.nextInt(20_000))
                .withGroupBytes(1 + random.nextInt(10_000));
        List<JournalRecord> expected = new ArrayList<>();
        long trimmed = 0;
        long first = 0;
        for (int session = 0; session < 6; session++) {
            try (FileJournal journal = FileJournal.open(dir, options.withHeld(trimmed))) {
                assertThat(journal.recovery()).isEqualTo(new Recovery(expected.size(), 0));
                int more = random.nextInt(40);
                for (int i = 0; i < more; i++) {
                    JournalRecord record = Records.random(random, 1 + random.nextInt(4000));
                    assertThat(journal.append(record)).isEqualTo(expected.size());
                    expected.add(record);
                }
                if (random.nextBoolean()) {
                    journal.rotate();
                }
                trimmed = Math.max(trimmed, random.nextInt(expected.size() + 1));
                journal.trim(trimmed);
                first = journal.first();
                assertThat(first).isLessThanOrEqualTo(trimmed);
                int held = expected.size() - (int) first;
                for (int i = 0; i < 5; i++) {
                    int from = (int) first + random.nextInt(held + 1);
                    assertThat(Records.replayed(journal, from)).isEqualTo(expected.subList(from, expected.size()));
                }
                for (int i = 0; i < 5 && held > 0; i++) {
                    int at = (int) first + random.nextInt(held);
                    assertThat(journal.read(at)).isEqualTo(expected.get(at));
                }
                assertThatThrownBy(() -> journal.read(expected.size())).isInstanceOf(IllegalArgumentException.class);
            }
        }
        assertThat(FileJournal.verify(dir, FileLayer.system()))
                .isEqualTo(new Verification.Sound(first, expected.size(), 0));
    }
}
