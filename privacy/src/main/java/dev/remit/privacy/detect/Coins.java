package dev.remit.privacy.detect;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Addresses of coins by their checksums: Base58Check (Bitcoin and its kin, Tron), Bech32 and Bech32m (BIP 173 and 350),
 * and EIP-55 (Ethereum). Not thread-safe.
 */
final class Coins {
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int BECH32M = 0x2bc830a3;
    private static final int PAYLOAD = 25;

    private final byte[] decoded = new byte[PAYLOAD];
    private final byte[] hash = new byte[32];
    private final MessageDigest sha256;

    Coins() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Why a token is an address; empty if it is none. */
    String judge(byte[] t, int start, int end) {
        int length = end - start;
        if (length == 42 && t[start] == '0' && (t[start + 1] | 0x20) == 'x') {
            return ethereum(t, start + 2, end);
        }
        if (length <= 35 && base58(t, start, end)) {
            return "the checksum of Base58Check";
        }
        return length >= 25 && bech32(t, start, end) ? "the checksum of Bech32" : "";
    }

    private boolean base58(byte[] t, int start, int end) {
        java.util.Arrays.fill(decoded, (byte) 0);
        for (int i = start; i < end; i++) {
            int carry = t[i] < 0 ? -1 : BASE58.indexOf(t[i]);
            if (carry < 0) {
                return false;
            }
            for (int k = PAYLOAD - 1; k >= 0; k--) {
                carry += 58 * (decoded[k] & 0xFF);
                decoded[k] = (byte) carry;
                carry >>>= 8;
            }
            if (carry != 0) {
                return false;
            }
        }
        try {
            sha256.update(decoded, 0, PAYLOAD - 4);
            sha256.digest(hash, 0, hash.length);
            sha256.update(hash, 0, hash.length);
            sha256.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
        for (int i = 0; i < 4; i++) {
            if (hash[i] != decoded[PAYLOAD - 4 + i]) {
                return false;
            }
        }
        return true;
    }

    /** The human-readable part is short; upper and lower case are not mixed. */
    private static boolean bech32(byte[] t, int start, int end) {
        int separator = -1;
        boolean upper = false;
        boolean lower = false;
        for (int i = start; i < end; i++) {
            upper |= Bytes.isUpper(t[i]);
            lower |= Bytes.isLower(t[i]);
            separator = t[i] == '1' && i - start <= 8 && separator < 0 ? i : separator;
        }
        if ((upper && lower) || separator <= start || t[start] <= '9') {
            return false;
        }
        int sum = 1;
        for (int i = start; i < separator; i++) {
            sum = polymod(sum) ^ ((t[i] | 0x20) >> 5);
        }
        sum = polymod(sum);
        for (int i = start; i < separator; i++) {
            sum = polymod(sum) ^ ((t[i] | 0x20) & 31);
        }
        for (int i = separator + 1; i < end; i++) {
            int value = t[i] < 0 ? -1 : BECH32.indexOf(Bytes.isUpper(t[i]) ? t[i] | 0x20 : t[i]);
            if (value < 0) {
                return false;
            }
            sum = polymod(sum) ^ value;
        }
        return sum == 1 || sum == BECH32M;
    }

    private static int polymod(int sum) {
        int top = sum >>> 25;
        int next = (sum & 0x1ffffff) << 5;
        for (int i = 0; i < 5; i++) {
            next ^= (top >>> i & 1) != 0 ? GENERATOR[i] : 0;
        }
        return next;
    }

    private static String ethereum(byte[] t, int start, int end) {
        byte[] lower = new byte[end - start];
        boolean capitals = false;
        boolean smalls = false;
        for (int i = start; i < end; i++) {
            if (!Bytes.isHex(t[i])) {
                return "";
            }
            capitals |= Bytes.isUpper(t[i]);
            smalls |= Bytes.isLower(t[i]);
            lower[i - start] = (byte) (Bytes.isUpper(t[i]) ? t[i] | 0x20 : t[i]);
        }
        if (!capitals || !smalls) {
            return "forty hexadecimal digits behind 0x";
        }
        byte[] digest = Keccak.hash256(lower);
        for (int i = 0; i < lower.length; i++) {
            int nibble = (digest[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 0xF;
            boolean capital = Bytes.isUpper(t[start + i]);
            if (lower[i] > '9' && capital != nibble >= 8) {
                return "";
            }
        }
        return "the checksum of EIP-55";
    }
}
