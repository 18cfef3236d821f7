package dev.remit.ledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HashTest {
    @Test
    void aCompleteTreeAtOnceIsTheSameAsNodeByNode() {
        byte[] bytes = new byte[300 * Hash.BYTES];
        new Random(20261121).nextBytes(bytes);
        for (int height = 0; height <= 8; height++) {
            for (int from = 0; from + (1 << height) <= 300; from += 11) {
                List<Hash> row = new ArrayList<>();
                for (int i = 0; i < 1 << height; i++) {
                    row.add(Hash.of(bytes, (from + i) * Hash.BYTES));
                }
                while (row.size() > 1) {
                    List<Hash> above = new ArrayList<>();
                    for (int i = 0; i < row.size(); i += 2) {
                        above.add(Hash.ofNode(row.get(i), row.get(i + 1)));
                    }
                    row = above;
                }
                assertThat(Hash.ofComplete(bytes, from * Hash.BYTES, 1 << height))
                        .isEqualTo(row.getFirst());
            }
        }
    }

    @Test
    void whatIsNoCompleteTreeIsRefused() {
        for (int count : new int[] {0, 3, 8, -1}) {
            assertThatThrownBy(() -> Hash.ofComplete(new byte[4 * Hash.BYTES], 0, count))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Hash.ofComplete(new byte[4 * Hash.BYTES], Hash.BYTES, 4))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
