package dev.remit.privacy.detect;

/** Keccak-256 as Ethereum uses it: the padding from before the standard FIPS 202, so not SHA3-256. For short input. */
final class Keccak {
    private static final int RATE = 136;
    private static final int ROUNDS = 24;

    private Keccak() {}

    /**
     * The 32 bytes of the hash.
     *
     * @param input fewer than 136 bytes
     */
    static byte[] hash256(byte[] input) {
        byte[] padded = new byte[RATE];
        System.arraycopy(input, 0, padded, 0, input.length);
        padded[input.length] ^= 0x01;
        padded[RATE - 1] ^= (byte) 0x80;
        long[] state = new long[25];
        for (int i = 0; i < RATE; i++) {
            state[i / 8] ^= (padded[i] & 0xFFL) << (8 * (i % 8));
        }
        permute(state);
        byte[] hash = new byte[32];
        for (int i = 0; i < hash.length; i++) {
            hash[i] = (byte) (state[i / 8] >>> (8 * (i % 8)));
        }
        return hash;
    }

    private static void permute(long[] a) {
        int register = 1;
        long[] column = new long[5];
        for (int round = 0; round < ROUNDS; round++) {
            for (int x = 0; x < 5; x++) {
                column[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
            }
            for (int x = 0; x < 5; x++) {
                long mixed = column[(x + 4) % 5] ^ Long.rotateLeft(column[(x + 1) % 5], 1);
                for (int y = 0; y < 25; y += 5) {
                    a[x + y] ^= mixed;
                }
            }
            int x = 1;
            int y = 0;
            long lane = a[1];
            for (int t = 0; t < 24; t++) {
                int next = (2 * x + 3 * y) % 5;
                x = y;
                y = next;
                long moved = a[x + 5 * y];
                a[x + 5 * y] = Long.rotateLeft(lane, (t + 1) * (t + 2) / 2 % 64);
                lane = moved;
            }
            for (int row = 0; row < 25; row += 5) {
                System.arraycopy(a, row, column, 0, 5);
                for (int i = 0; i < 5; i++) {
                    a[row + i] = column[i] ^ (~column[(i + 1) % 5] & column[(i + 2) % 5]);
                }
            }
            // The round's constant comes from a linear feedback shift register.
            for (int bit = 0; bit < 7; bit++) {
                if ((register & 1) != 0) {
                    a[0] ^= 1L << ((1 << bit) - 1);
                }
                register = register << 1 ^ ((register >> 7 & 1) * 0x171);
            }
        }
    }
}
