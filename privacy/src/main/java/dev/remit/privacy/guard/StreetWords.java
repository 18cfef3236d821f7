package dev.remit.privacy.guard;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The words of streets, in what is written on envelopes from Lisbon to Istanbul: which stand behind a name (Baker
 * <i>Street</i>), in front of one (<i>rue</i> de la Paix) or at its end (Haupt<i>straße</i>), and which are the same,
 * shortened or not. Immutable.
 */
final class StreetWords {
    static final int BEHIND = 1;
    static final int FRONT = 2;
    static final int SUFFIX = 4;

    /** Between a street and its number, and left out: as in Baker Street No. 12. */
    static final int NUMBERING = 8;

    /** Before the number of a flat, which is none of a house. */
    static final int UNIT = 16;

    /** Words of one line are one word, written as the first; the first char says where it stands. */
    private static final String WORDS = """
            < st street saint sankt st
            < rd road
            < ln lane
            < dr drive doctor doktor
            < ct court
            < sq
            < ter terrace terr
            < cl close
            < cres crescent
            < gdns gardens
            < gr grove
            < hwy highway
            < pkwy parkway
            < cir circle
            < trl trail
            < way wy
            < hts heights
            < pt point
            < rdg ridge
            < cv cove
            < xing crossing
            < pde parade
            < row
            < walk
            < hill
            < park
            < view
            < mews
            < green
            < yard
            < gate
            < quay
            < rise
            < vale
            < loop
            < path
            < pike
            < pass
            < bend
            < run
            < creek
            < mill
            < weg
            < gasse
            < ring
            < laan
            < plein
            < gracht
            < gata gatan
            < vag vagen
            < vej
            < gade
            < katu
            < utca
            < cad caddesi cadde
            < sok sokak sokagi
            < bul bulvari bulvar
            | av avenue ave avda avenida aven
            | blvd boulevard bd boul
            | pl place platz plac
            | square
            | allee
            | str strasse straat strada
            | plaza plz pza piazza praca
            | estate
            > r rue rua
            > ch chemin
            > imp impasse
            > quai
            > rte route
            > cours
            > passage
            > via
            > viale vle
            > corso
            > largo
            > vicolo
            > calle c
            > paseo
            > carrer
            > ctra carretera
            > camino
            > ronda
            > travessa
            > ul ulica ulitsa улица ул
            > просп проспект
            > al aleja
            > os osiedle
            > odos οδος
            > am
            > im
            > zum
            > zur
            > auf
            > unter
            ! flat unit apt apartment suite ste floor fl room rm box wohnung top etage appt piso
            # no nr nro num numero number n house hausnummer д дом
            = mt mount
            = ft fort
            = prof professor
            = gen general
            = n north
            = s south
            = e east
            = w west
            = 1st first
            = 2nd second
            = 3rd third
            = 4th fourth
            = 5th fifth
            = 6th sixth
            = 7th seventh
            = 8th eighth
            = 9th ninth
            = 10th tenth
            """;

    /** Ends of a word that is a street of itself; behind three chars at least. */
    private static final String[] SUFFIXES = {
        "strasse", "straat", "str", "weg", "gasse", "allee", "platz", "damm", "ufer", "ring", "steig", "gatan", "vagen",
        "vej", "gade", "laan", "plein", "gracht", "kade", "katu"
    };

    private static final int SHORTEST_STEM = 3;

    /** What is written for the first three of these. */
    private static final byte[] SHORTENED = {'s', 't', 'r'};

    private static final int SHORTENED_SUFFIXES = 2;
    private static final byte[][] ENDS = new byte[SUFFIXES.length][];

    /** What words look like that are known, and ends of words: asked of all words beside numbers. */
    private static final long[] LOOKS_BEHIND = new long[1 << 10];

    private static final long[] LOOKS_FRONT = new long[1 << 10];
    private static final long[] LOOKS_SUFFIX = new long[1 << 10];
    private static final int LONG_END = 4;

    private static final int SIZE = 1 << 10;
    private static final byte[][] KNOWN = new byte[SIZE][];
    private static final byte[][] SAME = new byte[SIZE][];
    private static final byte[] BITS = new byte[SIZE];

