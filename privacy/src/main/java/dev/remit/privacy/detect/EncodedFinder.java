package dev.remit.privacy.detect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds runs of base 64 in either alphabet (RFC 4648) and of hexadecimal that are text with something in it once they are
 * decoded; what is encoded in that is not looked at. The run is of the strictest kind in it.
 */
final class EncodedFinder {
    /** Fewest letters and digits without a sign between that are looked at. */
    static final int SHORTEST_WORD = 8;

    private static final int SHORTEST = 12;

    /** Six bits for each sign of base 64; -1 for others. */
    private static final byte[] SIXES = new byte[256];

    static {
        Arrays.fill(SIXES, (byte) -1);
        String signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < signs.length(); i++) {
            SIXES[signs.charAt(i)] = (byte) i;
        }
        SIXES['-'] = 62;
        SIXES['_'] = 63;
    }

    private final Block block;
    private final Settings settings;
    private final Findings inside = new Findings();
    private @Nullable StructuredPass pass;
    private byte[] text = new byte[256];

    /** How many bytes of {@link #text} are decoded. */
    private int count;

    /** How many bytes must follow for a character of UTF-8 to be whole. */
    private int follow;

    private int floor;

    EncodedFinder(Block block, Settings settings) {
        this.block = block;
        this.settings = settings;
    }

    void begin() {
        floor = Math.max(block.lo, block.from - DetectorScan.MARGIN);
    }

    /** At a word or token: looks at all of the run that it is in, once, and else at it alone. */
    void at(int start, int end, Findings found) {
        if (start >= floor) {
            int from = start;
            while (from > floor && SIXES[block.at(from - 1) & 0xFF] >= 0) {
                from--;
            }
            int to = end;
            while (SIXES[block.at(to) & 0xFF] >= 0) {
                to++;
            }
            floor = to;
            block.work += to - from;
            boolean alone = from == start && to == end;
            if (!alone && base64(from, to) && holds(from, to, found)) {
                return;
            }
        }
        if ((hex(start, end) || base64(start, end)) && holds(start, end, found)) {
            floor = Math.max(floor, end);
        }
    }

    private boolean holds(int from, int to, Findings found) {
        if (pass == null) {
            pass = new StructuredPass(settings, false);
        }
        long before = pass.work();
        inside.clear();
        pass.begin();
        // From the second byte on: it is not all there is, so that a bare number is not sure for being alone.
        pass.scan(text, 1, count, 0, count, inside);
        inside.choose(settings);
        block.work += pass.work() - before + count;
        int strictest = 0;
        for (int i = 1; i < inside.size(); i++) {
            strictest =
                    Findings.strictness(inside.kind(i)) > Findings.strictness(inside.kind(strictest)) ? i : strictest;
        }
        if (inside.size() == 0) {
            return false;
        }
        int end = to;
        while (end - to < 2 && block.at(end) == '=') {
            end++;
        }
        found.add(
                inside.kind(strictest),
                block.origin(from),
                block.origin(end),
                inside.tier(strictest),
                "base 64 or hexadecimal that holds it");
        return true;
    }

    private boolean hex(int start, int end) {
        int from = block.at(start) == '0' && (block.at(start + 1) | 0x20) == 'x' ? start + 2 : start;
        if (end - from < SHORTEST || (end - from) % 2 != 0) {
            return false;
        }
        clear((end - from) / 2);
        for (int i = from; i < end; i += 2) {
            int one = Bytes.HEX[block.t[i] & 0xFF];
            int two = Bytes.HEX[block.t[i + 1] & 0xFF];
            if (one < 0 || two < 0 || !take(16 * one + two)) {
                return false;
            }
        }
        return follow == 0;
    }

    private boolean base64(int from, int to) {
        if (to - from < SHORTEST || (to - from) % 4 == 1) {
            return false;
        }
        clear((to - from) / 4 * 3 + 2);
        int bits = 0;
        int have = 0;
        for (int i = from; i < to; i++) {
            int six = SIXES[block.t[i] & 0xFF];
            bits = bits << 6 | six;
            have += 6;
            if (have >= Byte.SIZE) {
                have -= Byte.SIZE;
                if (six < 0 || !take(bits >>> have & 0xFF)) {
                    return false;
                }
            }
        }
        return follow == 0;
    }

    private void clear(int bytes) {
        if (text.length <= bytes) {
            text = new byte[2 * bytes];
        }
        text[0] = ' ';
        count = 1;
        follow = 0;
    }

    /** Adds a byte if it is of printable UTF-8, which those of most words and numbers are not for long. */
    private boolean take(int b) {
        block.work++;
        if (follow > 0) {
            follow--;
            text[count++] = (byte) b;
            return (b & 0xC0) == 0x80;
        }
        text[count++] = (byte) b;
        if (b >= 0x80) {
            follow = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
            return b >= 0xC2 && b <= 0xF4;
        }
        return (b >= ' ' && b < 0x7F) || b == '\n' || b == '\r' || b == '\t';
    }
}
