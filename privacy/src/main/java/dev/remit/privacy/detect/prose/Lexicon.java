package dev.remit.privacy.detect.prose;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What is known of single words and of phrases of up to seven, in one table of hashes: 64 bits for each
 * word, so that two words of the lists do not meet. Immutable and thread-safe.
 */
final class Lexicon {
    static final long GIVEN = 1;
    static final long SURNAME = 1 << 1;
    static final long WORD = 1 << 2;
    static final long CAPITAL = 1 << 3;
    static final long COUNTRY = 1 << 4;
    static final long REGION = 1 << 5;
    static final long CITY = 1 << 6;
    static final long STATE = 1 << 7;
    static final long NATIONALITY = 1 << 8;
    static final long RELIGION = 1 << 9;
    static final long POLITICS = 1 << 10;
    static final long CONDITION = 1 << 11;
    static final long MEDICINE = 1 << 12;
    static final long HONORIFIC = 1 << 13;
    static final long WEAK_HONORIFIC = 1 << 14;
    static final long OCCUPATION = 1 << 15;
    static final long DEGREE = 1 << 16;
    static final long LEGAL_FORM = 1 << 17;
    static final long INSTITUTION = 1 << 18;
    static final long KNOWN = 1 << 19;
    static final long BEHIND = 1 << 20;
    static final long STRONG_BEHIND = 1 << 21;
    static final long FRONT = 1 << 22;
    static final long STRONG_FRONT = 1 << 23;
    static final long SUFFIX = 1 << 24;
    static final long UNIT = 1 << 25;
    static final long BOX = 1 << 26;
    static final long PARTICLE = 1 << 27;
    static final long STRONG_PARTICLE = 1 << 28;
    static final long BEFORE_PERSON = 1 << 29;
    static final long AFTER_PERSON = 1 << 30;
    static final long BEFORE_PLACE = 1L << 31;
    static final long MOVE = 1L << 32;
    static final long FOREIGN = 1L << 33;

    static final long REQUEST = 1L << 37;
    static final long WORK = 1L << 38;
    static final long BEHIND_ORGANISATION = 1L << 39;
    static final long JOB_LABEL = 1L << 40;
    static final long CORNER = 1L << 41;
    static final long FIELD_POST = 1L << 42;

    /** An ordinary word of another language than English. */
    static final long ABROAD = 1L << 43;

    /** A small word of German, where each noun has a capital letter. */
    static final long GERMAN = 1L << 44;

    /** Says that what follows is a name. */
    static final long NAMING = 1L << 45;

    /** As in me llamo: only a name follows. */
    static final long STRONG_CUE = 1L << 46;

    static final long COPULA = 1L << 47;

    /** What a letter ends with, before who signs it. */
    static final long CLOSING = 1L << 48;

    /** What a field of a form is called, or a line in a letter's head. */
    static final long LABEL = 1L << 49;

    /** And. */
    static final long SIBLING = 1L << 50;

    static final long LOWER_HONORIFIC = 1L << 51;

    /** What a part of a house or of a town is called, behind a street and its number. */
    static final long FLOOR = 1L << 52;

    /** As in 12 bis. */
    static final long NUMBER_SUFFIX = 1L << 53;

    /** As in nr. 12 and No: 45. */
    static final long NUMBERING = 1L << 54;

    /** What a house is called by. */
    static final long BUILDING = 1L << 55;

    /** What is said or written in some language. */
    static final long TONGUE = 1L << 56;

    /** What ordinary words of other languages than English end with. */
    static final long EVERYDAY_ENDING = 1L << 57;

    /** What a street is called behind its name, shortened, as in Example pr. 5. */
    static final long SHORT_BEHIND = 1L << 58;

    /** What a part of an estate or of a house is called, in front of its number. */
    static final long PLOT = 1L << 59;

    /** What the name of a town may begin with, however ordinary. */
    static final long TOWN_PREFIX = 1L << 60;

    /** What a field of a form is called that holds an address. */
    static final long ADDRESS_LABEL = 1L << 61;

    /** What a part of a town is called in East Asia, behind its name and a hyphen. */
    static final long WARD = 1L << 62;

    /** What is counted or measured behind a number, so that no street's name follows. */
    static final long MEASURE = 1L << 63;

    static final long STRONG_LEGAL_FORM = 1L << 35;
    static final long STRONG_INSTITUTION = 1L << 36;

    /** A phrase begins with this word. */
    static final long OPENS_PHRASE = 1L << 34;

