package dev.remit.privacy.detect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds keys and tokens by the prefixes that their issuers publish, JSON web tokens, addresses of coins, strings at random,
 * and what a word announces as a password or a code.
 */
final class SecretFinder {
    /** Fewest letters of a word without digits that is looked at. */
    static final int SHORTEST = 16;

    /** What a word means that may announce a secret. */
    static final long ANNOUNCING =
            Context.LINE | Context.PASSWORD | Context.TOKEN | Context.KEY | Context.CODE | Context.CODE_WORD;

    private static final int LONGEST = 4096;
    private static final int FAR_WORDS = 4;
    private static final int STRONG_WORDS = 6;
    private static final int LONGEST_STRONG = 40;
    private static final int FARTHEST_STRONG = 64;
    private static final int FARTHEST_QUOTE = 256;
    private static final String[] IS = {
        "is", "was", "ist", "war", "lautet", "est", "es", "era", "are", "e", "to", "on", "er", "ar", "je", "este", "é",
        "è", "its", "it's"
    };

    /** Letters before the dot of a head without digits. */
    static final int LONGEST_BEFORE_DOT = 3;

    /** Prefix, and how many characters of the alphabet of base64url must follow at least. */
    private static final String[] PREFIXES = {
        "AKIA:16",
        "ASIA:16",
        "ABIA:16",
        "ACCA:16",
        "AROA:16",
        "AIDA:16",
        "AIza:35",
        "ya29.:20",
        "GOCSPX-:20",
        "ghp_:36",
        "gho_:36",
        "ghu_:36",
        "ghs_:36",
        "ghr_:36",
        "github_pat_:22",
        "glpat-:20",
        "gldt-:20",
        "glrt-:20",
        "glptt-:20",
        "glcbt-:16",
        "xoxb-:10",
        "xoxp-:10",
        "xoxa-:10",
        "xoxr-:10",
        "xoxs-:10",
        "xoxe-:10",
        "xapp-:10",
        "sk_live_:16",
        "sk_test_:16",
        "rk_live_:16",
        "rk_test_:16",
        "pk_live_:16",
        "pk_test_:16",
        "whsec_:20",
        "sk-ant-:20",
        "sk-proj-:20",
        "sk-svcacct-:20",
        "sk-or-:20",
        "sk-:16",
        "SG.:40",
        "npm_:36",
        "pypi-:50",
        "hf_:30",
        "hvs.:24",
        "hvb.:24",
        "dop_v1_:40",
        "doo_v1_:40",
        "shpat_:32",
        "shpca_:32",
        "shppa_:32",
        "shpss_:32",
        "sq0atp-:22",
        "sq0csp-:40",
        "EAAA:56",
        "key-:32",
        "dapi:32",
        "lin_api_:30",
        "ntn_:40",
        "secret_:40",
        "figd_:36",
        "PMAK-:50",
        "NRAK-:26",
        "rubygems_:40",
        "dckr_pat_:20",
        "atlasv1.:40",
        "AGE-SECRET-KEY-1:50",
        "xkeysib-:60",
        "gsk_:40",
        "r8_:36",
        "tfp_:40",
        "pul-:40",
        "sbp_:40",
        "vercel_:20",
        "sntrys_:40",
        "sgp_:40",
        "phc_:40",
        "ATATT3:60",
        "ATCTT3:60",
        "eyJhbGciOi:20",
        "oy2:43",
        "FLWSECK-:20",
        "rzp_live_:14",
        "rzp_test_:14",
        "PRIVATE-:60",
        "AC:32x",
        "SK:32x"
    };

    private static final int DOTS = 1;
    private static final int EQUALS = 2;

    /** For each first letter the index of the first head and, in the lowest eight bits, how many there are. */
    private static final int[] BY_FIRST = new int[128];

    private static final String[] HEADS = new String[PREFIXES.length];
    private static final int[] MORE = new int[PREFIXES.length];
    private static final int[] LEAST = new int[PREFIXES.length];
    private static final boolean[] HEX = new boolean[PREFIXES.length];

