package dev.remit.privacy.detect.prose;

import static dev.remit.privacy.detect.prose.Lexicon.CONDITION;
import static dev.remit.privacy.detect.prose.Lexicon.KNOWN;
import static dev.remit.privacy.detect.prose.Lexicon.MEDICINE;
import static dev.remit.privacy.detect.prose.Lexicon.NATIONALITY;
import static dev.remit.privacy.detect.prose.Lexicon.OCCUPATION;
import static dev.remit.privacy.detect.prose.Lexicon.PLACE;
import static dev.remit.privacy.detect.prose.Lexicon.POLITICS;
import static dev.remit.privacy.detect.prose.Lexicon.RELIGION;

import dev.remit.privacy.detect.Findings;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.Tier;

/** What lists alone find: groups of people, health, known places and organisations, and titles where they stand as such. */
final class TermFinder {
    private static final long TERMS = NATIONALITY | RELIGION | POLITICS | CONDITION | MEDICINE | PLACE | KNOWN;
    private static final long ANY =
            TERMS | OCCUPATION | Lexicon.OPENS_PHRASE | Lexicon.STRONG_LEGAL_FORM | Lexicon.STRONG_INSTITUTION;
    private static final int LONGEST_TITLE = 8;
    private static final int LONGEST_NAME = 5;

    private final Words words;
    private final Taken taken;
    private final Lexicon lexicon;
    private final byte[] folded = new byte[Folding.LONGEST];

    TermFinder(Words words, Taken taken, Lexicon lexicon) {
        this.words = words;
        this.taken = taken;
        this.lexicon = lexicon;
    }

    void find(Findings found) {
        int next = 0;
        for (int k = 0; k < words.candidates; k++) {
            int i = words.candidate[k];
            long bits = words.bits[i];
            if (i < next || (bits & ANY) == 0 || taken.has(i) || words.is(i, Words.CODE) || isInCode(i)) {
                continue;
            }
            int end = (bits & Lexicon.OPENS_PHRASE) != 0 ? phrase(i, found) : -1;
            if (end >= 0) {
                next = end + 1;
            } else {
                word(i, bits, found);
            }
        }
    }

    private void word(int i, long bits, Findings found) {
        boolean firm = (bits & (Lexicon.STRONG_LEGAL_FORM | Lexicon.STRONG_INSTITUTION)) != 0 && firm(i, bits, found);
        if (!firm && (bits & OCCUPATION) != 0) {
            occupation(i, found);
        } else if (!firm && (bits & TERMS) != 0) {
            single(i, bits, found);
        }
    }

    /** Capitalised words, however ordinary, in front of a legal form or the word for an institution. */
    private boolean firm(int i, long bits, Findings found) {
        boolean form = (bits & Lexicon.STRONG_LEGAL_FORM) != 0;
        if (!words.is(i, Words.CAP | Words.CODE) || words.is(i, Words.LOWER)) {
            return false;
        }
        int first = i;
        int gap = words.gaps[i];
        boolean open = gap == Words.SPACE || (form && gap == (Words.COMMA | Words.SPACE));
        while (open
                && first > 0
                && i - first < LONGEST_NAME
                && words.is(first - 1, Words.CAP)
                && !taken.has(first - 1)
                && !isArticle(first - 1)) {
            first--;
            open = words.gaps[first] == Words.SPACE || words.gaps[first] == Words.HYPHEN;
        }
        if (first == i
                || (!form && (words.gaps[first] & (Words.LINE | Words.EDGE)) != 0 && words.has(first, Lexicon.WORD))) {
            return false;
        }
        taken.add(found, Kind.ORGANISATION, first, i, Tier.LIKELY, "a name with the form of an organisation");
        return true;
    }

    private boolean isArticle(int i) {
        return is(i, "the") || is(i, "a") || is(i, "an") || is(i, "our") || is(i, "in") || is(i, "at") || is(i, "my");
    }

    private boolean isInCode(int i) {
        int around = words.gaps[i] | words.gaps[i + 1];
        return ((around & Words.SYMBOL) != 0 && (words.gaps[i] & Words.SPACE) == 0)
                || ((words.gaps[i] & Words.SLASH) != 0 && words.is(i, Words.LOWER));
    }