    static final long NAME = GIVEN | SURNAME;
    static final long PLACE = COUNTRY | REGION | CITY;
    static final int LONGEST_PHRASE = 7;
    private static final int LONGEST_ENDING = 9;
    private static final int SHORTEST_STEM = 3;
    private static final int FILTER_BITS = 1 << 18;
    private static final int FILTER_SHIFT = Long.SIZE - 12;
    private static final int GROUPS = 1 << 12;
    private static final int GROUP_SHIFT = Long.SIZE - 12;
    private static final long MOST_KNOWN = 0xFFFF;
    private static final long HASH = ~MOST_KNOWN;

    private static final Map<String, Long> SECTIONS = Map.ofEntries(
            Map.entry("given", GIVEN),
            Map.entry("surnames", SURNAME),
            Map.entry("words", WORD),
            Map.entry("capitals", CAPITAL),
            Map.entry("more-words", WORD),
            Map.entry("more-capitals", CAPITAL),
            Map.entry("country", COUNTRY),
            Map.entry("region", REGION),
            Map.entry("city", CITY),
            Map.entry("state-abbreviation", STATE),
            Map.entry("nationality", NATIONALITY),
            Map.entry("religion", RELIGION),
            Map.entry("politics", POLITICS),
            Map.entry("condition", CONDITION),
            Map.entry("medicine", MEDICINE),
            Map.entry("honorific", HONORIFIC),
            Map.entry("weak-honorific", WEAK_HONORIFIC),
            Map.entry("occupation", OCCUPATION),
            Map.entry("degree", DEGREE),
            Map.entry("legal-form", LEGAL_FORM),
            Map.entry("institution", INSTITUTION),
            Map.entry("strong-legal-form", STRONG_LEGAL_FORM),
            Map.entry("strong-institution", STRONG_INSTITUTION),
            Map.entry("known", KNOWN),
            Map.entry("behind", BEHIND),
            Map.entry("strong-behind", STRONG_BEHIND),
            Map.entry("front", FRONT),
            Map.entry("strong-front", STRONG_FRONT),
            Map.entry("suffix", SUFFIX),
            Map.entry("unit", UNIT),
            Map.entry("box", BOX),
            Map.entry("particle", PARTICLE),
            Map.entry("strong-particle", STRONG_PARTICLE),
            Map.entry("before-person", BEFORE_PERSON),
            Map.entry("after-person", AFTER_PERSON),
            Map.entry("before-place", BEFORE_PLACE),
            Map.entry("move", MOVE),
            Map.entry("request", REQUEST),
            Map.entry("foreign", FOREIGN),
            Map.entry("work", WORK),
            Map.entry("behind-organisation", BEHIND_ORGANISATION),
            Map.entry("job-label", JOB_LABEL),
            Map.entry("corner", CORNER),
            Map.entry("abroad", ABROAD),
            Map.entry("everyday-ending", EVERYDAY_ENDING),
            Map.entry("short-behind", SHORT_BEHIND),
            Map.entry("plot", PLOT),
            Map.entry("town-prefix", TOWN_PREFIX),
            Map.entry("address-label", ADDRESS_LABEL),
            Map.entry("ward", WARD),
            Map.entry("measure", MEASURE),
            Map.entry("tongue", TONGUE),
            Map.entry("building", BUILDING),
            Map.entry("floor", FLOOR),
            Map.entry("number-suffix", NUMBER_SUFFIX),
            Map.entry("numbering", NUMBERING),
            Map.entry("german", GERMAN),
            Map.entry("naming", NAMING),
            Map.entry("strong-cue", STRONG_CUE),
            Map.entry("copula", COPULA),
            Map.entry("closing", CLOSING),
            Map.entry("label", LABEL),
            Map.entry("sibling", SIBLING),
            Map.entry("lower-honorific", LOWER_HONORIFIC),
            Map.entry("field-post", FIELD_POST));
    private static final int[] TWO = endings("es ed er ly or al ic en");
    private static final int[] THREE = endings("ing ies ied ers est ion ive ous ful ity ism ist ors age");
    private static final int[] FOUR = endings("ings ness ment able less ions tion ally ical ists");
    private static final String[] FILES = {
        "given",
        "surnames",
        "words",
        "capitals",
        "abroad",
        "places",
        "groups",
        "health",
        "titles",
        "organisations",
        "streets",
        "cues"
    };

    /** A bit for each hash, by which nearly all that is unknown is told without a look at the table, which is larger. */
    private final long[] filter = new long[FILTER_BITS / Long.SIZE];

    /** The highest 48 bits of a hash, and in the others where in {@link #known} it is said what it means. */
    private final long[] table;

