package dev.remit.privacy.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * All protected values of a tenant, as keyed fingerprints in a folder of its own: a file that a scan builds, and an
 * overlay of what changed since. A look-up asks a filter in memory (12.5 bits a value), and on its yes the file.
 *
 * <p>A value that several customers have, or the business itself, says nothing about anyone and is never found. Numbers
 * of a length at which more than one in 200 is taken are common: one alone says nothing.
 *
 * <p>A rebuild takes the place of the old file in one step; a crash before leaves the old one, and the changes made
 * meanwhile stay in the overlay. Thread-safe; one process owns the folder.
 */
public final class Fingerprints implements AutoCloseable {
    private static final long COMMON = 200;

    private final Path folder;
    private final Fingerprinter prints;
    private final Overlay overlay;
    private volatile @Nullable PrintFile file;
    private volatile boolean rebuilding;

    private Fingerprints(Path folder, Fingerprinter prints, Overlay overlay, @Nullable PrintFile file) {
        this.folder = folder;
        this.prints = prints;
        this.overlay = overlay;
        this.file = file;
    }

    /**
     * Opens a folder; a new one is empty until it is built.
     *
     * @throws IOException if the file is damaged, of another key or cannot be read; nothing may be released then
     */
    public static Fingerprints open(Path folder, Fingerprinter prints) throws IOException {
        Files.createDirectories(folder);
        Path path = folder.resolve("fingerprints");
        PrintFile file = Files.exists(path) ? PrintFile.open(path, prints.check()) : null;
        return new Fingerprints(folder, prints, new Overlay(folder.resolve("changes")), file);
    }

    /** When the scan behind the file began; changes since are known only if they were reported. Empty if never. */
    public Optional<Instant> builtAt() {
        PrintFile now = file;
        return now == null ? Optional.empty() : Optional.of(now.profile().builtAt());
    }

    /** Fingerprints in the file, those too that several customers share. */
    public long size() {
        PrintFile now = file;
        return now == null ? 0 : now.count();
    }

    /** Changes since the file was built. */
    public int changes() {
        return overlay.count();
    }

    /** Bytes of memory that the filter takes. */
    public long filterBytes() {
        PrintFile now = file;
        return now == null ? 0 : now.filter().bytes();
    }

    /**
     * A value is now a customer's. One that is known as that customer's, or as that of several, is not taken once more.
     *
     * @param kind such as {@code email}
     * @param subject the customer's key
     * @throws IOException if it could not be made durable; then it does not count
     */
    public void add(String kind, String value, String subject) throws IOException {
        long owner = prints.subject(subject);
        List<Form> news = new ArrayList<>();
        for (Form form : Forms.of(kind, value)) {
            // A build under way may have read past it before it was there, so what the old file knows is not enough.
            if (rebuilding || !isKnown(mark(prints.of(form)), owner, form.weak())) {
                news.add(form);
            }
        }
        if (!news.isEmpty()) {
            overlay.change(true, news, prints, owner, prints.kind(kind));
        }
    }

    private static boolean isKnown(long mark, long owner, boolean weak) {
        return mark != -1 && (Mark.shared(mark) || (Mark.subject(mark) == owner && (weak || !Mark.weak(mark))));
    }

    /**
     * A value is no longer a customer's. One that several had stays unknown until the next build.
     *
     * @throws IOException if it could not be made durable; then it does not count
     */
    public void remove(String kind, String value, String subject) throws IOException {
        overlay.change(false, Forms.of(kind, value), prints, prints.subject(subject), prints.kind(kind));
    }

    /**
     * Begins to build the file anew.
     *
     * @param began the time at which the scan begins
     * @param progress is told how many values were taken, every ten thousand and at the end
     * @throws IllegalStateException if another build is under way
     */
    public synchronized Rebuild rebuild(Instant began, LongConsumer progress) throws IOException {
        if (rebuilding) {
            throw new IllegalStateException("a build of these fingerprints is under way");
        }
        try (var left = Files.newDirectoryStream(folder, "*.tmp")) {
            for (Path one : left) {
                Files.delete(one); // of a build that a crash ended
            }
        }
        rebuilding = true;
        return new Rebuild(began, progress, overlay.count());
    }

    /** The mark of a fingerprint; −1 if no single customer has it. */
    long find(long print) {
        PrintFile now = file;
        if (!overlay.touches(print) && (now == null || !now.filter().mayHold(print))) {
            return -1;
        }
        long mark = mark(print);
        return mark != -1 && Mark.shared(mark) ? -1 : mark;
    }

