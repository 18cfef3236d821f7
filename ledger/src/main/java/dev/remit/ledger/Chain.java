package dev.remit.ledger;

import java.util.HexFormat;

/**
 * What stands for all batches up to one: the SHA-256 over the batch and over the value before it. An immutable value
 * of {@value Hashing#BYTES} bytes.
 */
record Chain(String hex) {
    /** Before the first batch. */
    static final Chain START = of(new byte[Hashing.BYTES]);

    static Chain of(byte[] bytes) {
        return new Chain(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
