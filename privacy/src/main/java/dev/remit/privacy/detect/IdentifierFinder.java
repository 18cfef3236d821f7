package dev.remit.privacy.detect;

import dev.remit.privacy.check.IbanCheck;
import java.util.Locale;

/** Finds identifiers in runs of letters and digits: those of the rules, IBANs, BICs and those known only by context. */
final class IdentifierFinder {
    private static final int NEAR = 32;
    private static final long ANNOUNCING = Context.LICENCE
            | Context.PASSPORT
            | Context.ACCOUNT
            | Context.ROUTING
            | Context.ID
            | Context.SOCIAL
            | Context.TAX
            | Context.HEALTH;
    private static final int LONGEST_LETTER_GROUP = 4;
    private static final boolean[] STATES =
            pairs(("AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN"
                            + " MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI"
                            + " AA AE AP FM MH PW")
                    .split(" "));
    private static final boolean[] COUNTRIES = pairs(Locale.getISOCountries());
    private static final int[] IBAN_LENGTHS = new int[26 * 26];

    static {
        String lengths =
                "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28"
                        + " EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26"
                        + " IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28"
                        + " NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25"
                        + " SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 DZ26 AO25 BF28 BJ28 CF27 CG27 CI28 CM27 CV25 GA27 GQ27"
                        + " GW25 IR26 KM27 MA28 MG27 ML28 MZ25 NE28 SN28 TD27 TG28";
        for (String one : lengths.split(" ")) {
            IBAN_LENGTHS[(one.charAt(0) - 'A') * 26 + one.charAt(1) - 'A'] = Integer.parseInt(one.substring(2));
        }
    }

    private final Block block;
    private final Outline outline;
    private final Heard heard;
    private final Run run;
    private final Rules rules;
    private final Tier least;
    private final IbanCheck iban = new IbanCheck();

    IdentifierFinder(Block block, Outline outline, Heard heard, Settings settings) {
        this.block = block;
        this.outline = outline;
        this.heard = heard;
        run = new Run(block, outline);
        rules = new Rules(settings);
        least = settings.least();
    }

    /** Whether a byte may stand between the groups of an identifier. */
    static boolean separates(byte b) {
        return b == ' ' || b == '-' || b == '.' || b == '/' || b == ':' || b == '_' || b == '+';
    }

    /**
     * Looks at the run that begins with a token that has a digit, and at those that begin with the words before it.
     *
     * @param earlier start of the word before the word before, -1 if it cannot belong to it
     * @param word the same of the word before
     */
    void at(int earlier, int word, int start, int end, Findings found) {
        if (earlier >= 0) {
            begin(earlier, found);
        }
        if (word >= 0) {
            begin(word, found);
        }
        begin(start, found);
        announced(start, end, word, found);
    }

    private void begin(int start, Findings found) {
        run.clear();
        boolean wordBefore = false;
        boolean digits = false;
        for (int at = start; ; ) {
            int end = outline.endOfAlnum(at);
            boolean digit = outline.hasDigit(at, end);
            boolean fits = digit || (end - at <= LONGEST_LETTER_GROUP && (!wordBefore || !digits));
            if (end == at || !fits || !run.add(at, end)) {
                return;
            }
            wordBefore = !digit;
            digits |= digit;
            if (digits) {
                judge(found);
            }
            if (end >= block.to || !separates(block.t[end])) {
                return;
            }
            at = end + 1;
        }
    }

    private void judge(Findings found) {
        int length = run.length(run.groups);
        if (length < 5 || run.isForeign(length)) {
            return;
        }
        choose(rules.of(length, run.letters(length)), run.letters(length), found);
        if (length >= IbanCheck.SHORTEST && (run.letters(length) & 0xF) == 3) {
            iban(length, found);
        }
    }

    /** Asks the rules that can still say enough: most need a word that announces it, and groups those of their forms. */
    private void choose(Rules.Choice choice, long letters, Findings found) {
        boolean compact = run.groups == 1;
        boolean neat = compact || (choice.shapes & Run.bit(run.shape(run.groups))) != 0;
        boolean loose = !neat && letters == 0 && run.isEven(run.groups);
        if (!(neat || loose) || !choice.hasLetters(letters)) {
            return;
        }
        long contexts = neat ? choice.contexts : choice.checked;
        if (least == Tier.WEAK || isAnnounced(contexts) || (neat && run.isWhole(run.groups))) {
            judge(choice.all, found);
        } else if (compact) {
            judge(choice.bare, found);
        } else if (neat) {
            judgeNeat(choice.grouped(run.shape(run.groups)), found);
        }
    }

