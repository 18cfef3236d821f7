package dev.remit.privacy.detect.prose;

import static dev.remit.privacy.detect.prose.Lexicon.AFTER_PERSON;
import static dev.remit.privacy.detect.prose.Lexicon.BEFORE_PLACE;
import static dev.remit.privacy.detect.prose.Lexicon.CAPITAL;
import static dev.remit.privacy.detect.prose.Lexicon.GIVEN;
import static dev.remit.privacy.detect.prose.Lexicon.INSTITUTION;
import static dev.remit.privacy.detect.prose.Lexicon.LEGAL_FORM;
import static dev.remit.privacy.detect.prose.Lexicon.MOVE;
import static dev.remit.privacy.detect.prose.Lexicon.NAME;
import static dev.remit.privacy.detect.prose.Lexicon.PARTICLE;
import static dev.remit.privacy.detect.prose.Lexicon.PLACE;
import static dev.remit.privacy.detect.prose.Lexicon.STRONG_PARTICLE;
import static dev.remit.privacy.detect.prose.Lexicon.SURNAME;
import static dev.remit.privacy.detect.prose.Lexicon.WORD;

import dev.remit.privacy.detect.Findings;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.Tier;

/**
 * Names of persons, and of places and organisations that are in no list. Words with a capital letter that may be part of
 * one name are a run; the run has points for what its words are (in a list of names, of no known meaning, looking like a
 * name), and for what stands before and behind it. With {@link #ENOUGH} points it is found. A word that is also an
 * ordinary one, or that stands in lower case elsewhere, so needs a second sign. Not thread-safe.
 */
final class NameFinder {
    private static final float ENOUGH = 1.5f;
    private static final float LISTED = 2.2f;
    private static final float LISTED_AND_ORDINARY = 0.6f;
    private static final float UNKNOWN = 1.1f;
    private static final float NAMENESS = 1.0f;
    private static final float SECOND_NAME = 1.2f;
    private static final float ANNOUNCED = 2.6f;
    private static final float ALONE_ON_LINE = 0.8f;
    private static final float VERB_BEHIND = 1.2f;
    private static final float CALLED = 0.9f;
    private static final float PLACED = 0.4f;
    private static final float POSSESSIVE = 0.6f;
    private static final float FOREIGN_LETTER = 0.8f;
    private static final float LOWER_ELSEWHERE = -2.5f;
    private static final float SHOUTED = -1.6f;
    private static final float ORDINARY = -9f;
    private static final float EVERYDAY = -1.2f;
    private static final float OPENING = -0.8f;
    private static final float MODEL = -1.4f;
    private static final float PREFIX = 0.2f;
    private static final float NOUN = -1.6f;
    private static final float ENUMERATED = 1.0f;
    private static final float IN_MAIL = 1.5f;
    private static final float INITIALS = 1.2f;
    private static final int LONGEST = 8;
    private static final int LONGEST_SYLLABLE = 6;
    private static final int MOST_KNOWN = 64;

    private final Words words;
    private final Taken taken;
    private final Cues cues;
    private final long[] knownParts = new long[MOST_KNOWN];
    private int known;

    /** A bit for each of them, by which most words are told apart from all. */
    private long knownBits;

    /** Whether something announces the run that is judged. */
    private boolean announced;

    /** The last word of the person found last. */
    private int lastOfPerson;

    NameFinder(Words words, Taken taken) {
        this.words = words;
        this.taken = taken;
        cues = new Cues(words, taken);
    }

    void find(Findings found) {
        known = 0;
        knownBits = 0;
        lastOfPerson = -2;
        int next = 0;
        for (int k = 0; k < words.candidates; k++) {
            int i = words.candidate[k];
            if (i < next || taken.has(i)) {
                continue;
            }
            if (words.is(i, Words.CAP) && !words.is(i, Words.CODE)) {
                next = run(i, found) + 1;
            } else if (words.is(i, Words.LOWER) && words.has(i, NAME | Lexicon.STRONG_CUE)) {
                next = (words.has(i, Lexicon.STRONG_CUE) ? nameBehind(i, found) : lowerName(i, found)) + 1;
            }
        }
        again(found);
    }

