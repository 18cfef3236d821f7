package dev.remit.ledger.tlog;

import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.NoteSignature;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.note.TestKeys;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.Prover;
import dev.remit.ledger.tree.StoredTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A log of the numbers 0, 1, 2 and so on, with one key and two witnesses. */
final class TestLog {
    static final String ORIGIN = "example.com/log";
    static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    final SigningKey key = TestKeys.fresh(ORIGIN, KeyType.NOTE);
    final SigningKey witness = TestKeys.fresh("witness.example/1", KeyType.COSIGNATURE);
    final SigningKey second = TestKeys.fresh("witness.example/2", KeyType.COSIGNATURE);
    final StoredTree tree;

    TestLog(int size) {
        tree = new StoredTree(size);
    }

    TrustedLog trusted(int quorum) {
        return new TrustedLog(ORIGIN, List.of(key.verifier()), List.of(witness.verifier(), second.verifier()), quorum);
    }

    Checkpoint head(int size) {
        return new Checkpoint(ORIGIN, size, tree.root(size), List.of());
    }

    Note checkpoint(int size, SigningKey... witnesses) {
        String text = head(size).text();
        List<NoteSignature> signatures = new ArrayList<>(List.of(key.sign(text)));
        for (SigningKey one : witnesses) {
            signatures.add(one.cosign(text, NOW));
        }
        return new Note(text, signatures);
    }

    ProofFile proof(long index, int size, SigningKey... witnesses) {
        return ProofFile.of(new byte[0], new Prover(tree).inclusion(index, size), checkpoint(size, witnesses));
    }

    static Hash leaf(long index) {
        return Hash.ofLeaf(StoredTree.entry(index));
    }
}
