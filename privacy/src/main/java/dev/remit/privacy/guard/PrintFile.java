package dev.remit.privacy.guard;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * Fingerprints on disk, sorted as unsigned numbers, 16 bytes each: fingerprint and {@link Mark}, big-endian. Before them
 * a head of 128 bytes: magic, count, milliseconds of the build, check of the key, lengths of digits (bits 4 to 34), of
 * codes, lengths of digits that are too dense, shapes by number, CRC-32C of the entries, {@link Bounds} in 48 bytes, and
 * in the last 8 bytes the CRC-32C of the head before it.
 *
 * <p>Mapped, not read: a look-up touches few pages, and the system keeps or drops them. The values are spread evenly, so
 * a search by interpolation takes a handful of steps. Immutable and thread-safe.
 */
final class PrintFile {
    static final int HEAD = 128;
    static final int ENTRY = 16;
    private static final long VERSION = 2; // streets by themselves
    private static final long MAGIC = 0x524d46505254_0000L | VERSION;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment entries;
    private final long count;
    private final Profile profile;
    private final Filter filter;

    /**
     * What the values are like.
     *
     * @param digits lengths of digits that there are, as bits
     * @param codes the same of codes
     * @param dense lengths at which so many of all possible numbers are taken that one alone says nothing
     * @param shapes that there are, as bits
     * @param bounds what they have in common
     */
    record Profile(Instant builtAt, long digits, long codes, long dense, long shapes, Bounds bounds) {}

    private PrintFile(MemorySegment entries, long count, Profile profile, Filter filter) {
        this.entries = entries;
        this.count = count;
        this.profile = profile;
        this.filter = filter;
    }

    static byte[] head(long count, Profile profile, long keyCheck, long crc) {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        head.putLong(MAGIC)
                .putLong(count)
                .putLong(profile.builtAt().toEpochMilli())
                .putLong(keyCheck);
        head.putLong(profile.digits())
                .putLong(profile.codes())
                .putLong(profile.dense())
                .putLong(profile.shapes());
        head.putLong(crc);
        for (long word : profile.bounds().words()) {
            head.putLong(word);
        }
        CRC32C own = new CRC32C();
        own.update(head.array(), 0, HEAD - 8);
        return head.putLong(HEAD - 8, own.getValue()).array();
    }

    /** Opens and checks a file, and builds its filter; reads it once from end to end. */
    static PrintFile open(Path file, long keyCheck) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate(HEAD);
            while (head.hasRemaining() && channel.read(head) >= 0) {}
            CRC32C crc = new CRC32C();
            crc.update(head.array(), 0, HEAD - 8);
            long count = head.getLong(8);
            boolean sound = head.position() == HEAD
                    && head.getLong(0) == MAGIC
                    && head.getLong(HEAD - 8) == crc.getValue()
                    && channel.size() == HEAD + count * ENTRY;
            if (head.position() == HEAD && (head.getLong(0) ^ MAGIC) >>> 16 == 0 && head.getLong(0) != MAGIC) {
                throw new IOException(file + " has the forms of another version; build it again");
            }
            if (!sound) {
                throw new IOException(file + " is no whole file of fingerprints; build it again");
            }
            if (head.getLong(24) != keyCheck) {
                throw new IOException(file + " was made with another key; build it again");
            }
            // Freed when nobody can reach it any more: a look-up may still be under way when a new file takes over.
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            MemorySegment entries = all.asSlice(HEAD);
            Filter filter = new Filter(count);
            crc.reset();
            for (long from = 0; from < entries.byteSize(); from += 1 << 20) {
                long size = Math.min(1 << 20, entries.byteSize() - from);
                crc.update(entries.asSlice(from, size).asByteBuffer());
                for (long at = from; at < from + size; at += ENTRY) {
                    if (!Mark.shared(entries.get(LONG, at + 8))) {
                        filter.add(entries.get(LONG, at));
                    }
                }
            }
            if (crc.getValue() != head.getLong(64)) {
                throw new IOException(file + " is damaged; build it again");
            }
            Profile profile = new Profile(
                    Instant.ofEpochMilli(head.getLong(16)),
                    head.getLong(32),
                    head.getLong(40),
                    head.getLong(48),
                    head.getLong(56),
                    bounds(head));
            return new PrintFile(entries, count, profile, filter);
        }
    }

    private static Bounds bounds(ByteBuffer head) {
        long[] words = new long[Bounds.WORDS];
        for (int i = 0; i < words.length; i++) {
            words[i] = head.getLong(72 + 8 * i);
        }
        return Bounds.of(words);
    }

    Profile profile() {
        return profile;
    }

    Filter filter() {
        return filter;
    }

    long count() {
        return count;
    }

    /** The mark of a fingerprint; −1, which is none's, if it is not here. */
    long find(long fingerprint) {
        long low = 0;
        long high = count; // exclusive
        double from = 0;
        double to = 1;
        double wanted = fraction(fingerprint);
        for (int step = 0; low < high; step++) {
            long middle = step < 8 && to > from
                    ? low + (long) ((wanted - from) / (to - from) * (high - low))
                    : (low + high) >>> 1;
            middle = Math.clamp(middle, low, high - 1);
            long there = entries.get(LONG, middle * ENTRY);
            if (there == fingerprint) {
                return entries.get(LONG, middle * ENTRY + 8);
            }
            if (Long.compareUnsigned(there, fingerprint) < 0) {
                low = middle + 1;
                from = fraction(there);
            } else {
                high = middle;
                to = fraction(there);
            }
        }
        return -1;
    }

    private static double fraction(long fingerprint) {
        return (fingerprint >>> 11) * 0x1p-53;
    }
}
