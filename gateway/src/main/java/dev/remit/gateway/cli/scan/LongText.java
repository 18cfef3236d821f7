package dev.remit.gateway.cli.scan;

import dev.remit.privacy.detect.DetectorScan;
import dev.remit.privacy.detect.Findings;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Scans a text of any length in bounded memory, and finds what a scan of all of it at once would find.
 *
 * <p>A detector reads a text in blocks that overlap. This hands it a window of many blocks, cut so that the blocks are the
 * same as without windows: a window begins where a block of the one before began, two before its end, and what ends
 * before the last block of a window is settled. What is too long for that is taken as found, and followed to the end of
 * its run. For one text and one thread.
 */
final class LongText {
    /** So many bytes are in memory. */
    static final int WINDOW = 1 << 20;

    /** A file with a NUL in so many bytes at its begin is not text. */
    static final int HEAD = 8 * 1024;

    /** How far before its end the detector looks for a blank to begin its next block behind. */
    private static final int FARTHEST_BLANK = 256;

    /** Takes what is in the text, from its begin to its end, without gaps. */
    interface Listener {
        void found(Spot spot) throws IOException;

        void clean(byte[] utf8, int from, int to) throws IOException;

        /** So many bytes have been read. */
        void progress(long bytes);
    }

    /** A finding whose end has not been read yet. */
    private record Open(Kind kind, Tier tier, String why, long start, long line, long column) {}

    private final InputStream in;
    private final DetectorScan scan;
    private final Listener listener;
    private final byte[] bytes = new byte[WINDOW];

    /** Where in the text the window begins. */
    private long base;

    private int size;
    private boolean ended;

    /** All before has been handed out. */
    private long done;

    /** What ends at or before it has been decided by an earlier window. */
    private long settled;

    private @Nullable Open open;
    private long line = 1;
    private long column = 1;
    private long counted;

    LongText(InputStream in, DetectorScan scan, Listener listener) {
        this.in = in;
        this.scan = scan;
        this.listener = listener;
    }

    /** Reads it to its end; false where it is no text, and nothing has been handed out then. */
    boolean read() throws IOException {
        fill();
        for (int i = 0; i < Math.min(size, HEAD); i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        while (true) {
            int before = 0;
            int last = 0;
            while (size - last > DetectorScan.BLOCK) {
                before = last;
                last = nextStart(last + DetectorScan.BLOCK - DetectorScan.OVERLAP);
            }
            if (followed()) {
                window(ended ? size : last, ended ? size : before);
            }
            listener.progress(base + size);
            if (ended) {
                return true;
            }
            slide(before);
            fill();
        }
    }

    private void fill() throws IOException {
        int more = in.readNBytes(bytes, size, bytes.length - size);
        size += more;
        // A full window may be the end as well; the next one is then of what overlaps, and has nothing new.
        ended = size < bytes.length;
    }

    private void slide(int keepFrom) {
        long place = base + keepFrom;
        count(place);
        size -= keepFrom;
        System.arraycopy(bytes, keepFrom, bytes, 0, size);
        base = place;
    }

    /** Follows what is open; false where it goes on behind the window. */
    private boolean followed() throws IOException {
        if (open == null) {
            return true;
        }
        int i = (int) (done - base);
        while (i < size && (open.kind() == Kind.PRIVATE_KEY ? inKey(bytes[i]) : !isBlank(bytes[i]))) {
            i++;
        }
        done = base + i;
        settled = done;
        if (i == size && !ended) {
            return false;
        }
        listener.found(
                new Spot(open.kind(), open.tier(), open.why(), open.start(), done, open.line(), open.column(), ""));
        open = null;
        return true;
    }

    /**
     * @param settledTo what ends at or before it cannot become otherwise
     * @param next where the next window begins
     */
    private void window(int settledTo, int next) throws IOException {
        Findings found = scan.scan(bytes, 0, size);
        for (int i = 0; i < found.size() && open == null; i++) {
            long end = base + found.end(i);
            boolean whole = found.end(i) <= settledTo;
            if (end <= Math.max(settled, done) || (!whole && found.start(i) >= next)) {
                continue; // of the window before, or of the next one
            }
            long start = Math.max(base + found.start(i), done);
            clean(start);
            count(start);
            if (found.end(i) == size && !ended) {
                open = new Open(found.kind(i), found.tier(i), found.why(i), start, line, column);
            } else {
                int from = (int) (start - base);
                String value = found.end(i) - from <= Spot.LONGEST_SHOWN
                        ? new String(bytes, from, found.end(i) - from, StandardCharsets.UTF_8)
                        : "";
                listener.found(new Spot(found.kind(i), found.tier(i), found.why(i), start, end, line, column, value));
            }
            done = end;
        }
        settled = base + settledTo;
        clean(base + next);
    }

    private void clean(long to) throws IOException {
        if (to > done) {
            listener.clean(bytes, (int) (done - base), (int) (to - base));
            done = to;
        }
    }

    /** Moves line and column on to a place. */
    private void count(long to) {
        for (; counted < to; counted++) {
            byte b = bytes[(int) (counted - base)];
            if (b == '\n') {
                line++;
                column = 1;
            } else if ((b & 0xC0) != 0x80) {
                column++;
            }
        }
    }

    /** Where the detector begins its next block: behind a blank, or else not inside a character. */
    private int nextStart(int index) {
        for (int i = index; i > index - FARTHEST_BLANK; i--) {
            if (bytes[i - 1] == ' ' || bytes[i - 1] == '\n') {
                return i;
            }
        }
        int i = index;
        while (i > index - 3 && (bytes[i] & 0xC0) == 0x80) {
            i--;
        }
        return i;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == 0;
    }

    /** What the armour of a key is made of; too much is better than too little. */
    private static boolean inKey(byte b) {
        return isBlank(b)
                || (b >= '0' && b <= '9')
                || (b >= 'A' && b <= 'Z')
                || (b >= 'a' && b <= 'z')
                || "+/=-:,".indexOf(b) >= 0;
    }
}