    /**
     * How many steps further each of the words that share the highest bits of their hashes is in {@link #table}: chosen so
     * that all words of the lists have a place of their own, and one look tells whether a word is one.
     */
    private final char[] steps = new char[GROUPS];

    /** Each set of bits that some word has; the first is of no word. */
    private final long[] known;

    private final int mask;
    private final Nameness nameness;

    /** The last two letters of words that streets end in. */
    private final BitSet streetEnds;

    private Lexicon(Map<Long, Long> entries, Nameness nameness, BitSet streetEnds) {
        this.streetEnds = streetEnds;
        table = new long[Integer.highestOneBit(entries.size() * 3)];
        mask = table.length - 1;
        this.nameness = nameness;
        Map<Long, Integer> places = new HashMap<>();
        entries.forEach((key, value) -> places.computeIfAbsent(value, _ -> places.size() + 1));
        if (places.size() > MOST_KNOWN) {
            throw new IllegalStateException("the lists say too many different things of words: " + places.size());
        }
        known = new long[places.size() + 1];
        places.forEach((bits, place) -> known[place] = bits);
        entries.keySet().forEach(key -> filter[(int) (key >>> FILTER_SHIFT)] |= 1L << (key >>> 32));
        // The largest groups first, while there is much room.
        entries.keySet().stream().collect(Collectors.groupingBy(Lexicon::group)).values().stream()
                .sorted(Comparator.comparingInt((List<Long> keys) -> -keys.size())
                        .thenComparing(List::getFirst))
                .forEach(keys -> place(keys, key -> places.get(entries.get(key))));
    }

    /** Gives the words of a group the first places that are free for all of them. */
    private void place(List<Long> keys, ToLongFunction<Long> meaning) {
        int group = group(keys.getFirst());
        do {
            int placed = 0;
            while (placed < keys.size() && table[slot(keys.get(placed))] == 0) {
                long key = keys.get(placed++);
                table[slot(key)] = (key & HASH) | meaning.applyAsLong(key);
            }
            if (placed == keys.size()) {
                return;
            }
            for (long key : keys.subList(0, placed)) {
                table[slot(key)] = 0;
            }
        } while (++steps[group] != 0);
        throw new IllegalStateException("no place for " + keys.size() + " words of the lists");
    }

    static Lexicon load() {
        Map<Long, Long> entries = new HashMap<>();
        Nameness nameness = new Nameness();
        BitSet streetEnds = new BitSet();
        for (String file : FILES) {
            long section = SECTIONS.getOrDefault(file, 0L);
            boolean counted = true; // the words of single trades are no measure of what a word looks like
            for (String line : Lists.read(file).split("\n")) {
                if (line.startsWith("[")) {
                    section = section(line.substring(1, line.length() - 1));
                    counted = !line.startsWith("[more-");
                } else if (line.startsWith("= ")) {
                    phrase(line.substring(2).split(" "), section, entries);
                } else if (!line.startsWith("#")) {
                    words(line, section, counted, entries, nameness);
                    if (section == SUFFIX) {
                        Arrays.stream(line.split(" ")).forEach(word -> addEnd(word, streetEnds));
                    }
                }
            }
        }
        nameness.weigh();
        return new Lexicon(entries, nameness, streetEnds);
    }

    /** 1 if something may be known of a word, else 0. */
    int mayKnow(long hash) {
        return (int) (filter[(int) (hash >>> FILTER_SHIFT)] >>> (hash >>> 32)) & 1;
    }

    /** What is known of a word or phrase; 0 if nothing. */
    long bits(long hash) {
        return mayKnow(hash) == 0 ? 0 : listed(hash);
    }

    /** The same without a look at the filter before. */
    long listed(long hash) {
        long entry = table[slot(hash)];
        return known[((entry ^ hash) & HASH) == 0 ? (int) (entry & MOST_KNOWN) : 0];
    }

    private static void addEnd(String suffix, BitSet ends) {
        int length = suffix.length();
        if (length > 1) {
            ends.set(end((byte) suffix.charAt(length - 2), (byte) suffix.charAt(length - 1)));
        }
    }

    private static int end(byte butOne, byte last) {
        return (butOne & 0x1F) << 5 | (last & 0x1F);
    }

    /** Whether words that streets end in have these two letters at their end, in any case; others than of ASCII may. */
    boolean mayEndStreet(byte butOne, byte last) {
        return last < 0 || butOne < 0 || streetEnds.get(end(butOne, last));
    }

    Nameness nameness() {
        return nameness;
    }

    /** Of a phrase and one more word. */
    static long join(long phrase, long word) {
        return Long.rotateLeft(phrase, 21) * 0x9E3779B97F4A7C15L ^ word;
    }

