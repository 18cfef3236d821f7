package dev.remit.privacy.restore;

import dev.remit.privacy.pseudonym.PseudonymMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Brings values back into an answer while it streams: bytes in, in any cuts, and bytes out.
 *
 * <p>Holds back only what could still become a token, and of server-sent events what is not yet a whole event. All
 * output together is the same for every way to cut the input. Linear in the input; memory is bounded but by the longest
 * event. Fails closed: what cannot be restored stays a token and is reported.
 *
 * <p>The map may grow meanwhile; a token counts from when it is in there. Not thread-safe: one per answer.
 */
public final class Restorer {
    private final LosslessUtf8.Decoder decoder = new LosslessUtf8.Decoder();
    private final LosslessUtf8.Encoder encoder = new LosslessUtf8.Encoder();
    private final StringBuilder in = new StringBuilder();
    private final StringBuilder out = new StringBuilder();
    private final Pieces pieces;

    private Restorer(Pieces pieces) {
        this.pieces = pieces;
    }

    /** For plain text in UTF-8; bytes that are none pass. */
    public static Restorer text(PseudonymMap map, Consumer<Unrestored> reports) {
        return new Restorer(new Strand(map, Strand.Form.TEXT, reports));
    }

    /**
     * For JSON texts, one or more.
     *
     * @param takesValue of the pointer (RFC 6901) to a string, whether values come back in it
     */
    public static Restorer json(PseudonymMap map, Predicate<String> takesValue, Consumer<Unrestored> reports) {
        return new Restorer(new JsonPieces(map, takesValue, reports));
    }

    /** For a stream of server-sent events (WHATWG HTML, section 9.2). */
    public static Restorer events(PseudonymMap map, Wire wire, ToolArguments declared, Consumer<Unrestored> reports) {
        return new Restorer(new Events(new Contents(map, declared, reports), wire.dialect(), reports));
    }

    /** For one answer that is a JSON document; held back until its end. */
    public static Restorer document(PseudonymMap map, Wire wire, ToolArguments declared, Consumer<Unrestored> reports) {
        return new Restorer(new Document(new Contents(map, declared, reports), wire.dialect(), reports));
    }

    /**
     * Takes the next bytes.
     *
     * @return what is sure to go out now; perhaps nothing
     * @throws IndexOutOfBoundsException if the range is not in the array
     */
    public byte[] accept(byte[] bytes, int from, int to) {
        java.util.Objects.checkFromToIndex(from, to, bytes.length);
        in.setLength(0);
        decoder.read(bytes, from, to, in);
        out.setLength(0);
        pieces.read(in, out);
        return encoder.write(out);
    }

    /** The input ends: the rest of the output. */
    public byte[] end() {
        in.setLength(0);
        decoder.end(in);
        out.setLength(0);
        pieces.read(in, out);
        pieces.end(out);
        return encoder.write(out);
    }
}
