package dev.remit.privacy.detect.prose;

import static dev.remit.privacy.detect.prose.Lexicon.BEHIND;
import static dev.remit.privacy.detect.prose.Lexicon.BOX;
import static dev.remit.privacy.detect.prose.Lexicon.FRONT;
import static dev.remit.privacy.detect.prose.Lexicon.PARTICLE;
import static dev.remit.privacy.detect.prose.Lexicon.STRONG_BEHIND;
import static dev.remit.privacy.detect.prose.Lexicon.STRONG_FRONT;
import static dev.remit.privacy.detect.prose.Lexicon.SUFFIX;
import static dev.remit.privacy.detect.prose.Lexicon.UNIT;

import dev.remit.privacy.detect.Findings;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.Tier;

/**
 * Street addresses: a core that is sure (a house number and a street's word, a street's word in front of a name, a compound
 * such as Hauptstrasse with a number, a box, a flat), then what belongs to it on both sides: numbers, flats, the town,
 * the state, the postcode, the country, on one line or on several. Not thread-safe.
 */
final class AddressFinder {
    private static final int LONGEST_STREET = 6;
    private static final int LONGEST_CORNER = 28;
    private static final int SHORTEST_STEM = 3;

    /** What a word in small letters must be to begin one. */
    private static final long BEGINS = Lexicon.CORNER | Lexicon.FIELD_POST | UNIT | BOX | FRONT;

    private final Words words;
    private final Taken taken;
    private final Lexicon lexicon;
    private final AddressParts parts;
    private final byte[] folded = new byte[Folding.LONGEST];

    AddressFinder(Words words, Taken taken, Lexicon lexicon) {
        this.words = words;
        this.taken = taken;
        this.lexicon = lexicon;
        parts = new AddressParts(words, taken, lexicon);
    }

    void find(Findings found) {
        int next = 0;
        for (int k = 0; k < words.candidates; k++) {
            int i = words.candidate[k];
            if (i >= next && !taken.has(i)) {
                next = address(i, found) + 1;
            }
        }
    }

    /** Adds what begins at a word; its last word, or the same one. */
    private int address(int i, Findings found) {
        if (words.is(i, Words.LOWER) && (words.bits[i] & BEGINS) == 0) {
            return i;
        }
        int corner = words.has(i, Lexicon.CORNER) ? cornerEnd(i) : -1;
        if (corner >= 0) {
            int end = parts.tail(corner);
            int first = i > 0 && words.isClose(i) && words.is(i - 1, Words.LOWER) && length(i - 1) == 3 ? i - 1 : i;
            taken.add(found, Kind.ADDRESS, first, end, Tier.LIKELY, "the corner of two streets");
            return end;
        }
        int post = words.has(i, Lexicon.FIELD_POST) ? parts.fieldPost(i) : -1;
        if (post >= 0) {
            taken.add(found, Kind.ADDRESS, parts.ship(i), post, Tier.LIKELY, "an office of the field post");
            return post;
        }
        int last = coreEnd(i);
        if (last < 0) {
            last = parts.labelled(i);
        }
        if (last < 0) {
            last = parts.ward(i);
        }
        if (last < 0) {
            return i;
        }
        int end = parts.tail(last);
        taken.add(found, Kind.ADDRESS, parts.head(i), end, Tier.LIKELY, "a street, box or flat with its number");
        return end;
    }

    private int length(int i) {
        return words.ends[i] - words.starts[i];
    }

    /** As in the corner of Long Lane and 5 Elm Street. */
    private int cornerEnd(int i) {
        boolean corner = words.is(i, Words.LOWER) && i + 1 < words.size && words.isClose(i + 1) && length(i + 1) == 2;
        if (!corner) {
            return -1;
        }
        int last = -1;
        int and = 0;
        for (int j = i + 2; j < words.size && j <= i + LONGEST_CORNER; j++) {
            boolean joined = (words.gaps[j] & ~(Words.SPACE | Words.DOT | Words.HYPHEN | Words.APOSTROPHE)) == 0;
            if (!joined) {
                break;
            }
            boolean name =
                    words.is(j, Words.CAP) || words.is(j, Words.NUMBER) || words.has(j, FRONT | BEHIND | PARTICLE);
            if (name) {
                last = j;
            } else if (and == 0 && length(j) == 3 && words.text[words.starts[j]] == 'a' && last == j - 1) {
                and = j;
            } else {
                break;
            }
        }
        return and > 0 && last > and ? last : -1;
    }

