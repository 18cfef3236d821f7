package dev.remit.privacy.text;

/**
 * What may be the domain of an e-mail address.
 *
 * @param end index behind it
 * @param length chars of its labels, 0 if there is none
 * @param dots dots between labels
 * @param named whether it has a dot and a top-level domain that is no number
 * @param spelled whether a dot was written as a word
 */
record Domain(int end, int length, int dots, boolean named, boolean spelled, boolean letterFirst) {

    static Domain at(Folded text, int from) {
        int start = text.at(from) == '[' ? from + 1 : from; // an address literal
        int end = start;
        int length = 0;
        int dots = 0;
        boolean spelled = false;
        boolean letters = false;
        int label = start;
        int labelLength = 0;
        while (true) {
            int labelEnd = label;
            letters = true;
            while (isLabel(text.at(labelEnd))) {
                letters &= !Folded.isDigit(text.at(labelEnd)) || text.startsWith("xn--", label);
                labelEnd++;
            }
            if (labelEnd == label) {
                break;
            }
            labelLength = labelEnd - label;
            length += labelLength;
            end = labelEnd;
            dots += label == start ? 0 : 1;
            int next = behindDot(text, labelEnd);
            if (next < 0 || !isLabel(text.at(next))) {
                break;
            }
            spelled |= next > labelEnd + 1;
            label = next;
        }
        if (start > from && text.at(end) == ']') {
            end++;
        }
        boolean named = dots > 0 && letters && labelLength >= 2;
        return new Domain(end, length, dots, named, spelled, Character.isLetter(text.at(start)));
    }

    /** The index behind a word in brackets, with or without spaces around it; -1 if there is none. */
    static int bracketed(Folded text, int open, String word) {
        int i = skipBlanks(text, open + 1);
        for (int k = 0; k < word.length(); k++, i++) {
            if ((text.at(i) | 0x20) != word.charAt(k)) {
                return -1;
            }
        }
        i = skipBlanks(text, i);
        return ")]}".indexOf(text.at(i)) >= 0 ? i + 1 : -1;
    }

    private static int behindDot(Folded text, int i) {
        if (text.at(i) == '.') {
            return i + 1;
        }
        int word = skipBlanks(text, i);
        if ("([{".indexOf(text.at(word)) >= 0) {
            int behind = bracketed(text, word, "dot");
            return behind < 0 ? -1 : skipBlanks(text, behind);
        }
        boolean spelled = word > i
                && (text.at(word) | 0x20) == 'd'
                && (text.at(word + 1) | 0x20) == 'o'
                && (text.at(word + 2) | 0x20) == 't'
                && text.at(word + 3) == ' ';
        return spelled ? skipBlanks(text, word + 3) : -1;
    }

    private static int skipBlanks(Folded text, int from) {
        int i = from;
        while (i - from < 3 && text.at(i) == ' ') {
            i++;
        }
        return i;
    }

    private static boolean isLabel(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }
}
