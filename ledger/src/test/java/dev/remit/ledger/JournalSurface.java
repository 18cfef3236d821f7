package dev.remit.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What of the journal reads bytes that may be anything, for fuzzing from its own package. */
public final class JournalSurface {
    private static final Path DIR = Path.of("journal");

    private JournalSurface() {}

    /** A segment with a few records, the same at each call. */
    public static byte[] segment() {
        FaultyFileLayer disk = new FaultyFileLayer();
        JournalOptions options = JournalOptions.defaults()
                .withSegmentBytes(9000)
                .withReserveBytes(4096)
                .withRandom(new Random(1));
        try (Journal journal = FileJournal.open(DIR, options, disk)) {
            for (int i = 0; i < 3; i++) {
                journal.append(new JournalRecord(new byte[] {'l', (byte) i}, new byte[i], new byte[] {1, 2, 3}));
            }
        }
        byte[] all = disk.content(disk.segments().getFirst());
        int end = all.length;
        while (end > 0 && all[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(all, end + 8);
    }

    /** @return whether a journal with this segment is sound */
    public static boolean verify(byte[] segment) {
        FaultyFileLayer disk = new FaultyFileLayer();
        disk.put(DIR.resolve("%020d.seg".formatted(0)), segment);
        return FileJournal.verify(DIR, disk) instanceof Verification.Sound;
    }

    /** The body of a batch with a few records. */
    public static byte[] frames() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            body.writeBytes(Frames.encode(new JournalRecord(new byte[] {'l', (byte) i}, new byte[i], new byte[5])));
        }
        body.writeBytes(Frames.padding(body.size()));
        return body.toByteArray();
    }

    /** The records of a body, encoded again; empty where it has another number of records. */
    public static byte[] frames(byte[] body, int count) {
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        for (JournalRecord record : Frames.decode(body, count).orElse(List.of())) {
            again.writeBytes(Frames.encode(record));
        }
        return again.toByteArray();
    }
}
