package dev.remit.ledger.witness;

import dev.remit.ledger.FileLayer;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.NoteSignature;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.note.VerifierKey;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tlog.CheckpointCheck;
import dev.remit.ledger.tlog.TrustedLog;
import dev.remit.ledger.tree.ConsistencyProof;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Watches logs and cosigns their heads as long as they only grow (C2SP tlog-witness, as of 6 July 2026).
 *
 * <p>The promise is that no two of its cosignatures contradict each other: for each log they are over trees of which
 * every one begins with all before it. So the check against what was cosigned last, making the new head durable, and
 * remembering it are one step under the log's own lock, and no cosignature leaves before its head is durable. If storage
 * fails otherwise than for want of room, it is open what is on disk, and the witness cosigns nothing until it is opened
 * again. Times never go back either: when the clock does, the last time is given once more.
 *
 * <p>Anybody may ask; only what a log's own key signed is considered. Safe for use by many threads.
 */
public final class Witness implements AutoCloseable {
    private final SigningKey key;
    private final InstantSource clock;
    private final Memory memory;
    private final Map<String, Watched> logs = new HashMap<>();
    private final Map<String, Watched> byHash = new HashMap<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    private Witness(SigningKey key, InstantSource clock, Memory memory) {
        this.key = key;
        this.clock = clock;
        this.memory = memory;
    }

    /**
     * Opens a witness with all that it remembers.
     *
     * @param dir its own; made where it is not there
     * @param key of type {@link KeyType#COSIGNATURE}, and used by no other witness
     * @param logs those it watches, each origin once; their witnesses and quorum mean nothing here
     * @throws WitnessStateException when another witness uses the directory, or what is there is damaged or another's
     * @throws IllegalArgumentException when the key is for notes or is a log's own, or an origin is given twice
     */
    public static Witness open(
            Path dir, FileLayer layer, SigningKey key, Collection<TrustedLog> logs, InstantSource clock)
            throws IOException {
        refuseUnfit(key, logs);
        Memory memory = Memory.open(dir, layer, key.verifier());
        boolean open = false;
        try {
            Witness witness = new Witness(key, clock, memory);
            for (TrustedLog log : logs) {
                Watched watched = new Watched(log, memory.read(log.origin()));
                witness.logs.put(log.origin(), watched);
                witness.byHash.put(Memory.hash(log.origin()), watched);
            }
            open = true;
            return witness;
        } finally {
            if (!open) {
                memory.close();
            }
        }
    }

    private static void refuseUnfit(SigningKey key, Collection<TrustedLog> logs) {
        if (key.verifier().type() != KeyType.COSIGNATURE) {
            throw new IllegalArgumentException("a witness needs a key for cosignatures (type 0x04)");
        }
        if (logs.stream().map(TrustedLog::origin).distinct().count() < logs.size()) {
            throw new IllegalArgumentException("a log is given twice; give all its keys at once");
        }
        for (TrustedLog log : logs) {
            for (VerifierKey own : log.logKeys()) {
                if (own.sharesKeyWith(key.verifier())) {
                    throw new IllegalArgumentException("the witness has the same key as the log " + log.origin()
                            + ", which would vouch for itself");
                }
            }
        }
    }

    /** What others need to check its cosignatures. */
    public VerifierKey key() {
        return key.verifier();
    }

    /** The size that was cosigned last for this log; 0 when none was. */
    public long size(String origin) {
        return latest(origin).map(seen -> seen.head().size()).orElse(0L);
    }

    /** The checkpoint that was cosigned last for this log, with the log's and this witness's signatures. */
    public Optional<Note> checkpoint(String origin) {
        return latest(origin).map(Memory.Seen::note);
    }

    /** As {@link #checkpoint}, by the SHA-256 of the origin in lower-case hexadecimal. */
    Optional<Note> checkpointByHash(String hash) {
        return Optional.ofNullable(byHash.get(hash)).flatMap(Watched::seen).map(Memory.Seen::note);
    }

    private Optional<Memory.Seen> latest(String origin) {
        return Optional.ofNullable(logs.get(origin)).flatMap(Watched::seen);
    }

    /** Why nothing that is signed like this is ever cosigned; empty when a watched log's key signed it. */
    Optional<Testimony.Refused> objection(Checkpoint head, Note signed) {
        Watched watched = logs.get(head.origin());
        if (watched == null) {
            return Optional.of(new Testimony.Refused(
                    Testimony.Ground.UNKNOWN_LOG,
                    "This witness does not watch a log \"" + head.origin() + "\". Ask its operator to."));
        }
        return watched.open(signed) instanceof CheckpointCheck.Rejected rejected
                ? Optional.of(new Testimony.Refused(Testimony.Ground.UNTRUSTED, rejected.sentence()))
                : Optional.empty();
    }

