package dev.remit.ledger.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.TestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
    @Test
    void theExampleOfTheSpecificationIsSpeltSo() {
        assertPath(new TilePath.Hashes(0, 1_234_067, 256), "tile/0/x001/x234/067");
    }

    @Test
    void pathsAreReadAndWritten() {
        assertPath(new TilePath.Hashes(0, 0, 256), "tile/0/000");
        assertPath(new TilePath.Hashes(3, 999, 1), "tile/3/999.p/1");
        assertPath(new TilePath.Hashes(63, 1000, 255), "tile/63/x001/000.p/255");
        assertPath(new TilePath.Hashes(1, 1_000_000, 256), "tile/1/x001/x000/000");
        assertPath(new TilePath.Entries(10_001, 17), "tile/entries/x010/001.p/17");
        assertPath(new TilePath.Entries(Long.MAX_VALUE, 256), "tile/entries/x009/x223/x372/x036/x854/x775/807");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "/tile/0/000",
                "tile/0/000/",
                "tile/00/000",
                "tile/01/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/0/0",
                "tile/0/0000",
                "tile/0/001/000",
                "tile/0/x001",
                "tile/0/x000/001",
                "tile/0/x009/x223/x372/x036/x854/x775/808",
                "tile/0/x001/x000/x000/x000/x000/x000/x000/000",
                "tile/0/000.p/0",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/",
                "tile/0/000.p",
                "tile/0/000.p/1\n",
                "tile/data/000",
                "tile/entries/\u0661\u0661\u0661",
                "tile/0/../000",
            })
    void anyOtherSpellingIsMalformed(String path) {
        assertThat(TilePath.parse(path)).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void aTreeHasTheTilesThatTheSpecificationCounts() {
        assertThat(TilePath.partials(70_000))
                .containsExactly(
                        new TilePath.Hashes(0, 273, 112), new TilePath.Hashes(1, 1, 17), new TilePath.Hashes(2, 0, 1));
        assertThat(TilePath.width(0, 272, 70_000)).isEqualTo(256);
        assertThat(TilePath.width(0, 274, 70_000)).isZero();
        assertThat(TilePath.width(1, 0, 70_000)).isEqualTo(256);
        assertThat(TilePath.partials(256)).containsExactly(new TilePath.Hashes(1, 0, 1));
        assertThat(TilePath.partials(0)).isEmpty();
        assertThat(TilePath.partials(Long.MAX_VALUE)).hasSize(8);
        assertThat(TilePath.width(63, 0, Long.MAX_VALUE)).isZero();
    }

    @Test
    void noTileIsOutOfBounds() {
        assertThatThrownBy(() -> new TilePath.Hashes(64, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TilePath.Hashes(0, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TilePath.Entries(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TilePath.Entries(0, 257)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertPath(TilePath tile, String path) {
        assertThat(tile.path()).isEqualTo(path);
        assertThat(TestKeys.value(TilePath.parse(path))).isEqualTo(tile);
    }
}
