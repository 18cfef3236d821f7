package dev.remit.privacy.guard;

import dev.remit.privacy.handling.CountryCode;

/**
 * Everything in a view that could be a value, in its normalised form: groups of digits, of digits and letters, e-mail
 * addresses, dates, streets. Groups belong together over up to eight separators, of which any blanks side by side are one; every
 * run of groups that ends here is tried, as far back as the longest code reaches, so the time is linear.
 *
 * <p>Words are read once and forgotten: only when a number comes are the groups before it gathered, backwards. Of a view
 * that was made from another, only what may be read otherwise is told.
 *
 * <p>For one view after another. Not thread-safe.
 */
final class Scanner {
    private static final int GROUPS = 128;
    static final int LONGEST_WORD = 12;
    static final int LONGEST_GAP = 8;
    private static final int MOST_TRAILING = 4; // groups of letters at the end of a code

    private static final int FEWEST_IN_DATE = 3;

    private static final byte[] COUNTRY_CODES = new byte[100];

    static {
        for (int i = 10; i < COUNTRY_CODES.length; i++) {
            COUNTRY_CODES[i] = (byte) CountryCode.length(Integer.toString(10 * i));
        }
    }

    /** Is told what could be a value. */
    interface Candidates {
        /**
         * @param tagged at its index a shape's tag, then the form in UTF-8; valid during the call only
         * @param view where it stands
         * @param start in the view
         * @param end in the view
         */
        void take(Shape shape, byte[] tagged, int from, int length, View view, int start, int end);
    }

    /**
     * What to look for.
     *
     * @param digits lengths of digits, as bits
     * @param codes the same of codes
     * @param shapes by number, as bits
     * @param bounds what these values have in common
     */
    record Wanted(long digits, long codes, long shapes, Bounds bounds) {
        static final Wanted ALL = new Wanted(-1L << Shape.SHORTEST, -1L << Shape.SHORTEST, -1, Bounds.any());

        /** Digits that there must be, at least, for there to be a value of more than letters. */
        int fewestDigits() {
            int fewest = Math.min(Long.numberOfTrailingZeros(digits), bounds.fewestDigits(codes));
            return wants(Shape.DATE) ? Math.min(fewest, FEWEST_IN_DATE) : fewest;
        }

        /** All but one shape. */
        Wanted without(Shape shape) {
            return new Wanted(digits, codes, shapes & ~(1L << shape.number()), bounds);
        }

        boolean wants(Shape shape) {
            return (shapes >> shape.number() & 1) != 0;
        }
    }

    private final boolean wantsDigits;
    private final boolean wantsCodes;
    private final boolean wantsDates;
    private final boolean wantsEmails;
    private final long digits;
    private final long codes;
    private final Bounds bounds;
    private final Said said;
    private final Addresses addresses;
    private final Streets streets;
    private final Candidates candidates;

    private final byte[] scratch = new byte[Shape.LONGEST_CODE + 1];
    private final int[] starts = new int[GROUPS];
    private final int[] ends = new int[GROUPS];
    private final boolean[] numbers = new boolean[GROUPS];
    private final Dates.Parts dates = new Dates.Parts();

    private View view = View.of("");
    private char[] chars = view.chars;
    private int length;
    private int groups;
    private int lastNumber;
    private int gap;
    private int firstMark;

    Scanner(Wanted wanted, Candidates candidates) {
        this.digits = wanted.digits();
        this.codes = wanted.codes();
        this.bounds = wanted.bounds();
        this.said = new Said(wanted);
        this.addresses = new Addresses(bounds, candidates);
        this.streets = new Streets(wanted.wants(Shape.STREET), wanted.wants(Shape.HOUSE), candidates);
        this.wantsDigits = digits != 0;
        this.wantsCodes = codes != 0;
        this.wantsDates = wanted.wants(Shape.DATE);
        this.wantsEmails = wanted.wants(Shape.EMAIL);
        this.candidates = candidates;
    }