    /** Whether an ordinary word, perhaps with an ending, is folded here. */
    boolean isOrdinary(byte[] folded, int size) {
        for (int cut = 0; cut <= 4 && size - cut >= 3; cut++) {
            if (cut == 0 || endsAsInflected(folded, size, cut)) {
                if ((ofStem(folded, size - cut) & WORD) != 0) {
                    return true;
                }
                boolean doubled = cut > 1 && size - cut > 3 && folded[size - cut - 1] == folded[size - cut - 2];
                if (doubled && (bits(Folding.hash(folded, 0, size - cut - 1)) & WORD) != 0) {
                    return true;
                }
            }
        }
        return size > 5 && isPrefixed(folded, size);
    }

    /** Whether a German noun of five letters or more is at the end of a longer word that is folded here. */
    boolean isCompound(byte[] folded, int size) {
        for (int from = 3; from <= size - 5; from++) {
            if ((bits(Folding.hash(folded, from, size)) & ABROAD) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a word that is folded here ends as ordinary words of some language do, and names seldom. */
    boolean endsAsEveryday(byte[] folded, int size) {
        for (int length = 3; length <= LONGEST_ENDING && length + SHORTEST_STEM <= size; length++) {
            if ((bits(Folding.hash(folded, size - length, size)) & EVERYDAY_ENDING) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Of a stem, and of it with an e or a y that its ending took away. */
    private long ofStem(byte[] folded, int size) {
        byte behind = folded[size];
        long known = bits(Folding.hash(folded, 0, size));
        folded[size] = 'e';
        known |= bits(Folding.hash(folded, 0, size + 1));
        folded[size] = 'y';
        known |= bits(Folding.hash(folded, 0, size + 1));
        folded[size] = behind;
        return known;
    }

    private boolean isPrefixed(byte[] folded, int size) {
        boolean un = folded[0] == 'u' && folded[1] == 'n';
        boolean re = folded[0] == 'r' && folded[1] == 'e';
        int prefix = un || re ? 2 : 0;
        return prefix > 0 && (bits(Folding.hash(folded, prefix, size)) & WORD) != 0;
    }

    private static boolean endsAsInflected(byte[] folded, int size, int cut) {
        int ending = 0;
        for (int i = size - cut; i < size; i++) {
            ending = ending << 8 | (folded[i] & 0xFF);
        }
        return switch (cut) {
            case 1 -> ending == 's' || ending == 'd' || ending == 'r' || ending == 'y';
            case 2 -> Arrays.binarySearch(TWO, ending) >= 0;
            case 3 -> Arrays.binarySearch(THREE, ending) >= 0;
            default -> Arrays.binarySearch(FOUR, ending) >= 0;
        };
    }

    private static int[] endings(String endings) {
        return Arrays.stream(endings.split(" "))
                .mapToInt(ending -> ending.chars().reduce(0, (packed, letter) -> packed << 8 | letter))
                .sorted()
                .toArray();
    }

    private static int group(long hash) {
        return (int) (hash >>> GROUP_SHIFT);
    }

    private int slot(long hash) {
        return (int) (hash >>> 20) + steps[group(hash)] * ((int) (hash >>> 36) | 1) & mask;
    }

    private static long section(String name) {
        Long bit = SECTIONS.get(name);
        if (bit == null) {
            throw new IllegalStateException("no section of the lists is called " + name);
        }
        return bit;
    }

    private static void words(String line, long section, boolean counted, Map<Long, Long> entries, Nameness nameness) {
        for (String word : line.split(" ")) {
            if (!word.isEmpty()) {
                byte[] folded = new byte[Folding.LONGEST];
                byte[] text = word.getBytes(StandardCharsets.UTF_8);
                int size = Folding.fold(text, 0, text.length, folded);
                entries.merge(Folding.hash(folded, 0, size), section, (one, other) -> one | other);
                if (counted) {
                    nameness.count(folded, size, section);
                }
            }
        }
    }

    private static void phrase(String[] words, long section, Map<Long, Long> entries) {
        long phrase = 0;
        for (int i = 0; i < words.length; i++) {
            byte[] folded = new byte[Folding.LONGEST];
            byte[] text = words[i].getBytes(StandardCharsets.UTF_8);
            long hash = Folding.hash(folded, 0, Folding.fold(text, 0, text.length, folded));
            if (i == 0) {
                entries.merge(hash, OPENS_PHRASE, (one, other) -> one | other);
                phrase = hash;
            } else {
                phrase = join(phrase, hash);
            }
        }
        entries.merge(phrase, section, (one, other) -> one | other);
    }
}