    static {
        String[] sorted = PREFIXES.clone();
        Arrays.sort(
                sorted, Comparator.comparingInt(prefix -> prefix.charAt(0))); // those of one letter stay in their order
        for (int i = 0; i < sorted.length; i++) {
            int colon = sorted[i].lastIndexOf(':');
            HEADS[i] = sorted[i].substring(0, colon);
            MORE[i] = more(HEADS[i]);
            HEX[i] = sorted[i].endsWith("x");
            LEAST[i] = Integer.parseInt(sorted[i].substring(colon + 1).replace("x", ""));
            char first = HEADS[i].charAt(0);
            BY_FIRST[first] = (BY_FIRST[first] == 0 ? i << 8 : BY_FIRST[first]) + 1;
        }
    }

    private final Block block;
    private final Outline outline;
    private final Heard heard;
    private final Coins coins = new Coins();
    private int floor;
    private int said;

    /** Where the next blank and line end are, remembered because many words may ask for the same one. */
    private int blankAhead;

    private int lineAhead;

    /** The parts of the text where no token need be looked for again, by its further sign. */
    private final int[] tokenFrom = new int[EQUALS + 1];

    private final int[] tokenEnd = new int[EQUALS + 1];

    SecretFinder(Block block, Outline outline, Heard heard) {
        this.block = block;
        this.outline = outline;
        this.heard = heard;
    }

    void begin() {
        Arrays.fill(tokenFrom, 0);
        Arrays.fill(tokenEnd, -1);
        floor = block.lo;
        said = block.lo;
        blankAhead = block.lo;
        lineAhead = block.lo;
    }

    /** Whether a short word may be the first of what an issuer's tokens begin with. */
    boolean mayBegin(int start, int end) {
        byte behind = block.at(end);
        int first = block.t[start];
        // Dots end sentences, so only the shortest heads have them behind letters alone: SG. and hvs.
        boolean sign = behind == '_' || behind == '-' || (behind == '.' && end - start <= LONGEST_BEFORE_DOT);
        return sign && first > 0 && BY_FIRST[first] > 0;
    }

    /** At a word or token that is long, or is followed by an underscore or a hyphen. */
    void token(int start, int end, boolean digits, Findings found) {
        if (start < floor) {
            return;
        }
        int first = block.t[start];
        if (first > 0 && BY_FIRST[first] > 0 && prefixed(start, found)) {
            return;
        }
        if (end - start < SHORTEST) {
            return;
        }
        if (first == 'e' && block.at(start + 1) == 'y' && block.at(start + 2) == 'J' && jwt(start, found)) {
            return;
        }
        if (digits && end - start >= 25 && end - start <= 108 && coin(start, end, found)) {
            return;
        }
        atRandom(start, found);
    }

    private boolean prefixed(int start, Findings found) {
        int first = BY_FIRST[block.t[start]];
        for (int i = first >>> 8; i < (first >>> 8) + (first & 0xFF); i++) {
            String head = HEADS[i];
            if (!block.startsWith(start, head)) {
                continue;
            }
            int from = start + head.length();
            int run = HEX[i] ? endOfHex(from) : endOfToken(from, MORE[i]);
            int end = Math.min(run, from + LONGEST);
            boolean digit = outline.firstDigit(from, end) < end;
            while (end > from && (block.at(end - 1) == '.' || block.at(end - 1) == '-')) {
                end--;
            }
            boolean fits = HEX[i] ? end - from == LEAST[i] && !Bytes.isAlnum(block.at(end)) : end - from >= LEAST[i];
            end = fits && !HEX[i] && end - from >= LONGEST ? run : end;
            if (fits && (digit || Bytes.isUpper(block.at(start)) || isMixed(head, from, from + LEAST[i]))) {
                Kind kind = head.startsWith("eyJ") ? Kind.JWT : Kind.SECRET;
                found.add(kind, block.origin(start), block.origin(end), Tier.VALID, "the prefix of a known issuer");
                floor = end;
                return true;
            }
        }
        return false;
    }

    /**
     * Whether letters alone are a token: with capitals and small letters behind a sign, or behind an underscore without one
     * among them, as names of programs have.
     */
    private boolean isMixed(String head, int from, int end) {
        byte sign = (byte) head.charAt(head.length() - 1);
        boolean upper = false;
        boolean lower = false;
        boolean letters = true;
        for (int i = from; i < end; i++) {
            byte b = block.at(i);
            upper |= Bytes.isUpper(b);
            lower |= Bytes.isLower(b);
            letters &= Bytes.isLetter(b);
        }
        block.work += end - from;
        return (upper && lower && !Bytes.isAlnum(sign)) || (letters && sign == '_');
    }

