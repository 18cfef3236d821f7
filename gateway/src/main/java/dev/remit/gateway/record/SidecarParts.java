package dev.remit.gateway.record;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A sidecar's two parts, each sealed by itself and erased by itself. As bytes: a version (1), then for each part its length
 * as an unsigned 32-bit number, big-endian, and the part; an erased part has no bytes. A sidecar that is erased as a whole
 * has no bytes at all.
 *
 * <p>A sealed part begins with a byte that says whose key it is under: 0 the gateway's, 1 a customer's, whose key id follows
 * in 16 bytes.
 *
 * @param facts the sealed facts; empty where they were erased
 * @param payload the sealed payload; empty where there is none, or it was erased
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record SidecarParts(byte[] facts, byte[] payload) {
    static final byte BY_GATEWAY = 0;
    static final byte BY_SUBJECT = 1;
    static final int ID_BYTES = 16;

    private static final byte VERSION = 1;
    private static final byte[] NOTHING = {};

    public byte[] encode() {
        if (facts.length == 0 && payload.length == 0) {
            return NOTHING;
        }
        return ByteBuffer.allocate(1 + 4 + facts.length + 4 + payload.length)
                .put(VERSION)
                .putInt(facts.length)
                .put(facts)
                .putInt(payload.length)
                .put(payload)
                .array();
    }

    /** @throws IllegalArgumentException if the bytes are no sidecar of this version */
    public static SidecarParts read(byte[] bytes) {
        if (bytes.length == 0) {
            return new SidecarParts(NOTHING, NOTHING);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.get() != VERSION) {
            throw new IllegalArgumentException(
                    "the sidecar is of another version than 1, the only one that this build reads");
        }
        byte[] facts = part(in);
        byte[] payload = part(in);
        if (in.hasRemaining() || (facts.length == 0 && payload.length == 0)) {
            throw new IllegalArgumentException("this is no sidecar: its parts do not fill it");
        }
        return new SidecarParts(facts, payload);
    }

    private static byte[] part(ByteBuffer in) {
        int length = in.remaining() < 4 ? -1 : in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("this is no sidecar: a part is cut off");
        }
        byte[] part = new byte[length];
        in.get(part);
        return part;
    }

    /** The same without the payload. */
    public SidecarParts withoutPayload() {
        return new SidecarParts(facts, NOTHING);
    }

    /** The same without the facts. */
    public SidecarParts withoutFacts() {
        return new SidecarParts(NOTHING, payload);
    }

    /** The id of the customer's key that it is under; null where that is the gateway's, or all is erased. */
    public @Nullable String keyId() {
        return keyId(facts.length == 0 ? payload : facts);
    }

    static @Nullable String keyId(byte[] part) {
        return part.length > ID_BYTES && part[0] == BY_SUBJECT ? HexFormat.of().formatHex(part, 1, 1 + ID_BYTES) : null;
    }

    /** Where what was sealed begins in a part. */
    static int sealedFrom(byte[] part) {
        return part[0] == BY_SUBJECT ? 1 + ID_BYTES : 1;
    }

    static byte[] sealedOf(byte[] part) {
        return Arrays.copyOfRange(part, sealedFrom(part), part.length);
    }
}
