package dev.remit.ledger.tlog;

import dev.remit.ledger.note.Endorsement;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.StrictBase64;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.InclusionProof;
import dev.remit.ledger.tree.Verdict;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that is needed to show, offline, that an entry is in a log: a {@code .tlog-proof} file (C2SP tlog-proof, v1).
 *
 * <p>There is one encoding: what {@link #parse} accepts, {@link #encode} gives back byte for byte. Immutable.
 */
public final class ProofFile {
    /** The longest file that is read: a checkpoint of the longest kind, and as much again. */
    public static final int MAX_BYTES = 2 * Note.MAX_BYTES;

    /** No tree of at most 2^63-1 leaves is higher. */
    public static final int MAX_HASHES = 63;

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    private final byte[] extra;
    private final long index;
    private final List<Hash> path;
    private final Note checkpoint;

    private ProofFile(byte[] extra, long index, List<Hash> path, Note checkpoint) {
        this.extra = extra;
        this.index = index;
        this.path = List.copyOf(path);
        this.checkpoint = checkpoint;
    }

    /**
     * A proof to hand out.
     *
     * @param extra unauthenticated, up to 512 KiB; empty for none
     * @param proof for the size that the checkpoint has
     * @param checkpoint signed by the log, and cosigned by whom the receiver asks for
     * @throws IllegalArgumentException when it is too long to be read again
     */
    public static ProofFile of(byte[] extra, InclusionProof proof, Note checkpoint) {
        if (extra.length > Note.MAX_BYTES / 2 || proof.path().size() > MAX_HASHES) {
            throw new IllegalArgumentException(
                    "a proof has at most " + Note.MAX_BYTES / 2 + " bytes of extra data and " + MAX_HASHES + " hashes");
        }
        return new ProofFile(extra.clone(), proof.index(), proof.path(), checkpoint);
    }

    /** Reads a file of at most {@value #MAX_BYTES} bytes, and verifies nothing. */
    public static Parsed<ProofFile> parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return malformed("it has more than " + MAX_BYTES + " bytes");
        }
        Lines lines = new Lines(bytes);
        if (!lines.next().equals(Optional.of(HEADER))) {
            return malformed("its first line is not " + HEADER);
        }
        Optional<String> line = lines.next();
        byte[] extra = {};
        if (line.filter(text -> text.startsWith(EXTRA)).isPresent()) {
            extra = line.flatMap(text -> StrictBase64.decode(text.substring(EXTRA.length())))
                    .orElse(extra);
            if (extra.length == 0 || extra.length > Note.MAX_BYTES / 2) {
                return malformed("its extra line is not Base64 of 1 to " + Note.MAX_BYTES / 2 + " bytes");
            }
            line = lines.next();
        }
        OptionalLong index = line.filter(text -> text.startsWith(INDEX))
                .map(text -> Decimal.parse(text.substring(INDEX.length())))
                .orElse(OptionalLong.empty());
        if (index.isEmpty()) {
            return malformed("it has no line with an index from 0 to 2^63-1");
        }
        List<Hash> path = new ArrayList<>();
        for (line = lines.next(); !line.equals(Optional.of("")); line = lines.next()) {
            Optional<Hash> hash = line.flatMap(HashLine::parse);
            if (hash.isEmpty() || path.size() == MAX_HASHES) {
                return malformed("after the index come at most " + MAX_HASHES + " hashes and an empty line");
            }
            path.add(hash.get());
        }
        byte[] given = extra;
        return Note.parse(lines.rest())
                .then(note -> new Parsed.WellFormed<>(new ProofFile(given, index.getAsLong(), path, note)));
    }

    private static Parsed<ProofFile> malformed(String why) {
        return new Parsed.Malformed<>("This is not a proof: " + why + ".");
    }

    /** A copy of what the maker added; nobody vouches for it. Empty when there is none. */
    public byte[] extra() {
        return extra.clone();
    }

    /** Which entry, 0 or more. */
    public long index() {
        return index;
    }

    /** From the leaf's sibling upwards; at most {@value #MAX_HASHES}. */
    public List<Hash> path() {
        return path;
    }

    /** The head of the log that the proof leads to, not verified. */
    public Note checkpoint() {
        return checkpoint;
    }

    /**
     * Whether the log that is trusted holds this leaf at {@link #index} (C2SP tlog-proof, "Verifying a tlog proof").
     *
     * @param leaf computed by the one who verifies, from the entry: {@link Hash#ofLeaf}
     */
    public ProofCheck verify(Hash leaf, TrustedLog log) {
        return switch (log.open(checkpoint)) {
            case CheckpointCheck.Rejected why -> new ProofCheck.NotTrusted(why);
            case CheckpointCheck.Trusted(Checkpoint head, List<Endorsement.Cosigned> witnesses) ->
                switch (new InclusionProof(index, head.size(), path).verify(leaf, head.root())) {
                    case Verdict.Proven() -> new ProofCheck.Proven(index, head, witnesses);
                    case Verdict.Refuted(Verdict.Reason reason) -> new ProofCheck.NotIncluded(reason);
                };
        };
    }

    /** The bytes that {@link #parse} reads. */
    public byte[] encode() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        if (extra.length > 0) {
            text.append(EXTRA).append(Base64.getEncoder().encodeToString(extra)).append('\n');
        }
        text.append(INDEX).append(index).append('\n');
        path.forEach(hash -> text.append(hash.base64()).append('\n'));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(checkpoint.encode());
        return bytes.toByteArray();
    }

    /** Takes lines from the front of bytes; only the note behind them need be more than ASCII. */
    private static final class Lines {
        private final byte[] bytes;
        private int at;

        Lines(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Without its newline; empty when no newline follows. */
        Optional<String> next() {
            for (int end = at; end < bytes.length; end++) {
                if (bytes[end] == '\n') {
                    String line = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
                    at = end + 1;
                    return Optional.of(line);
                }
            }
            return Optional.empty();
        }

        byte[] rest() {
            return Arrays.copyOfRange(bytes, at, bytes.length);
        }
    }
}
