package dev.remit.ledger.witness;

import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.StrictBase64;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tlog.Decimal;
import dev.remit.ledger.tree.Hash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The body of a request to cosign a checkpoint (C2SP tlog-witness, "add-checkpoint", as of 6 July 2026).
 *
 * <p>There is one encoding: what {@link #parse} accepts, {@link #encode} gives back byte for byte. Nothing in it is
 * verified. Immutable.
 */
public final class AddCheckpoint {
    /** The longest body that is read: a checkpoint with dozens of signatures, and the longest proof. */
    public static final int MAX_BYTES = 128 * 1024;

    /** The most hashes that a proof may have. */
    public static final int MAX_HASHES = 63;

    private static final String OLD = "old ";

    /** No line before the checkpoint is longer than a hash in Base64. */
    private static final int MAX_LINE = 44;

    private final long oldSize;
    private final List<Hash> path;
    private final Note signed;
    private final Checkpoint head;

    private AddCheckpoint(long oldSize, List<Hash> path, Note signed, Checkpoint head) {
        this.oldSize = oldSize;
        this.path = List.copyOf(path);
        this.signed = signed;
        this.head = head;
    }

    /**
     * A request to send.
     *
     * @param oldSize the size that the witness cosigned last, 0 or more
     * @param path of the consistency proof, at most {@value #MAX_HASHES} hashes
     * @param signed a checkpoint, signed by its log
     * @throws IllegalArgumentException when it could not be read again
     */
    public static AddCheckpoint of(long oldSize, List<Hash> path, Note signed) {
        if (oldSize < 0 || path.size() > MAX_HASHES) {
            throw new IllegalArgumentException(
                    "a request has an old size from 0 and at most " + MAX_HASHES + " hashes");
        }
        return switch (Checkpoint.parse(signed.text())) {
            case Parsed.Malformed<Checkpoint>(String finding) -> throw new IllegalArgumentException(finding);
            case Parsed.WellFormed<Checkpoint>(Checkpoint head) -> {
                AddCheckpoint request = new AddCheckpoint(oldSize, path, signed, head);
                if (request.encode().length > MAX_BYTES) {
                    throw new IllegalArgumentException("a request has at most " + MAX_BYTES + " bytes");
                }
                yield request;
            }
        };
    }

    /** Reads a body of at most {@value #MAX_BYTES} bytes. */
    public static Parsed<AddCheckpoint> parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return malformed("it has more than " + MAX_BYTES + " bytes");
        }
        Optional<String> first = line(bytes, 0);
        OptionalLong oldSize = first.filter(line -> line.startsWith(OLD))
                .map(line -> Decimal.parse(line.substring(OLD.length())))
                .orElse(OptionalLong.empty());
        if (oldSize.isEmpty()) {
            return malformed("its first line is not \"old\" and a size from 0 to 2^63-1 without leading zeros");
        }
        List<Hash> path = new ArrayList<>();
        int at = first.orElseThrow().length() + 1;
        while (true) {
            Optional<String> line = line(bytes, at);
            if (line.isPresent() && line.get().isEmpty()) {
                break;
            }
            Optional<Hash> hash = line.flatMap(StrictBase64::decode)
                    .filter(decoded -> decoded.length == Hash.BYTES)
                    .map(Hash::of);
            if (hash.isEmpty() || path.size() == MAX_HASHES) {
                return malformed("after the old size come at most " + MAX_HASHES + " hashes and an empty line");
            }
            path.add(hash.get());
            at += line.orElseThrow().length() + 1;
        }
        return Note.parse(Arrays.copyOfRange(bytes, at + 1, bytes.length))
                .then(note -> Checkpoint.parse(note.text())
                        .then(head ->
                                new Parsed.WellFormed<>(new AddCheckpoint(oldSize.getAsLong(), path, note, head))));
    }

    private static Parsed<AddCheckpoint> malformed(String why) {
        return new Parsed.Malformed<>("This is not a request to add a checkpoint: " + why + ".");
    }

    /** The ASCII line that begins there, without its newline; empty when none of a sensible length does. */
    private static Optional<String> line(byte[] bytes, int from) {
        for (int end = from; end < bytes.length && end - from <= MAX_LINE; end++) {
            if (bytes[end] == '\n') {
                return Optional.of(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
            }
        }
        return Optional.empty();
    }

    /** What the witness is believed to have cosigned last, 0 or more. */
    public long oldSize() {
        return oldSize;
    }

    /** Of the consistency proof from {@link #oldSize} to the checkpoint's size. */
    public List<Hash> path() {
        return path;
    }

    /** The checkpoint as it was signed. */
    public Note signed() {
        return signed;
    }

    /** What the checkpoint says. */
    public Checkpoint head() {
        return head;
    }

    /** The bytes that {@link #parse} reads. */
    public byte[] encode() {
        StringBuilder text = new StringBuilder(OLD).append(oldSize).append('\n');
        path.forEach(hash -> text.append(hash.base64()).append('\n'));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(signed.encode());
        return bytes.toByteArray();
    }
}
