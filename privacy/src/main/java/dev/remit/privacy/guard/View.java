package dev.remit.privacy.guard;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text as it reads, {@link Fold folded}; each char knows from where to where in the text it stands. What was made from
 * another view remembers where stretches of it went, so that nothing is written down for each char.
 */
final class View {
    private static final int[] NOWHERE = new int[0];
    private static final int FLAG = 4; // chars of two indicators

    final char[] chars;
    final int length;
    private final @Nullable View under; // from which this was made; none: from the text itself
    private final boolean derived;

    // In order: where a stretch begins here, where in what is under it, and to where a single char that stands for
    // several reaches.
    private final int[] places;
    private final int[] froms;
    private final int[] tos; // −1: a stretch that was copied
    private final int count;

    // A decoded text stands as a whole where its encoding stands; −1: it does not.
    private final int in;
    private final int out;

    private View(char[] chars, int length, int in, int out) {
        this.chars = chars;
        this.length = length;
        this.under = null;
        this.derived = false;
        this.places = NOWHERE;
        this.froms = NOWHERE;
        this.tos = NOWHERE;
        this.count = 0;
        this.in = in;
        this.out = out;
    }

    private View(Builder built, int in, int out) {
        this.chars = built.chars;
        this.length = built.length;
        this.under = built.under;
        this.derived = built.under != null;
        this.places = built.places;
        this.froms = built.froms;
        this.tos = built.tos;
        this.count = built.count;
        this.in = in;
        this.out = out;
    }

    static View of(String text) {
        return of(text, -1, -1);
    }

    /** What an encoded run says, all of which stands from one index of the text to another. */
    static View of(String text, int in, int out) {
        char[] chars = text.toCharArray();
        int length = chars.length;
        for (int i = 0; i < length; i++) {
            char c = chars[i];
            if (c >= 0x80 || c < ' ') {
                char plain = Character.isSurrogate(c) ? Fold.NOTHING : Fold.of(c);
                if (plain == Fold.NOTHING) {
                    return shortened(text, chars, i, in, out);
                }
                chars[i] = plain;
            }
        }
        return new View(chars, length, in, out);
    }

    /** From the first index on at which a char is not one char. */
    private static View shortened(String text, char[] folded, int first, int in, int out) {
        Builder view = new Builder(null, folded.length);
        view.copy(folded, 0, first);
        for (int i = first; i < folded.length; ) {
            int c = text.codePointAt(i);
            int size = Character.charCount(c);
            if (Fold.isIndicator(c)) {
                i = indicators(text, i, view);
                continue;
            }
            char plain = Fold.of(c);
            if (plain != Fold.NOTHING && size == 1) {
                folded[i] = plain;
                view.copy(folded, i, i + 1);
            } else if (plain != Fold.NOTHING) {
                view.put(plain, i, i + size);
            }
            i += size;
        }
        return new View(view, in, out);
    }

    /** Regional indicators side by side: a flag, which is a sign, or letters. Where they end. */
    private static int indicators(String text, int from, Builder view) {
        int end = from;
        while (end < text.length() && Fold.isIndicator(text.codePointAt(end))) {
            end += 2;
        }
        boolean flag = end - from == FLAG;
        for (int i = from; i < end; i += 2) {
            view.put(flag ? '\uFFFD' : Fold.of(text.codePointAt(i)), i, i + 2);
        }
        return end;
    }

    /** The folded text alone. */
    static String text(String text) {
        View view = of(text);
        return new String(view.chars, 0, view.length);
    }

    int start(int i) {
        if (in >= 0) {
            return in;
        }
        int inUnder = i;
        if (count > 0) {
            int stretch = stretch(i);
            inUnder = tos[stretch] < 0 ? froms[stretch] + i - places[stretch] : froms[stretch];
        }
        return under == null ? inUnder : under.start(inUnder);
    }

    /** The end, in the text, of what ends before an index. */
    int end(int i) {
        if (out >= 0) {
            return out;
        }
        int inUnder = i;
        if (count > 0) {
            int stretch = stretch(i - 1);
            inUnder = tos[stretch] < 0 ? froms[stretch] + i - places[stretch] : tos[stretch];
        }
        return under == null ? inUnder : under.end(inUnder);
    }

    private int stretch(int i) {
        int found = Arrays.binarySearch(places, 0, count, i);
        return found >= 0 ? found : -2 - found;
    }

    /** Whether this may be read otherwise than in what it was made from: something was changed in it, or right beside. */
    boolean differs(int start, int end) {
        if (!derived) {
            return true;
        }
        int found = Arrays.binarySearch(places, 0, count, end);
        int last = found >= 0 ? found : -2 - found;
        return last >= 0 && places[last] >= start - 1;
    }

    /** Makes a view of another. */
    static final class Builder {
        private final @Nullable View under;
        private char[] chars;
        private int length;
        private int[] places = new int[16];
        private int[] froms = new int[16];
        private int[] tos = new int[16];
        private int count;

        /**
         * Empty.
         *
         * @param under from which it takes; none if that is the text itself
         * @param room chars that it has room for at once
         */
        Builder(@Nullable View under, int room) {
            this.under = under;
            this.chars = new char[room];
        }

        /** A stretch as it is. */
        void copy(char[] source, int from, int to) {
            if (from == to) {
                return;
            }
            boolean goesOn = count > 0 && tos[count - 1] < 0 && froms[count - 1] + length - places[count - 1] == from;
            if (!goesOn) {
                begin(from, -1);
            }
            reserve(to - from);
            System.arraycopy(source, from, chars, length, to - from);
            length += to - from;
        }

        /** One char for a stretch. */
        void put(char c, int from, int to) {
            begin(from, to);
            reserve(1);
            chars[length++] = c;
        }

        private void begin(int from, int to) {
            if (count == places.length) {
                places = Arrays.copyOf(places, 2 * count);
                froms = Arrays.copyOf(froms, 2 * count);
                tos = Arrays.copyOf(tos, 2 * count);
            }
            places[count] = length;
            froms[count] = from;
            tos[count++] = to;
        }

        private void reserve(int more) {
            if (length + more > chars.length) {
                chars = Arrays.copyOf(chars, Math.max(2 * chars.length, length + more));
            }
        }

        /** The last char, or NUL. */
        char last() {
            return length == 0 ? Fold.NOTHING : chars[length - 1];
        }

        void drop() {
            truncate(length - 1);
        }

        void truncate(int to) {
            length = to;
            while (count > 0 && places[count - 1] >= to) {
                count--;
            }
        }

        int length() {
            return length;
        }

        /** Whether there is a digit or an {@code @} from an index on: without, nothing there is a value. */
        boolean tells(int from) {
            for (int i = from; i < length; i++) {
                if (chars[i] == '@' || (chars[i] >= '0' && chars[i] <= '9')) {
                    return true;
                }
            }
            return false;
        }

        View view() {
            return new View(this, -1, -1);
        }
    }
}