    /** The last word of a core that begins at a word; -1 if none does. */
    private int coreEnd(int i) {
        if (words.is(i, Words.NUMBER)) {
            return numberFirst(i);
        }
        if (words.has(i, UNIT | BOX) && followsClose(i, Words.DOT | Words.SPACE) && parts.isNumber(i + 1)) {
            return boxOrFlat(i);
        }
        if (words.has(i, FRONT)) {
            int last = streetInFront(i);
            if (last >= 0) {
                return last;
            }
        }
        if (words.is(i, Words.CAP) && !words.is(i, Words.CODE)) {
            return compoundOrBehind(i);
        }
        return -1;
    }

    /** As in 20 Long Lane. */
    private int numberFirst(int i) {
        if (words.ends[i] - words.starts[i] > 6 || !words.isClose(i + 1)) {
            return -1;
        }
        int last = -1;
        for (int j = i + 1; j < words.size && j <= i + LONGEST_STREET; j++) {
            boolean joined = words.isClose(j)
                    || words.gaps[j] == Words.HYPHEN
                    || (words.gaps[j] & ~(Words.APOSTROPHE | Words.DOT | Words.SPACE | Words.HYPHEN)) == 0;
            if (!joined || taken.has(j)) {
                break;
            }
            if (words.has(j, FRONT) && j == i + 1) {
                int end = streetInFront(j);
                if (end > 0) {
                    return end;
                }
            }
            if (words.is(j, Words.CAP) && words.has(j, BEHIND) && j > i + 1) {
                last = j;
            } else if (words.has(j, STRONG_BEHIND) && j > i + 1 && words.is(j - 1, Words.CAP)) {
                last = j;
            } else if (words.is(j, Words.CAP) && hasSuffix(j)) {
                last = j;
            }
            if (!words.is(j, Words.CAP)
                    && !words.has(j, PARTICLE | FRONT)
                    && !words.is(j, Words.NUMBER)
                    && words.ends[j] - words.starts[j] > 1) {
                break;
            }
        }
        return last >= 0 ? last : Math.max(numberAndNumber(i), lowerBehind(i));
    }

    /** As in 20 long lane, all in lower case, where the street's word is one that says little else behind a number. */
    private int lowerBehind(int number) {
        if (words.ends[number] - words.starts[number] > 5) {
            return -1;
        }
        for (int j = number + 1; j < words.size && j <= number + 4; j++) {
            boolean fits = words.isClose(j) && words.is(j, Words.LOWER) && !taken.has(j);
            if (!fits) {
                return -1;
            }
            if (words.has(j, STRONG_BEHIND) && j > number + 1 && parts.isPlainStreet(j)) {
                return j;
            }
            if (length(j) < 3 || words.has(j, PARTICLE | Lexicon.MEASURE | STRONG_BEHIND)) {
                return -1;
            }
        }
        return -1;
    }

    /** As in 98 214 Pavlou Drandaki. */
    private int numberAndNumber(int i) {
        int j = i + 1;
        if (!parts.isNumber(j) || length(j) > 4 || length(i) > 5) {
            return -1;
        }
        while (j + 1 < words.size
                && j < i + 4
                && words.isClose(j + 1)
                && words.is(j + 1, Words.CAP)
                && parts.isUnknown(j + 1)) {
            j++;
        }
        return j > i + 1 ? j : -1;
    }

    /** As in PO Box 12, Unit 5 Box 9, Suite 3, PSC 12, Box 4. */
    private int boxOrFlat(int i) {
        boolean announced = words.has(i, BOX) || words.is(i, Words.CAP) || words.ends[i + 1] - words.starts[i + 1] <= 4;
        if (!announced || (words.has(i, Lexicon.WORD) && !words.has(i, BOX) && !isFlat(i))) {
            return -1;
        }
        if (words.has(i, BOX) && !isPostal(i)) {
            return -1;
        }
        return i + 1;
    }

    private boolean isFlat(int i) {
        int length = words.ends[i] - words.starts[i];
        byte first = words.text[words.starts[i]];
        boolean suite = (first | 0x20) == 's' && length == 5;
        boolean unit = (first | 0x20) == 'u' && length == 4 && words.is(i, Words.CAP);
        boolean apartment = (first | 0x20) == 'a' && length >= 3;
        return suite || unit || apartment;
    }

    private boolean isPostal(int i) {
        return (words.is(i, Words.CAP) && (words.is(i - 1, Words.CAP) || words.is(i - 1, Words.NUMBER)))
                || (i > 0 && words.ends[i - 1] - words.starts[i - 1] <= 2);
    }