    /** All heads, each with a colon and what must follow at least; with an x, exactly so many of lower-case hexadecimal. */
    static List<String> prefixes() {
        return List.of(PREFIXES);
    }

    /** The end of a token, found once for all heads within it that may have the same further sign in theirs. */
    private int endOfToken(int from, int more) {
        if (from < tokenFrom[more] || from > tokenEnd[more]) {
            int end = from;
            while (inToken(block.at(end), more)) {
                end++;
            }
            block.work += end - from;
            tokenFrom[more] = from;
            tokenEnd[more] = end;
        }
        return tokenEnd[more];
    }

    private int endOfHex(int from) {
        int end = from;
        while (end - from < LONGEST && isLowerHex(block.at(end))) {
            end++;
        }
        block.work += end - from;
        return end;
    }

    /** The further sign in a token behind a head. */
    private static int more(String head) {
        boolean dots = head.endsWith(".") || head.startsWith("eyJ") || head.startsWith("hv");
        return dots ? DOTS : head.startsWith("AT") ? EQUALS : 0;
    }

    private static boolean inToken(byte b, int more) {
        return (b > 0 && Bytes.isAlnum(b))
                || b == '_'
                || b == '-'
                || (b == '.' && more == DOTS)
                || (b == '=' && more == EQUALS);
    }

    private static boolean isLowerHex(byte b) {
        return Bytes.isDigit(b) || (b >= 'a' && b <= 'f');
    }

    private boolean jwt(int start, Findings found) {
        int end = start;
        int dots = 0;
        while (end - start < LONGEST
                && (isToken(block.at(end)) || (block.at(end) == '.' && isToken(block.at(end + 1))))) {
            dots += block.at(end) == '.' ? 1 : 0;
            end++;
        }
        block.work += end - start;
        if (dots < 1 || end - start < 24) {
            return false;
        }
        found.add(Kind.JWT, block.origin(start), block.origin(end), Tier.VALID, "the head of a JSON web token");
        floor = end;
        return true;
    }

    private static boolean isToken(byte b) {
        return (b > 0 && Bytes.isAlnum(b)) || b == '_' || b == '-';
    }

    private boolean coin(int start, int end, Findings found) {
        String why = coins.judge(block.t, start, end);
        if (why.isEmpty()) {
            return false;
        }
        found.add(Kind.CRYPTO, block.origin(start), block.origin(end), Tier.VALID, why);
        return true;
    }

    /**
     * A run of 20 characters or more that mixes capitals, small letters and digits as no name does. Fingerprints in
     * hexadecimal and UUIDs are only taken if a word announces them.
     */
    private void atRandom(int start, Findings found) {
        int end = start;
        int turns = 0;
        int kinds = 0;
        int last = 0;
        boolean hex = true;
        while (end < block.to
                && (isToken(block.at(end)) || block.at(end) == '+' || block.at(end) == '/' || block.at(end) == '=')) {
            byte b = block.t[end++];
            int kind = Bytes.isDigit(b) ? 1 : Bytes.isUpper(b) ? 2 : Bytes.isLower(b) ? 4 : 0;
            turns += kind != 0 && last != 0 && kind != last ? 1 : 0;
            kinds |= kind;
            last = kind == 0 ? last : kind;
            hex &= Bytes.isHex(b) || b == '-';
        }
        int length = end - start;
        block.work += length;
        boolean mixed = kinds == 7 && turns * 4 >= length && length >= 20;
        boolean announced = (kinds & 1) != 0 && kinds != 1 && turns * 5 >= length && length >= 20 && isAnnounced(start);
        floor = end;
        if ((mixed && !hex) || announced) {
            found.add(
                    Kind.SECRET,
                    block.origin(start),
                    block.origin(end),
                    Tier.LIKELY,
                    announced ? "a random string and a word near it" : "a random string");
        }
    }

    private boolean isAnnounced(int start) {
        return heard.before(Context.TOKEN | Context.PASSWORD | Context.KEY | Context.LINE, start, 24);
    }

    // What a word announces

