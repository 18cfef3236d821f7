package dev.remit.privacy.restore;

/**
 * UTF-8 to chars and back, any bytes unharmed, in any pieces: a byte that is not part of well-formed UTF-8 (RFC 3629)
 * becomes the char U+DC00 plus the byte, which no well-formed UTF-8 gives alone.
 */
final class LosslessUtf8 {
    private LosslessUtf8() {}

    /** A value in which unpaired surrogates are U+FFFD, so that none is taken for a byte. */
    static String encodable(String value) {
        StringBuilder sound = new StringBuilder(value.length());
        value.codePoints().forEach(c -> sound.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
        return sound.toString();
    }

    /** Reads bytes. */
    static final class Decoder {
        private final byte[] pending = new byte[4];
        private int count;

        void read(byte[] bytes, int from, int to, StringBuilder out) {
            int i = from;
            while (i < to) {
                if (count == 0 && bytes[i] >= 0) {
                    out.append((char) bytes[i++]);
                } else {
                    pending[count++] = bytes[i++];
                    settle(out);
                }
            }
        }

        /** No bytes follow. */
        void end(StringBuilder out) {
            for (int i = 0; i < count; i++) {
                out.append((char) (0xDC00 + (pending[i] & 0xff)));
            }
            count = 0;
        }

        /** Takes from the front of what is pending all that is settled. */
        private void settle(StringBuilder out) {
            while (count > 0) {
                int need = length(pending[0]);
                boolean sound = need > 0;
                for (int i = 1; sound && i < Math.min(count, need); i++) {
                    sound = i == 1 ? isSecond(pending[0] & 0xff, pending[1] & 0xff) : (pending[i] & 0xc0) == 0x80;
                }
                if (sound && count < need) {
                    return;
                }
                if (sound) {
                    out.appendCodePoint(codePoint(need));
                    drop(need);
                } else {
                    out.append(pending[0] >= 0 ? (char) pending[0] : (char) (0xDC00 + (pending[0] & 0xff)));
                    drop(1);
                }
            }
        }

        private void drop(int first) {
            count -= first;
            System.arraycopy(pending, first, pending, 0, count);
        }

        private int codePoint(int length) {
            int c = length == 1 ? pending[0] : pending[0] & (0xff >> (length + 1));
            for (int i = 1; i < length; i++) {
                c = c << 6 | (pending[i] & 0x3f);
            }
            return c;
        }

        private static int length(byte first) {
            int b = first & 0xff;
            if (b < 0x80) {
                return 1;
            }
            if (b < 0xC2 || b > 0xF4) {
                return 0;
            }
            return b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
        }

        private static boolean isSecond(int first, int second) {
            int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
            int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
            return second >= lowest && second <= highest;
        }
    }

    /** Writes chars; a pair of surrogates may come in two pieces. */
    static final class Encoder {
        private char high;

        byte[] write(StringBuilder chars) {
            byte[] bytes = new byte[3 * chars.length() + 4];
            int count = 0;
            for (int i = 0; i < chars.length(); i++) {
                char c = chars.charAt(i);
                if (high != 0 && Character.isLowSurrogate(c)) {
                    int point = Character.toCodePoint(high, c);
                    bytes[count++] = (byte) (0xF0 | point >> 18);
                    bytes[count++] = (byte) (0x80 | (point >> 12 & 0x3f));
                    bytes[count++] = (byte) (0x80 | (point >> 6 & 0x3f));
                    bytes[count++] = (byte) (0x80 | (point & 0x3f));
                    high = 0;
                } else if (Character.isHighSurrogate(c)) {
                    high = c;
                } else {
                    count = put(c, bytes, count);
                    high = 0;
                }
            }
            return java.util.Arrays.copyOf(bytes, count);
        }

        private static int put(char c, byte[] bytes, int at) {
            int count = at;
            if (c < 0x80) {
                bytes[count++] = (byte) c;
            } else if (c >= 0xDC80 && c <= 0xDCFF) {
                bytes[count++] = (byte) (c - 0xDC00);
            } else if (c < 0x800) {
                bytes[count++] = (byte) (0xC0 | c >> 6);
                bytes[count++] = (byte) (0x80 | (c & 0x3f));
            } else {
                bytes[count++] = (byte) (0xE0 | c >> 12);
                bytes[count++] = (byte) (0x80 | (c >> 6 & 0x3f));
                bytes[count++] = (byte) (0x80 | (c & 0x3f));
            }
            return count;
        }
    }
}