    /** As in rue de la Paix 12, Via Roma, ul. Zamkowa 33. */
    private int streetInFront(int i) {
        boolean known = words.has(i, Lexicon.WORD | Lexicon.PARTICLE | Lexicon.NAME);
        boolean capital = words.is(i, Words.CAP);
        boolean numberBefore = i > 0 && parts.isNumber(i - 1) && words.isClose(i);
        boolean shortened = i + 1 < words.size && words.gaps[i + 1] == (Words.DOT | Words.SPACE) && length(i) <= 4;
        boolean slashed = length(i) == 1 && capital && words.gaps[i + 1] == (Words.SLASH | Words.SPACE);
        boolean behindNumber = numberBefore && (words.has(i + 1, PARTICLE) || !words.has(i, Lexicon.WORD));
        if (!capital && !words.has(i, STRONG_FRONT) && !shortened && !behindNumber) {
            return -1;
        }
        int grid = parts.gridEnd(i);
        if (grid > 0) {
            return grid;
        }
        int j = i + 1;
        int names = 0;
        while (j < words.size && j <= i + LONGEST_STREET && !taken.has(j)) {
            boolean joined = (j == i + 1 && slashed)
                    || (words.gaps[j] & ~(Words.SPACE | Words.APOSTROPHE | Words.HYPHEN | Words.DOT | Words.QUOTE))
                            == 0;
            if (!joined || words.gaps[j] == 0 || words.has(j, Lexicon.NUMBERING)) {
                break;
            }
            boolean small = words.ends[j] - words.starts[j] <= 3;
            if (words.is(j, Words.CAP) && !words.has(j, UNIT)) {
                names++;
            } else if (!(words.has(j, PARTICLE) || (small && words.is(j, Words.LOWER))) || words.is(j, Words.NUMBER)) {
                break;
            }
            j++;
        }
        while (j > i + 1 && !words.is(j - 1, Words.CAP)) {
            j--;
        }
        int number = parts.numberBehind(j - 1);
        boolean numberBehind = number >= 0;
        if (names == 0 && !capital && numberBehind && j == i + 1) {
            return -1;
        }
        if (names == 0) {
            return lowerStreet(i);
        }
        boolean enough = numberBehind || numberBefore || (words.has(i, STRONG_FRONT) && !known);
        return !enough ? -1 : numberBehind ? number : j - 1;
    }

    /** As in rua olmos 44, all in lower case, where a number before or behind makes it sure. */
    private int lowerStreet(int i) {
        boolean numberBefore = i > 0 && parts.isNumber(i - 1) && words.isClose(i);
        for (int j = i + 1; j < words.size && j <= i + 3 && words.isClose(j); j++) {
            if (parts.isNumber(j) && j > i + 1) {
                return numberBefore || (words.has(i, STRONG_FRONT) && !words.has(i, Lexicon.WORD | PARTICLE)) ? j : -1;
            }
        }
        return -1;
    }

