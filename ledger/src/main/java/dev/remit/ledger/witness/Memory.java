package dev.remit.ledger.witness;

import dev.remit.ledger.FileLayer;
import dev.remit.ledger.note.Endorsement;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.NoteCheck;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.VerifierKey;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tree.Hash;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a witness cosigned last, in a directory: for each log one file, the checkpoint with the witness's own cosignature,
 * so that the file vouches for itself. A file is replaced as a whole: written beside, synced, renamed.
 */
final class Memory implements Closeable {
    private static final String SUFFIX = ".checkpoint";
    private static final String UNFINISHED = ".new";

    /** What was cosigned; {@code time} in POSIX seconds. */
    record Seen(Checkpoint head, Note note, long time) {}

    private final Path dir;
    private final FileLayer layer;
    private final VerifierKey witness;
    private final Closeable lock;

    private Memory(Path dir, FileLayer layer, VerifierKey witness, Closeable lock) {
        this.dir = dir;
        this.layer = layer;
        this.witness = witness;
        this.lock = lock;
    }

    static Memory open(Path dir, FileLayer layer, VerifierKey witness) throws IOException {
        layer.createDirectories(dir);
        Closeable lock = layer.lock(dir.resolve("LOCK"))
                .orElseThrow(() -> new WitnessStateException("Another witness uses " + dir
                        + ". Stop it, or give this one a directory and a key of its own."));
        return new Memory(dir, layer, witness, lock);
    }

    /** How a log is called in files and addresses: the SHA-256 of its origin, in lower-case hexadecimal. */
    static String hash(String origin) {
        return Hash.sha256(origin.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Empty when nothing was ever cosigned for this log. */
    Optional<Seen> read(String origin) throws IOException {
        Path file = file(origin);
        if (!layer.list(dir).contains(file)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (Note.parse(content(file))) {
                    case Parsed.Malformed<Note>(String finding) -> throw damaged(file, finding);
                    case Parsed.WellFormed<Note>(Note note) -> seen(file, origin, note);
                });
    }

    private Seen seen(Path file, String origin, Note note) throws IOException {
        if (!(note.verify(List.of(witness)) instanceof NoteCheck.Verified(List<Endorsement> by))
                || !(by.getFirst() instanceof Endorsement.Cosigned own)) {
            throw damaged(file, "It does not have a valid cosignature of " + witness.name() + ".");
        }
        return switch (Checkpoint.parse(note.text())) {
            case Parsed.WellFormed<Checkpoint>(Checkpoint head)
            when head.origin().equals(origin) -> new Seen(head, note, own.time());
            case Parsed.WellFormed<Checkpoint>(Checkpoint head) ->
                throw damaged(file, "It is of another log, \"" + head.origin() + "\".");
            case Parsed.Malformed<Checkpoint>(String finding) -> throw damaged(file, finding);
        };
    }

    /** Beginning anew under the same key could cosign what contradicts an earlier cosignature. */
    private static WitnessStateException damaged(Path file, String finding) {
        return new WitnessStateException("The witness cannot tell what it cosigned: " + file + " is damaged, or of"
                + " another key. " + finding + " Restore the file or use the key that wrote it; if it is lost, begin in"
                + " an empty directory with a new key.");
    }

    /** Durable when it returns. */
    void write(String origin, Note note) throws IOException {
        Path file = file(origin);
        Path unfinished = dir.resolve(file.getFileName() + UNFINISHED);
        try (FileLayer.Handle handle = layer.create(unfinished)) {
            handle.write(ByteBuffer.wrap(note.encode()), 0);
            handle.force();
        }
        layer.rename(unfinished, file);
        layer.forceDirectory(dir);
    }

    private byte[] content(Path file) throws IOException {
        try (FileLayer.Handle handle = layer.openForReading(file)) {
            long size = handle.size();
            if (size > Note.MAX_BYTES) {
                throw damaged(file, "It has more than " + Note.MAX_BYTES + " bytes.");
            }
            ByteBuffer content = ByteBuffer.allocate((int) size);
            while (content.hasRemaining()) {
                if (handle.read(content, content.position()) < 0) {
                    throw damaged(file, "It became shorter while it was read.");
                }
            }
            return content.array();
        }
    }

    private Path file(String origin) {
        return dir.resolve(hash(origin) + SUFFIX);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
