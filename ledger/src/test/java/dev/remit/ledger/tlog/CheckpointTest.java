package dev.remit.ledger.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.TestKeys;
import dev.remit.ledger.tree.Hash;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    @Test
    void theExampleOfTheSpecificationIsReadAndWritten() {
        String text = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";
        Checkpoint checkpoint = TestKeys.value(Checkpoint.parse(text));
        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20852163);
        assertThat(checkpoint.root().base64()).isEqualTo(ROOT);
        assertThat(checkpoint.extensions()).isEmpty();
        assertThat(checkpoint.text()).isEqualTo(text);
    }

    @Test
    void extensionsAndBoundsAreRead() {
        String text = "a b+c \n" + Long.MAX_VALUE + "\n" + ROOT + "\nx\n y \n";
        Checkpoint checkpoint = TestKeys.value(Checkpoint.parse(text));
        assertThat(checkpoint.size()).isEqualTo(Long.MAX_VALUE);
        assertThat(checkpoint.extensions()).containsExactly("x", " y ");
        assertThat(checkpoint.text()).isEqualTo(text);
        assertThat(TestKeys.value(Checkpoint.parse("o\n0\n" + Hash.OF_EMPTY_TREE.base64() + "\n"))
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "o\n1\n",
                "o\n1\nROOT",
                "\n1\nROOT\n",
                "o\n\nROOT\n",
                "o\n01\nROOT\n",
                "o\n00\nROOT\n",
                "o\n+1\nROOT\n",
                "o\n-1\nROOT\n",
                "o\n 1\nROOT\n",
                "o\n0x1\nROOT\n",
                "o\n\u0661\nROOT\n", // a digit that is not ASCII
                "o\n9223372036854775808\nROOT\n", // 2^63
                "o\n10000000000000000000\nROOT\n",
                "o\n1\n\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
                "o\n1\nROOT\n\n",
                "o\n1\nROOT\nx\n\ny\n",
                "o\r\n1\nROOT\n",
                "o\n1\nROOT\nx",
            })
    void whatBreaksTheFormatIsMalformed(String text) {
        assertThat(Checkpoint.parse("o\n1\nROOT\n".replace("ROOT", ROOT))).isInstanceOf(Parsed.WellFormed.class);
        assertThat(Checkpoint.parse(text.replace("ROOT", ROOT))).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void aProgramCannotMakeAnUnreadableCheckpoint() {
        assertThatThrownBy(() -> new Checkpoint("", 0, Hash.OF_EMPTY_TREE, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Checkpoint("a\nb", 0, Hash.OF_EMPTY_TREE, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Checkpoint("a", -1, Hash.OF_EMPTY_TREE, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Checkpoint("a", 0, Hash.OF_EMPTY_TREE, List.of("")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
