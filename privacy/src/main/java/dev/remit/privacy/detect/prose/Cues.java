package dev.remit.privacy.detect.prose;

import static dev.remit.privacy.detect.prose.Lexicon.BEFORE_PERSON;
import static dev.remit.privacy.detect.prose.Lexicon.CAPITAL;
import static dev.remit.privacy.detect.prose.Lexicon.CLOSING;
import static dev.remit.privacy.detect.prose.Lexicon.COPULA;
import static dev.remit.privacy.detect.prose.Lexicon.HONORIFIC;
import static dev.remit.privacy.detect.prose.Lexicon.LABEL;
import static dev.remit.privacy.detect.prose.Lexicon.LOWER_HONORIFIC;
import static dev.remit.privacy.detect.prose.Lexicon.NAMING;
import static dev.remit.privacy.detect.prose.Lexicon.PARTICLE;
import static dev.remit.privacy.detect.prose.Lexicon.STRONG_CUE;
import static dev.remit.privacy.detect.prose.Lexicon.WEAK_HONORIFIC;
import static dev.remit.privacy.detect.prose.Lexicon.WORD;

/**
 * What around words says that they are somebody's name: a greeting, a form's label, the end of a letter, a mail address
 * behind. Each looks at a bounded number of words. Not thread-safe.
 */
final class Cues {
    /** German words are near, where each noun has a capital letter. */
    static final int AMONG_GERMAN = 1;

    /** Ordinary words of other languages than English are near. */
    static final int ABROAD = 1 << 1;

    private static final long TONGUES = Lexicon.ABROAD | Lexicon.GERMAN | Lexicon.FOREIGN;
    private static final int NEAR = 4;
    private static final int CLOSING_WORDS = 5;

    private final Words words;
    private final Taken taken;

    Cues(Words words, Taken taken) {
        this.words = words;
        this.taken = taken;
    }

    /** My name is, I'm, this is, Dear, Name:, me llamo. */
    boolean announce(int first) {
        int gap = words.gaps[first];
        int before = first - 1;
        if (before < 0) {
            return false;
        }
        if (isLabelled(first)) {
            return true;
        }
        if ((gap & ~(Words.SPACE | Words.COLON | Words.COMMA | Words.LINE)) != 0) {
            return false;
        }
        if (words.has(before, BEFORE_PERSON | NAMING | STRONG_CUE)) {
            return true;
        }
        if (gap != Words.SPACE && gap != (Words.SPACE | Words.COLON)) {
            return false;
        }
        if (isArticle(before) && words.has(before - 1, BEFORE_PERSON | NAMING | COPULA) && words.isClose(before)) {
            before--;
            if (words.has(before, BEFORE_PERSON)) {
                return true;
            }
        }
        if (words.has(before, COPULA) && (words.isClose(before) || words.gaps[before] == Words.APOSTROPHE)) {
            return words.has(before - 1, BEFORE_PERSON | NAMING | STRONG_CUE)
                    || is(before - 1, 't', 'h', 4)
                    || is(before - 1, 'i', 't', 2)
                    || is(before - 1, 'c', 0, 1)
                    || is(before - 1, 'a', 'q', 4);
        }
        boolean am = (is(before, 'm', 0, 1) || is(before, 'a', 'm', 2)) && is(before - 1, 'i', 0, 1);
        return gap == Words.SPACE && (am || is(before, 'b', 'y', 2));
    }

    /** In a form, an object or a line of a letter's head: what it is, and a sign between. */
    boolean isLabelled(int first) {
        int gap = words.gaps[first];
        int before = first - 1;
        boolean colon =
                (gap & Words.COLON) != 0 && (gap & ~(Words.COLON | Words.SPACE | Words.QUOTE | Words.LINE)) == 0;
        boolean equal = (gap & Words.SYMBOL) != 0
                && (gap & ~(Words.SYMBOL | Words.QUOTE)) == 0
                && isIn("=>", words.text[words.ends[before < 0 ? 0 : before]]);
        boolean star = gap == (Words.COLON | Words.SYMBOL | Words.SPACE);
        return (colon || equal || star) && words.has(before, LABEL | NAMING);
    }

    /** Behind the last words of a letter, and alone on what is left of the line. */
    boolean isSigned(int first, int last) {
        int gap = words.gaps[first];
        boolean near =
                (gap & ~(Words.SPACE | Words.COMMA | Words.LINE | Words.BLANK_LINE | Words.DOT | Words.STOP)) == 0;
        boolean parted = (gap & (Words.LINE | Words.COMMA | Words.DOT)) != 0
                || isShort(first - 1)
                || (first > 0 && isOpening(first - 1) && !words.has(first, WORD));
        if (!near || !parted || first == 0 || !endsLine(last)) {
            return false;
        }
        if (words.has(first - 1, CLOSING)) {
            return true;
        }
        // As in Thanks a lot, on a line of its own.
        for (int i = first - 1; (gap & Words.LINE) != 0 && i >= 0 && i > first - CLOSING_WORDS; i--) {
            if (words.has(i, CLOSING)) {
                return true;
            }
            if (words.gaps[i] != Words.SPACE) {
                return false;
            }
        }
        return false;
    }