    private boolean isAnnounced(long contexts) {
        return (heard.before(run.start()) & contexts) != 0 || (heard.behind(run.end(run.groups)) & contexts) != 0;
    }

    private void judge(Rule[] candidates, Findings found) {
        for (Rule rule : candidates) {
            rule.judge(run, run.groups, heard, least, found);
        }
    }

    /** Without a word that announces it, groups that are not those of a form are not enough. */
    private void judgeNeat(Rule[] candidates, Findings found) {
        for (Rule rule : candidates) {
            if (rule.mayBeNeat(run, run.groups)) {
                rule.judge(run, run.groups, heard, least, found);
            }
        }
    }

    private void iban(int length, Findings found) {
        byte[] compact = run.compact(run.groups);
        int country = (compact[0] - 'A') * 26 + compact[1] - 'A';
        if (IBAN_LENGTHS[country] != length || run.lengthOf(0) < 2) {
            return;
        }
        iban.clear();
        for (int i = 0; i < length; i++) {
            iban.take((char) compact[i]);
        }
        if (iban.endsHere()) {
            run.add(Kind.IBAN, run.groups, Tier.VALID, "check digits and the length of its country", found);
        } else if (heard.before(Context.ACCOUNT, run.start(), NEAR)) {
            run.add(Kind.IBAN, run.groups, Tier.LIKELY, "shape and a word near it; its check digits are wrong", found);
        }
    }

    /** A word, or a token, of eight or eleven characters may be a BIC (ISO 9362), if a word says so. */
    void bic(int start, int end, Findings found) {
        for (int i = start; i < end; i++) {
            byte b = block.t[i];
            if (!Bytes.isUpper(b) && (i < start + 6 || !Bytes.isDigit(b))) {
                return;
            }
        }
        if (!isIn(COUNTRIES, start + 4)) {
            return;
        }
        boolean whole = block.isWhole(start, end);
        if (whole || heard.around(Context.BIC, start, end)) {
            found.add(
                    Kind.BIC, block.origin(start), block.origin(end), Tier.LIKELY, "shape, country and a word near it");
        } else if (least == Tier.WEAK) {
            found.add(Kind.BIC, block.origin(start), block.origin(end), Tier.WEAK, "shape and country");
        }
    }

    /** What only words tell: account, licence, passport and identity numbers, postcodes, numbers of a register. */
    private void announced(int start, int end, int word, Findings found) {
        int length = end - start;
        if (length == 8 || length == 11) {
            bic(start, end, found);
        }
        if (word >= 0 && length <= 6 && block.t[start] <= '9' && isRegister(word, start)) {
            add(Kind.DE_REGISTER, word, end, found);
        }
        postcode(start, end, word, found);
        byte before = block.at(start - 1);
        boolean letter = before == '-' && Bytes.isUpper(block.at(start - 2)) && !Bytes.isAlnum(block.at(start - 3));
        int first = letter ? start - 2 : start; // as in V-12.345.678
        boolean joined =
                !letter && (before == '-' || before == '.' || before == '/') && Bytes.isAlnum(block.at(start - 2));
        if (joined || (heard.before(start) & ANNOUNCING) == 0) {
            return;
        }
        int wide = end;
        int digits = digits(start, end);
        while (goesOn(wide)) {
            int next = wide + 1;
            while (next < block.to && next - wide < Run.LONGEST && Bytes.isAlnum(block.t[next])) {
                next++;
            }
            int more = digits(wide + 1, next);
            if (more == 0 || next - start > 24 || (block.t[wide] == ' ' && more < next - wide - 1)) {
                break;
            }
            digits += more;
            wide = next;
        }
        if (digits < 5 || wide - start > 24) {
            return;
        }
        // As in A123456(3).
        wide += block.at(wide) == '(' && Bytes.isAlnum(block.at(wide + 1)) && block.at(wide + 2) == ')' ? 3 : 0;
        if (heard.before(Context.LICENCE, start, NEAR)) {
            add(Kind.LICENCE, first, wide, found);
        } else if (heard.before(Context.PASSPORT, start, NEAR) && digits <= 10) {
            add(Kind.PASSPORT, first, wide, found);
        } else if (heard.before(Context.ACCOUNT | Context.ROUTING, start, NEAR) && digits >= 6) {
            add(Kind.BANK_ACCOUNT, first, wide, found);
        } else if (heard.before(Context.ID | Context.SOCIAL | Context.TAX | Context.HEALTH, start, NEAR)
                && digits >= 6) {
            add(Kind.NATIONAL_ID, first, wide, found);
        }
    }