    private int phrase(int i, Findings found) {
        long hash = words.hashes[i];
        int best = -1;
        long bits = 0;
        for (int j = i + 1; j < words.size && j < i + Lexicon.LONGEST_PHRASE && !taken.has(j); j++) {
            boolean joined =
                    (words.gaps[j] & ~(Words.SPACE | Words.LINE | Words.HYPHEN | Words.APOSTROPHE | Words.DOT)) == 0;
            if (!joined) {
                break;
            }
            hash = Lexicon.join(hash, words.hashes[j]);
            long here = lexicon.bits(hash) & (TERMS | Lexicon.CAPITAL);
            if (here != 0) {
                best = j;
                bits = here;
            }
        }
        if (best >= 0 && (bits & Lexicon.CAPITAL) != 0) {
            return best;
        }
        boolean written = (bits & (CONDITION | MEDICINE)) != 0
                || words.is(i, Words.CAP)
                || ((bits & (Lexicon.COUNTRY | NATIONALITY)) != 0 && !words.has(i, Lexicon.WORD))
                || ((bits & Lexicon.COUNTRY) != 0 && words.has(i - 1, Lexicon.BEFORE_PLACE));
        if (best < 0 || !written) {
            return -1;
        }
        add(i, best, bits, found);
        return best;
    }

    private void single(int i, long bits, Findings found) {
        boolean capital = words.is(i, Words.CAP);
        boolean ordinary = (bits & (Lexicon.WORD | Lexicon.CAPITAL)) != 0;
        long wanted = bits & TERMS;
        if ((bits & PLACE) != 0) {
            boolean cue = words.has(i - 1, Lexicon.BEFORE_PLACE);
            boolean name = (bits & Lexicon.NAME) != 0 || ordinary;
            boolean sure = capital ? !name || (cue && !partOfName(i)) : (bits & Lexicon.COUNTRY) != 0 && !name && cue;
            wanted = sure && !words.is(i, Words.INITIAL) && words.ends[i] - words.starts[i] > 2
                    ? wanted
                    : wanted & ~PLACE;
        }
        if (!capital || ordinary) {
            wanted &= ~KNOWN;
        }
        if ((wanted & (NATIONALITY | RELIGION | POLITICS)) != 0) {
            boolean name = (bits & Lexicon.NAME) != 0 && partOfName(i);
            boolean lowerFits = !ordinary
                    && (bits & (Lexicon.PARTICLE | Lexicon.BEHIND | Lexicon.NAME | Lexicon.FRONT)) == 0
                    && !isVerb(i);
            // As in from English into French, which says nothing of a person.
            boolean tongue = words.isClose(i)
                    && (is(i - 1, "into") || is(i - 1, "in") || is(i - 1, "from") || is(i - 1, "to"))
                    && (!words.isClose(i + 1) || words.ends[i + 1] - words.starts[i + 1] <= 4);
            if (name || tongue || isTongue(i) || !(capital ? !ordinary : lowerFits) || words.is(i, Words.ALL_CAPS)) {
                wanted &= ~(NATIONALITY | RELIGION | POLITICS);
            }
        }
        if (wanted != 0) {
            add(i, i, wanted, found);
        }
    }

    /** As in Swedish and Polish translations, which say what something is written in, and in English, French, Dutch. */
    private boolean isTongue(int i) {
        if (speaks(i - 1) && words.isClose(i)) {
            return true;
        }
        int others = 0;
        for (int j = i - 1; others < 2 && j >= 0 && isListed(j + 1); j--) {
            others += words.has(j, NATIONALITY) ? 1 : 0;
        }
        for (int j = i + 1; others < 2 && j < words.size && isListed(j); j++) {
            others += words.has(j, NATIONALITY) ? 1 : 0;
        }
        if (others > 1) {
            return true;
        }
        int next = i + 1;
        while (next + 1 < words.size
                && next < i + 2 * LONGEST_NAME
                && (words.gaps[next] & ~(Words.SPACE | Words.COMMA)) == 0
                && (words.has(next, Lexicon.SIBLING) || words.has(next, NATIONALITY) || is(next, "or"))) {
            next++;
        }
        return next < words.size && words.isClose(next) && words.has(next, Lexicon.TONGUE);
    }

    /** Whether a word goes on with a list of peoples or of languages. */
    private boolean isListed(int i) {
        boolean joined = (words.gaps[i] & ~(Words.SPACE | Words.COMMA | Words.LINE)) == 0;
        int other = words.has(i, NATIONALITY) ? i - 1 : i;
        boolean one = words.has(i, NATIONALITY) || words.has(i - 1, NATIONALITY);
        boolean and = words.has(other, NATIONALITY) || words.has(other, Lexicon.SIBLING) || is(other, "or");
        return joined && one && and;
    }

    private boolean speaks(int i) {
        return i >= 0 && (is(i, "speak") || is(i, "speaks") || is(i, "spoken") || is(i, "speaking") || is(i, "spoke"));
    }

    /** To polish, a pole. */
    private boolean isVerb(int i) {
        return words.text[words.starts[i]] == 'p' && words.ends[i] - words.starts[i] <= 6;
    }

