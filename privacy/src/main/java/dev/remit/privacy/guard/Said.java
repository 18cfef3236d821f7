package dev.remit.privacy.guard;

import dev.remit.privacy.guard.Scanner.Wanted;
import java.util.Arrays;

/**
 * The words of a view that say a digit, or a sign of an address, and whether they may be parts of a value: prose is full of
 * <i>one</i> and <i>at</i>, and is read as numbers and addresses only where there may be some. Not thread-safe.
 */
final class Said {
    /** Fewer of these words are prose, such as "one of the two". */
    private static final int FEWEST = 2;

    private final boolean wantsEmails;
    private final Bounds bounds;
    private final int fewestDigits;

    private View view = View.of("");
    private int spelled;
    private boolean at;
    private boolean spacedDot;
    private boolean reads;
    private int[] words = new int[16];
    private int count;

    Said(Wanted wanted) {
        wantsEmails = wanted.wants(Shape.EMAIL);
        bounds = wanted.bounds();
        fewestDigits = wanted.fewestDigits();
    }

    void begin(View next) {
        view = next;
        spelled = 0;
        at = false;
        spacedDot = false;
        reads = false;
        count = 0;
    }

    /** There is a word; only these words are taken. */
    void word(int start, int end) {
        if (end - start > Spelled.LONGEST || !Spelled.isDigitOrSign(view.chars, start, end)) {
            return;
        }
        spelled += signs(start, end);
        if (count == words.length) {
            words = Arrays.copyOf(words, 2 * count);
        }
        words[count++] = start;
        words[count++] = end;
    }

    /** There is an {@code @}. */
    void at(int i) {
        at = true;
        if (wantsEmails && (Kinds.isBlank(Kinds.at(view, i - 1)) || Kinds.isBlank(Kinds.at(view, i + 1)))) {
            spelled += 2;
            reads |= mayBeDomain(i + 1);
        }
    }

    /** There is a dot. */
    void dot(int i) {
        spacedDot |= Kinds.at(view, i - 1) == ' ' && Kinds.at(view, i + 1) == ' ';
    }

    /** Whether there was an {@code @}. */
    boolean hasAt() {
        return at;
    }

    /** Where these words begin and end, in turn. */
    int[] words() {
        return words;
    }

    /** How many indices that are. */
    int wordIndices() {
        return count;
    }

    /** Whether there were so many of these words that they may say a value. */
    boolean mayBeValue() {
        if (spelled < FEWEST) {
            return false;
        }
        reads |= at && wantsEmails && spacedDot;
        for (int i = 0; i < count && !reads; i += 2) {
            char meant = meant(words[i], words[i + 1]);
            reads = meant == '@'
                    ? wantsEmails && mayBeDomain(words[i + 1])
                    : (meant == '.' && at && wantsEmails) || mayBeNumber(i);
        }
        return reads;
    }

    /** Whether an address may go on from here, behind an {@code @} or a word for it. */
    private boolean mayBeDomain(int from) {
        if (!bounds.dotted()) {
            return true;
        }
        char[] chars = view.chars;
        int length = view.length;
        int i = from;
        while (i < length && Spelled.isAround(chars[i])) {
            i++;
        }
        boolean dot = false;
        for (int most = i + Addresses.LONGEST_DOMAIN; i < length && Kinds.isDomain(chars[i]); i++) {
            if (i > most || (dot && Kinds.isWord(chars[i]))) {
                return true;
            }
            dot |= chars[i] == '.';
        }
        while (i < length && Spelled.isAround(chars[i])) {
            i++;
        }
        int end = i;
        while (end < length && end - i <= Spelled.LONGEST && Kinds.of(chars[end]) == Kinds.LETTER) {
            end++;
        }
        return Kinds.at(view, i) == '.' || (end > i && meant(i, end) != 0);
    }

    /** Whether there are enough digits, or words for them, around one of the words for it to be part of a value. */
    private boolean mayBeNumber(int word) {
        if (fewestDigits <= 1) {
            return true;
        }
        char[] chars = view.chars;
        int found = digits(meant(words[word], words[word + 1]));
        for (int step = -1; step <= 1; step += 2) {
            int room = Shape.LONGEST_CODE;
            int between = 0;
            int i = step < 0 ? words[word] - 1 : words[word + 1];
            while (i >= 0 && i < view.length && room > 0 && between <= Scanner.LONGEST_GAP) {
                int kind = Kinds.of(chars[i]) & Kinds.KIND;
                int from = i;
                if (kind == Kinds.LETTER || kind == Kinds.DIGIT) {
                    while (i >= 0 && i < view.length && Kinds.of(chars[i]) == kind && Math.abs(i - from) <= room) {
                        i += step;
                    }
                    int size = Math.abs(i - from);
                    char meant = kind == Kinds.DIGIT ? 0 : meant(Math.min(from, i + 1), Math.max(from + 1, i));
                    found += kind == Kinds.DIGIT ? size : digits(meant);
                    if (found >= fewestDigits) {
                        return true;
                    }
                    if (kind == Kinds.LETTER && size > Scanner.LONGEST_WORD) {
                        break;
                    }
                    room -= meant == 0 ? size : Math.min(1, digits(meant));
                    between = 0;
                } else if (kind == Kinds.OTHER) {
                    break;
                } else {
                    between += Spelled.isAround(chars[i]) ? 0 : 1;
                    i += step;
                }
            }
        }
        return found >= fewestDigits;
    }

    private char meant(int start, int end) {
        boolean one = end - start <= Spelled.LONGEST && Spelled.isDigitOrSign(view.chars, start, end);
        return one ? Spelled.meant(view.chars, start, end) : 0;
    }

    /** At most so many digits a word means, also with one behind it. */
    private static int digits(char meant) {
        return meant == 0 || meant == '@' || meant == '.' ? 0 : meant <= '9' ? 1 : 3;
    }

    /** What a word counts: two where it alone makes an address, {@code ada(at)x.org} or {@code ada at x.org}. */
    private int signs(int start, int end) {
        char before = Kinds.at(view, start - 1);
        if (before == '(' || before == '[' || before == '{' || before == '<') {
            return 2;
        }
        int i = end;
        while (i < end + 2 && Kinds.at(view, i) == ' ') {
            i++;
        }
        boolean dotted = false;
        for (int most = i + Addresses.LONGEST_LOCAL; i > end && i < most && Kinds.isDomain(Kinds.at(view, i)); i++) {
            dotted |= Kinds.at(view, i) == '.' && Kinds.isWord(Kinds.at(view, i + 1));
        }
        return dotted ? 2 : 1;
    }
}
