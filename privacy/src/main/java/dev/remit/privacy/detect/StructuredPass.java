package dev.remit.privacy.detect;

import org.jspecify.annotations.Nullable;

/**
 * Finds what has a structure in one block of text: goes over its bytes once, remembers the words that mean something, and
 * asks those who know at each token with a digit in it and at each sign. Each of them looks back and ahead a bounded
 * number of bytes, so that the time is linear. Not thread-safe.
 *
 * <p>A text with characters or escapes that hide something is gone over again in each way that it can be read.
 */
final class StructuredPass {
    /** Bytes of a label of a domain, and of the sign before it (RFC 1035, section 2.3.4). */
    private static final int LONGEST_LABEL = 63 + 4;

    private static final int LONGEST_LETTER_GROUP = 4;

    /** A bit for each length of a bank's code. */
    private static final int CODES = 1 << 8 | 1 << 11;

    /** What words mean that are looked at when it is their turn. */
    private static final long ANNOUNCING =
            Context.WEEKDAY | Context.SPELLED_AT | Context.USER | SecretFinder.ANNOUNCING;

    private final Block block = new Block();
    private final Outline outline = new Outline();
    private final Heard heard = new Heard(block);
    private final IdentifierFinder identifiers;
    private final NumberFinder numbers;
    private final DateFinder dates;
    private final NetworkFinder network;
    private final SecretFinder secrets;
    private final UserFinder users;
    private final @Nullable EncodedFinder encoded;

    private int[] worth = {};
    private int first;
    private int extendedTo;
    private boolean cut;
    private boolean shared;
    private boolean folded;

    /** Whether there may be characters of a mail behind equals signs. */
    private boolean quoted;

    StructuredPass(Settings settings) {
        this(settings, true);
    }

    /** Whether what is encoded is looked at, too. */
    StructuredPass(Settings settings, boolean decode) {
        identifiers = new IdentifierFinder(block, outline, heard, settings);
        numbers = new NumberFinder(block, outline, heard, settings);
        dates = new DateFinder(block, heard);
        network = new NetworkFinder(block);
        secrets = new SecretFinder(block, outline, heard);
        users = new UserFinder(block);
        encoded = decode ? new EncodedFinder(block, settings) : null;
    }

    /** Bytes looked at again behind the first pass, since this was made. */
    long work() {
        return block.work;
    }

    /**
     * What was read last, if it is all there is to read of it and a word begins where it begins, so that others need not
     * read it again; else null.
     */
    @Nullable
    Outline read() {
        return shared ? outline : null;
    }

    /** The same of a text that was folded, and read in no other way. */
    @Nullable
    Block folded() {
        return folded ? block : null;
    }

    /** What was read last. */
    Outline outline() {
        return outline;
    }

    /** Forgets the text before. */
    void begin() {
        extendedTo = 0;
    }

