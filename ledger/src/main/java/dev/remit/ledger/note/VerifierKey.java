package dev.remit.ledger.note;

import dev.remit.ledger.tree.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A public key with the name it signs under, as text {@code name+id+base64} (C2SP signed-note, "Verifier keys").
 *
 * <p>Trust comes from where the text was obtained. Immutable and safe for use by many threads.
 */
public final class VerifierKey {
    private static final int TIME_BYTES = 8;
    private static final int ID_DIGITS = 8;

    private final String name;
    private final KeyType type;
    private final byte[] raw;
    private final PublicKey key;
    private final int id;

    private VerifierKey(String name, KeyType type, byte[] raw, PublicKey key) {
        this.name = name;
        this.type = type;
        this.raw = raw;
        this.key = key;
        this.id = id(name, material(type, raw));
    }

    /** @throws IllegalArgumentException when the name is not allowed or the key is not of Ed25519 */
    public static VerifierKey of(String name, KeyType type, PublicKey key) {
        if (!KeyName.isValid(name)) {
            throw new IllegalArgumentException(KeyName.RULE);
        }
        return new VerifierKey(name, type, Ed25519.raw(key), key);
    }

    /** Reads a verifier key; its id must be the one that follows from name and key. */
    public static Parsed<VerifierKey> parse(String text) {
        int first = text.indexOf('+');
        int second = text.indexOf('+', first + 1);
        if (first < 0 || second < 0) {
            return malformed("it does not have the form name+id+key");
        }
        String name = text.substring(0, first);
        if (!KeyName.isValid(name)) {
            return malformed(KeyName.RULE);
        }
        byte[] material = StrictBase64.decode(text.substring(second + 1)).orElse(new byte[0]);
        if (material.length == 0) {
            return malformed("its last part is not Base64");
        }
        String id = text.substring(first + 1, second);
        if (!id.equals(HexFormat.of().toHexDigits(id(name, material)))) {
            return malformed("its id is not the " + ID_DIGITS + " digits that follow from its name and key;"
                    + " it was mistyped or altered");
        }
        Optional<KeyType> type = KeyType.of(material[0]);
        if (type.isEmpty()) {
            return malformed("its type 0x" + HexFormat.of().toHexDigits(material[0])
                    + " is not supported; 0x01 (notes) and 0x04 (cosignatures), both Ed25519, are");
        }
        if (material.length != 1 + Ed25519.KEY_BYTES) {
            return malformed("an Ed25519 key has " + Ed25519.KEY_BYTES + " bytes");
        }
        byte[] raw = Arrays.copyOfRange(material, 1, material.length);
        Optional<PublicKey> key = Ed25519.publicKey(raw);
        if (key.isEmpty()) {
            return malformed("its bytes are no public key of Ed25519");
        }
        return new Parsed.WellFormed<>(new VerifierKey(name, type.get(), raw, key.get()));
    }

    private static Parsed<VerifierKey> malformed(String why) {
        return new Parsed.Malformed<>("This is not a verifier key: " + why + ".");
    }

    private static byte[] material(KeyType type, byte[] raw) {
        return ByteBuffer.allocate(1 + raw.length)
                .put(type.identifier())
                .put(raw)
                .array();
    }

    private static int id(String name, byte[] material) {
        Hash hash = Hash.sha256((name + "\n").getBytes(StandardCharsets.UTF_8), material);
        return ByteBuffer.wrap(hash.bytes()).getInt();
    }

    public String name() {
        return name;
    }

    public KeyType type() {
        return type;
    }

    /** All 32 bits are used. It identifies; it does not authenticate. */
    public int id() {
        return id;
    }

    /** The text that {@link #parse} reads. */
    public String encode() {
        return name + "+" + HexFormat.of().toHexDigits(id) + "+"
                + Base64.getEncoder().encodeToString(material(type, raw));
    }

    /** Whether name and id of the signature are those of this key. */
    boolean isNamedBy(NoteSignature signature) {
        return id == signature.keyId() && name.equals(signature.name());
    }

    /** Whether both hold the same public key, whatever their names and types. */
    public boolean sharesKeyWith(VerifierKey other) {
        return Arrays.equals(raw, other.raw);
    }

    /** What the signature shows when it is by this key over this text; empty when it is not. */
    Optional<Endorsement> check(String text, NoteSignature line) {
        byte[] bytes = line.signature();
        return switch (type) {
            case NOTE ->
                bytes.length == Ed25519.SIGNATURE_BYTES
                                && Ed25519.verify(key, text.getBytes(StandardCharsets.UTF_8), bytes)
                        ? Optional.of(new Endorsement.Signed(this))
                        : Optional.empty();
            case COSIGNATURE -> checkCosignature(text, bytes);
        };
    }

    private Optional<Endorsement> checkCosignature(String text, byte[] bytes) {
        if (bytes.length != TIME_BYTES + Ed25519.SIGNATURE_BYTES) {
            return Optional.empty();
        }
        long time = ByteBuffer.wrap(bytes).getLong();
        byte[] signature = Arrays.copyOfRange(bytes, TIME_BYTES, bytes.length);
        return time >= 0 && Ed25519.verify(key, cosigned(time, text), signature)
                ? Optional.of(new Endorsement.Cosigned(this, time))
                : Optional.empty();
    }

    /** The message of a cosignature (C2SP tlog-cosignature, "Ed25519 signed message"). */
    static byte[] cosigned(long time, String text) {
        return ("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that
                && type == that.type
                && name.equals(that.name)
                && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return encode();
    }
}
