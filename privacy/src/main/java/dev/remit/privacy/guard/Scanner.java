package dev.remit.privacy.guard;

import dev.remit.privacy.handling.CountryCode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Everything in a view that could be a value, in its normalised form: groups of digits, of digits and letters, e-mail
 * addresses, dates. Groups belong together over up to eight separators, of which any blanks side by side are one; every run of groups that ends here is tried, as
 * far back as the longest code reaches, so the time is linear. Not thread-safe.
 */
final class Scanner {
    private static final int GROUPS = 64;
    private static final int LONGEST_WORD = 12;
    private static final int LONGEST_GAP = 8;
    private static final int MOST_TRAILING = 4; // groups of letters at the end of a code
    private static final int LONGEST_LOCAL = 64; // RFC 5321, section 4.5.3.1
    private static final int LONGEST_DOMAIN = 255;
    private static final int MOST_BLANKS = 3; // on each side of an @

    private static final byte OTHER = 0;
    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    private static final byte JOIN = 3;
    private static final byte[] CLASSES = new byte[128];

    static {
        for (char c = 0; c < 128; c++) {
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            CLASSES[c] = letter
                    ? LETTER
                    : c >= '0' && c <= '9' ? DIGIT : " -./()_,:+\n\r\t*|\\`~;'\"[]{}<>#".indexOf(c) >= 0 ? JOIN : OTHER;
        }
    }

    /** Is told what could be a value. */
    interface Candidates {
        /**
         * @param tagged at its index a shape's tag, then the form in UTF-8
         * @param start in the view
         * @param end in the view
         */
        void take(Shape shape, byte[] tagged, int from, int length, int start, int end);
    }

    /**
     * What to look for.
     *
     * @param digits lengths of digits, as bits
     * @param codes the same of codes
     * @param shapes by number, as bits
     */
    record Wanted(long digits, long codes, long shapes) {
        static final Wanted ALL = new Wanted(-1L << Shape.SHORTEST, -1L << Shape.SHORTEST, -1);

        boolean wants(Shape shape) {
            return (shapes >> shape.number() & 1) != 0;
        }
    }

    private final View view;
    private final Wanted wanted;
    private final Candidates candidates;
    private final byte[] scratch = new byte[Shape.LONGEST_CODE + 1];

    private final int[] starts = new int[GROUPS];
    private final int[] ends = new int[GROUPS];
    private final boolean[] numbers = new boolean[GROUPS];
    private int groups;
    private int lastNumber = -1;
    private int spelled;

    Scanner(View view, Wanted wanted, Candidates candidates) {
        this.view = view;
        this.wanted = wanted;
        this.candidates = candidates;
    }

    /** Scans all of it. */
    void scan() {
        char[] chars = view.chars;
        int length = view.length;
        int gap = 0;
        int i = 0;
        while (i < length) {
            byte kind = kind(chars[i]);
            int start = i++;
            switch (kind) {
                case LETTER -> {
                    while (i < length && kind(chars[i]) == LETTER) {
                        i++;
                    }
                    gap = 0;
                    if (i - start > LONGEST_WORD) {
                        forget();
                    } else {
                        spelled += i - start <= Spelled.LONGEST && Spelled.isDigitOrSign(chars, start, i)
                                ? signs(start, i)
                                : 0;
                        add(start, i, false);
                    }
                }
                case DIGIT -> {
                    while (i < length && kind(chars[i]) == DIGIT) {
                        i++;
                    }
                    gap = 0;
                    add(start, i, true);
                }
                case JOIN -> {
                    gap += start > 0 && isBlank(chars[start]) && isBlank(chars[start - 1]) ? 0 : 1;
                    if (gap > LONGEST_GAP) {
                        forget();
                    }
                }
                default -> {
                    forget();
                    if (chars[start] == '@' && wanted.wants(Shape.EMAIL)) {
                        spelled += isBlank(at(start - 1)) || isBlank(at(start + 1)) ? 2 : 0;
                        email(start);
                    }
                }
            }
        }
    }

