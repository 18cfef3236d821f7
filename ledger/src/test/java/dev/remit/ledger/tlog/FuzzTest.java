package dev.remit.ledger.tlog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.TestKeys;
import dev.remit.ledger.note.VerifierKey;
import dev.remit.ledger.tree.StoredTree;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every parser against seeded mutations of good input: it never throws, and what it accepts it writes back unchanged. */
class FuzzTest {
    private static final int ROUNDS = 20_000;
    private static final List<String> WORDS = List.of(
            "\n",
            "\n\n",
            "\u2014 ",
            "=",
            "==",
            "+",
            " ",
            "0",
            "9223372036854775808",
            "-1",
            "extra ",
            "index ",
            "x000/",
            ".p/",
            "256",
            "\u0085",
            "\ud83d\ude00",
            "QUJDREU=");

    private final TestLog log = new TestLog(40);

    @Test
    void notes() {
        byte[] good = log.checkpoint(40, log.witness, log.second).encode();
        fuzz(1, good, bytes -> back(Note.parse(bytes), Note::encode));
    }

    @Test
    void checkpoints() {
        byte[] good = (log.head(40).text() + "extension\n").getBytes(UTF_8);
        fuzz(
                2,
                good,
                bytes -> back(
                        Checkpoint.parse(new String(bytes, ISO_8859_1)),
                        checkpoint -> checkpoint.text().getBytes(ISO_8859_1)));
    }

    @Test
    void proofs() {
        byte[] text = new String(log.proof(11, 40, log.witness).encode(), UTF_8)
                .replace("index", "extra QUJD\nindex")
                .getBytes(UTF_8);
        fuzz(3, text, bytes -> back(ProofFile.parse(bytes), ProofFile::encode));
    }

    @Test
    void hashTiles() {
        byte[] good = EntryBundle.of(entries()).leaves().encode();
        fuzz(4, good, bytes -> back(HashTile.parse(bytes, 20), HashTile::encode));
    }

    @Test
    void entryBundles() {
        fuzz(5, EntryBundle.of(entries()).encode(), bytes -> back(EntryBundle.parse(bytes, 20), EntryBundle::encode));
    }

    @Test
    void tilePaths() {
        byte[] good = "tile/3/x001/x234/067.p/12".getBytes(UTF_8);
        fuzz(
                6,
                good,
                bytes -> back(
                        TilePath.parse(new String(bytes, ISO_8859_1)),
                        tile -> tile.path().getBytes(ISO_8859_1)));
    }

    @Test
    void verifierKeys() {
        byte[] good = TestKeys.PETER.getBytes(UTF_8);
        fuzz(
                7,
                good,
                bytes -> back(
                        VerifierKey.parse(new String(bytes, ISO_8859_1)),
                        key -> key.encode().getBytes(ISO_8859_1)));
    }

    private static List<byte[]> entries() {
        return IntStream.range(0, 20).mapToObj(StoredTree::entry).toList();
    }

    /** The accepted input as it is written again; nothing when it was malformed. */
    private static <T> byte[] back(Parsed<T> parsed, Function<T, byte[]> encode) {
        return switch (parsed) {
            case Parsed.WellFormed<T>(T value) -> encode.apply(value);
            case Parsed.Malformed<T>(String finding) -> {
                assertThat(finding).endsWith(".");
                yield new byte[0];
            }
        };
    }

    private static void fuzz(long seed, byte[] good, Function<byte[], byte[]> parseAndWrite) {
        assertThat(parseAndWrite.apply(good)).isEqualTo(good);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] input = round % 20 == 0 ? noise(random) : good;
            for (int i = random.nextInt(4); i >= 0; i--) {
                input = mutate(input, random);
            }
            byte[] output = parseAndWrite.apply(input);
            if (output.length > 0 && !Arrays.equals(output, input)) {
                throw new AssertionError("seed " + seed + ", round " + round + ": accepted in another spelling");
            }
        }
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] mutate(byte[] input, Random random) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(20));
        byte[] part = Arrays.copyOfRange(input, from, to);
        return switch (random.nextInt(6)) {
            case 0 ->
                splice(
                        input,
                        from,
                        from,
                        WORDS.get(random.nextInt(WORDS.size())).getBytes(UTF_8));
            case 1 -> splice(input, from, to, new byte[0]);
            case 2 -> splice(input, from, from, part);
            case 3 -> Arrays.copyOf(input, from);
            case 4 -> splice(input, from, Math.min(input.length, from + 1), new byte[] {(byte) random.nextInt()});
            default ->
                splice(input, from, to, WORDS.get(random.nextInt(WORDS.size())).getBytes(UTF_8));
        };
    }

    private static byte[] splice(byte[] input, int from, int to, byte[] between) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(input, 0, from);
        out.writeBytes(between);
        out.write(input, to, input.length - to);
        return out.toByteArray();
    }
}