    /** A name that was found once is one wherever it stands in the block. */
    private void again(Findings found) {
        for (int k = 0; known > 0 && k < words.candidates; k++) {
            int i = words.candidate[k];
            if (words.is(i, Words.CAP) && !taken.has(i) && isKnown(words.hashes[i])) {
                taken.add(found, Kind.PERSON, i, i, Tier.LIKELY, "part of a name that was found before");
            }
        }
    }

    private boolean isKnown(long hash) {
        boolean may = (knownBits & 1L << (hash >>> 40)) != 0;
        for (int i = 0; may && i < known; i++) {
            if (knownParts[i] == hash) {
                return true;
            }
        }
        return false;
    }

    private void remember(int first, int last) {
        for (int i = first; i <= last && known < MOST_KNOWN; i++) {
            if (words.is(i, Words.CAP | Words.LOWER)
                    && !words.is(i, Words.INITIAL)
                    && !words.has(i, CAPITAL | PARTICLE)
                    && length(i) > 2
                    && (last > first || !(words.has(i, WORD) || words.isLowerElsewhere(i)))
                    && !isKnown(words.hashes[i])) {
                knownBits |= 1L << (words.hashes[i] >>> 40);
                knownParts[known++] = words.hashes[i];
            }
        }
    }

    /** Judges the run that begins at a word; its last word, so that no word is judged twice. */
    private int run(int start, Findings found) {
        int first = start;
        while (cues.isHonorific(first) && nextMayBeName(first)) {
            first++;
        }
        boolean close = (words.gaps[first] & ~(Words.SPACE | Words.DOT)) == 0;
        float points = points(first);
        if (points <= ORDINARY && isPrefix(first)) {
            points = PREFIX;
        }
        boolean honoured =
                close && (cues.isHonorific(first - 1) || (points > ORDINARY && cues.isLowerHonorific(first - 1)));
        boolean employer = isEmployer(first);
        if (points <= ORDINARY && (isNamed(first) || (employer && !words.has(first, CAPITAL)))) {
            points = LISTED_AND_ORDINARY;
        }
        if (points <= ORDINARY && !announcedStrongly(first, honoured)) {
            return first;
        }
        float sum = Math.max(points, 0);
        float worst = points;
        int names = points > 0 ? 1 : 0;
        int listed = words.has(first, NAME) ? 1 : 0;
        int last = first;
        int j = first + 1;
        while (j < words.size && j < first + LONGEST && !taken.has(j) && joins(j)) {
            if (words.is(j, Words.CAP) && !words.is(j, Words.CODE)) {
                float more = words.is(j, Words.INITIAL) ? 0.3f : isPrefix(j) ? PREFIX : points(j);
                if (more <= ORDINARY) {
                    break;
                }
                last = j;
                listed += words.has(j, NAME) ? 1 : 0;
                names += more > 0 ? 1 : 0;
                sum += more > 0 ? more * 0.6f : more * 0.3f;
                worst = Math.min(worst, more);
            } else if (isSyllable(j, first)) {
                last = j;
            } else if (!words.has(j, PARTICLE)
                    || !(words.is(j + 1, Words.CAP) || (words.has(j + 1, PARTICLE) && words.is(j + 2, Words.CAP)))) {
                break;
            } else if (words.has(j, STRONG_PARTICLE)) {
                sum += 0.5f;
            }
            j++;
        }
        // As in X-Ray.
        boolean lettered = words.is(first, Words.INITIAL) && last == first + 1 && words.gaps[last] == Words.HYPHEN;
        if ((words.is(first, Words.INITIAL) && last == first) || lettered) {
            return last;
        }
        boolean worksThere = employer
                || (words.isClose(last + 1)
                        && words.has(last + 1, Lexicon.BEHIND_ORGANISATION)
                        && sum > 0
                        && !words.is(first, Words.ALL_CAPS));
        if (worksThere && !words.isLowerElsewhere(first)) {
            taken.add(found, Kind.ORGANISATION, first, last, Tier.LIKELY, "a name where a firm is spoken of");
            return last;
        }
        if (organisation(first, last, found)) {
            return last;
        }
        if (place(first, last, names, sum, found)) {
            return last;
        }
        sum += listed > 0 && names > 1 ? SECOND_NAME : 0;
        sum += context(first, last, honoured);
        if (sum >= ENOUGH
                && (names > 0 || honoured || (announced && !words.is(first, Words.ALL_CAPS)))
                && worst > ORDINARY) {
            remember(first, last);
            lastOfPerson = last;
            if (honoured) {
                taken.add(found, Kind.TITLE, first - 1, first - 1, Tier.LIKELY, "how somebody is addressed");
            }
            taken.add(
                    found,
                    Kind.PERSON,
                    first,
                    last,
                    Tier.LIKELY,
                    listed > 0 ? "listed names and what is around them" : "an unknown name, by what is around it");
        }
        return last;
    }

