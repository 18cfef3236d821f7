package dev.remit.privacy.handling;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * FF1, format-preserving encryption (NIST SP 800-38G, and its revision 1, which asks for at least a million possible
 * texts): a text of an alphabet becomes another one of the same length and alphabet, and comes back with key and tweak.
 * FF3 was broken and withdrawn, and is not here.
 *
 * <p>What it keeps it tells: the length, and under one key and tweak which texts are the same. It has no integrity: a
 * wrong key or tweak gives a wrong text, and no error. A tweak should differ from field to field, and where equal values
 * need not stay equal, from record to record.
 *
 * <p>Quadratic in the length, and so bounded by {@value #LONGEST}. Immutable and thread-safe.
 */
public final class FormatPreserving {
    /** Most characters of a text; the standard allows more than anything needs. */
    public static final int LONGEST = 1_000;

    /** Most bytes of a tweak. */
    public static final int LONGEST_TWEAK = 256;

    /** The digits. */
    public static final String DIGITS = "0123456789";

    /** The digits and the lower-case letters. */
    public static final String LOWER_ALPHANUMERIC = DIGITS + "abcdefghijklmnopqrstuvwxyz";

    /** The digits and all ASCII letters. */
    public static final String ALPHANUMERIC = DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final int ROUNDS = 10;
    private static final int BLOCK = 16;
    private static final BigInteger FEWEST_TEXTS = BigInteger.valueOf(1_000_000);

    private final SecretKeySpec key;
    private final String alphabet;
    private final BigInteger radix;
    private final int shortest;

    /**
     * @param key of AES: 16, 24 or 32 bytes; copied
     * @param alphabet 2 to 256 different chars; a text's characters, in the order of their numerals
     * @throws IllegalArgumentException if one is not so
     */
    public FormatPreserving(byte[] key, String alphabet) {
        if (key.length != 16 && key.length != 24 && key.length != 32) {
            throw new IllegalArgumentException("an AES key has 16, 24 or 32 bytes, this one has " + key.length);
        }
        int size = alphabet.length();
        if (size < 2 || size > 256 || alphabet.chars().distinct().count() != size) {
            throw new IllegalArgumentException("an alphabet is 2 to 256 different chars");
        }
        this.key = new SecretKeySpec(key, "AES");
        this.alphabet = alphabet;
        this.radix = BigInteger.valueOf(size);
        int length = 2;
        while (radix.pow(length).compareTo(FEWEST_TEXTS) < 0) {
            length++;
        }
        this.shortest = length;
    }

    /** Fewest characters of a text, such as 6 for digits: there are then a million texts of that length. */
    public int shortest() {
        return shortest;
    }

    /** Whether a text can be encrypted: its length is within bounds, and its characters are of the alphabet. */
    public boolean fits(String text) {
        return text.length() >= shortest
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> alphabet.indexOf(c) >= 0);
    }

    /**
     * The text that stands for this one.
     *
     * @param tweak not secret, up to {@value #LONGEST_TWEAK} bytes
     * @throws IllegalArgumentException for a text that does not fit, or a tweak that is too long
     */
    public String encrypt(byte[] tweak, String text) {
        return feistel(tweak, text, true);
    }

    /**
     * The text that {@link #encrypt} was given.
     *
     * @throws IllegalArgumentException for a text that does not fit, or a tweak that is too long
     */
    public String decrypt(byte[] tweak, String text) {
        return feistel(tweak, text, false);
    }

    /** Algorithms 7 and 8: the second is the first with its rounds backwards. */
    private String feistel(byte[] tweak, String text, boolean forth) {
        if (!fits(text)) {
            throw new IllegalArgumentException(
                    "a text has %d to %d characters, all of its alphabet".formatted(shortest, LONGEST));
        }
        if (tweak.length > LONGEST_TWEAK) {
            throw new IllegalArgumentException("a tweak has at most 256 bytes, this one has " + tweak.length);
        }
        int n = text.length();
        int u = n / 2;
        int v = n - u;
        int b = (radix.pow(v).subtract(BigInteger.ONE).bitLength() + 7) / 8;
        int d = 4 * ((b + 3) / 4) + 4;
        byte[] input = input(tweak, n, u, b);
        BigInteger left = number(text.substring(0, u));
        BigInteger right = number(text.substring(u));
        BigInteger moduloEven = radix.pow(u);
        BigInteger moduloOdd = radix.pow(v);
        Cipher aes = aes();
        for (int round = 0; round < ROUNDS; round++) {
            int i = forth ? round : ROUNDS - 1 - round;
            BigInteger modulo = i % 2 == 0 ? moduloEven : moduloOdd;
            BigInteger y = pseudorandom(aes, input, i, forth ? right : left, b, d);
            if (forth) {
                BigInteger c = left.add(y).mod(modulo);
                left = right;
                right = c;
            } else {
                BigInteger c = right.subtract(y).mod(modulo);
                right = left;
                left = c;
            }
        }
        return characters(left, u) + characters(right, v);
    }

    /** P, and Q but for its last b + 1 bytes, which differ by round. */
    private byte[] input(byte[] tweak, int n, int u, int b) {
        int padding = Math.floorMod(-tweak.length - b - 1, BLOCK);
        byte[] input = new byte[BLOCK + tweak.length + padding + 1 + b];
        byte[] head = {1, 2, 1, 0, 0, 0, 10, (byte) u};
        System.arraycopy(head, 0, input, 0, head.length);
        input[4] = (byte) (alphabet.length() >> 8);
        input[5] = (byte) alphabet.length();
        putInt(input, 8, n);
        putInt(input, 12, tweak.length);
        System.arraycopy(tweak, 0, input, BLOCK, tweak.length);
        return input;
    }

    private static void putInt(byte[] bytes, int at, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >> (24 - 8 * i));
        }
    }

    /** The number of the first d bytes of S, which starts with the CBC-MAC of P and Q. */
    private static BigInteger pseudorandom(Cipher aes, byte[] input, int round, BigInteger half, int b, int d) {
        input[input.length - b - 1] = (byte) round;
        byte[] number = half.toByteArray();
        for (int i = 0; i < b; i++) {
            int from = number.length - b + i;
            input[input.length - b + i] = from < 0 ? 0 : number[from];
        }
        byte[] mac = new byte[BLOCK];
        for (int block = 0; block < input.length; block += BLOCK) {
            for (int i = 0; i < BLOCK; i++) {
                mac[i] ^= input[block + i];
            }
            mac = encrypted(aes, mac);
        }
        byte[] stream = new byte[d];
        for (int block = 0; block * BLOCK < d; block++) {
            byte[] counted = mac.clone();
            for (int i = 0; i < 4; i++) {
                counted[12 + i] ^= (byte) (block >> (24 - 8 * i));
            }
            byte[] next = block == 0 ? mac : encrypted(aes, counted);
            System.arraycopy(next, 0, stream, block * BLOCK, Math.min(BLOCK, d - block * BLOCK));
        }
        return new BigInteger(1, stream);
    }

    private BigInteger number(String text) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            number = number.multiply(radix).add(BigInteger.valueOf(alphabet.indexOf(text.charAt(i))));
        }
        return number;
    }

    private String characters(BigInteger number, int count) {
        char[] characters = new char[count];
        BigInteger rest = number;
        for (int i = count - 1; i >= 0; i--) {
            BigInteger[] divided = rest.divideAndRemainder(radix);
            characters[i] = alphabet.charAt(divided[1].intValue());
            rest = divided[0];
        }
        return new String(characters);
    }

    /** One block at a time: the chaining is done here, by hand, as the standard draws it. */
    @SuppressWarnings("InsecureCryptoUsage") // a block cipher is what a mode is built of
    private Cipher aes() {
        try {
            Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, key);
            return aes;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no AES", e);
        }
    }

    private static byte[] encrypted(Cipher aes, byte[] block) {
        try {
            return aes.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refuses a block of 16 bytes", e);
        }
    }
}