    static {
        Map<String, Integer> bits = new HashMap<>();
        Map<String, String> same = new HashMap<>();
        for (String line : WORDS.split("\n")) {
            String[] words = line.split(" ");
            int where = switch (words[0].charAt(0)) {
                case '<' -> BEHIND;
                case '>' -> FRONT;
                case '|' -> BEHIND | FRONT;
                case '#' -> NUMBERING;
                case '!' -> UNIT;
                default -> 0;
            };
            for (int i = 1; i < words.length; i++) {
                String word = Streets.folded(words[i]);
                char[] plain = View.of(words[i]).chars;
                look(plain, where);
                bits.merge(word, where, (one, other) -> one | other);
                if (where != NUMBERING && where != UNIT) {
                    same.putIfAbsent(word, Streets.folded(words[1]));
                }
            }
        }
        bits.forEach((word, where) -> put(word, same.getOrDefault(word, word), where));
        for (int i = 0; i < ENDS.length; i++) {
            ENDS[i] = SUFFIXES[i].getBytes(StandardCharsets.UTF_8);
            ending(SUFFIXES[i]);
        }
        ending("straße");
    }

    private StreetWords() {}

    private static void look(char[] word, int where) {
        int look = look(word, 0, word.length);
        LOOKS_BEHIND[look >>> 6] |= (where & (BEHIND | NUMBERING)) != 0 ? 1L << look : 0;
        LOOKS_FRONT[look >>> 6] |= (where & FRONT) != 0 ? 1L << look : 0;
    }

    private static void ending(String suffix) {
        int ending = ending(suffix.toCharArray(), suffix.length(), Math.min(LONG_END, suffix.length()));
        LOOKS_SUFFIX[ending >>> 6] |= 1L << ending;
    }

    /** Sixteen bits, whatever the case. */
    private static int look(char[] chars, int start, int end) {
        int second = end - start > 1 ? chars[start + 1] & 31 : 0;
        int all = (chars[start] & 31) << 10 | second << 5 | (chars[end - 1] & 31);
        return ((all << 5 | Math.min(31, end - start)) * 0x9E3779B1) >>> 16;
    }

    private static int ending(char[] chars, int end, int count) {
        int all = count;
        for (int i = end - count; i < end; i++) {
            all = all << 5 | (chars[i] & 31);
        }
        return (all * 0x9E3779B1) >>> 16;
    }

    private static boolean is(long[] looks, int look) {
        return (looks[look >>> 6] >> look & 1) != 0;
    }

    /**
     * Whether what stands there, as it is, may be one of these or end as a street; right where it is, and seldom wrong
     * where it is not.
     *
     * @param where {@link #BEHIND}, with which goes {@link #NUMBERING}, or {@link #FRONT}, or both
     */
    static boolean mayBe(char[] chars, int start, int end, int where) {
        int look = look(chars, start, end);
        boolean known =
                ((where & BEHIND) != 0 && is(LOOKS_BEHIND, look)) || ((where & FRONT) != 0 && is(LOOKS_FRONT, look));
        return known
                || (end - start >= SHORTEST_STEM + 3 && is(LOOKS_SUFFIX, ending(chars, end, 3)))
                || (end - start > LONG_END && is(LOOKS_SUFFIX, ending(chars, end, LONG_END)));
    }

    private static void put(String word, String same, int bits) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        int at = slot(bytes, bytes.length);
        KNOWN[at] = bytes;
        SAME[at] = same.getBytes(StandardCharsets.UTF_8);
        BITS[at] = (byte) bits;
    }

    /** Where a folded word is, or would be. */
    private static int slot(byte[] word, int size) {
        int hash = size;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + word[i];
        }
        int at = (hash ^ hash >>> 10 ^ hash >>> 20) & SIZE - 1;
        while (KNOWN[at] != null && !equal(KNOWN[at], word, size)) {
            at = at + 1 & SIZE - 1;
        }
        return at;
    }

    private static boolean equal(byte[] known, byte[] word, int size) {
        if (known.length != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (known[i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Shortens a folded word in its place, as all that are the same.
     *
     * @return its new size in the upper half, what it is in the lower one
     */
    static long shortened(byte[] word, int size) {
        int at = slot(word, size);
        byte[] same = SAME[at];
        if (KNOWN[at] != null && same != null) {
            System.arraycopy(same, 0, word, 0, same.length);
            return (long) same.length << 32 | BITS[at];
        }
        for (int i = 0; i < ENDS.length; i++) {
            byte[] end = ENDS[i];
            int stem = size - end.length;
            if (stem >= SHORTEST_STEM && word[size - 1] == end[end.length - 1] && endsWith(word, size, end)) {
                if (i < SHORTENED_SUFFIXES) {
                    System.arraycopy(SHORTENED, 0, word, stem, SHORTENED.length);
                    return (long) (stem + SHORTENED.length) << 32 | SUFFIX;
                }
                return (long) size << 32 | SUFFIX;
            }
        }
        return (long) size << 32;
    }

    private static boolean endsWith(byte[] word, int size, byte[] end) {
        for (int i = 0; i < end.length; i++) {
            if (word[size - end.length + i] != end[i]) {
                return false;
            }
        }
        return true;
    }
}
