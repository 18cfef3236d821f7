package dev.remit.privacy.detect;

import java.util.Set;

/**
 * Finds names of users' accounts and handles, behind a word that announces them: whatever follows a sign, what has figures
 * or signs in it behind "is" or nothing, and what begins with an at sign. Not thread-safe.
 */
final class UserFinder {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 40;
    private static final int FARTHEST_AT = 24;

    /** Accounts of nobody, and what stands for a value in descriptions. */
    private static final Set<String> NOBODY = Set.of(
            "root",
            "admin",
            "administrator",
            "guest",
            "nobody",
            "null",
            "none",
            "nil",
            "undefined",
            "string",
            "text",
            "true",
            "false",
            "user",
            "username",
            "name",
            "login",
            "test",
            "default",
            "anonymous",
            "system",
            "unknown",
            "postgres",
            "value");

    private static final String[] VERBS = {"is ", "was ", "ist ", "war ", "lautet ", "est ", "es ", "era ", "e ", "er "
    };

    private final Block block;

    UserFinder(Block block) {
        this.block = block;
    }

    /** At the end of a word that may announce one. */
    void announced(int start, int end, Findings found) {
        if (is(end, "_-.")) {
            return;
        }
        int i = end;
        while (i - end < 2 && is(i, "\"'`*)")) {
            i++;
        }
        i = blanks(i);
        boolean labelled = is(i, ":=");
        if (labelled) {
            i = blanks(i + 1);
        } else if (isNameWord(i) || isIdWord(i)) {
            i = blanks(i + (isIdWord(i) ? 2 : 4));
            labelled = is(i, ":=");
            i = labelled ? blanks(i + 1) : i;
        }
        int verb = behindVerb(i);
        boolean quoted = is(verb, "\"'`");
        int from = quoted ? verb + 1 : verb;
        if (block.at(from) == '@') {
            at(from, found);
            return;
        }
        int stop = from;
        int letters = 0;
        int figures = 0;
        int signs = 0;
        while (stop - from < LONGEST && inName(block.at(stop))) {
            byte b = block.t[stop++];
            letters += Bytes.isLower(b) || Bytes.isUpper(b) ? 1 : 0;
            figures += Bytes.isDigit(b) ? 1 : 0;
            signs += b == '_' || b == '.' || b == '-' ? 1 : 0;
        }
        while (stop > from && is(stop - 1, ".-")) {
            stop--;
            signs--;
        }
        if (block.at(stop) == '#' && isFourDigits(stop + 1)) {
            stop += 5;
            figures += 4;
        }
        block.work += stop - start;
        if (stop - from < SHORTEST || letters == 0 || Bytes.isAlnum(block.at(stop)) || is(stop, "@/\\(=:[")) {
            if (block.at(from) != '@') {
                handle(end, found);
            }
            return;
        }
        boolean odd = letters >= 2 && (figures > 0 || isSigned(from, stop, signs));
        boolean given = labelled && Bytes.isLower(block.t[from]) && block.at(end) != ':' && !isNobody(from, stop);
        boolean comes = from == end + 1 && Bytes.isLower(block.t[from]) && block.startsWith(stop, " from ");
        if (odd || given || (quoted && verb > i) || (comes && Bytes.isDigit(block.at(stop + 6)))) {
            add(from, stop, found);
        }
    }

    /** A handle a few words behind. */
    private void handle(int end, Findings found) {
        for (int i = end; i - end < FARTHEST_AT && block.at(i) != '\n' && i < block.to; i++) {
            if (block.t[i] == '@' && is(i - 1, " (:")) {
                at(i, found);
                return;
            }
        }
    }

    private void at(int sign, Findings found) {
        int stop = sign + 1;
        while (stop - sign < LONGEST && (Bytes.isAlnum(block.at(stop)) || is(stop, "_."))) {
            stop++;
        }
        while (stop > sign && block.at(stop - 1) == '.') {
            stop--;
        }
        if (stop - sign > SHORTEST && Bytes.isLower(block.at(sign + 1)) && !is(stop, "/(@")) {
            add(sign, stop, found);
        }
    }

    private void add(int from, int stop, Findings found) {
        found.add(Kind.USERNAME, block.origin(from), block.origin(stop), Tier.LIKELY, "a word that announces it");
    }

    /** Name, behind user. */
    private boolean isNameWord(int i) {
        return (block.at(i) | 0x20) == 'n'
                && (block.at(i + 1) | 0x20) == 'a'
                && (block.at(i + 2) | 0x20) == 'm'
                && (block.at(i + 3) | 0x20) == 'e'
                && !Bytes.isAlnum(block.at(i + 4));
    }

    /** As in example#1234. */
    private boolean isFourDigits(int i) {
        for (int k = i; k < i + 4; k++) {
            if (!Bytes.isDigit(block.at(k))) {
                return false;
            }
        }
        return true;
    }

    /** Id, behind user. */
    private boolean isIdWord(int i) {
        return (block.at(i) | 0x20) == 'i' && (block.at(i + 1) | 0x20) == 'd' && !Bytes.isAlnum(block.at(i + 2));
    }

    private int behindVerb(int i) {
        byte first = block.at(i);
        if (first != 'i' && first != 'w' && first != 'l' && first != 'e') {
            return i;
        }
        for (String verb : VERBS) {
            if (block.startsWith(i, verb)) {
                return i + verb.length();
            }
        }
        return i;
    }

    /** An underscore, or one dot between an initial and the rest. */
    private boolean isSigned(int from, int stop, int signs) {
        for (int i = from; i < stop; i++) {
            if (block.t[i] == '_') {
                return true;
            }
        }
        return signs == 1
                && ((block.at(from + 1) == '.' && stop - from > 4) || (block.at(stop - 2) == '.' && stop - from > 4));
    }

    private boolean isNobody(int from, int stop) {
        char[] name = new char[stop - from];
        for (int i = from; i < stop; i++) {
            name[i - from] = (char) (block.t[i] & 0xFF);
        }
        return NOBODY.contains(new String(name));
    }

    private int blanks(int from) {
        int i = from;
        while (i - from < 2 && block.at(i) == ' ') {
            i++;
        }
        return i;
    }

    private static boolean inName(byte b) {
        return (b > 0 && Bytes.isAlnum(b)) || b == '_' || b == '.' || b == '-';
    }

    private boolean is(int i, String signs) {
        byte b = block.at(i);
        return b > 0 && signs.indexOf(b) >= 0;
    }
}