    private boolean nextMayBeName(int i) {
        return i + 1 < words.size
                && !taken.has(i + 1)
                && words.is(i + 1, Words.CAP)
                && !words.is(i + 1, Words.CODE)
                && (words.gaps[i + 1] & ~(Words.SPACE | Words.DOT)) == 0;
    }

    /** As in De Wit, El Amrani, Van den Berg: with a capital letter where no sentence begins. */
    private boolean isPrefix(int i) {
        return words.is(i, Words.CAP)
                && words.has(i, PARTICLE)
                && i + 1 < words.size
                && (words.isClose(i + 1) || words.gaps[i + 1] == Words.HYPHEN)
                && (words.is(i + 1, Words.CAP) || words.has(i + 1, STRONG_PARTICLE))
                && (!cues.isOpening(i) || cues.isHonorific(i - 1));
    }

    private boolean joins(int j) {
        int gap = words.gaps[j];
        boolean afterInitial = words.is(j - 1, Words.INITIAL) && gap == (Words.DOT | Words.SPACE);
        boolean dottedInitials = words.is(j - 1, Words.INITIAL) && gap == Words.DOT && words.is(j, Words.INITIAL);
        return gap == Words.SPACE
                || gap == Words.HYPHEN
                || afterInitial
                || dottedInitials
                || (gap == Words.APOSTROPHE && words.is(j, Words.CAP));
    }

    /** As in Lee Min-example: what is left of a name behind a hyphen. */
    private boolean isSyllable(int j, int first) {
        return words.gaps[j] == Words.HYPHEN
                && words.is(j, Words.LOWER)
                && (j > first + 1 || cues.isHonorific(first - 1))
                && length(j) <= LONGEST_SYLLABLE
                && !words.has(j, WORD)
                && !words.isOrdinary(j);
    }

    /** As in works at, employed by, joined. */
    private boolean isEmployer(int i) {
        if (!words.isClose(i) || i < 2 || !words.is(i - 1, Words.LOWER)) {
            return false;
        }
        char letter = (char) words.text[words.starts[i - 1]];
        int length = length(i - 1);
        boolean at = (length == 2 && (letter == 'a' || letter == 'b'))
                || (length == 3 && letter == 'f')
                || (length == 4 && letter == 'w');
        return at && words.isClose(i - 1) && words.has(i - 2, Lexicon.WORK) && !words.has(i, GIVEN);
    }

    /** Behind "name is", where even an ordinary word is a name. */
    private boolean isNamed(int i) {
        return words.isClose(i)
                && words.has(i - 1, Lexicon.COPULA)
                && words.has(i - 2, Lexicon.NAMING)
                && !words.has(i, CAPITAL | Lexicon.ABROAD);
    }

