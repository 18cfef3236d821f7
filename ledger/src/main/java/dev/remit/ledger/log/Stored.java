package dev.remit.ledger.log;

import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.tlog.EntryBundle;
import dev.remit.ledger.tlog.HashTile;
import dev.remit.ledger.tlog.TilePath;
import dev.remit.ledger.tree.Hash;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Tiles and bundles as files. */
final class Stored {
    private Stored() {}

    /** How many bytes its file has at most. */
    static int most(TilePath path) {
        return switch (path) {
            case TilePath.Hashes tile -> tile.width() * Hash.BYTES;
            case TilePath.Entries bundle -> bundle.width() * (2 + EntryBundle.MAX_ENTRY_BYTES);
        };
    }

    /** A tile or bundle, cut from the full one if it has no file of its own; empty if there is neither. */
    static Optional<byte[]> read(TilePath path, LogDirectory directory) throws IOException {
        TilePath full = switch (path) {
            case TilePath.Hashes tile -> Layout.tile(tile.level(), tile.index());
            case TilePath.Entries bundle -> Layout.bundle(bundle.index());
        };
        return directory.read(full.path(), most(full)).map(bytes -> Arrays.copyOf(bytes, length(path, bytes)));
    }

    /** How much of a full one is the partial one. */
    private static int length(TilePath path, byte[] full) {
        return switch (path) {
            case TilePath.Hashes tile -> Math.min(full.length, tile.width() * Hash.BYTES);
            case TilePath.Entries bundle -> {
                int at = 0;
                for (int i = 0; i < bundle.width() && at + 2 <= full.length; i++) {
                    at += 2 + (Byte.toUnsignedInt(full[at]) << 8 | Byte.toUnsignedInt(full[at + 1]));
                }
                yield Math.min(full.length, at);
            }
        };
    }

    /** Loads a partial tile or bundle. Returns what is wrong with it, if anything. */
    static Optional<String> load(TilePath path, byte[] bytes, Edge edge) {
        return switch (path) {
            case TilePath.Hashes tile ->
                switch (HashTile.parse(bytes, tile.width())) {
                    case Parsed.Malformed<HashTile>(String finding) -> Optional.of(finding);
                    case Parsed.WellFormed<HashTile>(HashTile value) -> {
                        edge.load(tile, value);
                        yield Optional.empty();
                    }
                };
            case TilePath.Entries bundle ->
                switch (EntryBundle.parse(bytes, bundle.width())) {
                    case Parsed.Malformed<EntryBundle>(String finding) -> Optional.of(finding);
                    case Parsed.WellFormed<EntryBundle>(EntryBundle value) -> {
                        edge.load(value);
                        yield Optional.empty();
                    }
                };
        };
    }
}
