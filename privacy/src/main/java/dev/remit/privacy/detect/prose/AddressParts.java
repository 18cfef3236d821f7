package dev.remit.privacy.detect.prose;

import static dev.remit.privacy.detect.prose.Lexicon.BEHIND;
import static dev.remit.privacy.detect.prose.Lexicon.BOX;
import static dev.remit.privacy.detect.prose.Lexicon.COUNTRY;
import static dev.remit.privacy.detect.prose.Lexicon.FRONT;
import static dev.remit.privacy.detect.prose.Lexicon.PARTICLE;
import static dev.remit.privacy.detect.prose.Lexicon.PLACE;
import static dev.remit.privacy.detect.prose.Lexicon.STATE;
import static dev.remit.privacy.detect.prose.Lexicon.SUFFIX;
import static dev.remit.privacy.detect.prose.Lexicon.UNIT;

/** What stands around the core of a street address and belongs to it, and the words that it is made of. Not thread-safe. */
final class AddressParts {
    private static final int LONGEST_TAIL = 14;
    private static final int LONGEST_SHIP = 4;

    private final Words words;
    private final Taken taken;
    private final Lexicon lexicon;

    AddressParts(Words words, Taken taken, Lexicon lexicon) {
        this.words = words;
        this.taken = taken;
        this.lexicon = lexicon;
    }

    boolean isNumber(int i) {
        return words.is(i, Words.NUMBER) && words.ends[i] - words.starts[i] <= 6 && !words.is(i, Words.CODE);
    }

    boolean isUnknown(int i) {
        if ((words.bits[i]
                        & ~(Lexicon.FOREIGN
                                | Lexicon.NAME
                                | Lexicon.OPENS_PHRASE
                                | Lexicon.FIELD_POST
                                | BEHIND
                                | FRONT
                                | SUFFIX))
                != 0) {
            return false;
        }
        return length(i) > 2 && !words.isOrdinary(i);
    }

    boolean isTown(int i) {
        return words.is(i, Words.CAP) && !words.is(i, Words.CODE) && (words.has(i, PLACE) || isUnknown(i));
    }

    /** The postcode of a field post office such as APO AE 09012, which is all that such an address ends with; -1 if none. */
    int fieldPost(int i) {
        boolean region = words.is(i, Words.ALL_CAPS | Words.LOWER)
                && words.isClose(i + 1)
                && i + 1 < words.size
                && length(i + 1) == 2
                && letter(i + 1, 0) == 'a'
                && (letter(i + 1, 1) == 'a' || letter(i + 1, 1) == 'e' || letter(i + 1, 1) == 'p');
        return region && words.isClose(i + 2) && isPostcode(i + 2) ? i + 2 : -1;
    }

    /** The first word of a ship's name, such as USS Example, on the line before; the same word if there is none. */
    int ship(int i) {
        for (int j = i - 1; j >= 0 && j >= i - LONGEST_SHIP && !taken.has(j); j--) {
            boolean prefix = letter(j, 0) == 'u' && length(j) <= 5 && length(j) >= 3 && letter(j, 1) == 's';
            if (prefix && words.is(j, Words.ALL_CAPS | Words.LOWER)) {
                return j;
            }
            if ((words.gaps[j] & ~(Words.SPACE | Words.HYPHEN)) != 0) {
                return i;
            }
        }
        return i;
    }

    private int letter(int i, int index) {
        return words.text[words.starts[i] + index] | 0x20;
    }

    private boolean isPostcode(int i) {
        return i < words.size && isNumber(i) && length(i) == 5;
    }

    private int length(int i) {
        return words.ends[i] - words.starts[i];
    }

    /** Numbers in front of the core, and what a box is called. */
    int head(int core) {
        int first = core;
        for (int i = 0;
                i < 2 && first > 0 && isNumber(first - 1) && words.isClose(first) && !taken.has(first - 1);
                i++) {
            first--;
        }
        if (words.has(core, BOX)) {
            while (first > 0
                    && core - first < 3
                    && (words.gaps[first] & ~(Words.SPACE | Words.DOT | Words.COMMA)) == 0
                    && (words.is(first - 1, Words.ALL_CAPS | Words.INITIAL) || words.is(first - 1, Words.NUMBER))
                    && !taken.has(first - 1)) {
                first--;
            }
        }
        return first;
    }

