package dev.remit.gateway.cli.ledger;

import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.NoteSignature;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tlog.HashTile;
import dev.remit.ledger.tlog.ProofFile;
import dev.remit.ledger.tlog.TilePath;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.Prover;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A small log, and what an outsider has of it in files. */
final class LogFixture {
    static final String ORIGIN = "remit.example/ledger";
    static final Instant NOON = Instant.ofEpochSecond(1_800_000_000);
    private static final SecureRandom RANDOM = new SecureRandom();

    final SigningKey key;
    private final List<byte[]> entries;
    private final Prover prover = new Prover(this::node);

    private LogFixture(SigningKey key, List<byte[]> entries) {
        this.key = key;
        this.entries = entries;
    }

    static LogFixture of(String origin, int size) {
        return new LogFixture(SigningKey.generate(origin, KeyType.NOTE, RANDOM), entries("entry ", 0, size));
    }

    /** The same with another entry at a place. */
    LogFixture with(int place, byte[] entry) {
        List<byte[]> changed = new ArrayList<>(entries);
        changed.set(place, entry);
        return new LogFixture(key, changed);
    }

    LogFixture forkedAt(int place) {
        List<byte[]> other = new ArrayList<>(entries.subList(0, place));
        other.addAll(entries("another ", place, entries.size()));
        return new LogFixture(key, other);
    }

    static SigningKey witness(String name) {
        return SigningKey.generate(name, KeyType.COSIGNATURE, RANDOM);
    }

    private static List<byte[]> entries(String prefix, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> (prefix + i).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private Hash node(int level, long index) {
        return level == 0
                ? Hash.ofLeaf(entries.get((int) index))
                : Hash.ofNode(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
    }

    byte[] entry(int index) {
        return entries.get(index);
    }

    Note checkpoint(long size, SigningKey... witnesses) {
        String text = new Checkpoint(key.verifier().name(), size, prover.root(size), List.of()).text();
        List<NoteSignature> signatures = new ArrayList<>(List.of(key.sign(text)));
        for (SigningKey witness : witnesses) {
            signatures.add(witness.cosign(text, NOON));
        }
        return new Note(text, signatures);
    }

    /** A proof that carries its entry. */
    byte[] proof(int index, long size, SigningKey... witnesses) {
        return ProofFile.of(entry(index), prover.inclusion(index, size), checkpoint(size, witnesses))
                .encode();
    }

    byte[] proofWithoutEntry(int index, long size) {
        return ProofFile.of(new byte[0], prover.inclusion(index, size), checkpoint(size))
                .encode();
    }

    /** Checkpoint and tiles, as they are published. */
    void publish(Path dir, long size) throws IOException {
        Files.createDirectories(dir);
        Files.write(dir.resolve("checkpoint"), checkpoint(size).encode());
        for (int level = 0; size >> (8 * level) > 0; level++) {
            int width = TilePath.width(level, 0, size);
            for (long index = 0; width > 0; width = TilePath.width(level, ++index, size)) {
                int shift = 8 * level;
                long first = index * TilePath.FULL;
                Path file = dir.resolve(new TilePath.Hashes(level, index, width).path());
                Files.createDirectories(file.getParent());
                Files.write(
                        file,
                        HashTile.of(IntStream.range(0, width)
                                        .mapToObj(i -> node(shift, first + i))
                                        .toList())
                                .encode());
            }
        }
    }
}