    /** Scans all of it. */
    void scan(View next) {
        view = next;
        chars = next.chars;
        length = next.length;
        forget();
        said.begin(next);
        firstMark = -1;
        int i = 0;
        while (i < length) {
            int kind = Kinds.of(chars[i]);
            int start = i++;
            if (kind == Kinds.LETTER) {
                while (i < length && Kinds.of(chars[i]) == Kinds.LETTER) {
                    i++;
                }
                word(start, i);
            } else if (kind == Kinds.DIGIT) {
                while (i < length && Kinds.of(chars[i]) == Kinds.DIGIT) {
                    i++;
                }
                number(start, i);
            } else {
                sign(start, kind);
            }
        }
    }

    /** Where the first of the {@link Plain#isMark marks} is; −1 if there is none. */
    int firstMark() {
        return firstMark;
    }

    /** The words that say digits and signs, until the next scan. */
    Said said() {
        return said;
    }

    private void word(int start, int end) {
        int size = end - start;
        if (size <= Spelled.LONGEST) {
            said.word(start, end);
        }
        if (lastNumber >= 0) {
            if (size > LONGEST_WORD) {
                forget();
            } else {
                gap = 0;
                add(start, end, false);
                code();
            }
        }
    }

    private void number(int start, int end) {
        if (streets.wanted()) {
            streets.tell(view, start, end);
        }
        if (lastNumber < 0) {
            recall(start);
        }
        gap = 0;
        add(start, end, true);
        lastNumber = groups - 1;
        if (wantsDigits) {
            digits();
        }
        if (wantsDates) {
            date();
        }
        code();
    }

    private void sign(int start, int kind) {
        if ((kind & Kinds.MARK) != 0 && firstMark < 0) {
            firstMark = start;
        }
        if ((kind & Kinds.KIND) == Kinds.JOIN) {
            if (chars[start] == '.') {
                said.dot(start);
            }
            if (lastNumber >= 0) {
                boolean goesOn = start > 0 && Kinds.isBlank(chars[start]) && Kinds.isBlank(chars[start - 1]);
                gap += goesOn ? 0 : 1;
                if (gap > LONGEST_GAP) {
                    forget();
                }
            }
            return;
        }
        forget();
        if (chars[start] == '@') {
            said.at(start);
            if (wantsEmails) {
                addresses.tell(view, start);
            }
        }
    }

    private void forget() {
        groups = 0;
        lastNumber = -1;
    }

    /** The groups that a code or a date which ends in this number may begin with. */
    private void recall(int number) {
        int found = GROUPS;
        int room = Shape.LONGEST_CODE;
        int i = number;
        while (true) {
            int between = 0;
            int kind = Kinds.OTHER;
            while (i > 0 && (kind = Kinds.of(chars[i - 1]) & Kinds.KIND) == Kinds.JOIN) {
                i--;
                between += i > 0 && Kinds.isBlank(chars[i]) && Kinds.isBlank(chars[i - 1]) ? 0 : 1;
                if (between > LONGEST_GAP) {
                    kind = Kinds.OTHER;
                    break;
                }
            }
            if (i == 0 || kind == Kinds.OTHER) {
                break;
            }
            int end = i;
            int most = Math.max(room, LONGEST_WORD);
            while (i > 0 && end - i <= most && (Kinds.of(chars[i - 1]) & Kinds.KIND) == kind) {
                i--;
            }
            room -= end - i;
            if (room <= 0 || (kind == Kinds.LETTER && end - i > LONGEST_WORD)) {
                break;
            }
            starts[--found] = i;
            ends[found] = end;
            numbers[found] = kind == Kinds.DIGIT;
        }
        groups = GROUPS - found;
        System.arraycopy(starts, found, starts, 0, groups);
        System.arraycopy(ends, found, ends, 0, groups);
        System.arraycopy(numbers, found, numbers, 0, groups);
    }

    private void add(int start, int end, boolean number) {
        if (groups == GROUPS) {
            int half = GROUPS / 2;
            System.arraycopy(starts, half, starts, 0, half);
            System.arraycopy(ends, half, ends, 0, half);
            System.arraycopy(numbers, half, numbers, 0, half);
            groups = half;
            lastNumber = Math.max(-1, lastNumber - half);
        }
        starts[groups] = start;
        ends[groups] = end;
        numbers[groups++] = number;
    }

    private void take(Shape shape, byte[] tagged, int from, int size, int start, int end) {
        byte before = tagged[from - 1];
        tagged[from - 1] = shape.tag();
        candidates.take(shape, tagged, from - 1, size + 1, view, start, end);
        tagged[from - 1] = before;
    }