    /**
     * At a word that may announce a secret. Behind a colon or an equals sign, what follows is the secret. Behind "is", it
     * is one if it is quoted or odd. Behind nothing, only if it looks like one.
     */
    void announced(int start, int end, long meaning, Findings found) {
        boolean line = (meaning & Context.LINE) != 0;
        boolean password = (meaning & Context.PASSWORD) != 0;
        boolean token =
                (meaning & Context.TOKEN) != 0 || ((meaning & Context.KEY) != 0 && isBehind(Context.BEFORE_KEY, start));
        boolean code = (meaning & Context.CODE) != 0
                || ((meaning & Context.CODE_WORD) != 0 && isBehind(Context.BEFORE_CODE, start));
        if (!(line || password || token || code) || end < said) {
            return;
        }
        int i = skip(end, "0123456789", 1);
        i = skip(i, "\"'`*_])s", 3);
        i = skip(i, " \t", 3);
        boolean plain = in(":=>", block.at(i));
        boolean is = !plain && isIs(i);
        if (is) {
            i = skip(behindIs(i), " \t", 3);
            plain = in(":=", block.at(i));
            if ((meaningAt(i) & Context.STILL) != 0) {
                i = skip(wordEnd(i), " \t", 3);
            }
        }
        if (plain) {
            i = skip(i, ":=>*_", 4);
            i = skip(i, " \t", 4);
            i = skip(i, "\r\n", 2);
        }
        boolean far = false;
        if (!plain && !is && (password || line)) {
            int value = behindFarIs(i);
            value = value == i && password ? strong(i) : value;
            far = value > i;
            i = value;
        }
        int scheme = line && plain ? behindScheme(i) : i;
        boolean whole = line && plain && scheme == i;
        i = scheme;
        int stop = whole ? lineEnd(i) : line && plain ? headerEnd(i) : valueEnd(i);
        block.work += Math.min(stop - end, 256);
        boolean quoted = in("\"'`", block.at(i)) && stop > i + 1;
        int from = quoted ? i + 1 : i;
        if (from >= stop) {
            return;
        }
        boolean placeholder = (block.at(from) == '$' && block.at(from + 1) == '{' && in("}\"'`,;", block.at(stop - 1)))
                || block.startsWith(from, "YOUR_")
                || (line && !whole && in("$<{[(", block.at(from)));
        if (placeholder) {
            return;
        }
        int figures = 0;
        int blanks = 0;
        boolean written = false;
        boolean odd = false;
        for (int k = from; k < Math.min(stop, from + 256); k++) {
            byte b = block.t[k];
            blanks += b == ' ' ? 1 : 0;
            written |= b != Glyphs.SYMBOL && (b < 0 || Bytes.isAlnum(b) || in("!$%&*+?#", b));
            figures += Bytes.isDigit(b) ? 1 : 0;
            odd |= !Bytes.isAlnum(b) && !in("-'.,;:!?()", b);
        }
        boolean strange = (figures > 0 || odd) && stop - from >= 4;
        boolean secret = far
                ? strange && (figures > 0 || quoted)
                : code
                        ? stop - from <= 16 && figures >= 3 && figures <= 12
                        : token
                                ? ((plain || figures > 0) && stop - from >= 6 && strange)
                                        || (plain && quoted && stop - from >= 6)
                                : plain || (strange && (is || figures > 0)) || (is && (quoted || isUnheardOf(from)));
        boolean several = password && plain && !quoted && !strange && block.at(end - 1) == 's' && block.at(end) == ':';
        // As in pw: my password is.
        boolean saidAgain = plain
                && !quoted
                && (meaningAt(from) & Context.SAID) != 0
                && block.at(stop) == ' '
                && (meaningAt(stop + 1) & Context.PASSWORD) != 0;
        if (!secret || !written || several || saidAgain || (token && !password && !line && blanks > 1)) {
            return;
        }
        while (stop > from + 1
                && !quoted
                && in(".,;:!?)\"'", block.t[stop - 1])
                && !((plain || far) && (password || token) && block.t[stop - 1] == '!')) {
            stop--;
        }
        if (code
                && (meaning & Context.CODE_WORD) != 0
                && !quoted
                && figures == 3
                && stop - from == 3
                && isThreeDigits(stop + 1)
                && in(" -", block.at(stop))) {
            stop += 4;
        }
        Kind kind = code ? Kind.SECURITY_CODE : Kind.PASSWORD;
        found.add(kind, block.origin(from), block.origin(stop), Tier.LIKELY, "a word that announces it");
        said = stop;
    }

    /** As in 482 913. */
    private boolean isThreeDigits(int i) {
        return Bytes.isDigit(block.at(i))
                && Bytes.isDigit(block.at(i + 1))
                && Bytes.isDigit(block.at(i + 2))
                && !Bytes.isAlnum(block.at(i + 3));
    }

