package dev.remit.ledger.note;

import java.nio.charset.StandardCharsets;

/** The rule for the names of keys. */
final class KeyName {
    static final String RULE = "a key's name is not empty and has no space, no control character and no plus";

    private KeyName() {}

    static boolean isValid(String name) {
        return !name.isEmpty()
                && name.codePoints().noneMatch(KeyName::isForbidden)
                && StandardCharsets.UTF_8.newEncoder().canEncode(name);
    }

    /** Spaces of Unicode are White_Space: the two tests of Java together, and NEXT LINE, which both leave out. */
    private static boolean isForbidden(int c) {
        return c == '+' || c < ' ' || c == 0x85 || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
