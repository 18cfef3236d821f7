package dev.remit.ledger.log;

import dev.remit.ledger.tlog.TilePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where a log keeps what, relative to its directory. */
final class Layout {
    static final String CHECKPOINT = "checkpoint";
    static final String SNAPSHOT = "snapshot";
    static final String LOCK = "LOCK";
    /** What becomes another file by renaming. Deleted at the next start if that did not happen. */
    static final String NEW = "new";

    static final String SIDECARS = "sidecar/";
    private static final String BUNDLES = "tile/entries/";

    private Layout() {}

    /** The group of entries that share a bundle and a sidecar file. */
    static long group(long entry) {
        return entry / TilePath.FULL;
    }

    static int place(long entry) {
        return (int) (entry % TilePath.FULL);
    }

    static TilePath.Entries bundle(long group) {
        return new TilePath.Entries(group, TilePath.FULL);
    }

    static TilePath.Hashes tile(int level, long index) {
        return new TilePath.Hashes(level, index, TilePath.FULL);
    }

    static String sidecars(long group) {
        return SIDECARS + bundle(group).path().substring(BUNDLES.length());
    }

    /** Where the partial tiles lie that come before this full one. */
    static String partials(TilePath full) {
        return full.path() + ".p";
    }

    /** What a log of this size has of partial tiles and bundles. */
    static List<TilePath> partials(long size) {
        List<TilePath> partials = new ArrayList<>(TilePath.partials(size));
        int width = place(size);
        if (width > 0) {
            partials.add(new TilePath.Entries(group(size), width));
        }
        return partials;
    }

    /** The full tiles and bundles that a log gets when it grows, in no order that matters. */
    static List<TilePath> completed(long from, long to) {
        List<TilePath> paths = new ArrayList<>();
        for (int level = 0; level < Edge.LEVELS; level++) {
            int shift = Math.min(63, 8 * (level + 1));
            for (long index = from >>> shift; index < to >>> shift; index++) {
                paths.add(tile(level, index));
                if (level == 0) {
                    paths.add(bundle(index));
                }
            }
        }
        return paths;
    }

    /** The directories of these files and all above them, down from the root. */
    static Set<Path> directories(Path root, Iterable<Path> files) {
        Set<Path> all = new LinkedHashSet<>();
        for (Path file : files) {
            Path at = file;
            while (!at.equals(root) && at.getParent() != null) {
                at = at.getParent();
                if (!all.add(at)) {
                    break;
                }
            }
        }
        return all;
    }
}
