package dev.remit.privacy.detect;

/** Finds private keys by their heads (RFC 7468). */
final class KeyFinder {
    private static final int LONGEST_KEY = 64 * 1024;

    private final Block block;

    KeyFinder(Block block) {
        this.block = block;
    }

    /** At two hyphens; returns where to go on. */
    int at(int i, Findings found) {
        int dashes = i;
        while (block.at(dashes) == '-') {
            dashes++;
        }
        int head = dashes + (block.at(dashes) == ' ' ? 1 : 0);
        if (dashes - i < 4 || !block.startsWith(head, "BEGIN ")) {
            return dashes;
        }
        int name = head + 6;
        int end = name;
        boolean secret = false;
        while (end - name < 40 && (Bytes.isAlnum(block.at(end)) || block.at(end) == ' ')) {
            secret |= block.startsWith(end, "PRIVATE KEY");
            end++;
        }
        if (!secret) {
            return dashes;
        }
        // To the tail if there is one, and else to whatever cannot be of a key.
        int limit = Math.min(block.to, end + LONGEST_KEY);
        int last = end;
        while (last < limit && !block.startsWith(last, "END ") && inKey(block.t[last])) {
            last++;
        }
        if (block.startsWith(last, "END ")) {
            while (last < limit && block.t[last] != '\n' && inKey(block.t[last])) {
                last++;
            }
        }
        while (last > end && Bytes.isBlank(block.t[last - 1])) {
            last--;
        }
        block.work += last - i;
        found.add(Kind.PRIVATE_KEY, block.origin(i), block.origin(last), Tier.VALID, "the head of a private key");
        return last;
    }

    static boolean inKey(byte b) {
        return Bytes.isAlnum(b)
                || Bytes.isBlank(b)
                || b == '+'
                || b == '/'
                || b == '='
                || b == '-'
                || b == ':'
                || b == ','
                || b == '\\';
    }
}
