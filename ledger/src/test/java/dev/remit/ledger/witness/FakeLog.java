package dev.remit.ledger.witness;

import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.note.TestKeys;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tlog.HashTile;
import dev.remit.ledger.tlog.TilePath;
import dev.remit.ledger.tlog.TrustedLog;
import dev.remit.ledger.tree.ConsistencyProof;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.Prover;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A log in memory that can be forked, and publishes whatever size it is told to. */
final class FakeLog implements PublishedLog {
    static final String ORIGIN = "example.com/log";

    final SigningKey key;
    private final List<Hash> leaves;
    private final Prover prover = new Prover(this::node);
    private Optional<Note> published = Optional.empty();

    private FakeLog(SigningKey key, List<Hash> leaves) {
        this.key = key;
        this.leaves = leaves;
    }

    static FakeLog of(int size) {
        return of(ORIGIN, size);
    }

    static FakeLog of(String origin, int size) {
        return new FakeLog(TestKeys.fresh(origin, KeyType.NOTE), leaves("", 0, size));
    }

    /** By the same key, with other entries from a place on. */
    FakeLog forkedAt(int place) {
        List<Hash> other = new java.util.ArrayList<>(leaves.subList(0, place));
        other.addAll(leaves("another ", place, leaves.size()));
        return new FakeLog(key, other);
    }

    private static List<Hash> leaves(String prefix, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Hash.ofLeaf((prefix + i).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private Hash node(int level, long index) {
        return level == 0
                ? leaves.get((int) index)
                : Hash.ofNode(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
    }

    String origin() {
        return key.verifier().name();
    }

    TrustedLog trusted() {
        return TrustedLog.of(origin(), key.verifier());
    }

    Hash root(long size) {
        return prover.root(size);
    }

    ConsistencyProof consistency(long oldSize, long newSize) {
        return prover.consistency(oldSize, newSize);
    }

    Checkpoint head(long size) {
        return new Checkpoint(origin(), size, root(size), List.of());
    }

    Note signed(long size) {
        String text = head(size).text();
        return new Note(text, List.of(key.sign(text)));
    }

    AddCheckpoint request(long oldSize, long newSize) {
        return AddCheckpoint.of(oldSize, consistency(oldSize, newSize).path(), signed(newSize));
    }

    FakeLog publish(long size) {
        published = Optional.of(signed(size));
        return this;
    }

    FakeLog publish(Note note) {
        published = Optional.of(note);
        return this;
    }

    @Override
    public Optional<byte[]> checkpoint() {
        return published.map(Note::encode);
    }

    @Override
    public String place() {
        return "memory/checkpoint";
    }

    @Override
    public Optional<byte[]> read(TilePath path) {
        if (!(path instanceof TilePath.Hashes(int level, long index, int width))
                || TilePath.width(level, index, leaves.size()) < width) {
            return Optional.empty();
        }
        return Optional.of(HashTile.of(IntStream.range(0, width)
                        .mapToObj(i -> node(8 * level, index * TilePath.FULL + i))
                        .toList())
                .encode());
    }
}
