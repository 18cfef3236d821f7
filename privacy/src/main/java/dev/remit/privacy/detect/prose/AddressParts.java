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
    private static final int LONGEST_BUILDING = 5;

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
                                | Lexicon.TOWN_PREFIX
                                | Lexicon.WARD
                                | Lexicon.SHORT_BEHIND
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
        if (first > 0 && words.gaps[first] == Words.SLASH && isNumber(first - 1) && !taken.has(first - 1)) {
            first--; // as in 88/12 Example Road
        }
        first = building(building(townAndComma(numberAndComma(plot(preposition(first))))));
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

    /** As in Block 12 Example Avenue and No. 5 Example Road. */
    private int plot(int first) {
        boolean plot = first > 0
                && words.is(first, Words.NUMBER)
                && (words.gaps[first] & ~(Words.SPACE | Words.DOT)) == 0
                && words.has(first - 1, Lexicon.PLOT)
                && words.is(first - 1, Words.CAP)
                && !taken.has(first - 1);
        return plot ? first - 1 : first;
    }

    /** As in Unter den Examples 5. */
    private int preposition(int first) {
        boolean before = first > 1
                && words.is(first, Words.CAP)
                && words.isClose(first)
                && words.isClose(first - 1)
                && words.is(first - 1, Words.LOWER)
                && words.has(first - 1, Lexicon.GERMAN)
                && length(first - 1) == 3
                && words.is(first - 2, Words.CAP)
                && words.has(first - 2, Lexicon.ABROAD)
                && length(first - 2) <= 6
                && !taken.has(first - 2);
        return before ? first - 2 : first;
    }

    /** Whether a street's word in lower case says little else. */
    boolean isPlainStreet(int i) {
        int first = letter(i, 0);
        int length = length(i);
        boolean plain = (first == 's' && (length == 2 || length == 6))
                || (first == 'a' && letter(i, 1) == 'v' && (length == 3 || length == 6))
                || ((first == 'r' || first == 'l') && (length == 2 || length == 4))
                || (first == 'b' && length > 3);
        // As in three more street lights.
        boolean goesOn = words.isClose(i + 1) && words.is(i + 1, Words.LOWER) && length(i + 1) > 4;
        return plain && (!goesOn || words.has(i + 1, PLACE));
    }

    /** The end of what stands behind a form's label for an address; -1 if it does not look like one. */
    int labelled(int i) {
        int gap = words.gaps[i];
        int sign = Words.COLON | Words.SYMBOL;
        boolean behindLabel = (gap & sign) != 0
                && words.has(i - 1, Lexicon.ADDRESS_LABEL)
                && (gap & ~(sign | Words.SPACE | Words.QUOTE)) == 0
                && words.is(i, Words.CAP | Words.NUMBER)
                && !words.is(i, Words.CODE);
        if (!behindLabel) {
            return -1;
        }
        int numbers = 0;
        int names = 0;
        int last = -1;
        for (int j = i; j < words.size && j < i + LONGEST_TAIL && !taken.has(j); j++) {
            boolean joined = j == i
                    || (words.gaps[j]
                                    & ~(Words.SPACE
                                            | Words.COMMA
                                            | Words.DOT
                                            | Words.HYPHEN
                                            | Words.SLASH
                                            | Words.APOSTROPHE))
                            == 0;
            boolean small = words.is(j, Words.LOWER) && length(j) > 3 && !words.has(j, Lexicon.FLOOR | FRONT | BEHIND);
            if (!joined || small) {
                break;
            }
            numbers += isNumber(j) && length(j) <= 5 ? 1 : 0;
            names += words.is(j, Words.CAP) && length(j) > 1 ? 1 : 0;
            last = j;
        }
        return numbers > 0 && names > 0 ? last : -1;
    }

    /** As in 3-14-2 Minami-Example, Example-ku and 123 Example-ro; the last word of the ward or street, -1 if it is none. */
    int ward(int i) {
        if (!words.is(i, Words.NUMBER) || length(i) > 4) {
            return -1;
        }
        int last = -1;
        for (int j = i + 1; j + 1 < words.size && j < i + LONGEST_TAIL && !taken.has(j); j++) {
            int gap = words.gaps[j];
            boolean joined = (gap & ~(Words.SPACE | Words.HYPHEN | Words.COMMA)) == 0;
            boolean ward = gap == Words.HYPHEN && words.is(j, Words.LOWER) && words.has(j, Lexicon.WARD);
            last = ward ? j : last;
            if (!joined || !(ward || words.is(j, Words.CAP) || (last < 0 && isNumber(j)))) {
                break;
            }
        }
        return last;
    }

    /** As in Carrera 7 # 45-12 and Calle 10 No. 5-51; -1 if there is no such number. */
    int gridEnd(int front) {
        int i = front + 1;
        if (!isNumber(i) || (words.gaps[i] & ~(Words.SPACE | Words.DOT)) != 0) {
            return -1;
        }
        int j = i + 1;
        boolean numbering = words.has(j, Lexicon.NUMBERING) && words.isClose(j);
        boolean sign = j < words.size
                && (words.gaps[j] & ~Words.SPACE) == Words.SYMBOL
                && words.text[words.starts[j] - (words.text[words.starts[j] - 1] == ' ' ? 2 : 1)] == '#';
        int number = numbering ? j + 1 : j;
        return (numbering || sign) && isNumber(number) ? number : -1;
    }

    /** As in 17, boulevard Example, in 12 bis, rue Example, and in Flat 3, 92 Example Road. */
    private int numberAndComma(int core) {
        boolean comma = words.gaps[core] == (Words.COMMA | Words.SPACE);
        int i = core - 1;
        if (i < 0 || !(comma || words.isClose(core)) || taken.has(i)) {
            return core;
        }
        if (words.is(core, Words.NUMBER)) {
            return comma && isNumber(i) && words.has(i - 1, UNIT | Lexicon.PLOT) && words.isClose(i) ? i - 1 : core;
        }
        if (!words.has(core, FRONT)) {
            return core;
        }
        boolean suffix = words.has(i, Lexicon.NUMBER_SUFFIX) && words.isClose(i);
        int number = suffix ? i - 1 : i;
        return isNumber(number) && length(number) <= 4 && (comma || suffix) ? number : core;
    }

    /** The first word of what a house is called, in front of its street: as in Example Court, 3 Long Lane. */
    private int building(int core) {
        int i = core - 1;
        if (i < 0 || (words.gaps[core] & ~(Words.COMMA | Words.SPACE | Words.LINE)) != 0 || words.isClose(core)) {
            return core;
        }
        boolean named = false;
        while (i >= 0 && core - i <= LONGEST_BUILDING && !taken.has(i)) {
            boolean fits = words.is(i, Words.CAP) || words.is(i, Words.NUMBER) || words.has(i, UNIT);
            if (!fits) {
                return core;
            }
            named |= words.has(i, Lexicon.BUILDING) || (words.has(i, UNIT) && isNumber(i + 1));
            if ((words.gaps[i] & ~(Words.SPACE | Words.DOT | Words.APOSTROPHE)) != 0 || words.is(i - 1, Words.LOWER)) {
                return named ? i : core;
            }
            i--;
        }
        return core;
    }

    /** As in 1137 Budapest, Example ut 22. */
    private int townAndComma(int core) {
        int town = core - 1;
        boolean before = town > 0
                && words.gaps[core] == (Words.COMMA | Words.SPACE)
                && words.is(town, Words.CAP)
                && words.has(town, PLACE)
                && words.isClose(town)
                && isNumber(town - 1)
                && length(town - 1) >= 4
                && !taken.has(town)
                && !taken.has(town - 1);
        return before ? town - 1 : core;
    }

    /** The number of a house behind a street, as in Example Street 5 and in Strada Example nr. 5; -1 if there is none. */
    int numberBehind(int street) {
        int i = street + 1;
        boolean near = i < words.size && (words.gaps[i] & ~(Words.SPACE | Words.COMMA)) == 0;
        if (near && isNumber(i)) {
            return i;
        }
        boolean close = i + 1 < words.size && (words.gaps[i] & ~(Words.SPACE | Words.COMMA | Words.DOT)) == 0;
        boolean numbering = close
                && words.has(i, Lexicon.NUMBERING)
                && (words.gaps[i + 1] & ~(Words.SPACE | Words.DOT | Words.COLON)) == 0
                && isNumber(i + 1);
        return numbering ? i + 1 : -1;
    }

    /** The same behind a street's word that is shortened, as in Example Cad. No: 45. */
    int numberBehindDot(int street) {
        int i = street + 1;
        boolean numbering = i + 1 < words.size
                && words.has(i, Lexicon.NUMBERING)
                && (words.gaps[i + 1] & ~(Words.SPACE | Words.DOT | Words.COLON)) == 0;
        int number = numbering ? i + 1 : i;
        return number < words.size && isNumber(number) ? number : -1;
    }

    /** Whether a postcode and a town come behind the number of a house, which no sentence has. */
    boolean isBeforePostcode(int number) {
        int i = number + 1;
        if (i < words.size && words.gaps[i] == Words.SLASH && isNumber(i)) {
            i++;
        }
        boolean parted = (words.gaps[i] & (Words.COMMA | Words.LINE)) != 0
                && (words.gaps[i] & ~(Words.COMMA | Words.LINE | Words.SPACE)) == 0;
        if (!parted || !isNumber(i)) {
            return false;
        }
        int length = length(i);
        boolean two = (words.isClose(i + 1) || words.gaps[i + 1] == Words.HYPHEN) && isNumber(i + 1);
        length += two ? length(i + 1) : 0;
        boolean letters = !two && length == 4 && words.is(i + 1, Words.ALL_CAPS) && length(i + 1) == 2;
        int town = two || letters ? i + 2 : i + 1;
        return length >= 4 && length <= 7 && words.isClose(town) && isTown(town);
    }

    /** What of a house comes behind its number: as in 12/4, 5 B, 12 bis, 3º izda, m. 21. */
    private boolean isOfHouse(int i) {
        int gap = words.gaps[i];
        boolean behindNumber = isNumber(i - 1) || words.is(i - 1, Words.CODE);
        boolean letter = length(i) == 1 && (words.is(i, Words.INITIAL) || !words.is(i + 1, Words.LOWER));
        if (gap == Words.SLASH || gap == Words.HYPHEN) {
            return behindNumber && (isNumber(i) || letter || (words.is(i, Words.ALL_CAPS) && length(i) <= 3));
        }
        if ((gap & ~(Words.SPACE | Words.COMMA | Words.DOT | Words.COLON | Words.SYMBOL | Words.HYPHEN)) != 0) {
            return false;
        }
        boolean ordinal = (gap & Words.SYMBOL) != 0 && behindNumber && length(i - 1) <= 2;
        if (words.has(i, Lexicon.FLOOR) && words.has(i - 1, Lexicon.FLOOR) && words.isClose(i) && length(i) > 2) {
            return true;
        }
        if (words.has(i, Lexicon.FLOOR)) {
            return ordinal
                    || ((gap & Words.SYMBOL) == 0
                            && (isNumber(i + 1) || (words.is(i + 1, Words.INITIAL) && length(i) > 1) || behindNumber)
                            && (length(i) > 2 || isNumber(i + 1) || (words.gaps[i] & (Words.COMMA | Words.DOT)) != 0));
        }
        if (words.has(i, Lexicon.NUMBER_SUFFIX) && behindNumber) {
            return true;
        }
        return letter && behindNumber && (ordinal || words.isClose(i));
    }

    /** What follows a core and still belongs to it. */
    int tail(int core) {
        int last = core;
        int towns = 0;
        boolean fresh = false;
        for (int i = core + 1; i < words.size && i <= core + LONGEST_TAIL; i++) {
            int gap = words.gaps[i];
            boolean parted = (gap & (Words.COMMA | Words.LINE)) != 0;
            boolean house = !taken.has(i) && isOfHouse(i) && (i == last + 1);
            boolean colon = (gap & ~Words.SPACE) == Words.COLON && isNumber(i) && words.has(i - 1, Lexicon.FLOOR);
            boolean unit = (gap & ~(Words.SPACE | Words.COMMA)) == Words.SYMBOL
                    && isNumber(i)
                    && words.text[words.starts[i] - 1] == '#';
            if (house || ((colon || unit) && last == i - 1 && !taken.has(i))) {
                last = i;
                fresh |= words.is(i, Words.CAP) && words.has(i, Lexicon.FLOOR) && !isNumber(i + 1);
                continue;
            }
            boolean allowed = (gap == Words.SLASH && fresh && words.is(i, Words.CAP))
                    || (gap & ~(Words.SPACE | Words.COMMA | Words.LINE | Words.BLANK_LINE | Words.DOT | Words.HYPHEN))
                            == 0;
            boolean sentence = (gap & Words.DOT) != 0
                    && !parted
                    && words.ends[i - 1] - words.starts[i - 1] > 3
                    && !(isNumber(i) && words.has(i - 1, Lexicon.FLOOR))
                    && !words.has(i, UNIT);
            boolean bullet = (gap & Words.HYPHEN) != 0 && (gap & Words.LINE) != 0;
            boolean far = (gap & Words.BLANK_LINE) != 0 && !words.has(i, COUNTRY);
            if (!allowed || sentence || bullet || far || taken.has(i)) {
                break;
            }
            boolean coded = isPostcode(i + 1) && words.isClose(i + 1);
            boolean state = (words.has(i, STATE) && (words.is(i, Words.ALL_CAPS) || coded))
                    || (words.is(i, Words.ALL_CAPS) && words.ends[i] - words.starts[i] == 2);
            if ((isNumber(i)
                            && (!words.is(i + 1, Words.LOWER)
                                    || words.has(i + 1, Lexicon.FLOOR)
                                    || (last == i - 1 && isBehindState(i))))
                    || state
                    || (words.has(i, UNIT) && isNumber(i + 1))
                    || (parted && words.has(i, BEHIND) && words.is(i, Words.CAP) && isNumber(i + 1))
                    || (words.has(i, BOX) && isNumber(i + 1))) {
                last = i;
            } else if (isPostcodePart(i)) {
                last = i;
            } else if (words.is(i, Words.CAP) && ((words.has(i, BEHIND) && !parted) || words.has(i, PLACE))) {
                last = i;
                fresh = true;
            } else if (words.is(i, Words.CAP)
                    && ((parted && !isNumber(i) && words.isClose(i + 1) && isPostcodePart(i + 1))
                            || (parted && words.has(i, Lexicon.TOWN_PREFIX) && words.isClose(i + 1) && isTown(i + 1))
                            || phraseIsPlace(i)
                            || (last == i - 1 && phraseEndsHere(i))
                            || (last == i - 1 && gap == Words.HYPHEN && fresh)
                            || (last == i - 2 && fresh && words.has(i - 1, PARTICLE))
                            || (isCode(i - 1) && words.isClose(i) && !words.has(i, Lexicon.WORD)))) {
                last = i;
                fresh = true;
            } else if ((isTown(i) && (parted || (fresh && towns < 6) || (isCode(i - 1) && words.isClose(i))))
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
            } else if (!fresh || !words.has(i, PARTICLE) || !words.is(i + 1, Words.CAP)) {
                break;
            }
        }
        return last;
    }

    /** A number, or the letters behind it as in 1697 KH. */
    private boolean isCode(int i) {
        return isNumber(i) || (words.is(i, Words.ALL_CAPS) && length(i) == 2 && isNumber(i - 1));
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
