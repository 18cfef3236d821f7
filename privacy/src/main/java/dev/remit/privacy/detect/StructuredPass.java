package dev.remit.privacy.detect;

/**
 * Finds what has a structure in one block of text: goes over its bytes once, remembers the words that mean something, and
 * asks those who know at each token with a digit in it and at each sign. Each of them looks back and ahead a bounded
 * number of bytes, so that the time is linear. Not thread-safe.
 *
 * <p>A text with characters or escapes that hide something is gone over again in each way that it can be read.
 */
final class StructuredPass {
    private static final int LONGEST_LETTER_GROUP = 4;

    private final Block block = new Block();
    private final Heard heard = new Heard(block);
    private final IdentifierFinder identifiers;
    private final NumberFinder numbers;
    private final DateFinder dates;
    private final NetworkFinder network;
    private final SecretFinder secrets;
    private final UserFinder users;

    private int wordStart;
    private int wordEnd;
    private int earlierStart;
    private int earlierEnd;
    private int extendedTo;

    StructuredPass(Settings settings) {
        identifiers = new IdentifierFinder(block, heard, settings);
        numbers = new NumberFinder(block, heard, settings);
        dates = new DateFinder(block, heard);
        network = new NetworkFinder(block);
        secrets = new SecretFinder(block, heard);
        users = new UserFinder(block);
    }

    /** Bytes looked at again behind the first pass, since this was made. */
    long work() {
        return block.work;
    }

    /** Forgets the text before. */
    void begin() {
        extendedTo = 0;
    }

    void scan(byte[] utf8, int from, int to, int textFrom, int textTo, Findings found) {
        int first = found.size();
        block.complete = from == textFrom && to == textTo;
        int tricks = Block.tricks(utf8, from, to);
        boolean hidden = false;
        if ((tricks & Bytes.FOLD) == 0) {
            block.direct(utf8, from, to, textFrom);
        } else {
            block.fold(utf8, from, to, textFrom, false, false);
            hidden = block.hidden;
        }
        goOver(found);
        if ((tricks & Bytes.ESCAPE) != 0) {
            block.fold(utf8, from, to, textFrom, true, false);
            hidden |= block.hidden;
            if (block.decoded) {
                goOver(found);
            }
        }
        if (hidden) {
            block.fold(utf8, from, to, textFrom, true, true);
            goOver(found);
        }
        if (to < textTo) {
            reach(utf8, to, textTo, first, found);
        }
    }

    /** What the block's end may have cut is left to the next block, or followed to its end if it is longer than that. */
    private void reach(byte[] utf8, int to, int textTo, int first, Findings found) {
        for (int i = found.size() - 1; i >= first; i--) {
            if (found.end(i) < to) {
                continue;
            }
            if (found.start(i) >= to - DetectorScan.OVERLAP) {
                found.remove(i);
            } else if (to > extendedTo) {
                boolean key = found.kind(i) == Kind.PRIVATE_KEY;
                int end = to;
                while (end < textTo && (key ? KeyFinder.inKey(utf8[end]) : !Bytes.isBlank(utf8[end]))) {
                    end++;
                }
                extendedTo = end;
                found.extend(i, end);
            }
        }
    }

    private void goOver(Findings found) {
        heard.clear();
        secrets.begin();
        network.begin();
        numbers.begin();
        dates.begin();
        wordStart = wordEnd = earlierStart = earlierEnd = -1;
        byte[] t = block.t;
        int to = block.to;
        int i = block.from;
        while (i > block.lo && i > block.from - DetectorScan.MARGIN && Bytes.isAlnum(t[i - 1])) {
            i--;
        }
        while (i < to) {
            byte b = t[i];
            switch (Bytes.CLASS[b & 0xFF]) {
                case Bytes.LETTER -> {
                    int start = i;
                    i = Lanes.endOfLetters(t, i, to);
                    boolean token = i < to && Bytes.isDigit(t[i]);
                    i = token ? token(start, i, found) : word(start, i, found);
                }
                case Bytes.DIGIT -> i = token(i, i, found);
                case Bytes.SIGN -> i = network.sign(i, found);
                default -> i++;
            }
        }
    }

    private int word(int start, int end, Findings found) {
        earlierStart = wordStart;
        earlierEnd = wordEnd;
        wordStart = start;
        wordEnd = end;
        long meaning = Context.of(block.t, start, end);
        if (meaning != 0) {
            heard.add(start, end, meaning);
            if ((meaning & (Context.WEEKDAY | Context.SPELLED_AT)) != 0) {
                dates.weekday(start, end, meaning, found);
                network.word(start, end, meaning, found);
            }
            secrets.announced(start, end, meaning, found);
            if ((meaning & Context.USER) != 0) {
                users.announced(start, end, found);
            }
        }
        if (end - start >= SecretFinder.SHORTEST || block.at(end) == '_' || block.at(end) == '-') {
            secrets.token(start, end, false, found);
        }
        if (end - start == 8 || end - start == 11) {
            identifiers.bic(start, end, found);
        }
        return end;
    }

    /** A token that has a digit, the first at an index. */
    private int token(int start, int firstDigit, Findings found) {
        int end = firstDigit + 1;
        boolean letters = firstDigit > start;
        while (end < block.to) {
            byte type = Bytes.CLASS[block.t[end] & 0xFF];
            if (type != Bytes.DIGIT && type != Bytes.LETTER) {
                break;
            }
            letters |= type == Bytes.LETTER;
            end++;
        }
        if (firstDigit == start) {
            dates.at(start, end, letters, found);
            numbers.at(start, end, letters, found);
            network.number(start, found);
        } else {
            numbers.glued(firstDigit, end, found);
            if (end == firstDigit + 1) {
                secrets.announced(start, end, Context.of(block.t, start, firstDigit), found); // CVC2
            }
        }
        secrets.token(start, end, true, found);
        boolean one = isGroup(wordStart, wordEnd, start);
        boolean two = one && isGroup(earlierStart, earlierEnd, wordStart);
        identifiers.at(two ? earlierStart : -1, one ? wordStart : -1, start, end, found);
        return end;
    }

    private boolean isGroup(int from, int to, int next) {
        return from >= 0
                && to == next - 1
                && to - from <= LONGEST_LETTER_GROUP
                && IdentifierFinder.separates(block.t[to]);
    }
}