    void scan(byte[] utf8, int from, int to, int textFrom, int textTo, Findings found) {
        int first = found.size();
        block.complete = from == textFrom && to == textTo;
        int tricks = Block.tricks(utf8, from, to, textFrom);
        boolean hidden = false;
        if ((tricks & Bytes.FOLD) == 0) {
            block.direct(utf8, from, to, textFrom);
        } else {
            block.fold(utf8, from, to, textFrom, false, false);
            hidden = block.hidden;
        }
        quoted = false;
        goOver(found);
        tricks |= quoted ? Bytes.ESCAPE : 0;
        shared = tricks == 0 && !cut;
        folded = tricks == Bytes.FOLD && !hidden && !cut;
        if ((tricks & Bytes.ESCAPE) != 0) {
            block.fold(utf8, from, to, textFrom, true, false);
            hidden |= block.hidden;
            if (block.decoded) {
                goOver(found);
            }
            for (int level = 1; level < Characters.LEVELS && (block.decoded || quoted); level++) {
                if (block.again(quoted)) {
                    goOver(found);
                }
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
        if (encoded != null) {
            encoded.begin();
        }
        byte[] t = block.t;
        first = block.from;
        while (first > block.lo && first > block.from - DetectorScan.MARGIN && Bytes.isAlnum(t[first - 1])) {
            first--;
        }
        cut = first < block.from;
        outline.readPlaces(t, first, block.to);
        listen();
        int next = first;
        for (int group = 0; group < outline.size(); group++) {
            for (long events = outline.events(group); events != 0; events &= events - 1) {
                int at = outline.place(group, events);
                if (at < next) {
                    continue; // within what a sign was the begin of
                }
                byte type = Bytes.CLASS[t[at] & 0xFF];
                if (type == Bytes.SIGN) {
                    next = network.sign(at, found);
                } else if (type != Bytes.OTHER) {
                    alnum(at, found);
                }
            }
        }
    }

    /** Remembers the words that mean something, and marks those that something may begin or end with. */
    private void listen() {
        byte[] t = block.t;
        int count = worthALook();
        for (int k = 0; k < count; k++) {
            int i = worth[k];
            int start = outline.starts[i];
            int end = outline.ends[i];
            int length = end - start;
            listen(start, end, outline.hashes[i], (length == 8 || length == 11) && Bytes.isUpper(t[start]));
        }
        for (int group = 0; group < outline.size(); group++) {
            for (long mixed = outline.mixed(group); mixed != 0; mixed &= mixed - 1) {
                int start = outline.place(group, mixed);
                heard.addParts(start, outline.endOfAlnum(start));
            }
        }
    }

    /**
     * Hashes all words, and collects those that may mean something, are long, may be a code of a bank, or have a sign behind that tokens have.
     * Nobody can foresee which they are, so no branch depends on it.
     */
    private int worthALook() {
        byte[] t = block.t;
        int to = block.to;
        int words = outline.words;
        if (worth.length < words) {
            worth = new int[outline.starts.length];
        }
        int[] starts = outline.starts;
        int[] ends = outline.ends;
        long[] hashes = outline.hashes;
        int count = 0;
        for (int i = 0; i < words; i++) {
            int start = starts[i];
            int end = ends[i];
            long hash = WordHash.of(t, start, end);
            hashes[i] = hash;
            int length = end - start;
            int first = t[start];
            int behind = end < to ? t[end] : 0;
            int capital = ((first - 'Z' - 1) & ~(first - 'A')) >>> 31;
            int dot = ((behind ^ '.') - 1) & (length - SecretFinder.LONGEST_BEFORE_DOT - 1);
            int sign = (((behind ^ '_') - 1) | ((behind ^ '-') - 1) | dot) >>> 31;
            int isLong = (SecretFinder.SHORTEST - 1 - length) >>> 31;
            worth[count] = i;
            count += Context.may(hash) | isLong | sign | (capital & (CODES >>> length));
        }
        return count;
    }

    private void listen(int start, int end, long hash, boolean code) {
        if (outline.hasDigit(start, end)) {
            return; // read by itself
        }
        long meaning = Context.of(hash);
        if (meaning != 0) {
            heard.add(start, end, meaning);
        }
        boolean secret = end - start >= SecretFinder.SHORTEST || secrets.mayBegin(start, end);
        if ((meaning & ANNOUNCING) != 0 || code || secret) {
            outline.mark(start);
        }
    }

    private void alnum(int start, Findings found) {
        int end = outline.endOfAlnum(start);
        if (outline.hasDigit(start, end)) {
            token(start, outline.firstDigit(start, end), end, found);
        } else {
            word(start, end, found);
        }
    }

    private void word(int start, int end, Findings found) {
        long meaning = Context.of(block.t, start, end) & ANNOUNCING;
        if (meaning != 0) {
            if ((meaning & (Context.WEEKDAY | Context.SPELLED_AT)) != 0) {
                dates.weekday(start, end, meaning, found);
                network.word(start, end, meaning, found);
            }
            secrets.announced(start, end, meaning, found);
            if ((meaning & Context.USER) != 0) {
                users.announced(start, end, found);
            }
        }
        if (end - start >= SecretFinder.SHORTEST || secrets.mayBegin(start, end)) {
            secrets.token(start, end, false, found);
            encoded(start, end, SecretFinder.SHORTEST, found);
        }
        if (Bytes.isUpper(block.t[start]) && (end - start == 8 || end - start == 11)) {
            identifiers.bic(start, end, found);
        }
    }

    /** A token that has a digit, the first at an index. */
    private void token(int start, int firstDigit, int end, Findings found) {
        if (firstDigit == start) {
            quoted |= block.at(start - 1) == '=' && isQuoted(start, end);
            boolean letters = !outline.isNumber(start, end);
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
        encoded(start, end, EncodedFinder.SHORTEST_WORD, found);
        int word = wordBefore(start);
        identifiers.at(word < 0 ? -1 : wordBefore(word), word, start, end, found);
    }

    private void encoded(int start, int end, int least, Findings found) {
        if (encoded != null && end - start >= least) {
            encoded.at(start, end, found);
        }
    }

    /**
     * Whether an at sign of a mail in printable ASCII, or an equals sign of one, stands between a letter or digit and what may be a
     * domain. Values of keys begin with the same digits, and whatever is taken for one has the block read again.
     */
    private boolean isQuoted(int start, int end) {
        boolean at = block.t[start] == '4' && block.at(start + 1) == '0' && end > start + 2;
        boolean equals = block.t[start] == '3' && block.at(start + 1) == 'D' && end > start + 2;
        if (!(at || equals) || !Bytes.isAlnum(block.at(start - 2))) {
            return false;
        }
        int i = end;
        while (i < start + LONGEST_LABEL && (Bytes.isAlnum(block.at(i)) || block.at(i) == '-')) {
            i++;
        }
        return block.at(i) == '.' && Bytes.isLetter(block.at(i + 1));
    }

    /** The start of a short word in front of a place, with one sign between that an identifier may have; -1 if none is. */
    private int wordBefore(int next) {
        int end = next - 1;
        if (end <= first || !IdentifierFinder.separates(block.t[end])) {
            return -1;
        }
        int start = end;
        while (start > first && end - start <= LONGEST_LETTER_GROUP && Bytes.isLetter(block.t[start - 1])) {
            start--;
        }
        boolean fits = start < end && end - start <= LONGEST_LETTER_GROUP;
        return fits && (start == first || !Bytes.isDigit(block.t[start - 1])) ? start : -1;
    }
}
