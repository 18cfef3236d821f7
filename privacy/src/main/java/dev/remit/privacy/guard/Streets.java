package dev.remit.privacy.guard;

import dev.remit.privacy.guard.Scanner.Candidates;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Street addresses around the number of a house: the number, and the words of the street behind or before it, up to
 * {@value #MOST_WORDS}. However it is written (12 Baker St., No. 12, Baker Street; Haupt-Str. 5, Hauptstraße 5) it is one
 * form: the number and the words in one, folded and shortened. A flat before it and a town behind it are no part of it.
 *
 * <p>A {@link Shape#STREET} has a street's word where it belongs; a {@link Shape#HOUSE} has none, as 4 The Hollies.
 *
 * <p>Reads a bounded number of words for each number. Not thread-safe.
 */
final class Streets {
    static final int MOST_WORDS = 6;
    static final int LONGEST_WORD = 40;
    private static final int LONGEST_NUMBER = 5;
    private static final int LONGEST_GAP = 6; // signs between two words
    private static final int NEAREST = 4; // words from the number, at most, to the one that tells a street
    private static final int LONGEST_INNER = 2; // digits of a number within a street's name, as in Straße des 17. Juni
    private static final int MOST_FORMS = 3; // of a value
    private static final int CERTAIN_NUMBER = 3; // digits of a number that is no postcode
    private static final int BEHIND_CERTAIN = 4; // the same behind a street's word
    private static final int FEWEST_WORDS = 2; // beside the number, for a house to tell alone

    private final boolean streets;
    private final boolean houses;
    private final Candidates candidates;

    private final byte[][] words = new byte[MOST_WORDS][3 * LONGEST_WORD];
    private final int[] sizes = new int[MOST_WORDS];
    private final int[] bits = new int[MOST_WORDS];
    private final int[] edges = new int[MOST_WORDS]; // where a word ends, or begins if it stands before the number
    private int count;
    private boolean comma; // right beside the number
    private int parted; // words before a comma or a new line, behind the first gap
    private final byte[] form = new byte[2 + LONGEST_NUMBER + MOST_WORDS * 3 * LONGEST_WORD];
    private int numberSize;

    /**
     * @param streets whether to tell those with a street's word
     * @param houses whether to tell those without
     */
    Streets(boolean streets, boolean houses, Candidates candidates) {
        this.streets = streets;
        this.houses = houses;
        this.candidates = candidates;
    }

    /** Whether it tells any. */
    boolean wanted() {
        return streets || houses;
    }

    /** Tells those of a number. */
    void tell(View view, int start, int end) {
        int to = numberEnd(view, start, end);
        if (to < 0 || !(houses || mayBe(view, start, to))) {
            return;
        }
        number(view, start, to);
        after(view, to);
        for (int k = 0; k < count; k++) {
            boolean street = isStreet(0, k);
            if (street ? streets : houses) {
                take(street, k, true, view, start, edges[k]);
            }
        }
        before(view, start);
        int last = letterBehind(view, end, to);
        for (int k = 0; k < count; k++) {
            boolean street = isStreet(k, 0);
            if (street ? streets : houses) {
                take(street, k, false, view, edges[k], to);
                if (last > to) {
                    form[++numberSize] = (byte) (view.chars[last - 1] | 0x20);
                    take(street, k, false, view, edges[k], last);
                    numberSize--;
                }
            }
        }
    }

    /** Whether one of the words around may be one of a street; it is asked of all numbers, and so it looks at little. */
    private static boolean mayBe(View view, int start, int end) {
        char[] chars = view.chars;
        int where = StreetWords.FRONT;
        for (int i = end, k = 0; k < NEAREST; k++) {
            int word = i;
            while (word < view.length && word - i < LONGEST_GAP && joins(chars[word])) {
                word++;
            }
            int to = word;
            while (to < view.length && to - word <= LONGEST_WORD && Kinds.isWord(chars[to])) {
                to++;
            }
            if (to == word || word == i || (k == 0 && Kinds.of(chars[word]) == Kinds.DIGIT && to - word < 3)) {
                break;
            }
            if (StreetWords.mayBe(chars, word, to, where)) {
                return true;
            }
            where = StreetWords.BEHIND;
            i = to;
        }
        where = StreetWords.BEHIND;
        for (int i = start, k = 0; k < NEAREST; k++) {
            int to = i;
            while (to > 0 && i - to < LONGEST_GAP && joins(chars[to - 1])) {
                to--;
            }
            int word = to;
            while (word > 0 && to - word <= LONGEST_WORD && Kinds.isWord(chars[word - 1])) {
                word--;
            }
            if (to == word || to == i) {
                break;
            }
            if (StreetWords.mayBe(chars, word, to, where)) {
                return true;
            }
            where = StreetWords.FRONT;
            i = word;
        }
        return false;
    }

    /** Whether a sign may stand between the words of an address. */
    private static boolean joins(char c) {
        return (Kinds.of(c) & Kinds.KIND) == Kinds.JOIN
                && c != ';'
                && c != '{'
                && c != '}'
                && c != '['
                && c != ']'
                && c != '('
                && c != ')'
                && c != '"'
                && c != '<'
                && c != '>'
                && c != '|';
    }

    /** The end of a house's number, with its letter if that is close; −1 if it is none. */
    private static int numberEnd(View view, int start, int end) {
        if (end - start > LONGEST_NUMBER || Kinds.isWord(Kinds.at(view, start - 1))) {
            return -1;
        }
        if (isInner(view, start - 1, start - 2) || isInner(view, end, end + 1)) {
            return -1; // of an amount, a date or a time
        }
        if (!Kinds.isWord(Kinds.at(view, end))) {
            return end;
        }
        return isLetter(Kinds.at(view, end)) && !Kinds.isWord(Kinds.at(view, end + 1)) ? end + 1 : -1;
    }

    private static boolean isInner(View view, int sign, int digit) {
        char c = Kinds.at(view, sign);
        return (c == '.' || c == ',' || c == ':') && Kinds.of(Kinds.at(view, digit)) == Kinds.DIGIT;
    }

    private static boolean isLetter(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    /** The end of a letter by itself behind a number, as in Elm Road 12 b. */
    private static int letterBehind(View view, int end, int to) {
        boolean letter = to == end
                && Kinds.isBlank(Kinds.at(view, to))
                && isLetter(Kinds.at(view, to + 1))
                && !Kinds.isWord(Kinds.at(view, to + 2));
        return letter ? to + 2 : to;
    }

    private void number(View view, int start, int end) {
        numberSize = 0;
        for (int i = start; i < end; i++) {
            char c = view.chars[i];
            form[++numberSize] = (byte) (c > '9' ? c | 0x20 : c);
        }
    }

    /** Whether the words from the first to the last, as they stand in the text, are a street. */
    private boolean isStreet(int first, int last) {
        boolean suffix = (bits[last] & StreetWords.SUFFIX) != 0;
        boolean two = first != last;
        return suffix || (two && ((bits[last] & StreetWords.BEHIND) != 0 || (bits[first] & StreetWords.FRONT) != 0));
    }

    private void take(boolean street, int k, boolean after, View view, int start, int end) {
        if (view.differs(start, end)) {
            int size = put(k, after);
            form[0] = (street ? Shape.STREET : Shape.HOUSE).tag();
            candidates.take(street ? Shape.STREET : Shape.HOUSE, form, 0, size, view, start, end);
        }
    }

    /** Puts the words up to one behind the number; the size of it all with the tag. */
    private int put(int k, boolean after) {
        int to = 1 + numberSize;
        for (int i = 0; i <= k; i++) {
            int word = after ? i : k - i;
            System.arraycopy(words[word], 0, form, to, sizes[word]);
            to += sizes[word];
        }
        return to;
    }

    /** Reads the words behind a number. */
    private void after(View view, int from) {
        count = 0;
        parted = -1;
        comma = false;
        int i = from;
        while (count < MOST_WORDS) {
            int start = gap(view, i, 1);
            if (start < 0) {
                break;
            }
            int end = start;
            while (end < view.length && end - start <= LONGEST_WORD && Kinds.isWord(view.chars[end])) {
                end++;
            }
            if (!word(view, start, end)) {
                break;
            }
            edges[count++] = end;
            i = end;
        }
        parted = parted < 0 ? count : parted;
    }

    /** Reads the words before a number, the nearest first. */
    private void before(View view, int from) {
        count = 0;
        parted = -1;
        comma = false;
        int i = from;
        while (count < MOST_WORDS) {
            int end = gap(view, i, -1);
            if (end < 0) {
                break;
            }
            int start = end;
            while (start > 0 && end - start <= LONGEST_WORD && Kinds.isWord(view.chars[start - 1])) {
                start--;
            }
            if (!word(view, start, end)) {
                break;
            }
            boolean numbering = count == 0 && (bits[0] & StreetWords.NUMBERING) != 0;
            if (!numbering) {
                edges[count++] = start;
            }
            i = start;
        }
        parted = parted < 0 ? count : parted;
    }

    /** Where the next word begins in this direction; −1 if it is too far. */
    private int gap(View view, int from, int step) {
        int i = from;
        boolean parting = false;
        while (true) {
            char c = Kinds.at(view, step > 0 ? i : i - 1);
            if (c == Fold.NOTHING || !joins(c)) {
                break;
            }
            if (Math.abs(i - from) == LONGEST_GAP) {
                return -1;
            }
            parting |= c == ',' || c == '\n' || c == '/';
            i += step;
        }
        if (parting && count > 0 && parted < 0) {
            parted = count;
        }
        comma |= parting && count == 0;
        return i == from ? -1 : i;
    }

    /** Folds a word; whether it may be one of a street. */
    private boolean word(View view, int start, int end) {
        if (start >= end || end - start > LONGEST_WORD) {
            return false;
        }
        byte[] word = words[count];
        boolean digits = true;
        int size = 0;
        for (int i = start; i < end; i++) {
            digits &= view.chars[i] >= '0' && view.chars[i] <= '9';
            size = fold(view.chars[i], word, size);
        }
        if (digits) {
            sizes[count] = size;
            bits[count] = 0;
            return count > 0 && end - start <= LONGEST_INNER;
        }
        long shortened = StreetWords.shortened(word, size);
        sizes[count] = (int) (shortened >>> 32);
        bits[count] = (int) shortened;
        return true;
    }

    /** Puts a char in lower case, without accents and without the e that stands for two dots. */
    private static int fold(char c, byte[] to, int size) {
        if (c < 0x80) {
            byte lower = (byte) (c >= 'A' && c <= 'Z' ? c | 0x20 : c);
            boolean dots =
                    lower == 'e' && size > 0 && (to[size - 1] == 'a' || to[size - 1] == 'o' || to[size - 1] == 'u');
            if (!dots) {
                to[size++] = lower;
            }
            return size;
        }
        int folded = size;
        switch (c) {
            case 'ß', '\u1E9E' -> {
                to[folded++] = 's';
                to[folded++] = 's';
            }
            case 'æ', 'Æ' -> to[folded++] = 'a';
            case 'ø', 'Ø', 'œ', 'Œ' -> to[folded++] = 'o';
            case 'ł', 'Ł' -> to[folded++] = 'l';
            case 'đ', 'Đ' -> to[folded++] = 'd';
            case 'ı' -> to[folded++] = 'i';
            default -> {
                char lower = Character.isSurrogate(c) ? '\uFFFD' : Character.toLowerCase(c);
                if (lower >= 0x800) { // in UTF-8
                    to[folded++] = (byte) (0xE0 | lower >> 12);
                    to[folded++] = (byte) (0x80 | (lower >> 6 & 0x3F));
                } else {
                    to[folded++] = (byte) (0xC0 | lower >> 6);
                }
                to[folded++] = (byte) (0x80 | (lower & 0x3F));
            }
        }
        return folded;
    }

    /** A word as it is in a form, but not shortened. */
    static String folded(String word) {
        View view = View.of(word.toLowerCase(Locale.ROOT));
        byte[] bytes = new byte[3 * view.length];
        int size = 0;
        for (int i = 0; i < view.length; i++) {
            size = fold(view.chars[i], bytes, size);
        }
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    /** An address of a value, and how sure its number is one of a house. */
    private record Found(List<Form> forms, int digits, boolean street, int words) {}

    /**
     * The forms of a value: those of one number in it, which is the one of the house, if there is any. Weak is what may be
     * a postcode and a town.
     */
    static List<Form> of(String value) {
        View view = View.of(value);
        Streets streets = new Streets(true, true, (_, _, _, _, _, _, _) -> {});
        Found best = null;
        for (int i = 0; i < view.length; i++) {
            if (Kinds.of(view.chars[i]) == Kinds.DIGIT) {
                int start = i;
                while (i < view.length && Kinds.of(view.chars[i]) == Kinds.DIGIT) {
                    i++;
                }
                best = better(best, streets.found(view, start, i));
            }
        }
        return best == null ? List.of() : best.forms();
    }

    private static @Nullable Found better(@Nullable Found one, @Nullable Found other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        if (one.street() != other.street()) {
            return one.street() ? one : other;
        }
        int less = Integer.compare(Math.max(CERTAIN_NUMBER, one.digits()), Math.max(CERTAIN_NUMBER, other.digits()));
        return less > 0 || (less == 0 && other.words() > one.words()) ? other : one;
    }

    private @Nullable Found found(View view, int start, int end) {
        int to = numberEnd(view, start, end);
        if (to < 0) {
            return null;
        }
        int digits = end - start;
        number(view, start, to);
        after(view, to);
        Found after = found(true, digits);
        int last = letterBehind(view, end, to);
        if (last > to) {
            form[++numberSize] = (byte) (view.chars[last - 1] | 0x20);
        }
        before(view, start);
        return better(after, found(false, digits));
    }

    /** What was read, up to a comma. */
    private @Nullable Found found(boolean after, int digits) {
        List<Form> forms = new ArrayList<>();
        for (int k = parted - 1; k >= 0 && forms.size() < MOST_FORMS; k--) {
            boolean whole = k == parted - 1;
            boolean street = after ? isStreet(0, k) : isStreet(k, 0);
            boolean ends = after
                    ? (bits[k] & (StreetWords.BEHIND | StreetWords.SUFFIX)) != 0
                    : (bits[k] & StreetWords.FRONT) != 0;
            if (street && (whole || ends)) {
                forms.add(form(Shape.STREET, k, after, !after && digits > BEHIND_CERTAIN));
            }
        }
        if (!forms.isEmpty()) {
            return new Found(List.copyOf(forms), digits, true, parted);
        }
        boolean flat = parted > 0 && (bits[0] & StreetWords.UNIT) != 0;
        if (parted == 0 || flat || (after && comma)) {
            return null;
        }
        boolean weak = digits > CERTAIN_NUMBER || parted < FEWEST_WORDS;
        return new Found(List.of(form(Shape.HOUSE, parted - 1, after, weak)), digits, false, parted);
    }

    private Form form(Shape shape, int k, boolean after, boolean weak) {
        int size = put(k, after);
        return new Form(shape, new String(form, 1, size - 1, StandardCharsets.UTF_8), weak);
    }
}