    /**
     * The marks of the first fingerprints; −1 where no single customer has it.
     *
     * @return whether any was found; if not, the marks say nothing
     */
    boolean find(long[] fingerprints, int count, long[] marks) {
        PrintFile now = file;
        boolean changes = !overlay.isEmpty();
        long may = now == null ? 0 : now.filter().mayHold(fingerprints, count);
        for (int i = 0; changes && i < count; i++) {
            may |= overlay.touches(fingerprints[i]) ? 1L << i : 0;
        }
        if (may == 0) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            marks[i] = (may >> i & 1) == 0 ? -1 : find(fingerprints[i]);
        }
        return true;
    }

    /** Whether several customers have it, or the business itself. Asks the file itself: the filter knows none of these. */
    boolean isShared(long print) {
        long mark = mark(print);
        return mark != -1 && Mark.shared(mark);
    }

    private long mark(long print) {
        PrintFile now = file;
        long mark = now == null ? -1 : now.find(print);
        return overlay.touches(print) ? overlay.resolve(print, mark) : mark;
    }

    Fingerprinter prints() {
        return prints;
    }

    long digits() {
        PrintFile now = file;
        return overlay.digits() | (now == null ? 0 : now.profile().digits());
    }

    long codes() {
        PrintFile now = file;
        return overlay.codes() | (now == null ? 0 : now.profile().codes());
    }

    Bounds bounds() {
        PrintFile now = file;
        Bounds bounds = now == null ? new Bounds() : now.profile().bounds();
        if (overlay.shapes() == 0) {
            return bounds;
        }
        Bounds all = Bounds.of(bounds.words());
        all.anyCode(overlay.codes());
        if ((overlay.shapes() >> Shape.EMAIL.number() & 1) != 0 && !overlay.dotted()) {
            all.anyEmail();
        }
        return all;
    }

    long shapes() {
        PrintFile now = file;
        return overlay.shapes() | (now == null ? 0 : now.profile().shapes());
    }

    boolean dense(int length) {
        PrintFile now = file;
        return now != null && (now.profile().dense() >> length & 1) != 0;
    }

    @Override
    public void close() throws IOException {
        overlay.close();
    }

    /** A build under way; its values may come in any order. Not thread-safe. Holds about 8 MB, however many they are, and at its end the filter of the new file. */
    public final class Rebuild implements AutoCloseable {
        private final Instant began;
        private final LongConsumer progress;
        private final int changesBefore;
        private final Runs runs = new Runs(folder);
        private final long[] numbers = new long[Shape.LONGEST_CODE + 1];
        private final Bounds bounds = new Bounds();
        private long codes;
        private long shapes;
        private long taken;
        private boolean closed;

        private Rebuild(Instant began, LongConsumer progress, int changesBefore) {
            this.began = began;
            this.progress = progress;
            this.changesBefore = changesBefore;
        }

        /** Takes a customer's value. */
        public void add(String kind, String value, String subject) throws IOException {
            take(kind, value, prints.subject(subject));
        }

        /** Takes a value of the business itself, such as its own phone number: it is left out, whoever else has it. */
        public void business(String kind, String value) throws IOException {
            take(kind, value, 0);
        }

        private void take(String kind, String value, long subject) throws IOException {
            for (Form form : Forms.of(kind, value)) {
                int length = form.text().length();
                shapes |= 1L << form.shape().number();
                bounds.take(form);
                if (form.shape() == Shape.DIGITS) {
                    numbers[length]++;
                } else if (form.shape() == Shape.CODE) {
                    codes |= 1L << length;
                }
                runs.add(prints.of(form), Mark.of(subject, prints.kind(kind), form.weak()));
            }
            if (++taken % 10_000 == 0) {
                progress.accept(taken);
            }
        }

        /** Sorts, writes and syncs the file, and puts it in the place of the old one. */
        public void finish() throws IOException {
            if (closed) {
                throw new IllegalStateException("this build is over");
            }
            progress.accept(taken);
            Path next = folder.resolve("fingerprints.tmp");
            try {
                write(next);
                PrintFile opened = PrintFile.open(next, prints.check());
                Files.move(
                        next,
                        folder.resolve("fingerprints"),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                    names.force(true);
                }
                file = opened;
                overlay.forget(changesBefore);
            } finally {
                close();
            }
        }

        private void write(Path next) throws IOException {
            try (FileChannel out = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                out.position(PrintFile.HEAD);
                CRC32C crc = new CRC32C();
                ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
                long[] count = {0};
                runs.merge((print, mark) -> {
                    buffer.putLong(print).putLong(mark);
                    count[0]++;
                    if (!buffer.hasRemaining()) {
                        drain(buffer, crc, out);
                    }
                });
                drain(buffer, crc, out);
                PrintFile.Profile profile = new PrintFile.Profile(began, lengths(1), codes, dense(), shapes, bounds);
                ByteBuffer head = ByteBuffer.wrap(PrintFile.head(count[0], profile, prints.check(), crc.getValue()));
                for (long at = 0; head.hasRemaining(); ) {
                    at += out.write(head, at);
                }
                out.force(true);
            }
        }

        private static void drain(ByteBuffer buffer, CRC32C crc, FileChannel out) throws IOException {
            buffer.flip();
            crc.update(buffer.duplicate());
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            buffer.clear();
        }

        private long dense() {
            long dense = 0;
            double all = 1;
            for (int length = 1; length < numbers.length; length++) {
                all *= 10;
                dense |= numbers[length] > all / COMMON ? 1L << length : 0;
            }
            return dense;
        }

        private long lengths(long fewest) {
            long lengths = 0;
            for (int length = 1; length < numbers.length; length++) {
                lengths |= numbers[length] >= fewest ? 1L << length : 0;
            }
            return lengths;
        }

        /** Gives the build up, if it is not finished. */
        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                synchronized (Fingerprints.this) {
                    rebuilding = false;
                }
                runs.delete();
                Files.deleteIfExists(folder.resolve("fingerprints.tmp"));
            }
        }
    }
}
