package dev.remit.privacy.guard;

import java.util.List;

/** A text as it reads, {@link Fold folded}; each char knows from where to where in the text it stands. */
final class View {
    final char[] chars;
    final int length;
    private final int[] starts;
    private final int[] ends;

    private View(char[] chars, int length, int[] starts, int[] ends) {
        this.chars = chars;
        this.length = length;
        this.starts = starts;
        this.ends = ends;
    }

    static View of(String text) {
        int length = text.length();
        char[] chars = text.toCharArray();
        int i = 0;
        while (i < length && chars[i] < 0x7f && (chars[i] >= ' ' || chars[i] == '\n')) {
            i++;
        }
        return i == length ? new View(chars, length, new int[0], new int[0]) : folded(text);
    }

    private static View folded(String text) {
        Builder view = new Builder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int size = Character.charCount(c);
            char plain = Fold.of(c);
            if (plain != Fold.NOTHING) {
                view.add(plain, i, i + size);
            }
            i += size;
        }
        return view.view();
    }

    /** The folded text alone. */
    static String text(String text) {
        View view = of(text);
        return new String(view.chars, 0, view.length);
    }

    int start(int i) {
        return starts.length == 0 ? i : starts[i];
    }

    /** The end, in the text, of what ends before an index. */
    int end(int i) {
        return ends.length == 0 ? i : ends[i - 1];
    }

    /** Makes a view; never longer than what it was told. */
    static final class Builder {
        private final char[] chars;
        private final int[] starts;
        private final int[] ends;
        private int length;

        Builder(int most) {
            chars = new char[most];
            starts = new int[most + 1];
            ends = new int[most + 1];
        }

        void add(char c, int start, int end) {
            starts[length] = start;
            ends[length] = end;
            chars[length++] = c;
        }

        /** The last char, or NUL. */
        char last() {
            return length == 0 ? Fold.NOTHING : chars[length - 1];
        }

        void drop() {
            length--;
        }

        int length() {
            return length;
        }

        /**
         * Only what is so near one of these places, which are in order, and has a digit or an {@code @}; a NUL between the
         * parts, which joins nothing.
         */
        View near(List<Integer> places, int distance) {
            int to = 0;
            for (int i = 0; i < places.size(); ) {
                int from = Math.max(0, places.get(i) - distance);
                int end = Math.min(length, places.get(i) + distance);
                for (i++; i < places.size() && places.get(i) - distance <= end; i++) {
                    end = Math.min(length, places.get(i) + distance);
                }
                if (tells(from, end)) {
                    System.arraycopy(chars, from, chars, to, end - from);
                    System.arraycopy(starts, from, starts, to, end - from);
                    System.arraycopy(ends, from, ends, to, end - from);
                    to += end - from;
                    if (end < length) {
                        chars[to] = Fold.NOTHING;
                        starts[to] = starts[end];
                        ends[to++] = ends[end];
                    }
                }
            }
            length = to;
            return view();
        }

        private boolean tells(int from, int end) {
            for (int i = from; i < end; i++) {
                if (chars[i] == '@' || (chars[i] >= '0' && chars[i] <= '9')) {
                    return true;
                }
            }
            return false;
        }

        View view() {
            return new View(chars, length, starts, ends);
        }
    }
}