    /** Cosigns, or says why not. Waits while another request for the same log is decided. */
    public Testimony cosign(AddCheckpoint request) {
        Checkpoint head = request.head();
        Optional<Testimony.Refused> objection = objection(head, request.signed());
        if (objection.isPresent()) {
            return objection.get();
        }
        if (request.oldSize() > head.size()) {
            return new Testimony.Refused(
                    Testimony.Ground.MALFORMED, "The old size is larger than the checkpoint's. Send them in order.");
        }
        Watched watched = logs.get(head.origin());
        if (watched == null) {
            throw new IllegalStateException("a log is not watched any more");
        }
        watched.lock.lock();
        try {
            return decide(watched, request);
        } finally {
            watched.lock.unlock();
        }
    }

    private Testimony decide(Watched watched, AddCheckpoint request) {
        Checkpoint head = request.head();
        long known = watched.seen().map(seen -> seen.head().size()).orElse(0L);
        if (request.oldSize() != known) {
            return new Testimony.Conflict(known);
        }
        Hash root = watched.seen().map(seen -> seen.head().root()).orElse(Hash.OF_EMPTY_TREE);
        if (head.size() == 0 && !head.root().equals(Hash.OF_EMPTY_TREE)) {
            return new Testimony.Refused(
                    Testimony.Ground.INCONSISTENT, "A tree without leaves does not have this root.");
        }
        if (head.size() == known && !head.root().equals(root)) {
            return new Testimony.Refused(
                    Testimony.Ground.INCONSISTENT,
                    "The log forked: its key signed two trees of size " + known + ", with the root " + root.base64()
                            + ", which this witness cosigned, and "
                            + head.root().base64()
                            + ". Keep both checkpoints as evidence.");
        }
        return switch (new ConsistencyProof(known, head.size(), request.path()).verify(root, head.root())) {
            case Verdict.Refuted(Verdict.Reason reason) ->
                new Testimony.Refused(Testimony.Ground.INCONSISTENT, reason.sentence());
            case Verdict.Proven() -> testify(watched, request);
        };
    }

    private Testimony testify(Watched watched, AddCheckpoint request) {
        if (stopped.get() || watched.isClosed()) {
            return unavailable(
                    "The witness was closed, or its storage failed, and it cosigns nothing. Check its disk and restart it.");
        }
        long now = Math.max(
                clock.instant().getEpochSecond(),
                watched.seen().map(Memory.Seen::time).orElse(0L));
        if (now < 1) {
            return unavailable("The witness's clock is before 1970. Set it.");
        }
        String text = request.signed().text();
        NoteSignature cosignature = key.cosign(text, Instant.ofEpochSecond(now));
        List<NoteSignature> signatures = new ArrayList<>(watched.logsOwn(request.signed()));
        signatures.add(cosignature);
        Note cosigned = new Note(text, signatures);
        try {
            memory.write(request.head().origin(), cosigned);
        } catch (FileLayer.NoSpaceException e) {
            return unavailable("The witness has no room on its disk. Free some; it goes on by itself.");
        } catch (IOException e) {
            stopped.set(true);
            return unavailable("Storage of the witness failed (" + e.getMessage()
                    + "), so it cosigns nothing any more. Check its disk and restart it.");
        }
        watched.remember(new Memory.Seen(request.head(), cosigned, now));
        return new Testimony.Given(cosignature, cosigned);
    }

    private static Testimony unavailable(String why) {
        return new Testimony.Refused(Testimony.Ground.UNAVAILABLE, why);
    }

    /** Lets go of the directory. Waits for what is being decided, and decides nothing any more. */
    @Override
    public void close() throws IOException {
        logs.values().forEach(Watched::stop);
        memory.close();
    }

    /** One log, and what was cosigned last. */
    private static final class Watched {
        private final TrustedLog log;
        private final TrustedLog keys;
        private final ReentrantLock lock = new ReentrantLock();
        private volatile Optional<Memory.Seen> seen;
        private boolean closed;

        Watched(TrustedLog log, Optional<Memory.Seen> seen) {
            this.log = log;
            this.keys = new TrustedLog(log.origin(), log.logKeys(), List.of(), 0);
            this.seen = seen;
        }

        Optional<Memory.Seen> seen() {
            return seen;
        }

        void remember(Memory.Seen now) {
            seen = Optional.of(now);
        }

        /** Waits for what is being decided: it must be on disk before somebody else opens the directory. */
        void stop() {
            lock.lock();
            try {
                closed = true;
            } finally {
                lock.unlock();
            }
        }

        /** Known only under the lock. */
        boolean isClosed() {
            return closed;
        }

        CheckpointCheck open(Note signed) {
            return keys.open(signed);
        }

        /** The lines of a verified note that are by the log's keys. */
        List<NoteSignature> logsOwn(Note verified) {
            return verified.signatures().stream()
                    .filter(line -> log.logKeys().stream()
                            .anyMatch(own ->
                                    own.id() == line.keyId() && own.name().equals(line.name())))
                    .distinct()
                    .toList();
        }
    }
}