    /** As in Hauptstrasse 5, Long Lane 12, Elm Street, and in an unknown name with a number and a flat or town behind it. */
    private int compoundOrBehind(int i) {
        int j = i;
        boolean suffix = hasSuffix(i);
        boolean behind = false;
        boolean strong = false;
        boolean hyphen = false;
        while (j + 1 < words.size
                && j < i + 4
                && (words.isClose(j + 1) || words.gaps[j + 1] == Words.HYPHEN)
                && words.is(j + 1, Words.CAP)
                && !words.is(j + 1, Words.CODE)
                && !taken.has(j + 1)
                && !words.has(j + 1, UNIT)
                && !(words.has(j + 1, Lexicon.NUMBERING) && parts.isNumber(j + 2))) {
            j++;
            hyphen |= words.gaps[j] == Words.HYPHEN;
            suffix |= hasSuffix(j);
            behind = words.has(j, BEHIND);
            strong |= words.has(j, STRONG_BEHIND);
        }
        boolean alone = j == i && !suffix;
        if (alone && !words.has(j + 1, STRONG_BEHIND | Lexicon.SHORT_BEHIND) && !words.is(j + 1, Words.NUMBER)) {
            return -1; // as most words with a capital letter
        }
        // As in on Elm Drive I think.
        if (!behind && strong && j > i + 1 && words.has(j - 1, STRONG_BEHIND) && !parts.isNumber(j + 1)) {
            j--;
            behind = true;
        }
        if (j + 1 < words.size
                && j > i - 1
                && words.isClose(j + 1)
                && words.is(j + 1, Words.LOWER)
                && words.has(j + 1, STRONG_BEHIND)
                && !words.has(j + 1, PARTICLE)
                && words.ends[j + 1] - words.starts[j + 1] > 2) {
            int last = j + 1;
            int number = parts.numberBehind(last);
            return number >= 0 && words.isClose(last + 1) ? number : length(last) > 3 && hasUnknown(i, j) ? last : -1;
        }
        if (words.is(j + 1, Words.LOWER)
                && words.has(j + 1, Lexicon.SHORT_BEHIND)
                && words.isClose(j + 1)
                && words.gaps[j + 2] == (Words.DOT | Words.SPACE)
                && parts.isNumber(j + 2)
                && hasUnknown(i, j)) {
            return j + 2;
        }
        boolean number = (parts.isNumber(j + 1)
                        && (words.gaps[j + 1] == Words.SPACE || words.gaps[j + 1] == (Words.COMMA | Words.SPACE)))
                || (parts.isNumber(j + 1)
                        && words.gaps[j + 1] == (Words.DOT | Words.SPACE)
                        && (words.ends[j] - words.starts[j] <= 4 || (hasSuffix(j) && isShortened(j))));
        int house = behind && !number ? parts.numberBehind(j) : -1;
        if (house < 0 && behind && !number && (words.gaps[j + 1] & Words.DOT) != 0 && length(j) <= 6) {
            house = parts.numberBehindDot(j);
        }
        if (house >= 0 && j > i) {
            return house;
        }
        if ((suffix && (number || (strongSuffix(i, j) && hasUnknown(i, j)))) || (behind && number)) {
            return number ? j + 1 : j;
        }
        if (strong && behind && j > i && !hyphen) {
            return j;
        }
        boolean version = words.is(j + 1, Words.CODE);
        if (behind && j > i && j <= i + 2 && !hyphen && !version && hasUnknown(i, j)) {
            return j;
        }
        if (number && hasUnknown(i, j) && words.ends[j + 1] - words.starts[j + 1] <= 4) {
            boolean more = parts.isBeforePostcode(j + 1)
                    || words.has(j + 2, UNIT)
                    || ((words.gaps[j + 2] & (Words.LINE | Words.COMMA)) != 0 && parts.isTown(j + 2))
                    || (parts.isNumber(i - 1) && words.isClose(i))
                    || (words.has(j + 2, STRONG_BEHIND) && words.isClose(j + 2))
                    || (isUnknown(i, j)
                            && length(j + 1) > 1
                            && isAt(i - 1)
                            && words.isClose(i)
                            && !words.is(i, Words.ALL_CAPS));
            return more ? j + 1 : -1;
        }
        return -1;
    }

    private boolean hasUnknown(int first, int last) {
        for (int i = first; i <= last; i++) {
            if (parts.isUnknown(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isUnknown(int first, int last) {
        for (int i = first; i <= last; i++) {
            if (!parts.isUnknown(i)) {
                return false;
            }
        }
        return true;
    }

    /** As in Examplestr. */
    private boolean isShortened(int i) {
        int end = words.ends[i];
        return words.text[end - 3] == 's' && words.text[end - 2] == 't' && words.text[end - 1] == 'r';
    }

    /** At, on, to, in, of, is. */
    private boolean isAt(int i) {
        return i >= 0 && words.is(i, Words.LOWER) && length(i) == 2;
    }

    /** Whether one of the words ends in a street's word that is long enough to be no other ending. */
    private boolean strongSuffix(int first, int last) {
        for (int i = first; i <= last; i++) {
            if (words.ends[i] - words.starts[i] >= 8 && hasSuffix(i, SHORTEST_STEM + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a compound ends in a street's word, such as -strasse or -gatan. */
    private boolean hasSuffix(int i) {
        return hasSuffix(i, SHORTEST_STEM);
    }

    private boolean hasSuffix(int i, int shortest) {
        if (words.ends[i] - words.starts[i] < SHORTEST_STEM + 3 || words.has(i, Lexicon.WORD)) {
            return false;
        }
        if (!lexicon.mayEndStreet(words.text[words.ends[i] - 2], words.text[words.ends[i] - 1])) {
            return false;
        }
        int size = Folding.fold(words.text, words.starts[i], words.ends[i], folded);
        for (int length = shortest; length <= 7 && length + SHORTEST_STEM <= size; length++) {
            if ((lexicon.bits(Folding.hash(folded, size - length, size)) & SUFFIX) != 0) {
                return !words.isOrdinary(i);
            }
        }
        return false;
    }

    private boolean followsClose(int i, int gap) {
        return i + 1 < words.size && (words.gaps[i + 1] & ~gap) == 0;
    }
}
