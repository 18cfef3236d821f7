package dev.remit.privacy.guard;

import dev.remit.privacy.pseudonym.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The guard over a text that streams: holds a word to its end, and words that may be parts of one value together. A
 * number goes out when a plain word follows; prose goes out word by word, but that up to two short words wait, for an
 * account number may begin with them. A word of more than {@value #MOST} chars is checked in overlapping pieces.
 *
 * <p>What went out cannot be taken back: of two weak signals, the first is out when the second makes it tell.
 *
 * <p>Not thread-safe: one per answer.
 */
public final class GuardStream {
    /** Most chars that are held. */
    public static final int MOST = 8_192;

    private static final int OVERLAP = 512;
    private static final int SHORT = 4;
    private static final int LONGEST_MARKED = 80; // of a word with marks around it

    private final Guard guard;
    private final Served served;
    private final Function<String, List<Span>> detector;
    private final Consumer<Caught> caught;
    private final StringBuilder context = new StringBuilder(); // what went out last, as it was
    private final StringBuilder held = new StringBuilder();
    private int position; // of the context in the whole text

    /**
     * @param detector finds values in a piece of text, as for {@link Guard#check}
     * @param caught is told what was withheld, placed in the whole text
     */
    public GuardStream(Guard guard, Served served, Function<String, List<Span>> detector, Consumer<Caught> caught) {
        this.guard = guard;
        this.served = served;
        this.detector = detector;
        this.caught = caught;
    }

    /** Takes the next piece; gives what may go out now. */
    public String accept(CharSequence piece) {
        StringBuilder out = new StringBuilder(piece.length());
        for (int from = 0; from < piece.length(); from += MOST) { // so that no piece is too long
            held.append(piece, from, Math.min(piece.length(), from + MOST));
            int sure = sure();
            if (held.length() - sure > MOST) {
                sure = held.length() - OVERLAP;
            }
            release(sure, out);
        }
        return out.toString();
    }

    /** The text ends: the rest of it. */
    public String end() {
        StringBuilder out = new StringBuilder(held.length());
        release(held.length(), out);
        return out.toString();
    }

    private void release(int count, StringBuilder out) {
        if (count == 0) {
            return;
        }
        int before = context.length();
        String text = context + held.substring(0, count);
        List<Caught> here = new ArrayList<>();
        for (Caught one : guard.find(text, detector.apply(text), served)) {
            if (one.end() > before) {
                int start = Math.max(one.start(), before);
                here.add(new Caught(one.verdict(), one.shape(), start, one.end(), one.reference()));
                caught.accept(new Caught(
                        one.verdict(), one.shape(), position + one.start(), position + one.end(), one.reference()));
            }
        }
        String released = Guard.redacted(text, here).text();
        out.append(released, before, released.length());
        held.delete(0, count);
        int keep = Math.max(0, text.length() - Guard.NEAR);
        while (keep > 0
                && keep < text.length()
                && !Character.isWhitespace(text.charAt(keep - 1))
                && keep > text.length() - MOST) {
            keep--; // a word is not cut: its end may look like another value
        }
        position += keep;
        context.setLength(0);
        context.append(text, keep, text.length());
    }

    /** How much of what is held belongs to no value that may go on. */
    private int sure() {
        int chain = 0; // where the words that may belong together begin
        int shortWords = 0;
        int singles = 0; // words of one char side by side may be a value that is spaced out
        int lastShort = 0;
        boolean telling = false; // a digit is among them
        boolean spelledBefore = false; // and what follows "dot" is part of an address
        int i = 0;
        while (i < held.length()) {
            int start = i;
            while (i < held.length() && !Character.isWhitespace(held.charAt(i))) {
                i++;
            }
            if (i == held.length()) {
                break;
            }
            int end = i;
            while (i < held.length() && Character.isWhitespace(held.charAt(i))) {
                i++;
            }
            int tail = tail(start, end);
            singles = tail == 1 ? singles + 1 : tail == 0 ? singles : 0;
            boolean tells = singles >= 2 || tells(start, end);
            boolean joins = tells || spelledBefore || tail <= SHORT;
            spelledBefore = spelled(start, end);
            if (!joins) {
                chain = i;
                telling = false;
                shortWords = 0;
            } else if (tells) {
                telling = true;
            } else if (hasLetter(start, end)) { // else it is a separator
                if (!telling && ++shortWords > 2) {
                    chain = lastShort;
                    shortWords = 2;
                }
                lastShort = start;
            }
        }
        return chain;
    }

    private boolean hasLetter(int start, int end) {
        return held.substring(start, end).codePoints().anyMatch(Character::isLetter);
    }

    /**
     * How many letters and digits a word ends in, up to one more than {@value #SHORT}; {@code "id":"KX} may begin an account
     * number.
     */
    private int tail(int start, int end) {
        int last = end;
        while (last > start && !Character.isLetterOrDigit(held.charAt(last - 1))) {
            last--;
        }
        int first = last;
        while (first > start && last - first <= SHORT && Character.isLetterOrDigit(held.charAt(first - 1))) {
            first--;
        }
        return last - first;
    }

    private boolean tells(int start, int end) {
        if (end - start >= Encoded.SHORTEST_LINE) {
            return true; // base 64 may go on in the next line
        }
        for (int i = start; i < end; i++) {
            char c = held.charAt(i);
            if (Character.isDigit(c) || c == '@' || c == '(' || c == '[') {
                return true;
            }
        }
        return spelled(start, end);
    }

    /** Whether a word, between its marks, says a digit, a sign of an address, or a month. */
    private boolean spelled(int start, int end) {
        if (end - start > LONGEST_MARKED) {
            return false;
        }
        View word = View.of(held.substring(start, end));
        for (int i = 0; i < word.length; ) {
            int from = i;
            while (i < word.length && Character.isLetter(word.chars[i])) {
                i++;
            }
            boolean digit = i > from && i - from <= Spelled.LONGEST && Spelled.isDigitOrSign(word.chars, from, i);
            if (digit || Dates.month(new String(word.chars, from, i - from)) != null) {
                return true;
            }
            i += i == from ? 1 : 0;
        }
        return false;
    }
}