    private float points(int i) {
        long bits = words.bits[i];
        boolean shortened = (words.gaps[i + 1] & Words.APOSTROPHE) != 0
                && i + 1 < words.size
                && words.gaps[i + 1] == Words.APOSTROPHE
                && (starts(i + 1, 't') || length(i + 1) == 2)
                && words.is(i + 1, Words.LOWER)
                && length(i + 1) <= 2;
        if (shortened) {
            return ORDINARY;
        }
        if (words.is(i, Words.INITIAL)) {
            return (bits & WORD) != 0 ? -0.5f : 0;
        }
        boolean known = (bits & NAME) != 0;
        if ((bits & (WORD | CAPITAL | Lexicon.NATIONALITY)) != 0) {
            return known ? LISTED_AND_ORDINARY : ORDINARY;
        }
        if ((bits & Lexicon.ABROAD) != 0) {
            if (!known) {
                return ORDINARY;
            }
            if (!cues.isHonorific(i - 1) && (cues.isOpening(i) || (cues.tonguesAround(i) & Cues.AMONG_GERMAN) != 0)) {
                return LISTED_AND_ORDINARY;
            }
        }
        float points;
        if (known && (bits & GIVEN) == 0 && isSentence(i) && words.isOrdinary(i)) {
            return LISTED_AND_ORDINARY; // as in Fields are filled in
        }
        if (known) {
            points = LISTED + ((bits & NAME) == NAME ? 0.2f : 0);
        } else {
            int size = words.foldedSize(i);
            if (size < 3 || words.isOrdinary(i)) {
                return size < 3 && (bits & Lexicon.FOREIGN) == 0 && !words.is(i, Words.ALL_CAPS) ? 0.2f : ORDINARY;
            }
            points = UNKNOWN + NAMENESS * words.nameness(i);
            points = Math.max(-0.5f, Math.min(points, LISTED));
            int tongues = cues.tonguesAround(i);
            if (tongues != 0 && words.isEveryday(i)) {
                return EVERYDAY;
            }
            if ((tongues & Cues.AMONG_GERMAN) != 0) {
                if (words.isCompound(i)) {
                    return ORDINARY;
                }
                points += NOUN;
            }
        }
        points += words.is(i, Words.FOREIGN_LETTER) ? FOREIGN_LETTER : 0;
        points += words.is(i, Words.ALL_CAPS) ? SHOUTED : 0;
        points += words.isLowerElsewhere(i) ? LOWER_ELSEWHERE : 0;
        return points;
    }

    /** Whether a sentence begins with a word, and goes on. */
    private boolean isSentence(int i) {
        return cues.isOpening(i) && words.isClose(i + 1) && words.is(i + 1, Words.LOWER);
    }

    private boolean announcedStrongly(int first, boolean honoured) {
        return honoured && !words.has(first, CAPITAL);
    }