    /** Whether a word stands here that nobody says of a password. */
    private boolean isUnheardOf(int i) {
        return wordEnd(i) > i && (meaningAt(i) & Context.SAID) == 0;
    }

    private long meaningAt(int i) {
        return Context.of(block.t, i, wordEnd(i));
    }

    private int wordEnd(int i) {
        int end = i;
        while (end - i < 24 && Bytes.isLetter(block.at(end))) {
            end++;
        }
        return end;
    }

    private boolean isBehind(long meaning, int start) {
        return heard.before(meaning, start, 2);
    }

    private int behindIs(int i) {
        int end = i;
        while (block.at(end) != ' ') {
            end++;
        }
        return end + 1;
    }

    private boolean isIs(int i) {
        for (String word : IS) {
            if (block.startsWith(i, word) && block.at(i + word.length()) == ' ') {
                return true;
            }
        }
        return false;
    }

    /** As in the password that I used was, within a few words of one sentence; the same index if there is none. */
    private int behindFarIs(int start) {
        int i = start;
        for (int words = 0; words < FAR_WORDS; words++) {
            int end = wordEnd(i);
            int behind = in("?,", block.at(end)) ? end + 1 : end;
            if (end == i || block.at(behind) != ' ') {
                return start;
            }
            i = behind + 1;
            if (isIs(i)) {
                block.work += i - start;
                return behindIs(i);
            }
        }
        return start;
    }

    /**
     * Where a word begins that mixes letters, digits and a sign as passwords do, among the next ones of a sentence; the same
     * index if there is none.
     */
    private int strong(int start) {
        int i = start;
        for (int words = 0; words <= STRONG_WORDS && i - start < FARTHEST_STRONG; words++) {
            int mix = 0;
            int end = i;
            while (end < block.to && end - i <= LONGEST_STRONG && !Bytes.isBlank(block.t[end])) {
                byte b = block.t[end++];
                mix |= Bytes.isDigit(b)
                        ? 1
                        : Bytes.isLetter(b) ? 2 : in("!$%&*+?^~", b) ? 4 : in("/=@<>|\\", b) ? 8 : 0;
            }
            block.work += end - i;
            if (mix == 7 && end - i >= 6 && end - i <= LONGEST_STRONG) {
                return i;
            }
            if (block.at(end) != ' ' || end == i) {
                return start;
            }
            i = end + 1;
        }
        return start;
    }

    /** What follows Bearer and Basic; the same index if nothing such is there. */
    private int behindScheme(int i) {
        int from = in("\"'`", block.at(i)) ? i + 1 : i;
        int end = wordEnd(from);
        boolean scheme = (meaningAt(from) & Context.TOKEN) != 0
                || block.startsWith(from, "Basic")
                || block.startsWith(from, "basic");
        return scheme && end > from ? skip(end, " \t", 2) : i;
    }

    private int valueEnd(int start) {
        byte quote = block.at(start);
        if (in("\"'`", quote)) {
            for (int i = start + 1; i < Math.min(block.to, start + 256) && block.t[i] != '\n'; i++) {
                if (block.t[i] == quote) {
                    return i;
                }
            }
        }
        int end = start;
        if (start >= blankAhead) {
            while (end < block.to && !Bytes.isBlank(block.t[end]) && block.t[end] != '<') {
                end++;
            }
            blankAhead = end;
        }
        return blankAhead;
    }

    /** The end of the line, or the quote that ends the header in it: credentials may be cut by blanks. */
    private int headerEnd(int start) {
        int end = lineEnd(start);
        for (int i = start; i < Math.min(end, start + FARTHEST_QUOTE); i++) {
            if (i > start && in("\"'`", block.t[i])) {
                return i;
            }
        }
        return end;
    }

    private int lineEnd(int start) {
        int end = start;
        if (start >= lineAhead) {
            while (end < block.to && block.t[end] != '\n' && block.t[end] != '\r') {
                end++;
            }
            lineAhead = end;
        }
        return lineAhead;
    }

    private int skip(int from, String skipped, int most) {
        int i = from;
        while (i - from < most && in(skipped, block.at(i))) {
            i++;
        }
        return i;
    }

    private static boolean in(String bytes, byte b) {
        return b > 0 && bytes.indexOf(b) >= 0;
    }
}