    private boolean partOfName(int i) {
        return (words.isClose(i) && words.is(i - 1, Words.CAP) && words.has(i - 1, Lexicon.NAME))
                || (i + 1 < words.size
                        && words.isClose(i + 1)
                        && words.is(i + 1, Words.CAP)
                        && words.has(i + 1, Lexicon.NAME));
    }

    private void add(int first, int last, long bits, Findings found) {
        if ((bits & NATIONALITY) != 0) {
            taken.add(found, Kind.NATIONALITY, first, last, Tier.LIKELY, "a people, by a list");
        } else if ((bits & RELIGION) != 0) {
            taken.add(found, Kind.RELIGION, first, last, Tier.LIKELY, "a faith, by a list");
        } else if ((bits & POLITICS) != 0) {
            taken.add(found, Kind.POLITICS, first, last, Tier.LIKELY, "a political side, by a list");
        } else if ((bits & (CONDITION | MEDICINE)) != 0) {
            taken.add(found, Kind.HEALTH, first, last, Tier.LIKELY, "a condition or medicine, by a list");
        } else if ((bits & PLACE) != 0) {
            taken.add(found, Kind.PLACE, first, last, Tier.LIKELY, "a place, by a list");
        } else {
            taken.add(found, Kind.ORGANISATION, first, last, Tier.LIKELY, "an organisation, by a list");
        }
    }

    /** On a line of its own, or where it says what somebody is. */
    private void occupation(int i, Findings found) {
        int first = i;
        while (first > 0
                && i - first < LONGEST_TITLE
                && (words.gaps[first] & ~(Words.SPACE | Words.COMMA | Words.APOSTROPHE | Words.HYPHEN)) == 0
                && (words.gaps[first] & Words.EDGE) == 0) {
            first--;
        }
        boolean lineStarts = (words.gaps[first] & (Words.LINE | Words.EDGE)) != 0;
        boolean lineEnds = (words.gaps[i + 1] & (Words.LINE | Words.EDGE)) != 0
                && (words.gaps[i + 1] & (Words.STOP | Words.DOT)) == 0;
        boolean apart = (words.gaps[first] & words.gaps[i + 1] & Words.BLANK_LINE) != 0;
        boolean own = lineStarts
                && lineEnds
                && (apart || words.is(first, Words.CAP))
                && (words.gaps[i + 1] & Words.LINE) != 0
                && (words.gaps[first] & Words.LINE) != 0;
        if (own) {
            taken.add(found, Kind.TITLE, first, i, Tier.LIKELY, "an occupation on a line of its own");
            return;
        }
        boolean labelled =
                first > 0 && (words.gaps[first] & Words.COLON) != 0 && words.has(first - 1, Lexicon.JOB_LABEL);
        if (labelled) {
            taken.add(found, Kind.TITLE, first, i, Tier.LIKELY, "an occupation behind its label");
            return;
        }
        for (int j = i; j > first && j > i - LONGEST_TITLE; j--) {
            int length = words.ends[j - 1] - words.starts[j - 1];
            boolean article = words.is(j - 1, Words.LOWER) && length <= 2 && words.text[words.starts[j - 1]] == 'a';
            boolean bare = words.is(j - 1, Words.LOWER) && length == 2 && is(j - 1, "as") && saysWhat(j - 1);
            if ((article && saysWhat(j - 2)) || bare) {
                taken.add(found, Kind.TITLE, j, i, Tier.LIKELY, "an occupation that somebody is said to have");
                return;
            }
        }
    }

    /** I am, I'm, she is, he was, works as, became. */
    private boolean saysWhat(int i) {
        if (i < 1) {
            return false;
        }
        boolean am = is(i, "am") || (is(i, "m") && is(i - 1, "i"));
        boolean is = (is(i, "is") || is(i, "was") || is(i, "s") || is(i, "became"))
                && (is(i - 1, "he")
                        || is(i - 1, "she")
                        || (words.is(i - 1, Words.CAP) && words.has(i - 1, Lexicon.NAME)));
        boolean as = is(i, "as")
                && (is(i - 1, "works")
                        || is(i - 1, "worked")
                        || is(i - 1, "work")
                        || is(i - 1, "working")
                        || is(i - 1, "job")
                        || is(i - 1, "hired")
                        || is(i - 1, "employed"));
        return am || is || as;
    }

    private boolean is(int i, String word) {
        int size = Folding.fold(words.text, words.starts[i], words.ends[i], folded);
        if (size != word.length()) {
            return false;
        }
        for (int j = 0; j < size; j++) {
            if (folded[j] != word.charAt(j)) {
                return false;
            }
        }
        return true;
    }
}