    /**
     * Whether another group of a number follows; behind a dot only one of thousands, as in 1.020.345, and
     * behind a slash one of three digits at least.
     */
    private boolean goesOn(int end) {
        byte gap = block.at(end);
        boolean thousands = gap == '.'
                && Bytes.isDigit(block.at(end + 1))
                && Bytes.isDigit(block.at(end + 2))
                && Bytes.isDigit(block.at(end + 3))
                && !Bytes.isAlnum(block.at(end + 4));
        boolean fraction = gap == '/'
                && Bytes.isDigit(block.at(end + 1))
                && Bytes.isDigit(block.at(end + 2))
                && Bytes.isDigit(block.at(end + 3));
        return thousands || fraction || ((gap == '-' || gap == ' ') && Bytes.isAlnum(block.at(end + 1)));
    }

    private int digits(int start, int end) {
        int digits = 0;
        for (int i = start; i < Math.min(end, start + Run.LONGEST); i++) {
            digits += Bytes.isDigit(block.t[i]) ? 1 : 0;
        }
        return digits;
    }

    private boolean isRegister(int word, int start) {
        return start - word == 4
                && (block.t[word] | 0x20) == 'h'
                && (block.t[word + 1] | 0x20) == 'r'
                && ((block.t[word + 2] | 0x20) == 'a' || (block.t[word + 2] | 0x20) == 'b');
    }

    private void postcode(int start, int end, int word, Findings found) {
        int length = end - start;
        if (length > 7 || length < 2 || (length == 2 && block.at(end) != '-')) {
            return;
        }
        boolean five = length == 5 && digits(start, end) == 5;
        boolean state = five && word >= 0 && start - word == 3 && isIn(STATES, word);
        boolean said = heard.before(Context.POSTCODE, start, 14) && digits(start, end) >= 2;
        if (!state && !said) {
            return;
        }
        int wide = end;
        byte gap = block.at(end);
        if ((gap == '-' || gap == ' ') && Bytes.isAlnum(block.at(end + 1))) {
            int next = end + 1;
            while (next < block.to && next - end < 6 && Bytes.isAlnum(block.t[next])) {
                next++;
            }
            boolean plusFour = gap == '-' && digits(end + 1, next) == next - end - 1;
            boolean second = said && gap == ' ' && isSecondHalf(length, end + 1, next);
            wide = plusFour || second ? next : end;
        }
        if (wide - start >= 4) {
            add(Kind.POSTCODE, start, wide, found);
        }
    }

    /** As in 394 13, 7412 SL, H3Z 2Y7 or D02 X285. */
    private boolean isSecondHalf(int length, int start, int end) {
        int digits = digits(start, end);
        boolean letters = digits == 0 && end - start == 2 && Bytes.isUpper(block.t[start]);
        return (length == 3 && digits == 2 && end - start == 2)
                || (length == 4 && letters)
                || (digits >= 3 && end - start == 4 && Bytes.isUpper(block.t[start]))
                || (digits > 0 && end - start == 3);
    }

    private static boolean[] pairs(String... letters) {
        boolean[] pairs = new boolean[26 * 26];
        for (String two : letters) {
            pairs[(two.charAt(0) - 'A') * 26 + two.charAt(1) - 'A'] = true;
        }
        return pairs;
    }

    /** Whether two letters are one of these pairs, in any case. */
    private boolean isIn(boolean[] pairs, int start) {
        int one = (Bytes.UPPER[block.t[start] & 0xFF] & 0xFF) - 'A';
        int two = (Bytes.UPPER[block.t[start + 1] & 0xFF] & 0xFF) - 'A';
        return one >= 0 && one < 26 && two >= 0 && two < 26 && pairs[one * 26 + two];
    }

    private void add(Kind kind, int start, int end, Findings found) {
        found.add(kind, block.origin(start), block.origin(end), Tier.LIKELY, "shape and a word near it");
    }
}
