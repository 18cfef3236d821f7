package dev.remit.privacy.detect;

/** What each byte of a folded text is good for, in tables. */
final class Bytes {
    static final byte OTHER = 0;
    static final byte LETTER = 1;
    static final byte DIGIT = 2;

    /** One of those that something may be found around: {@code @ : . -} and the opening brackets. */
    static final byte SIGN = 3;

    /** {@link #OTHER}, {@link #LETTER}, {@link #DIGIT} or {@link #SIGN}. */
    static final byte[] CLASS = new byte[256];

    /** The byte in upper case. */
    static final byte[] UPPER = new byte[256];

    /** The value of a hexadecimal digit, or -1. */
    static final byte[] HEX = new byte[256];

    /** 1: the text must be folded; 2: the text may hold escapes. */
    static final byte[] TRICKY = new byte[256];

    static final byte FOLD = 1;
    static final byte ESCAPE = 2;

    static {
        for (int b = 0; b < 256; b++) {
            boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b >= 0x80;
            boolean digit = b >= '0' && b <= '9';
            CLASS[b] = letter ? LETTER : digit ? DIGIT : "@:.-([{".indexOf(b) >= 0 ? SIGN : OTHER;
            UPPER[b] = (byte) (b >= 'a' && b <= 'z' ? b - 0x20 : b);
            HEX[b] = (byte) (b < 0x80 ? Character.digit(b, 16) : -1);
            boolean seen = (b >= ' ' && b < 0x7F) || b == '\n' || b == '\r' || b == '\t';
            TRICKY[b] = !seen ? FOLD : b == '\\' || b == '%' || b == '&' ? ESCAPE : 0;
        }
    }

    private Bytes() {}

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static boolean isLetter(byte b) {
        return CLASS[b & 0xFF] == LETTER;
    }

    static boolean isAlnum(byte b) {
        byte type = CLASS[b & 0xFF];
        return type == LETTER || type == DIGIT;
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == 0;
    }

    static boolean isHex(byte b) {
        return HEX[b & 0xFF] >= 0;
    }

    static boolean isUpper(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    static boolean isLower(byte b) {
        return b >= 'a' && b <= 'z';
    }
}
