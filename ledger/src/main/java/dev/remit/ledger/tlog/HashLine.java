package dev.remit.ledger.tlog;

import dev.remit.ledger.note.StrictBase64;
import dev.remit.ledger.tree.Hash;
import java.util.Optional;

/** A hash as a line of text: Base64. */
final class HashLine {
    private HashLine() {}

    static Optional<Hash> parse(String line) {
        return StrictBase64.decode(line)
                .filter(bytes -> bytes.length == Hash.BYTES)
                .map(Hash::of);
    }
}
