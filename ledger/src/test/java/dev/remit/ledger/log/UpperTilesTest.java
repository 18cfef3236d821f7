package dev.remit.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.ledger.tlog.TilePath;
import dev.remit.ledger.tree.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpperTilesTest {
    private final UpperTiles tiles = new UpperTiles();
    private final List<TilePath> reads = new ArrayList<>();

    private byte[] read(TilePath path) throws IOException {
        return tiles.read(path, wanted -> {
                    reads.add(wanted);
                    byte[] bytes = new byte[path.width() * Hash.BYTES];
                    Arrays.fill(bytes, (byte) reads.size());
                    return Optional.of(bytes);
                })
                .orElseThrow();
    }

    @Test
    void aFullTileAboveTheLowestLevelIsReadOnce() throws IOException {
        byte[] first = read(Layout.tile(1, 5));
        byte[] copy = first.clone();
        first[0]++; // whoever got it may do with it what it likes
        assertThat(read(Layout.tile(1, 5))).isEqualTo(copy);
        read(Layout.tile(2, 5));
        read(Layout.tile(1, 6));
        assertThat(reads).hasSize(3);
    }

    @Test
    void whatIsPartialOrLowestOrMissingIsReadEachTime() throws IOException {
        for (int i = 0; i < 2; i++) {
            read(Layout.tile(0, 5));
            read(new TilePath.Hashes(1, 5, 200));
            read(Layout.bundle(5));
            assertThat(tiles.read(Layout.tile(1, 7), path -> Optional.empty())).isEmpty();
        }
        assertThat(reads).hasSize(6);
        assertThat(read(Layout.tile(1, 7))).hasSize(256 * Hash.BYTES);
    }

    @Test
    void aTileThatWasCutIsNotKept() throws IOException {
        assertThat(tiles.read(Layout.tile(1, 7), path -> Optional.of(new byte[5])))
                .isPresent();
        assertThat(read(Layout.tile(1, 7))).hasSize(256 * Hash.BYTES);
    }

    @Test
    void onlySoManyAreKept() throws IOException {
        for (int i = 0; i <= 256; i++) {
            read(Layout.tile(1, i));
        }
        read(Layout.tile(1, 256));
        assertThat(reads).hasSize(257);
        read(Layout.tile(1, 0));
        assertThat(reads).hasSize(258);
    }
}
