package dev.remit.gateway.cli.scan;

/** Counts the bytes that are no part of well-formed UTF-8 (RFC 3629), roughly: lengths are checked, ranges are not. */
final class Utf8Count {
    private long broken;
    private int open; // bytes that a character still needs
    private int read; // bytes of it so far

    /** Takes the next bytes; a character may be in two pieces. */
    void read(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            int b = bytes[i] & 0xff;
            if ((b & 0xC0) == 0x80 && open > 0) {
                open--;
                read = open == 0 ? 0 : read + 1;
                continue;
            }
            broken += read;
            read = 0;
            open = b < 0x80 ? 0 : b >= 0xC2 && b < 0xE0 ? 1 : b >= 0xE0 && b < 0xF0 ? 2 : b >= 0xF0 && b < 0xF5 ? 3 : 0;
            if (open > 0) {
                read = 1;
            } else if (b >= 0x80) {
                broken++;
            }
        }
    }

    /** So far; at the end of a text, with what is cut off there. */
    long broken() {
        return broken + read;
    }
}
