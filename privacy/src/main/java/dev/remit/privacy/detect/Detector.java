package dev.remit.privacy.detect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Finds customer data in text. One pass over the UTF-8 finds candidates by a table of byte classes; check digits, the
 * words around them and at last a fixed order among overlapping findings decide what they are. Time is linear in the
 * length of the text for any bytes, and memory is bounded but for the findings that are collected.
 *
 * <p>What is invisible, full-width, in other digits or in look-alike letters is seen as a reader sees it, so that such
 * tricks hide nothing. Bytes that are not UTF-8 separate words.
 *
 * <p>Immutable and thread-safe. A thread that scans much keeps a {@link DetectorScan} of its own.
 */
public final class Detector {
    private static final int KEPT_SCANS = 16;

    private final Settings settings;
    private final ArrayBlockingQueue<DetectorScan> idle = new ArrayBlockingQueue<>(KEPT_SCANS);

    Detector(Settings settings) {
        this.settings = settings;
    }

    /** All built-in structured kinds, from {@link Tier#LIKELY} up. */
    public static Detector standard() {
        return builder().build();
    }

    /** Starts from what {@link #standard()} has. */
    public static DetectorBuilder builder() {
        return new DetectorBuilder();
    }

    /** State for one thread to scan with, again and again. */
    public DetectorScan newScan() {
        return new DetectorScan(settings);
    }

    /** All findings in a text, in the order of their starts, without overlaps; offsets are of bytes. */
    public List<Finding> find(byte[] utf8) {
        DetectorScan scan = borrow();
        List<Finding> found = List.copyOf(scan.scan(utf8, 0, utf8.length).asList());
        giveBack(scan);
        return found;
    }

    /** All findings in a text, in the order of their starts, without overlaps; offsets are of chars. */
    public List<Finding> find(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return inChars(text, utf8.length, find(utf8));
    }

    private DetectorScan borrow() {
        DetectorScan scan = idle.poll();
        return scan == null ? newScan() : scan;
    }

    private void giveBack(DetectorScan scan) {
        boolean _ = idle.offer(scan); // if enough are kept already, this one is left to the collector
    }

    private static List<Finding> inChars(String text, int bytes, Collection<Finding> found) {
        if (bytes == text.length()) {
            return List.copyOf(found);
        }
        List<Finding> moved = new ArrayList<>(found.size());
        int at = 0;
        int chars = 0;
        for (Finding finding : found) {
            int start = chars;
            while (at < finding.start()) {
                int c = text.codePointAt(start);
                at += bytesOf(c);
                start += Character.charCount(c);
            }
            int end = start;
            while (at < finding.end()) {
                int c = text.codePointAt(end);
                at += bytesOf(c);
                end += Character.charCount(c);
            }
            chars = end;
            moved.add(new Finding(finding.kind(), start, end, finding.tier(), finding.why()));
        }
        return List.copyOf(moved);
    }

    private static int bytesOf(int c) {
        // A lone surrogate is encoded as a question mark.
        boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c < 0x80 || lone ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
}
