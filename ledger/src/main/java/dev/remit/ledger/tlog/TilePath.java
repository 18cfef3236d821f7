package dev.remit.ledger.tlog;

import dev.remit.ledger.note.Parsed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;

/**
 * Where a log keeps a tile, relative to its prefix (C2SP tlog-tiles v0.1.0): {@code tile/<L>/<N>[.p/<W>]}. Immutable.
 */
public sealed interface TilePath {
    /** The width of a tile that is full. */
    int FULL = 256;

    /** The place among the tiles of its level, 0 or more. */
    long index();

    /** How many hashes or entries it has, 1 to {@value #FULL}; less than that is a partial tile. */
    int width();

    /** The path that {@link #parse} reads; without a slash at either end. */
    String path();

    /**
     * Hashes.
     *
     * @param level 0 to 63. Level 0 is leaf hashes; each hash above is the root of a full tile below. Of a tree of at
     *     most 2^63-1 leaves, only levels up to 7 have any
     */
    record Hashes(int level, long index, int width) implements TilePath {
        /** @throws IllegalArgumentException when a number is out of its bounds */
        public Hashes {
            if (level < 0 || level > 63) {
                throw new IllegalArgumentException("there is no tile level " + level);
            }
            check(index, width);
        }

        @Override
        public String path() {
            return "tile/" + level + "/" + encode(index, width);
        }
    }

    /** Entries: those whose leaf hashes are in the tile of level 0 with the same index. */
    record Entries(long index, int width) implements TilePath {
        /** @throws IllegalArgumentException when a number is out of its bounds */
        public Entries {
            check(index, width);
        }

        @Override
        public String path() {
            return "tile/entries/" + encode(index, width);
        }
    }

    /**
     * How wide this tile of hashes is in a tree of {@code size} leaves: 0 (there is none) to {@value #FULL}.
     *
     * @param level 0 to 63
     * @param index 0 or more
     * @param size 0 or more
     */
    static int width(int level, long index, long size) {
        int shift = Math.min(63, 8 * level); // a size has 63 bits, so more shifts away the same
        long hashes = size >>> shift;
        long fullTiles = hashes / FULL;
        if (index == fullTiles) {
            return (int) (hashes % FULL);
        }
        return index < fullTiles ? FULL : 0;
    }

    /** The partial tiles of hashes of a tree of {@code size} leaves, lowest level first; at most 8. */
    static List<Hashes> partials(long size) {
        List<Hashes> partials = new ArrayList<>();
        for (int level = 0; level < 8; level++) {
            long index = (size >>> (8 * level)) / FULL;
            int width = width(level, index, size);
            if (width > 0) {
                partials.add(new Hashes(level, index, width));
            }
        }
        return Collections.unmodifiableList(partials);
    }

    /** Reads a path of at most 100 characters in the one spelling that a tile has. */
    static Parsed<TilePath> parse(String path) {
        if (path.length() > 100) {
            return malformed("it is longer than 100 characters");
        }
        Matcher parts = TileGrammar.PATH.matcher(path);
        if (!parts.matches()) {
            return malformed("it does not have the form tile/<level or \"entries\">/<index>[.p/<width>]");
        }
        OptionalLong index = TileGrammar.index(parts.group("index"));
        if (index.isEmpty()) {
            return malformed("its index has needless zeros or is beyond 2^63-1");
        }
        int width =
                Optional.ofNullable(parts.group("width")).map(Integer::parseInt).orElse(FULL);
        boolean partial = parts.group("width") != null;
        if (partial && width >= FULL) {
            return malformed("a partial tile has a width from 1 to 255");
        }
        String level = parts.group("level");
        if (level.equals("entries")) {
            return new Parsed.WellFormed<>(new Entries(index.getAsLong(), width));
        }
        int number = Integer.parseInt(level);
        if (number > 63) {
            return malformed("its level is beyond 63");
        }
        return new Parsed.WellFormed<>(new Hashes(number, index.getAsLong(), width));
    }

    private static Parsed<TilePath> malformed(String why) {
        return new Parsed.Malformed<>("This is not the path of a tile: " + why + ".");
    }

    private static void check(long index, int width) {
        if (index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("there is no tile " + index + " of width " + width);
        }
    }

    private static String encode(long index, int width) {
        StringBuilder path = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x%03d/".formatted(rest % 1000));
        }
        if (width < FULL) {
            path.append(".p/").append(width);
        }
        return path.toString();
    }
}
