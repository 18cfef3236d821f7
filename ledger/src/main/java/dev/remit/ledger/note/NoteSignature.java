package dev.remit.ledger.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** One signature line of a note: who claims to have signed, and the signature. Nothing is verified. Immutable. */
public final class NoteSignature {
    private static final String DASH = "\u2014 ";
    private static final int ID_BYTES = 4;

    private final String name;
    private final int keyId;
    private final byte[] signature;

    /**
     * @param name of the key
     * @param keyId all 32 bits are used
     * @param signature 1 byte or more, copied
     * @throws IllegalArgumentException when the name or the length is not allowed
     */
    public NoteSignature(String name, int keyId, byte[] signature) {
        if (!KeyName.isValid(name)) {
            throw new IllegalArgumentException(KeyName.RULE);
        }
        if (signature.length == 0) {
            throw new IllegalArgumentException("the signature is empty");
        }
        this.name = name;
        this.keyId = keyId;
        this.signature = signature.clone();
    }

    /** @param line without its newline */
    static Parsed<NoteSignature> parse(String line) {
        if (!line.startsWith(DASH)) {
            return new Parsed.Malformed<>("A signature line does not begin with an em dash and a space.");
        }
        int space = line.indexOf(' ', DASH.length());
        if (space < 0 || !KeyName.isValid(line.substring(DASH.length(), space))) {
            return new Parsed.Malformed<>("A signature line has no valid key name; " + KeyName.RULE + ".");
        }
        byte[] bytes = StrictBase64.decode(line.substring(space + 1)).orElse(new byte[0]);
        if (bytes.length <= ID_BYTES) {
            return new Parsed.Malformed<>("A signature is not Base64 of a key id and at least one byte.");
        }
        return new Parsed.WellFormed<>(new NoteSignature(
                line.substring(DASH.length(), space),
                ByteBuffer.wrap(bytes).getInt(),
                Arrays.copyOfRange(bytes, ID_BYTES, bytes.length)));
    }

    public String name() {
        return name;
    }

    public int keyId() {
        return keyId;
    }

    /** A copy of what follows the key id. */
    public byte[] signature() {
        return signature.clone();
    }

    /** The line with its newline. */
    public String line() {
        byte[] bytes = ByteBuffer.allocate(ID_BYTES + signature.length)
                .putInt(keyId)
                .put(signature)
                .array();
        return DASH + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that
                && keyId == that.keyId
                && name.equals(that.name)
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + keyId) + Arrays.hashCode(signature);
    }

    @Override
    public String toString() {
        return name + "+" + HexFormat.of().toHexDigits(keyId);
    }
}
