package dev.remit.privacy.pseudonym;

import dev.remit.privacy.pseudonym.PseudonymMap.Entry;
import dev.remit.privacy.pseudonym.PseudonymMap.Print;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run of tokens as bytes, big-endian: {@code RPM}, the version (1), the position of the first (4 bytes), how many (4).
 * Each: domain (1), length of the kind (1), length of the body (1), both in ASCII, 16 bytes of the value's hash; if it
 * is restorable, then the value's length in chars (4) and the value in UTF-16.
 */
final class MapCodec {
    private static final byte[] HEAD = {'R', 'P', 'M', 1};
    private static final byte RESTORABLE = 0;
    private static final byte SEALED = 1;
    private static final int SMALLEST_ENTRY = 3 + 1 + Token.FEWEST + 1 + 16;

    /** @param position of the first entry */
    record Delta(int position, List<Entry> entries) {}

    private MapCodec() {}

    static byte[] encode(int position, List<Entry> entries) {
        int size = HEAD.length + 8;
        for (Entry entry : entries) {
            String value = entry.value();
            size += 3 + entry.token().canonical().length() - 1 + 16 + (value == null ? 0 : 4 + 2 * value.length());
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).put(HEAD).putInt(position).putInt(entries.size());
        for (Entry entry : entries) {
            byte[] kind = entry.token().kind().getBytes(StandardCharsets.US_ASCII);
            byte[] body = entry.token().body().getBytes(StandardCharsets.US_ASCII);
            bytes.put(entry.domain() == Domain.SEALED ? SEALED : RESTORABLE);
            bytes.put((byte) kind.length).put((byte) body.length).put(kind).put(body);
            bytes.putLong(entry.print().high()).putLong(entry.print().low());
            String value = entry.value();
            if (value != null) {
                bytes.putInt(value.length());
                for (int i = 0; i < value.length(); i++) {
                    bytes.putChar(value.charAt(i));
                }
            }
        }
        return bytes.array();
    }

    /** Empty for bytes that are no such run. */
    static Optional<Delta> decode(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        if (encoded.length < HEAD.length + 8) {
            return Optional.empty();
        }
        for (byte expected : HEAD) {
            if (bytes.get() != expected) {
                return Optional.empty();
            }
        }
        int position = bytes.getInt();
        int count = bytes.getInt();
        if (position < 0 || count < 0 || count > bytes.remaining() / SMALLEST_ENTRY) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Entry entry = entry(bytes);
            if (entry == null) {
                return Optional.empty();
            }
            entries.add(entry);
        }
        return bytes.hasRemaining() ? Optional.empty() : Optional.of(new Delta(position, entries));
    }

    private static @Nullable Entry entry(ByteBuffer bytes) {
        if (bytes.remaining() < 3) {
            return null;
        }
        int domain = bytes.get();
        int kindLength = bytes.get() & 0xff;
        int bodyLength = bytes.get() & 0xff;
        if ((domain != RESTORABLE && domain != SEALED) || bytes.remaining() < kindLength + bodyLength + 16) {
            return null;
        }
        String kind = ascii(bytes, kindLength);
        String body = ascii(bytes, bodyLength);
        Print print = new Print(bytes.getLong(), bytes.getLong());
        if (!Token.isKind(kind) || !Token.isBody(kind, body)) {
            return null;
        }
        Domain in = domain == SEALED ? Domain.SEALED : Domain.RESTORABLE;
        String value = null;
        if (in == Domain.RESTORABLE) {
            int length = bytes.remaining() < 4 ? -1 : bytes.getInt();
            if (length < 0 || length > bytes.remaining() / 2) {
                return null;
            }
            char[] chars = new char[length];
            bytes.asCharBuffer().get(chars);
            bytes.position(bytes.position() + 2 * length);
            value = new String(chars);
        }
        return new Entry(in, new Token(kind, body), print, value);
    }

    private static String ascii(ByteBuffer bytes, int length) {
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.US_ASCII);
    }
}
