package dev.remit.privacy.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/**
 * What changed since the file of fingerprints was built: in memory, and in a log of 32 bytes each (1 for added and 2 for
 * removed, fingerprint, mark, CRC-32C of these), synced before a change counts. A torn end is cut off when opened.
 * Looking up takes no lock.
 */
final class Overlay implements AutoCloseable {
    private static final int RECORD = 32;
    private static final long ADDED = 1;
    private static final long REMOVED = 2;
    private static final long DOTTED = 1L << 24; // no e-mail address without a dot in its domain

    private final Path file;
    private volatile ConcurrentHashMap<Long, List<Change>> changes = new ConcurrentHashMap<>();
    private volatile LongSet changed = new LongSet(); // its keys: asked for everything in a text
    private FileChannel log;
    private int count;
    private volatile long digits;
    private volatile long codes;
    private volatile long shapes;
    private volatile boolean dotted = true;

    private record Change(long operation, long mark) {}

    Overlay(Path file) throws IOException {
        this.file = file;
        log = opened();
        read();
    }

    private FileChannel opened() throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private void read() throws IOException {
        ConcurrentHashMap<Long, List<Change>> fresh = new ConcurrentHashMap<>();
        LongSet keys = new LongSet();
        count = 0;
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
        while (all.remaining() >= RECORD) {
            CRC32C crc = new CRC32C();
            crc.update(all.array(), all.position(), RECORD - 8);
            if (all.getLong(all.position() + RECORD - 8) != crc.getValue()) {
                break;
            }
            apply(fresh, keys, all.getLong(), all.getLong(), all.getLong());
            all.getLong();
        }
        changes = fresh;
        changed = keys;
        log.truncate((long) count * RECORD);
        log.position((long) count * RECORD);
    }

    /** Takes these forms of one value, all or none. */
    synchronized void change(boolean added, List<Form> forms, Fingerprinter prints, long subject, int kind)
            throws IOException {
        ByteBuffer records = ByteBuffer.allocate(forms.size() * RECORD);
        for (Form form : forms) {
            int from = records.position();
            records.putLong(operation(added, form)).putLong(prints.of(form));
            records.putLong(Mark.of(subject, kind, form.weak()));
            CRC32C crc = new CRC32C();
            crc.update(records.array(), from, RECORD - 8);
            records.putLong(crc.getValue());
        }
        records.flip();
        long before = log.position();
        try {
            while (records.hasRemaining()) {
                log.write(records);
            }
            log.force(false);
        } catch (IOException e) {
            log.truncate(before);
            throw e;
        }
        records.rewind();
        while (records.hasRemaining()) {
            apply(changes, changed, records.getLong(), records.getLong(), records.getLong());
            records.getLong();
        }
    }

    private static boolean dotted(Form form) {
        Bounds bounds = new Bounds();
        bounds.take(form);
        return bounds.dotted();
    }

    /** With the shape and the length, which later tell whether a text needs to be looked at for such a form. */
    private static long operation(boolean added, Form form) {
        return (added ? ADDED : REMOVED)
                | form.shape().tag() << 8
                | (long) Math.min(255, form.text().length()) << 16
                | (dotted(form) ? DOTTED : 0);
    }

    private void apply(ConcurrentHashMap<Long, List<Change>> to, LongSet keys, long operation, long print, long mark) {
        long bit = 1L << Math.min(63, operation >>> 16 & 0xff);
        dotted &= (operation & DOTTED) != 0;
        for (Shape shape : Shape.values()) {
            if (shape.tag() == (byte) (operation >>> 8)) {
                shapes |= 1L << shape.number();
                digits |= shape == Shape.DIGITS ? bit : 0;
                codes |= shape == Shape.CODE ? bit : 0;
            }
        }
        to.compute(print, (_, old) -> {
            List<Change> all = old == null ? new ArrayList<>() : new ArrayList<>(old);
            all.removeIf(one -> Mark.subject(one.mark()) == Mark.subject(mark)); // the last word of each customer
            all.add(new Change(operation & 0xff, mark));
            return List.copyOf(all);
        });
        keys.add(print);
        count++;
    }

    synchronized int count() {
        return count;
    }

    long digits() {
        return digits;
    }

    long codes() {
        return codes;
    }

    long shapes() {
        return shapes;
    }

    /** Whether every address among them has a dot in its domain. */
    boolean dotted() {
        return dotted;
    }

    boolean isEmpty() {
        return changed.size() == 0;
    }

    boolean touches(long print) {
        return changed.contains(print);
    }

    /** The mark of a fingerprint after all changes; −1 if there is none, or several customers have the value. */
    long resolve(long print, long base) {
        List<Change> own = changes.getOrDefault(print, List.of());
        long mark = base;
        for (Change change : own) {
            boolean same = mark != -1 && Mark.subject(mark) == Mark.subject(change.mark()) && !Mark.shared(mark);
            if (change.operation() == REMOVED) {
                mark = same ? -1 : mark;
            } else if (mark == -1) {
                mark = Mark.subject(change.mark()) == 0 ? change.mark() | Mark.SHARED : change.mark();
            } else {
                mark = Mark.merged(mark, change.mark());
            }
        }
        return mark;
    }

    /** Forgets the first changes: a new file has them. */
    synchronized void forget(int first) throws IOException {
        byte[] all = Files.readAllBytes(file);
        Path next = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel out = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(all, first * RECORD, all.length - first * RECORD);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
        log.close();
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        log = opened();
        read();
    }

    @Override
    public synchronized void close() throws IOException {
        log.close();
    }
}
