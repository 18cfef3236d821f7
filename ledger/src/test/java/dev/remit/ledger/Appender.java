package dev.remit.ledger;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;

/**
 * A process of its own for {@link KillTest}: appends from several threads until it is killed, and prints each
 * acknowledged record's number and hash. Rotates and trims now and then, and prints each trim before it. Prints a refusal to open, and ends, if there is one.
 */
final class Appender {
    private static final int THREADS = 6;

    private Appender() {}

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        FileJournal journal;
        try {
            journal = FileJournal.open(Path.of(arguments[0]), options().withHeld(Long.MAX_VALUE));
        } catch (JournalException e) {
            out.println("refused " + e.kind());
            return;
        }
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(Long.parseLong(arguments[1]) * THREADS + i);
            Thread.ofVirtual().start(() -> append(journal, random, out));
        }
        Thread.currentThread().join();
    }

    static JournalOptions options() {
        return JournalOptions.defaults().withSegmentBytes(200_000).withReserveBytes(16 << 10);
    }

    static int hash(JournalRecord record) {
        return record.hashCode();
    }

    private static void append(FileJournal journal, Random random, PrintStream out) {
        while (true) {
            JournalRecord record = Records.random(random, 2000);
            long sequence = journal.append(record);
            out.println("kept " + sequence + " " + hash(record) + " .");
            if (sequence % 50 == 0) {
                journal.rotate();
            }
            if (sequence % 80 == 0) {
                out.println("trim " + sequence / 2 + " .");
                journal.trim(sequence / 2);
            }
        }
    }
}