    private float context(int first, int last, boolean honoured) {
        float points = honoured ? ANNOUNCED : 0;
        int gap = words.gaps[first];
        int behind = words.gaps[last + 1];
        boolean labelled = cues.isLabelled(first);
        announced = labelled || cues.announce(first) || cues.isSigned(first, last) || cues.isBeforeMail(last);
        // As in Agent: Good morning.
        announced &= !(labelled && last == first && words.has(first, WORD) && isSentence(first));
        points += announced ? ANNOUNCED : 0;
        points += cues.follows(lastOfPerson, first) ? ENUMERATED : 0;
        points += cues.isInMail(first, last) ? IN_MAIL : 0;
        points += words.is(first, Words.INITIAL) && last > first && words.gaps[first + 1] != Words.SPACE ? INITIALS : 0;
        // Any first word of a sentence has a capital letter.
        boolean alone = last == first
                && !words.has(first, NAME)
                && cues.isOpening(first)
                && behind == Words.SPACE
                && words.is(last + 1, Words.LOWER)
                && ((cues.tonguesAround(first) & Cues.ABROAD) != 0 || words.is(first, Words.FOREIGN_LETTER));
        points += alone ? OPENING : 0;
        points -= alone && words.is(first, Words.FOREIGN_LETTER) ? FOREIGN_LETTER : 0;
        boolean model = last == first && behind == Words.SPACE && words.is(last + 1, Words.NUMBER);
        points += model ? MODEL : 0;
        boolean lineStarts = (gap & (Words.LINE | Words.EDGE)) != 0;
        boolean lineEnds =
                (behind & (Words.LINE | Words.EDGE)) != 0 && (behind & (Words.DOT | Words.STOP | Words.COLON)) == 0;
        points += lineStarts && lineEnds ? ALONE_ON_LINE : 0;
        if (last + 1 < words.size) {
            boolean possessive = (behind & Words.APOSTROPHE) != 0 && words.ends[last + 1] - words.starts[last + 1] == 1;
            points += possessive ? POSSESSIVE : 0;
            points += behind == Words.SPACE && words.has(last + 1, AFTER_PERSON) ? VERB_BEHIND : 0;
            boolean spokenTo = behind == (Words.COMMA | Words.SPACE)
                    && words.has(last + 1, Lexicon.REQUEST)
                    && (gap & (Words.EDGE | Words.LINE | Words.STOP | Words.DOT | Words.COMMA)) != 0;
            points += spokenTo ? CALLED : 0;
        }
        int marks = Words.SYMBOL | Words.SLASH;
        if (!labelled
                && (((gap & marks) != 0 && (gap & Words.SPACE) == 0)
                        || ((behind & marks) != 0 && (behind & Words.SPACE) == 0))) {
            points -= 2;
        }
        boolean dotted = ((gap & Words.DOT) != 0 && gap == Words.DOT) || (behind == Words.DOT && last + 1 < words.size);
        return dotted ? points - 2 : points;
    }

    private int length(int i) {
        return words.ends[i] - words.starts[i];
    }

    private boolean starts(int i, char letter) {
        return (words.text[words.starts[i]] | 0x20) == letter;
    }

    /** A run with a legal form or an institution's word at its end, or a listed form behind a comma. */
    private boolean organisation(int first, int last, Findings found) {
        int next = last + 1;
        boolean close = next < words.size && (words.gaps[next] & ~(Words.SPACE | Words.COMMA)) == 0 && !taken.has(next);
        boolean form = close
                && words.has(next, LEGAL_FORM | INSTITUTION)
                && words.is(next, Words.CAP | Words.CODE)
                && (words.gaps[next] == Words.SPACE || words.has(next, LEGAL_FORM));
        boolean inside =
                last > first && words.has(last, LEGAL_FORM) && words.is(last, Words.CAP) && !words.has(last, NAME);
        if (!form && !inside) {
            return false;
        }
        int end = form ? next : last;
        taken.add(found, Kind.ORGANISATION, first, end, Tier.LIKELY, "a name with the form of an organisation");
        return true;
    }

    /** An unknown name where a place is spoken of. */
    private boolean place(int first, int last, int names, float sum, Findings found) {
        boolean in = words.has(first - 1, BEFORE_PLACE)
                && words.gaps[first] == Words.SPACE
                && words.is(first - 1, Words.LOWER | Words.CAP);
        boolean moved = words.has(first - 1, MOVE) && words.gaps[first] == Words.SPACE;
        for (int i = first - 2; in && i >= 0 && i >= first - 4; i--) {
            moved |= words.has(i, MOVE);
        }
        boolean listed = words.has(first, PLACE) && (in || moved) && !words.has(first, CAPITAL);
        boolean person = words.has(first, GIVEN) && last > first && words.has(last, SURNAME);
        if (person
                || (last == first && words.has(first, CAPITAL | Lexicon.NATIONALITY))
                || !(listed || moved || (in && names > 0 && sum >= PLACED && !words.has(first, GIVEN)))) {
            return false;
        }
        if ((words.isLowerElsewhere(first) && !listed) || (names == 0 && !listed && !words.is(first, Words.ALL_CAPS))) {
            return false;
        }
        if (words.is(first, Words.ALL_CAPS) && !moved && !listed) {
            return false;
        }
        taken.add(found, Kind.PLACE, first, last, Tier.LIKELY, "a name where a place is spoken of");
        return true;
    }

