package dev.remit.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.privacy.Generated;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is told eight bytes at a time is what the tables say of each byte. Failures print the seed. */
class OutlineTest {
    private static final String PIECES = "aZ09@.-:([{ \n\t!,\u0001\u00e9_/~";

    @Test
    void wordsAndSignsBeginWhereTheTablesSaySo() {
        Outline outline = new Outline();
        for (long seed = 0; seed < 2_000; seed++) {
            byte[] t = bytes(seed);
            int from = t.length / 7;
            int to = t.length - t.length / 5;
            outline.read(t, from, to);
            StringBuilder wanted = new StringBuilder();
            for (int i = from; i < to; i++) {
                boolean begins = Bytes.isAlnum(t[i])
                        && (i == from || !Bytes.isAlnum(t[i - 1]))
                        && Bytes.isDigit(t[firstDigitOrLast(t, i, to)]);
                boolean opens = "@([{".indexOf(t[i]) >= 0;
                boolean followed = i + 1 < to && isSomething(t[i + 1]);
                boolean sign = Bytes.CLASS[t[i] & 0xFF] == Bytes.SIGN && (opens || followed);
                wanted.append(begins ? 'w' : sign ? 's' : ' ');
            }
            assertThat(seen(outline, t, from, to)).as("seed %d", seed).isEqualTo(wanted.toString());
        }
    }

    @Test
    void everyWordIsToldOnceWithItsEndAndHash() {
        Outline outline = new Outline();
        for (long seed = 0; seed < 2_000; seed++) {
            byte[] t = bytes(seed);
            int from = t.length / 7;
            int to = t.length - t.length / 5;
            outline.read(t, from, to);
            int word = 0;
            for (int i = from; i < to; i++) {
                if (Bytes.isAlnum(t[i]) && (i == from || !Bytes.isAlnum(t[i - 1]))) {
                    int end = i;
                    while (end < to && Bytes.isAlnum(t[end])) {
                        end++;
                    }
                    byte[] alone = Arrays.copyOfRange(t, i, end);
                    assertThat(outline.starts[word]).as("seed %d", seed).isEqualTo(i);
                    assertThat(outline.ends[word]).as("seed %d", seed).isEqualTo(end);
                    assertThat(outline.hashes[word++])
                            .as("seed %d", seed)
                            .isEqualTo(WordHash.of(alone, 0, alone.length));
                }
            }
            assertThat(outline.words).as("seed %d", seed).isEqualTo(word);
        }
    }

    @Test
    void theCaseOfLettersIsNotOfAWord() {
        byte[] one = "Aa-zZ09\u00e9Longer_Than_Sixteen".getBytes(StandardCharsets.UTF_8);
        byte[] other = "aA-Zz09\u00e9lONGER_tHAN_sIXTEEN".getBytes(StandardCharsets.UTF_8);

        for (int end = 1; end <= one.length; end++) {
            assertThat(WordHash.of(one, 0, end)).isEqualTo(WordHash.of(other, 0, end));
            assertThat(WordHash.of(one, 0, end)).isNotEqualTo(WordHash.of(one, 0, end - 1));
        }
    }

    private static int firstDigitOrLast(byte[] t, int from, int to) {
        int i = from;
        while (i + 1 < to && !Bytes.isDigit(t[i]) && Bytes.isAlnum(t[i + 1])) {
            i++;
        }
        return i;
    }

    private static boolean isSomething(byte b) {
        return Bytes.isAlnum(b) || b > ' ';
    }

    @Test
    void wordsEndAndHaveDigitsWhereTheTablesSaySo() {
        Outline outline = new Outline();
        for (long seed = 0; seed < 2_000; seed++) {
            byte[] t = bytes(seed);
            outline.read(t, 0, t.length);
            for (int i = 0; i < t.length; i++) {
                if (Bytes.isAlnum(t[i])) {
                    int end = i;
                    int digit = -1;
                    boolean number = true;
                    while (end < t.length && Bytes.isAlnum(t[end])) {
                        digit = digit < 0 && Bytes.isDigit(t[end]) ? end : digit;
                        number &= Bytes.isDigit(t[end++]);
                    }
                    assertThat(outline.endOfAlnum(i))
                            .as("seed %d at %d", seed, i)
                            .isEqualTo(end);
                    assertThat(outline.firstDigit(i, end))
                            .as("seed %d at %d", seed, i)
                            .isEqualTo(digit < 0 ? end : digit);
                    assertThat(outline.hasDigit(i, end))
                            .as("seed %d at %d", seed, i)
                            .isEqualTo(digit >= 0);
                    assertThat(outline.isNumber(i, end))
                            .as("seed %d at %d", seed, i)
                            .isEqualTo(number);
                }
            }
        }
    }

