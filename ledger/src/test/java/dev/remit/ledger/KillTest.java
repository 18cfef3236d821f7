package dev.remit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes on the real file system. */
class KillTest {

    @Test
    void aKilledProcessLosesNothingThatItAcknowledged(@TempDir Path dir) throws Exception {
        killAndCompare(dir, 4, 20261121);
    }

    @Test
    @Tag("slow")
    void aProcessKilledManyTimesLosesNothingThatItAcknowledged(@TempDir Path dir) throws Exception {
        killAndCompare(dir, 30, System.nanoTime());
    }

    @Test
    void aSecondOwnerIsRefusedInThisProcessAndInAnother(@TempDir Path dir) throws Exception {
        try (FileJournal journal = FileJournal.open(dir, Appender.options())) {
            assertThatThrownBy(() -> FileJournal.open(dir, Appender.options()))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining(dir.toString())
                    .hasMessageContaining("in use")
                    .extracting(e -> ((JournalException) e).kind())
                    .isEqualTo(JournalException.Kind.LOCKED);
            // The attempt within this process must not have given the operating system's lock away.
            Process other = start(dir, 0);
            try (BufferedReader lines = other.inputReader(StandardCharsets.UTF_8)) {
                assertThat(lines.readLine()).isEqualTo("refused LOCKED");
            } finally {
                other.destroyForcibly().waitFor();
            }
            journal.append(Records.of("still mine"));
        }
        FileJournal.open(dir, Appender.options()).close();
    }

    private static void killAndCompare(Path dir, int kills, long seed) throws Exception {
        Random random = new Random(seed);
        Map<Long, Integer> acknowledged = new HashMap<>();
        AtomicLong trimmed = new AtomicLong();
        for (int kill = 0; kill < kills; kill++) {
            runAndKill(dir, seed + kill, 1 + random.nextInt(600), acknowledged, trimmed);
            String when = "seed " + seed + ", kill " + kill;
            Map<Long, Integer> found = new HashMap<>();
            try (FileJournal journal = FileJournal.open(dir, Appender.options().withHeld(trimmed.get()))) {
                acknowledged.keySet().removeIf(sequence -> sequence < journal.first());
                journal.replay(journal.first(), (sequence, record) -> found.put(sequence, Appender.hash(record)));
            }
            assertThat(found).as(when).containsAllEntriesOf(acknowledged);
        }
        assertThat(acknowledged).isNotEmpty();
        assertThat(trimmed.get()).isPositive();
    }

    private static void runAndKill(Path dir, long seed, int after, Map<Long, Integer> acknowledged, AtomicLong trimmed)
            throws Exception {
        Process process = start(dir, seed);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            int seen = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                assertThat(line).doesNotStartWith("refused");
                if (line.endsWith(" .")) {
                    String[] words = line.split(" ");
                    if (words[0].equals("trim")) {
                        trimmed.accumulateAndGet(Long.parseLong(words[1]), Math::max);
                    } else {
                        acknowledged.put(Long.valueOf(words[1]), Integer.valueOf(words[2]));
                    }
                }
                seen++;
                if (seen == after) {
                    process.toHandle().destroyForcibly(); // unlike the process's own method, leaves the output to read
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Process start(Path dir, long seed) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Appender.class.getName(),
                        dir.toString(),
                        Long.toString(seed))
                .redirectErrorStream(true)
                .start();
    }
}