    /** The last word of a name in lower case behind what only names follow, or the cue itself. */
    private int nameBehind(int cue, Findings found) {
        int i = cue + 1;
        if (words.has(i, Lexicon.COPULA) && words.isClose(i)) {
            i++;
        }
        int last = i - 1;
        while (last < i + 1 && words.isClose(last + 1) && mayBeLowerName(last + 1)) {
            last++;
        }
        if (last < i) {
            return cue;
        }
        lastOfPerson = last;
        remember(i, last);
        taken.add(found, Kind.PERSON, i, last, Tier.LIKELY, "what only names follow");
        return last;
    }

    private boolean mayBeLowerName(int i) {
        return words.is(i, Words.LOWER)
                && !taken.has(i)
                && length(i) >= 3
                && !words.has(i, WORD | CAPITAL | Lexicon.ABROAD | Lexicon.GERMAN | Lexicon.FOREIGN | PARTICLE)
                && !words.isOrdinary(i);
    }

    private boolean looksLikeLowerName(int i) {
        if (i >= words.size || !words.is(i, Words.LOWER) || words.bits[i] != 0 || taken.has(i) || length(i) < 4) {
            return false;
        }
        return !words.isOrdinary(i) && words.nameness(i) > 0.2f;
    }

    /** A listed name in lower case behind what announces it. */
    private int lowerName(int i, Findings found) {
        if (!words.has(i, NAME)
                || words.has(i, WORD | Lexicon.FOREIGN | PARTICLE | CAPITAL | Lexicon.ABROAD)
                || length(i) < 3
                || (!words.has(i, GIVEN) && words.isOrdinary(i))) {
            return i;
        }
        int gap = words.gaps[i];
        boolean announced = i > 0 && (cues.announce(i) || cues.isIts(i));
        boolean opens = (gap & Words.EDGE) != 0;
        if (words.has(i, GIVEN)
                && words.isClose(i + 1)
                && looksLikeLowerName(i + 1)
                && (cues.tonguesAround(i) & Cues.ABROAD) == 0
                && (gap & ~(Words.SPACE | Words.EDGE | Words.COMMA)) == 0) {
            taken.add(
                    found,
                    Kind.PERSON,
                    i,
                    i + 1,
                    Tier.LIKELY,
                    "a listed given name and an unknown word, in lower case");
            return i + 1;
        }
        int last = i;
        while (last + 1 < words.size
                && last < i + 3
                && !taken.has(last + 1)
                && words.is(last + 1, Words.LOWER)
                && (words.isClose(last + 1) || (words.gaps[last + 1] == (Words.DOT | Words.SPACE) && length(last) == 1))
                && ((words.has(last + 1, NAME) && !words.has(last + 1, WORD))
                        || (length(last + 1) == 1 && words.has(last + 2, NAME)))) {
            last++;
        }
        if (announced
                || cues.isSigned(i, last)
                || (opens && (last > i || words.has(i + 1, AFTER_PERSON)))
                || (last > i && words.has(i, GIVEN) && words.has(last, SURNAME))) {
            remember(i, last);
            taken.add(found, Kind.PERSON, i, last, Tier.LIKELY, "listed names in lower case, announced or together");
        }
        return last;
    }
}
