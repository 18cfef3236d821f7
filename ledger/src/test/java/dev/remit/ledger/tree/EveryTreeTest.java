package dev.remit.ledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveryTreeTest {
    private static final int LARGEST = 300;
    private static final Verdict PROVEN = new Verdict.Proven();

    private final StoredTree tree = new StoredTree(LARGEST);
    private final Prover prover = new Prover(tree);

    @Test
    void everyRootIsWhatTheDefinitionSays() {
        for (int size = 1; size <= LARGEST; size++) {
            assertThat(tree.root(size)).isEqualTo(StoredTree.byDefinition(0, size));
            assertThat(prover.root(size)).isEqualTo(tree.root(size));
        }
        // computed by a program of another language from the definition in the RFC
        assertThat(tree.root(300)).hasToString("84e13ec1e037155ae619757599b2cd21ada5a565e0fd9b3139c0c3c6c1b8ada9");
    }

    @Test
    void everyLeafOfEveryTreeIsProven() {
        for (int size = 1; size <= LARGEST; size++) {
            for (int index = 0; index < size; index++) {
                Verdict verdict = prover.inclusion(index, size).verify(leaf(index), tree.root(size));
                assertThat(verdict).as("leaf %d of %d", index, size).isEqualTo(PROVEN);
            }
        }
    }

    @Test
    void everyTreeIsProvenToBeTheBeginningOfEveryLaterOne() {
        for (int newSize = 0; newSize <= LARGEST; newSize++) {
            for (int oldSize = 0; oldSize <= newSize; oldSize++) {
                Verdict verdict = prover.consistency(oldSize, newSize).verify(tree.root(oldSize), tree.root(newSize));
                assertThat(verdict).as("%d to %d", oldSize, newSize).isEqualTo(PROVEN);
            }
        }
    }

    @Test
    void aTreeGoesOnFromItsPeaksAndFromItsStoredHashes() {
        for (int size = 0; size < LARGEST; size++) {
            GrowingTree read = GrowingTree.read(size, tree);
            GrowingTree restored = GrowingTree.of(size, read.peaks());
            assertThat(read.root()).isEqualTo(tree.root(size));
            restored.append(leaf(size), NodeSink.NONE);
            assertThat(restored.root()).isEqualTo(tree.root(size + 1));
            assertThat(restored.size()).isEqualTo(size + 1);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void oneChangedBitRefutesAnInclusion(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            int size = 1 + random.nextInt(LARGEST);
            int index = random.nextInt(size);
            InclusionProof proof = prover.inclusion(index, size);
            Hash leaf = leaf(index);
            Hash root = tree.root(size);
            assertThat(proof.verify(changed(leaf, random), root)).isInstanceOf(Verdict.Refuted.class);
            assertThat(proof.verify(leaf, changed(root, random))).isInstanceOf(Verdict.Refuted.class);
            for (List<Hash> path : spoilt(proof.path(), random)) {
                assertThat(new InclusionProof(index, size, path).verify(leaf, root))
                        .as("leaf %d of %d", index, size)
                        .isInstanceOf(Verdict.Refuted.class);
            }
            int other = random.nextInt(LARGEST);
            if (other != index) {
                assertThat(new InclusionProof(other, size, proof.path()).verify(leaf, root))
                        .isInstanceOf(Verdict.Refuted.class);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void oneChangedBitRefutesAConsistency(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            int newSize = random.nextInt(LARGEST + 1);
            int oldSize = random.nextInt(newSize + 1);
            ConsistencyProof proof = prover.consistency(oldSize, newSize);
            Hash oldRoot = tree.root(oldSize);
            Hash newRoot = tree.root(newSize);
            assertThat(proof.verify(changed(oldRoot, random), newRoot)).isInstanceOf(Verdict.Refuted.class);
            if (oldSize > 0) {
                assertThat(proof.verify(oldRoot, changed(newRoot, random))).isInstanceOf(Verdict.Refuted.class);
            }
            for (List<Hash> path : spoilt(proof.path(), random)) {
                assertThat(new ConsistencyProof(oldSize, newSize, path).verify(oldRoot, newRoot))
                        .as("%d to %d", oldSize, newSize)
                        .isInstanceOf(Verdict.Refuted.class);
            }
        }
    }

    @Test
    void aShrunkenTreeAndALeafOutsideAreRefused() {
        assertThat(new ConsistencyProof(3, 2, List.of()).verify(tree.root(3), tree.root(2)))
                .isEqualTo(new Verdict.Refuted(Verdict.Reason.SHRUNK));
        assertThat(new InclusionProof(3, 3, List.of()).verify(leaf(3), tree.root(3)))
                .isEqualTo(new Verdict.Refuted(Verdict.Reason.OUTSIDE));
        assertThat(new InclusionProof(0, 0, List.of()).verify(leaf(0), tree.root(0)))
                .isEqualTo(new Verdict.Refuted(Verdict.Reason.OUTSIDE));
        assertThat(new ConsistencyProof(0, 5, List.of()).verify(tree.root(1), tree.root(5)))
                .isEqualTo(new Verdict.Refuted(Verdict.Reason.OLD_ROOT));
        assertThat(new ConsistencyProof(5, 5, List.of()).verify(tree.root(5), tree.root(6)))
                .isEqualTo(new Verdict.Refuted(Verdict.Reason.NEW_ROOT));
        assertThatThrownBy(() -> prover.inclusion(3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> prover.consistency(4, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GrowingTree.of(3, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPathOfTheWrongLengthIsNamed() {
        Verdict length = new Verdict.Refuted(Verdict.Reason.LENGTH);
        List<Hash> longer = new ArrayList<>(prover.inclusion(5, 8).path());
        longer.add(leaf(0));
        assertThat(new InclusionProof(5, 8, longer).verify(leaf(5), tree.root(8)))
                .isEqualTo(length);
        assertThat(new InclusionProof(5, 8, longer.subList(0, 2)).verify(leaf(5), tree.root(8)))
                .isEqualTo(length);
        List<Hash> path = new ArrayList<>(prover.consistency(6, 8).path());
        path.add(leaf(0));
        assertThat(new ConsistencyProof(6, 8, path).verify(tree.root(6), tree.root(8)))
                .isEqualTo(length);
        assertThat(new ConsistencyProof(6, 8, path.subList(0, 2)).verify(tree.root(6), tree.root(8)))
                .isEqualTo(length);
    }

    @Test
    void aRewrittenPastIsToldFromAnotherFuture() {
        List<Hash> path = prover.consistency(100, 200).path();
        assertThat(new ConsistencyProof(100, 200, path).verify(leaf(1), tree.root(200)))
                .isEqualTo(new Verdict.Refuted(Verdict.Reason.OLD_ROOT));
        assertThat(new ConsistencyProof(100, 200, path).verify(tree.root(100), leaf(1)))
                .isEqualTo(new Verdict.Refuted(Verdict.Reason.NEW_ROOT));
    }

    @Test
    void theLargestTreeHasProofs() {
        // All leaves are the same, so the hash of a node depends on its level only.
        List<Hash> perfect = new ArrayList<>(List.of(leaf(0)));
        for (int level = 1; level < 63; level++) {
            perfect.add(Hash.ofNode(perfect.getLast(), perfect.getLast()));
        }
        HashSource same = (level, index) -> perfect.get(level);
        Prover large = new Prover(same);
        long size = GrowingTree.MAX_SIZE;
        Hash root = GrowingTree.read(size, same).root();
        assertThat(large.root(size)).isEqualTo(root);
        for (long index : new long[] {0, 1, 1L << 62, size / 3, size - 2, size - 1}) {
            InclusionProof proof = large.inclusion(index, size);
            assertThat(proof.path()).hasSizeLessThanOrEqualTo(63);
            assertThat(proof.verify(leaf(0), root)).as("leaf %d", index).isEqualTo(PROVEN);
        }
        for (long oldSize : new long[] {1, 2, 1L << 62, size / 3, size - 1, size}) {
            ConsistencyProof proof = large.consistency(oldSize, size);
            assertThat(proof.path()).hasSizeLessThanOrEqualTo(64);
            assertThat(proof.verify(large.root(oldSize), root))
                    .as("from %d", oldSize)
                    .isEqualTo(PROVEN);
        }
        GrowingTree full = GrowingTree.read(size, same);
        assertThatThrownBy(() -> full.append(leaf(0), NodeSink.NONE)).isInstanceOf(IllegalStateException.class);
    }

    /** Each hash with one bit changed, one hash less, one more, two swapped. */
    private static List<List<Hash>> spoilt(List<Hash> path, Random random) {
        List<List<Hash>> spoilt = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            List<Hash> changed = new ArrayList<>(path);
            changed.set(i, changed(path.get(i), random));
            spoilt.add(changed);
            List<Hash> shorter = new ArrayList<>(path);
            shorter.remove(i);
            spoilt.add(shorter);
        }
        List<Hash> longer = new ArrayList<>(path);
        longer.add(random.nextInt(path.size() + 1), leaf(random.nextInt()));
        spoilt.add(longer);
        if (path.size() > 1) {
            List<Hash> swapped = new ArrayList<>(path);
            swapped.addFirst(swapped.remove(1));
            spoilt.add(swapped);
        }
        return spoilt;
    }

    private static Hash changed(Hash hash, Random random) {
        byte[] bytes = hash.bytes();
        bytes[random.nextInt(Hash.BYTES)] ^= (byte) (1 << random.nextInt(8));
        return Hash.of(bytes);
    }

    private static Hash leaf(long index) {
        return Hash.ofLeaf(StoredTree.entry(index));
    }
}