    /** What a word counts: two where it alone makes an address, {@code ada(at)x.org} or {@code ada at x.org}. */
    private int signs(int start, int end) {
        char before = at(start - 1);
        if (before == '(' || before == '[' || before == '{' || before == '<') {
            return 2;
        }
        int i = end;
        while (i < end + 2 && at(i) == ' ') {
            i++;
        }
        boolean dotted = false;
        for (int most = i + LONGEST_LOCAL; i > end && i < most && isDomain(at(i)); i++) {
            dotted |= at(i) == '.' && isWord(at(i + 1));
        }
        return dotted ? 2 : 1;
    }

    private char at(int i) {
        return i >= 0 && i < view.length ? view.chars[i] : Fold.NOTHING;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** How many words there were that say a digit, or a sign of an address. */
    int spelled() {
        return spelled;
    }

    private static byte kind(char c) {
        return c < 128 ? CLASSES[c] : Character.isLetterOrDigit(c) || Character.isSurrogate(c) ? LETTER : JOIN;
    }

    private void forget() {
        groups = 0;
        lastNumber = -1;
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
        if (number) {
            lastNumber = groups - 1;
            if (wanted.digits() != 0) {
                digits();
            }
            if (wanted.wants(Shape.DATE)) {
                date();
            }
        }
        if (lastNumber >= 0 && wanted.codes() != 0) {
            code();
        }
    }

    /** All numbers that end with the last group. */
    private void digits() {
        int last = groups - 1;
        int at = scratch.length;
        for (int g = last; g >= 0 && numbers[g]; g--) {
            int size = ends[g] - starts[g];
            boolean trunk = g < last && isTrunk(g);
            if (size > at - 1) {
                return;
            }
            if (trunk) {
                continue; // the 0 of +49 (0)151 is not dialled
            }
            for (int i = ends[g] - 1; i >= starts[g]; i--) {
                scratch[--at] = (byte) view.chars[i];
            }
            int first = at;
            while (first < scratch.length && scratch[first] == '0') {
                first++;
            }
            number(first, starts[g], ends[last]);
            boolean plus = starts[g] > 0 && view.chars[starts[g] - 1] == '+';
            if ((plus || first - at == 2) && scratch.length - first > 7) {
                String digits = new String(scratch, first, 3, StandardCharsets.US_ASCII);
                number(first + CountryCode.length(digits), starts[g], ends[last]);
            }
        }
    }

    private boolean isTrunk(int g) {
        return ends[g] - starts[g] == 1
                && view.chars[starts[g]] == '0'
                && starts[g] > 0
                && view.chars[starts[g] - 1] == '('
                && view.chars[ends[g]] == ')';
    }

    /** Digits from an index of the scratch to its end; zeros before them are none of theirs. */
    private void number(int from, int start, int end) {
        int first = from;
        while (first < scratch.length && scratch[first] == '0') {
            first++;
        }
        int length = scratch.length - first;
        if (length > 0 && (wanted.digits() >> length & 1) != 0) {
            byte before = scratch[first - 1];
            scratch[first - 1] = Shape.DIGITS.tag();
            candidates.take(Shape.DIGITS, scratch, first - 1, length + 1, start, end);
            scratch[first - 1] = before;
        }
    }

    /** All codes that end with the last group: a word or number that goes on is none's end or beginning. */
    private void code() {
        int last = groups - 1;
        boolean goesOn = ends[last] < view.length && isWord(view.chars[ends[last]]);
        if (goesOn || last - lastNumber > MOST_TRAILING) {
            return;
        }
        int at = scratch.length;
        boolean digit = false;
        boolean letter = false;
        for (int g = last; g >= 0; g--) {
            if (ends[g] - starts[g] > at - 1) {
                return;
            }
            for (int i = ends[g] - 1; i >= starts[g]; i--) {
                char c = view.chars[i];
                if (c >= 128) {
                    return;
                }
                scratch[--at] = (byte) (c >= 'A' && c <= 'Z' ? c | 0x20 : c);
            }
            digit |= numbers[g];
            letter |= !numbers[g];
            int length = scratch.length - at;
            boolean begins = starts[g] == 0 || !isWord(view.chars[starts[g] - 1]);
            if (digit && letter && begins && (wanted.codes() >> length & 1) != 0) {
                byte before = scratch[at - 1];
                scratch[at - 1] = Shape.CODE.tag();
                candidates.take(Shape.CODE, scratch, at - 1, length + 1, starts[g], ends[last]);
                scratch[at - 1] = before;
            }
        }
    }

    private static boolean isWord(char c) {
        byte kind = kind(c);
        return kind == LETTER || kind == DIGIT;
    }

    private void date() {
        int last = groups - 1;
        if (ends[last] - starts[last] == 8) {
            dates(Dates.compact(text(last)), starts[last], ends[last]);
        }
        String[] parts = new String[3];
        int found = 3;
        for (int g = last; g >= 0 && g > last - 7; g--) {
            int size = ends[g] - starts[g];
            if (size > 10 || (numbers[g] && size != 4 && size > 2)) {
                return;
            }
            String part = text(g);
            if (numbers[g] || Dates.month(part) != null) {
                parts[--found] = part;
                if (found == 0) {
                    dates(Dates.of(parts[0], parts[1], parts[2]), starts[g], ends[last]);
                    return;
                }
            } else if (size > 2) {
                return;
            }
        }
    }

    private String text(int g) {
        return new String(view.chars, starts[g], ends[g] - starts[g]);
    }

    private void dates(Iterable<String> days, int start, int end) {
        days.forEach(day -> form(new Form(Shape.DATE, day, true), start, end));
    }

    private void form(Form form, int start, int end) {
        byte[] text = form.text().getBytes(StandardCharsets.UTF_8);
        byte[] tagged = new byte[text.length + 1];
        tagged[0] = form.shape().tag();
        System.arraycopy(text, 0, tagged, 1, text.length);
        candidates.take(form.shape(), tagged, 0, tagged.length, start, end);
    }

    private void email(int at) {
        int left = at;
        while (left > 0 && at - left < MOST_BLANKS && isBlank(view.chars[left - 1])) {
            left--;
        }
        int start = left;
        while (start > 0 && left - start < LONGEST_LOCAL && isLocal(view.chars[start - 1])) {
            start--;
        }
        int right = at + 1;
        while (right - at <= MOST_BLANKS && isBlank(at(right))) {
            right++;
        }
        int end = right;
        while (end < view.length && end - right < LONGEST_DOMAIN && isDomain(view.chars[end])) {
            end++;
        }
        int plain = left; // where a local part without odd characters begins: they may belong to the text around
        while (plain > start && isPlain(view.chars[plain - 1])) {
            plain--;
        }
        int inPath = left; // where it begins if it stands in a URL or behind a key
        while (inPath > start && "/=?&".indexOf(view.chars[inPath - 1]) < 0) {
            inPath--;
        }
        while (start < left && !isWord(view.chars[start])) {
            start++;
        }
        while (plain < left && !isWord(view.chars[plain])) {
            plain++;
        }
        String odd = new String(view.chars, start, left - start);
        String path = new String(view.chars, inPath, left - inPath);
        String local = new String(view.chars, plain, left - plain);
        String domain = new String(view.chars, right, end - right);
        for (int tries = 0; tries < 4 && !domain.isEmpty(); tries++) {
            address(local, domain, plain, right);
            if (start != plain) {
                address(odd, domain, start, right);
            }
            if (inPath > start && inPath != plain) {
                address(path, domain, inPath, right);
            }
            domain = domain.substring(0, Math.max(0, Math.max(domain.lastIndexOf('.'), domain.lastIndexOf('-'))));
        }
    }

    private void address(String local, String domain, int start, int right) {
        if (!local.isEmpty() && isWord(domain.charAt(domain.length() - 1))) {
            String email = (local + '@' + domain).toLowerCase(Locale.ROOT);
            form(new Form(Shape.EMAIL, email, false), start, right + domain.length());
        }
    }

    private static boolean isPlain(char c) {
        return isWord(c) || c == '.' || c == '_' || c == '+' || c == '-' || c == '%';
    }

    private static boolean isLocal(char c) {
        return isWord(c) || "!#$%&'*+-/=?^_`{|}~.".indexOf(c) >= 0;
    }

    private static boolean isDomain(char c) {
        return isWord(c) || c == '.' || c == '-';
    }
}
