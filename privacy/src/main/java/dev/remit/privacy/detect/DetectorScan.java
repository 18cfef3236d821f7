package dev.remit.privacy.detect;

import java.util.List;
import java.util.Objects;

/**
 * One thread's state for scanning; allocates nothing once its arrays are large enough. A text is read in blocks, which
 * bounds the memory; blocks overlap, so that the edge of one cuts nothing. Not thread-safe.
 */
public final class DetectorScan {
    /** Most bytes that are read at a time. */
    public static final int BLOCK = 32 * 1024;

    /** How much of a block is read again with the next one. */
    public static final int OVERLAP = 4 * 1024;

    /** How far before a block its first word may begin. */
    static final int MARGIN = 64;

    private static final int FARTHEST_BLANK = 256;

    private final Settings settings;
    private final StructuredPass structured;
    private final List<Recogniser.Pass> passes;
    private final Findings block = new Findings();
    private final Findings all = new Findings();
    private final FindingSink collect = all::add;

    DetectorScan(Settings settings) {
        this.settings = settings;
        structured = new StructuredPass(settings);
        passes = settings.recognisers().stream().map(Recogniser::pass).toList();
    }

    /**
     * Scans a part of an array and collects what it finds.
     *
     * @return the findings in the order of their starts, without overlaps; valid until the next scan
     * @throws IndexOutOfBoundsException if the part is not within the array
     */
    public Findings scan(byte[] utf8, int from, int to) {
        all.clear();
        scan(utf8, from, to, collect);
        return all;
    }

    /**
     * Scans a part of an array and hands out what it finds, block by block.
     *
     * @throws IndexOutOfBoundsException if the part is not within the array
     */
    public void scan(byte[] utf8, int from, int to, FindingSink sink) {
        Objects.checkFromToIndex(from, to, utf8.length);
        block.clear();
        structured.begin();
        for (int start = from; start < to; ) {
            int end = to - start <= BLOCK ? to : start + BLOCK;
            int next = end == to ? to : nextStart(utf8, end - OVERLAP);
            structured.scan(utf8, start, end, from, to, block);
            for (int i = 0; i < passes.size(); i++) {
                Recogniser.Pass pass = passes.get(i);
                Outline read = structured.read();
                Block folded = structured.folded();
                if (read != null) {
                    pass.scan(read, utf8, start, end, from, to, block);
                } else if (folded != null && pass instanceof Dictionary.Words words) {
                    words.scan(folded, structured.outline(), block);
                } else {
                    pass.scan(utf8, start, end, from, to, block);
                }
            }
            block.choose(settings);
            block.handOut(end == to ? Integer.MAX_VALUE : next, sink);
            start = next;
        }
    }

    /** Bytes looked at again behind the first pass, since this was made. */
    long work() {
        return structured.work();
    }

    /** Close before an index, behind a blank if there is one, or else not inside a character. */
    private static int nextStart(byte[] utf8, int index) {
        for (int i = index; i > index - FARTHEST_BLANK; i--) {
            if (utf8[i - 1] == ' ' || utf8[i - 1] == '\n') {
                return i;
            }
        }
        int i = index;
        while (i > index - 3 && (utf8[i] & 0xC0) == 0x80) {
            i--;
        }
        return i;
    }
}