    /** All numbers that end with the last group. */
    private void digits() {
        int last = groups - 1;
        int to = scratch.length;
        for (int g = last; g >= 0 && numbers[g]; g--) {
            int size = ends[g] - starts[g];
            if (size > to - 1) {
                return;
            }
            if (g < last && isTrunk(g)) {
                continue; // the 0 of +49 (0)151 is not dialled
            }
            for (int i = ends[g] - 1; i >= starts[g]; i--) {
                scratch[--to] = (byte) chars[i];
            }
            int first = to;
            while (first < scratch.length && scratch[first] == '0') {
                first++;
            }
            number(first, starts[g], ends[last]);
            boolean plus = starts[g] > 0 && chars[starts[g] - 1] == '+';
            if ((plus || first - to == 2) && scratch.length - first > 7) {
                int code = COUNTRY_CODES[10 * (scratch[first] - '0') + scratch[first + 1] - '0'];
                number(first + code, starts[g], ends[last]);
            }
        }
    }

    private boolean isTrunk(int g) {
        return ends[g] - starts[g] == 1
                && chars[starts[g]] == '0'
                && starts[g] > 0
                && chars[starts[g] - 1] == '('
                && chars[ends[g]] == ')';
    }

    /** Digits from an index of the scratch to its end; zeros before them are none of theirs. */
    private void number(int from, int start, int end) {
        int first = from;
        while (first < scratch.length && scratch[first] == '0') {
            first++;
        }
        int size = scratch.length - first;
        if (size > 0 && (digits >> size & 1) != 0 && view.differs(start, end)) {
            take(Shape.DIGITS, scratch, first, size, start, end);
        }
    }

    /** All codes that end with the last group: a word or number that goes on is none's end or beginning. */
    private void code() {
        int last = groups - 1;
        if (last - lastNumber > MOST_TRAILING) {
            forget();
            return;
        }
        if (!wantsCodes || (ends[last] < length && Kinds.isWord(chars[ends[last]]))) {
            return;
        }
        int size = 0;
        int digitsIn = 0;
        int copied = groups; // the first group that is in the scratch
        int to = scratch.length;
        for (int g = last; g >= 0; g--) {
            size += ends[g] - starts[g];
            if (size > Shape.LONGEST_CODE) {
                return;
            }
            digitsIn += numbers[g] ? ends[g] - starts[g] : 0;
            boolean both = digitsIn > 0 && digitsIn < size;
            if (both
                    && (codes >> size & 1) != 0
                    && bounds.fits(size, digitsIn)
                    && !(starts[g] > 0 && Kinds.isWord(chars[starts[g] - 1]))) {
                if (!view.differs(starts[g], ends[last])) {
                    continue;
                }
                while (copied > g) {
                    copied--;
                    for (int i = ends[copied] - 1; i >= starts[copied]; i--) {
                        char c = chars[i];
                        if (c >= 128) {
                            return;
                        }
                        scratch[--to] = (byte) (c >= 'A' && c <= 'Z' ? c | 0x20 : c);
                    }
                }
                take(Shape.CODE, scratch, to, size, starts[g], ends[last]);
            }
        }
    }

    private void date() {
        int last = groups - 1;
        if (ends[last] - starts[last] == 8) {
            dates.compact(chars, starts[last]);
            days(starts[last], ends[last]);
        }
        dates.clear();
        for (int g = last; g >= 0 && g > last - 7; g--) {
            int size = ends[g] - starts[g];
            if (size > 10 || (numbers[g] && size != 4 && size > 2)) {
                return;
            }
            if (numbers[g] ? dates.number(chars, starts[g], ends[g]) : dates.month(chars, starts[g], ends[g])) {
                days(starts[g], ends[last]);
                return;
            }
            if (!numbers[g] && size > 2 && !dates.tookMonth()) {
                return;
            }
        }
    }

    private void days(int start, int end) {
        for (int i = 0; i < dates.days() && view.differs(start, end); i++) {
            byte[] day = dates.day(i);
            candidates.take(Shape.DATE, day, 0, day.length, view, start, end);
        }
    }
}
