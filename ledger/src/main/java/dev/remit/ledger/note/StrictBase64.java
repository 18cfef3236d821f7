package dev.remit.ledger.note;

import java.util.Base64;
import java.util.Optional;

/** Standard Base64 (RFC 4648, section 4) in the one spelling that an encoder writes, so that no bit can be changed unseen. */
public final class StrictBase64 {
    private StrictBase64() {}

    /** Empty when there is white space, another alphabet, wrong padding, or a bit set behind the last byte. */
    public static Optional<byte[]> decode(String text) {
        if (text.length() % 4 != 0) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Base64.getEncoder().encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    }
}
