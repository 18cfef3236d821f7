package dev.remit.ledger.log;

import dev.remit.ledger.JournalRecord;
import dev.remit.ledger.tree.Hash;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** What a log's directory holds, by the words of the specification, and by nothing of the code that is tested. */
final class ReferenceLog {
    private final List<JournalRecord> records;

    ReferenceLog(List<JournalRecord> records) {
        this.records = records;
    }

    /** RFC 6962, section 2.1. */
    Hash root(long start, long end) {
        if (start == end) {
            return Hash.OF_EMPTY_TREE;
        }
        if (end - start == 1) {
            return Hash.ofLeaf(records.get((int) start).leaf());
        }
        long k = LongStream.iterate(1, n -> n < end - start, n -> 2 * n).max().orElseThrow();
        return Hash.ofNode(root(start, start + k), root(start + k, end));
    }

    /** Paths of tiles and bundles with their content. */
    Map<String, byte[]> tiles(int size) {
        Map<String, byte[]> tiles = new TreeMap<>();
        int span = 1;
        for (int level = 0; size / span > 0; level++, span *= 256) {
            int hashes = size / span;
            for (int n = 0; n * 256 < hashes; n++) {
                int width = Math.min(256, hashes - n * 256);
                ByteArrayOutputStream tile = new ByteArrayOutputStream();
                for (int i = n * 256; i < n * 256 + width; i++) {
                    tile.writeBytes(root((long) i * span, (long) (i + 1) * span).bytes());
                }
                tiles.put("tile/" + level + "/" + name(n, width), tile.toByteArray());
            }
        }
        for (int n = 0; n * 256 < size; n++) {
            int width = Math.min(256, size - n * 256);
            ByteArrayOutputStream bundle = new ByteArrayOutputStream();
            for (int i = n * 256; i < n * 256 + width; i++) {
                byte[] leaf = records.get(i).leaf();
                bundle.write(leaf.length / 256);
                bundle.write(leaf.length % 256);
                bundle.writeBytes(leaf);
            }
            tiles.put("tile/entries/" + name(n, width), bundle.toByteArray());
        }
        return tiles;
    }

    private static String name(int n, int width) {
        String index = n < 1000 ? "%03d".formatted(n) : "x%03d/%03d".formatted(n / 1000, n % 1000);
        return width == 256 ? index : index + ".p/" + width;
    }
}
