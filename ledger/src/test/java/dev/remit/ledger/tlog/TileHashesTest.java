package dev.remit.ledger.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.TestKeys;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.HashUnavailableException;
import dev.remit.ledger.tree.Prover;
import dev.remit.ledger.tree.StoredTree;
import dev.remit.ledger.tree.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TileHashesTest {
    private static final int SIZE = 70_000;

    private final StoredTree tree = new StoredTree(SIZE);

    @Test
    void proofsFromTilesAreThoseFromTheTree() {
        // computed by a program of another language from the definition in the RFC
        assertThat(tree.root(SIZE)).hasToString("1a4cdfcb66374a0c0dcbef49acbd4976d13ee864fb3cb241fc943cad04f02f7e");
        Random random = new Random(11);
        Map<String, byte[]> tiles = tiles(SIZE);
        assertThat(tiles).hasSize(273 + 1 + 1 + 1 + 1);
        Prover fromTiles = new Prover(new TileHashes(SIZE, path -> Optional.ofNullable(tiles.get(path.path()))));
        Prover fromTree = new Prover(tree);
        assertThat(fromTiles.root(SIZE)).isEqualTo(tree.root(SIZE));
        for (int i = 0; i < 500; i++) {
            int size = 1 + random.nextInt(SIZE);
            int index = random.nextInt(size);
            assertThat(fromTiles.inclusion(index, size)).isEqualTo(fromTree.inclusion(index, size));
            assertThat(fromTiles.consistency(index, size)).isEqualTo(fromTree.consistency(index, size));
        }
    }

    @Test
    void aPartialTileThatIsGoneIsCutFromTheFullOne() {
        Map<String, byte[]> tiles = tiles(300);
        tiles.remove("tile/0/001.p/44");
        tiles.putAll(tiles(512));
        TileHashes hashes = new TileHashes(300, path -> Optional.ofNullable(tiles.get(path.path())));
        assertThat(new Prover(hashes).root(300)).isEqualTo(tree.root(300));
    }

    @Test
    void aMissingOrCutTileIsNamed() {
        Map<String, byte[]> tiles = tiles(300);
        TileHashes hashes = new TileHashes(300, path -> Optional.ofNullable(tiles.get(path.path())));
        assertThat(tile(tiles, "tile/0/001.p/44")).hasSize(44 * 32);
        tiles.put("tile/0/001.p/44", new byte[44 * 32 - 1]);
        assertThatThrownBy(() -> hashes.read(0, 299))
                .isInstanceOf(HashUnavailableException.class)
                .hasMessageContaining("tile/0/001.p/44");
        tiles.remove("tile/0/001.p/44");
        assertThatThrownBy(() -> hashes.read(0, 299))
                .isInstanceOf(HashUnavailableException.class)
                .hasMessageContaining("tile/0/001.p/44");
        assertThatThrownBy(() -> hashes.read(0, 300)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hashes.read(2, 75)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyChangedByteOfASmallLogsTilesIsFound() {
        Map<String, byte[]> tiles = tiles(20);
        byte[] bytes = tile(tiles, "tile/0/000.p/20");
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] ^= 1;
            Prover prover = new Prover(new TileHashes(20, path -> Optional.ofNullable(tiles.get(path.path()))));
            assertThat(prover.root(20)).as("byte %d", at).isNotEqualTo(tree.root(20));
            int leaf = at / 32;
            assertThat(prover.inclusion(leaf ^ 1, 20).verify(TestLog.leaf(leaf ^ 1), tree.root(20)))
                    .as("the proof of the sibling of leaf %d", leaf)
                    .isInstanceOf(Verdict.Refuted.class);
            bytes[at] ^= 1;
        }
    }

    @Test
    void everyChangedByteOfABundleIsFound() {
        EntryBundle bundle = EntryBundle.of(
                IntStream.range(0, 20).mapToObj(StoredTree::entry).toList());
        HashTile leaves = TestKeys.value(HashTile.parse(tile(tiles(20), "tile/0/000.p/20"), 20));
        byte[] bytes = bundle.encode();
        assertThat(TestKeys.value(EntryBundle.parse(bytes, 20)).leaves()).isEqualTo(leaves);
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) (1 << bit);
                if (EntryBundle.parse(changed, 20) instanceof Parsed.WellFormed<EntryBundle>(EntryBundle read)) {
                    assertThat(read.leaves()).as("byte %d", at).isNotEqualTo(leaves);
                }
            }
        }
    }

    @Test
    void bundlesHoldEmptyAndLongestEntriesAndNothingElse() {
        EntryBundle bundle = EntryBundle.of(List.of(new byte[0], new byte[EntryBundle.MAX_ENTRY_BYTES]));
        byte[] bytes = bundle.encode();
        assertThat(bytes).hasSize(2 + 2 + 65_535).startsWith(0, 0, 0xff, 0xff);
        EntryBundle read = TestKeys.value(EntryBundle.parse(bytes, 2));
        assertThat(read.entry(0)).isEmpty();
        assertThat(read.entry(1)).hasSize(65_535);
        assertThat(EntryBundle.parse(bytes, 1)).isInstanceOf(Parsed.Malformed.class);
        assertThat(EntryBundle.parse(bytes, 3)).isInstanceOf(Parsed.Malformed.class);
        assertThatThrownBy(() -> EntryBundle.of(List.of(new byte[65_536])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EntryBundle.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTileHasTheNodesAboveItsHashes() {
        HashTile tile = TestKeys.value(HashTile.parse(tile(tiles(256), "tile/0/000"), 256));
        assertThat(tile.node(8, 0)).isEqualTo(tree.root(256));
        assertThat(tile.node(3, 5)).isEqualTo(tree.read(3, 5));
        assertThat(TestKeys.value(HashTile.parse(tile.encode(), 256))).isEqualTo(tile);
        assertThat(HashTile.parse(tile.encode(), 255)).isInstanceOf(Parsed.Malformed.class);
        assertThatThrownBy(() -> tile.node(8, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static byte[] tile(Map<String, byte[]> tiles, String path) {
        return Optional.ofNullable(tiles.get(path)).orElseThrow();
    }

    /** All tiles that a log of this size serves, by path. */
    private Map<String, byte[]> tiles(int size) {
        Map<String, byte[]> tiles = new HashMap<>();
        for (int level = 0; size >>> (8 * level) > 0; level++) {
            for (int index = 0; TilePath.width(level, index, size) > 0; index++) {
                int width = TilePath.width(level, index, size);
                List<Hash> hashes = new ArrayList<>();
                for (int i = 0; i < width; i++) {
                    hashes.add(tree.read(8 * level, 256L * index + i));
                }
                tiles.put(
                        new TilePath.Hashes(level, index, width).path(),
                        HashTile.of(hashes).encode());
            }
        }
        return tiles;
    }
}
