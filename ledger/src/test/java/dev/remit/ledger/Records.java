package dev.remit.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Records for tests. */
final class Records {
    private Records() {}

    static JournalRecord random(RandomGenerator random, int bound) {
        return new JournalRecord(bytes(random, bound), bytes(random, bound), bytes(random, bound));
    }

    static JournalRecord of(String leaf) {
        return new JournalRecord(leaf.getBytes(java.nio.charset.StandardCharsets.UTF_8), new byte[0], new byte[0]);
    }

    /** All that a journal shows from a position on; the numbers must be right. */
    static List<JournalRecord> replayed(Journal journal, long from) {
        List<JournalRecord> records = new ArrayList<>();
        journal.replay(from, (sequence, record) -> {
            if (sequence != from + records.size()) {
                throw new AssertionError("expected " + (from + records.size()) + " but saw " + sequence);
            }
            records.add(record);
        });
        return records;
    }

    private static byte[] bytes(RandomGenerator random, int bound) {
        byte[] bytes = new byte[random.nextInt(bound)];
        random.nextBytes(bytes);
        return bytes;
    }
}