    /** What follows a core and still belongs to it. */
    int tail(int core) {
        int last = core;
        int towns = 0;
        boolean fresh = false;
        for (int i = core + 1; i < words.size && i <= core + LONGEST_TAIL; i++) {
            int gap = words.gaps[i];
            boolean parted = (gap & (Words.COMMA | Words.LINE)) != 0;
            boolean allowed =
                    (gap & ~(Words.SPACE | Words.COMMA | Words.LINE | Words.BLANK_LINE | Words.DOT | Words.HYPHEN))
                            == 0;
            boolean sentence = (gap & Words.DOT) != 0
                    && !parted
                    && words.ends[i - 1] - words.starts[i - 1] > 3
                    && !words.has(i, UNIT);
            boolean bullet = (gap & Words.HYPHEN) != 0 && (gap & Words.LINE) != 0;
            boolean far = (gap & Words.BLANK_LINE) != 0 && !words.has(i, COUNTRY);
            if (!allowed || sentence || bullet || far || taken.has(i)) {
                break;
            }
            boolean coded = isPostcode(i + 1) && words.isClose(i + 1);
            boolean state = (words.has(i, STATE) && (words.is(i, Words.ALL_CAPS) || coded))
                    || (words.is(i, Words.ALL_CAPS) && words.ends[i] - words.starts[i] == 2);
            if ((isNumber(i) && (!words.is(i + 1, Words.LOWER) || (last == i - 1 && isBehindState(i))))
                    || state
                    || (words.has(i, UNIT) && isNumber(i + 1))
                    || (words.has(i, BOX) && isNumber(i + 1))) {
                last = i;
            } else if (isPostcodePart(i)) {
                last = i;
            } else if (words.is(i, Words.CAP) && ((words.has(i, BEHIND) && !parted) || words.has(i, PLACE))) {
                last = i;
                fresh = true;
            } else if ((isTown(i) && (parted || (fresh && towns < 6) || (isNumber(i - 1) && words.isClose(i))))
                    || (words.is(i, Words.CAP) && words.has(i, Lexicon.NAME | FRONT) && (parted || fresh))) {
                last = i;
                fresh = true;
                towns++;
            } else if (words.is(i, Words.LOWER)
                    && ((words.has(i, PLACE) && !words.has(i, Lexicon.WORD))
                            || phraseIsPlace(i)
                            || (parted && lowerTown(i)))) {
                last = i;
            } else if (parted
                    && words.is(i, Words.LOWER)
                    && length(i) <= 3
                    && i + 1 < words.size
                    && length(i + 1) == 5
                    && isNumber(i + 1)) {
                last = i; // a state left out, as exports write it
            } else if (last == i - 1 && words.is(i, Words.LOWER) && phraseEndsHere(i)) {
                last = i;
            } else if (!fresh || !words.has(i, PARTICLE) || !isTown(i + 1)) {
                break;
            }
        }
        return last;
    }

    /** As in Springfield, PA 39551, whatever follows. */
    private boolean isBehindState(int i) {
        return isPostcode(i) && words.isClose(i) && length(i - 1) == 2 && words.has(i - 1, STATE);
    }

    private boolean lowerTown(int i) {
        return (words.has(i + 1, COUNTRY) && (words.gaps[i + 1] & Words.COMMA) != 0) || words.has(i, PLACE);
    }

    private boolean phraseIsPlace(int i) {
        return words.has(i, Lexicon.OPENS_PHRASE)
                && i + 1 < words.size
                && (lexicon.bits(Lexicon.join(words.hashes[i], words.hashes[i + 1])) & PLACE) != 0;
    }

    private boolean phraseEndsHere(int i) {
        return (lexicon.bits(Lexicon.join(words.hashes[i - 1], words.hashes[i])) & PLACE) != 0;
    }

    /** As in SW1A 2AA and 1011 AB. */
    private boolean isPostcodePart(int i) {
        int length = words.ends[i] - words.starts[i];
        return (length >= 2
                        && length <= 4
                        && words.is(i, Words.CODE)
                        && !words.is(i, Words.LOWER | Words.FOREIGN_LETTER))
                || (length == 3 && words.is(i, Words.NUMBER));
    }
}
