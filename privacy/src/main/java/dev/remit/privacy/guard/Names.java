package dev.remit.privacy.guard;

/** All pairs of words in a stretch of text that could be a name: neighbours, or with one word between. */
final class Names {
    private static final int LONGEST_WORD = 40;

    /** Is told a form and where it stands. */
    interface Sink {
        void take(Form form, int start, int end);
    }

    private Names() {}

    static void in(String text, int from, int to, Sink sink) {
        String[] words = {"", ""};
        int[] starts = {0, 0};
        int i = from;
        while (i < to) {
            if (!isPart(text.charAt(i))) {
                i++;
                continue;
            }
            int start = i;
            while (i < to && isPart(text.charAt(i))) {
                i++;
            }
            String word = i - start > LONGEST_WORD ? "" : Forms.words(text.substring(start, i));
            if (!word.isEmpty() && word.indexOf(' ') < 0) {
                for (int back = 0; back < 2; back++) {
                    if (!words[back].isEmpty()) {
                        sink.take(new Form(Shape.NAME, Forms.pair(words[back], word), true), starts[back], i);
                    }
                }
            }
            words[0] = words[1];
            starts[0] = starts[1];
            words[1] = word;
            starts[1] = start;
        }
    }

    /** Letters, their marks, and what nobody sees within a word. */
    private static boolean isPart(char c) {
        return Character.isLetter(c)
                || Character.isSurrogate(c)
                || (c >= 0x80 && (Character.getType(c) == Character.NON_SPACING_MARK || Fold.of(c) == Fold.NOTHING));
    }
}