    @Test
    void tricksAreSeenWhereverTheyStand() {
        for (long seed = 0; seed < 2_000; seed++) {
            byte[] t = bytes(seed);
            int from = t.length / 7;
            int to = t.length - t.length / 5;
            int wanted = 0;
            boolean escapes = false;
            for (int i = from; i < to; i++) {
                byte tricky = Bytes.TRICKY[t[i] & 0xFF];
                wanted |= tricky & Bytes.FOLD;
                escapes |= tricky == Bytes.ESCAPE && (int) Characters.escape(t, i, to) > i + 1;
            }
            assertThat(Block.tricks(t, from, to, from))
                    .as("seed %d", seed)
                    .isEqualTo(wanted | (escapes ? Bytes.ESCAPE : 0));
        }
        for (int b = 0; b < 256; b++) {
            byte[] one = "abcdefghijk".getBytes(StandardCharsets.US_ASCII);
            one[9] = (byte) b;
            assertThat(Block.tricks(one, 0, one.length, 0))
                    .as("byte %d", b)
                    .isEqualTo(Bytes.TRICKY[b] & Bytes.FOLD); // none begins an escape here
        }
    }

    @Test
    void anEscapeIsOneOnlyIfItStandsForSomethingElse() {
        for (String text : new String[] {"20 % off", "Fish & Chips", "C:\\Users", "100%", "a\\", "&", "%G1"}) {
            byte[] t = text.getBytes(StandardCharsets.US_ASCII);
            assertThat(Block.tricks(t, 0, t.length, 0)).as(text).isZero();
        }
        for (String text : new String[] {"a%40b", "a &amp; b", "a\\u0040b", "a\\nb", "&#64;"}) {
            byte[] t = text.getBytes(StandardCharsets.US_ASCII);
            assertThat(Block.tricks(t, 0, t.length, 0)).as(text).isEqualTo(Bytes.ESCAPE);
        }
        byte[] cut = "%40 is before, 5 % within".getBytes(StandardCharsets.US_ASCII);
        assertThat(Block.tricks(cut, 2, cut.length, 0))
                .as("an escape within what a block looks back at")
                .isEqualTo(Bytes.ESCAPE);
    }

    @Test
    void aFoldedTextIsThatOfItsCharactersOneByOneAndKnowsWhereTheyCameFrom() {
        for (long seed = 0; seed < 2_000; seed++) {
            byte[] t = bytes(seed);
            for (boolean decode : new boolean[] {false, true}) {
                Block block = new Block();
                block.fold(t, 0, t.length, 0, decode, false);
                int n = 0;
                for (int i = 0; i < t.length; ) {
                    byte tricky = Bytes.TRICKY[t[i] & 0xFF];
                    long one = tricky == Bytes.FOLD
                            ? Characters.at(t, i, t.length)
                            : tricky == Bytes.ESCAPE && decode
                                    ? Characters.escape(t, i, t.length)
                                    : (long) t[i] << Integer.SIZE | (i + 1);
                    int c = (int) (one >> Integer.SIZE);
                    byte glyph = tricky == 0 ? t[i] : c < 0 ? Glyphs.SYMBOL : Glyphs.of(c);
                    if (glyph != Glyphs.NOTHING) {
                        assertThat(block.t[n]).as("seed %d at %d", seed, i).isEqualTo(glyph);
                        assertThat(block.origin(n++))
                                .as("seed %d at %d", seed, i)
                                .isEqualTo(i);
                    }
                    i = (int) one;
                }
                assertThat(block.to).as("seed %d", seed).isEqualTo(n);
                assertThat(block.origin(n)).as("seed %d", seed).isEqualTo(t.length);
            }
        }
    }

    /** Of few kinds of bytes in long rows, of any, or of plain text. */
    private static byte[] bytes(long seed) {
        Random random = new Random(seed);
        byte[] t = new byte[1 + random.nextInt(400)];
        if (seed % 3 == 0) {
            random.nextBytes(t);
        } else if (seed % 3 == 1) {
            byte[] few = PIECES.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < t.length; ) {
                byte b = few[random.nextInt(few.length)];
                for (int row = 1 + random.nextInt(random.nextInt(90) + 1); row > 0 && i < t.length; row--) {
                    t[i++] = b;
                }
            }
        } else {
            t = ("x" + new Generated(seed).of("ab 12", 1, 300)).getBytes(StandardCharsets.US_ASCII);
        }
        return t;
    }

    private static String seen(Outline outline, byte[] t, int from, int to) {
        StringBuilder seen = new StringBuilder(" ".repeat(to - from));
        for (int group = 0; group < outline.size(); group++) {
            for (long events = outline.events(group); events != 0; events &= events - 1) {
                int at = outline.place(group, events);
                byte type = Bytes.CLASS[t[at] & 0xFF];
                boolean begins = type == Bytes.LETTER || type == Bytes.DIGIT;
                seen.setCharAt(at - from, begins ? 'w' : type == Bytes.SIGN ? 's' : ' ');
            }
        }
        return seen.toString();
    }
}
