package dev.remit.ledger.note;

import java.util.Optional;

/** The kinds of signatures that are checked; signatures of other kinds are ignored, as those by unknown keys are. */
public enum KeyType {
    /** Ed25519 over the text of the note. */
    NOTE((byte) 0x01),
    /** Ed25519 over a time and the text of a checkpoint: what a witness gives (C2SP tlog-cosignature, {@code cosignature/v1}). */
    COSIGNATURE((byte) 0x04);

    private final byte identifier;

    KeyType(byte identifier) {
        this.identifier = identifier;
    }

    /** The signature type identifier byte that C2SP signed-note assigns. */
    byte identifier() {
        return identifier;
    }

    static Optional<KeyType> of(byte identifier) {
        for (KeyType type : values()) {
            if (type.identifier == identifier) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
