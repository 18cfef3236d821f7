package dev.remit.ledger.log;

import java.util.Arrays;

/** What opens the commitments of an entry, as long as it may be kept. */
public sealed interface Sidecar {
    /** @param bytes at least one; not copied */
    @SuppressWarnings("ArrayRecordComponent") // equality is by content, below
    record Present(byte[] bytes) implements Sidecar {
        @Override
        public boolean equals(Object other) {
            return other instanceof Present that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Present[" + bytes.length + " B]";
        }
    }

    /** It was erased, or there never was one. */
    record Erased() implements Sidecar {}

    /** No bytes are an erased sidecar. */
    static Sidecar of(byte[] bytes) {
        return bytes.length == 0 ? new Erased() : new Present(bytes);
    }
}