    /** As in its anna again. */
    boolean isIts(int first) {
        return words.isClose(first)
                && is(first - 1, 'i', 't', 3)
                && words.ends[first - 1] - words.starts[first - 1] == 3;
    }

    /** As in LG Anna. */
    private boolean isShort(int i) {
        return i >= 0 && words.ends[i] - words.starts[i] <= 5;
    }

    boolean endsLine(int last) {
        int behind = words.gaps[last + 1];
        return (behind & (Words.LINE | Words.EDGE)) != 0 && (behind & (Words.STOP | Words.COLON)) == 0;
    }

    /** As in Anna Weber &lt;a.weber@example.org&gt;. */
    boolean isBeforeMail(int last) {
        int next = last + 1;
        return next < words.size
                && taken.has(next)
                && (words.gaps[next] & (Words.SYMBOL | Words.BRACKET)) != 0
                && (words.gaps[next] & ~(Words.SYMBOL | Words.BRACKET | Words.SPACE | Words.QUOTE)) == 0
                && isIn("<([", words.text[words.starts[next] - 1])
                && words.isInMail(next);
    }

    /** Whether one of the words is in a mail address of the text, as in Anna Weber, anna.weber@example.org. */
    boolean isInMail(int first, int last) {
        for (int i = first; i <= last; i++) {
            if (words.ends[i] - words.starts[i] > 2 && words.isInMail(i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether somebody's name ends where this run begins, as in Anna Weber, Jo Lind and Max Roth. */
    boolean follows(int person, int first) {
        int gap = words.gaps[first];
        boolean listed = person == first - 1 && (gap == (Words.COMMA | Words.SPACE) || gap == Words.COMMA);
        boolean and = person == first - 2 && words.isClose(first) && words.isClose(first - 1);
        return person >= 0 && (listed || (and && words.has(first - 1, Lexicon.SIBLING)));
    }

    /** Whether a sentence or line begins with a word. */
    boolean isOpening(int i) {
        return (words.gaps[i] & ~(Words.SPACE | Words.COMMA | Words.HYPHEN | Words.APOSTROPHE)) != 0;
    }

    /** Whether a word is {@link #AMONG_GERMAN} ones, and whether words of other languages than English are near. */
    int tonguesAround(int i) {
        int from = Math.max(0, i - NEAR);
        int to = Math.min(words.size - 1, i + NEAR);
        long german = 0;
        long abroad = 0;
        for (int j = from; j <= to; j++) {
            if (j != i) {
                long bits = words.bits[j];
                german |= bits;
                boolean small = (words.shapes[j] & Words.LOWER) != 0 && words.ends[j] - words.starts[j] > 1;
                abroad |= small && (bits & WORD) == 0 ? bits : 0;
            }
        }
        return ((german & Lexicon.GERMAN) != 0 ? AMONG_GERMAN : 0) | ((abroad & TONGUES) != 0 ? ABROAD : 0);
    }

    boolean isHonorific(int i) {
        return words.has(i, HONORIFIC)
                && words.is(i, Words.CAP)
                && !words.is(i, Words.INITIAL)
                && (!words.has(i, WEAK_HONORIFIC) || words.ends[i] - words.starts[i] > 2 || isShortened(i));
    }

    /** As in Estimado Sr. Example, and not as in John Example Sr. */
    private boolean isShortened(int i) {
        boolean behindName = words.is(i - 1, Words.CAP) && !words.has(i - 1, BEFORE_PERSON | Lexicon.ABROAD);
        return words.gaps[i + 1] == (Words.DOT | Words.SPACE) && !(behindName && words.gaps[i] == Words.SPACE);
    }

    /** As in mevrouw, pan, and the end of Sig.ra. */
    boolean isLowerHonorific(int i) {
        if (!words.is(i, Words.LOWER)) {
            return false;
        }
        boolean end = words.gaps[i] == Words.DOT
                && words.ends[i] - words.starts[i] <= 3
                && words.has(i - 1, HONORIFIC | LOWER_HONORIFIC);
        return end || (words.has(i, LOWER_HONORIFIC) && !words.has(i, WORD | CAPITAL));
    }

    private boolean isArticle(int i) {
        return words.is(i, Words.LOWER)
                && words.ends[i] - words.starts[i] <= 3
                && words.has(i, PARTICLE | Lexicon.ABROAD)
                && !words.has(i, COPULA);
    }

    private boolean is(int i, int one, int two, int length) {
        return i >= 0
                && words.ends[i] - words.starts[i] == length
                && (words.text[words.starts[i]] | 0x20) == one
                && (two == 0 || (words.text[words.starts[i] + 1] | 0x20) == two);
    }

    private static boolean isIn(String signs, byte b) {
        return b > 0 && signs.indexOf(b) >= 0;
    }
}
