package dev.remit.ledger.log;

import dev.remit.ledger.FileLayer;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tlog.CheckpointCheck;
import dev.remit.ledger.tlog.HashTile;
import dev.remit.ledger.tlog.TilePath;
import dev.remit.ledger.tlog.TrustedLog;
import dev.remit.ledger.tree.GrowingTree;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.NodeSink;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads every file of a log that nobody has open, computes everything anew, and says what is wrong. Goes on after a
 * finding; changes nothing; holds one bundle and one sidecar in memory. Immutable.
 *
 * <p>How much of the log must be there, the snapshot says. A log that was not closed properly has findings until it was
 * started once.
 */
public final class Fsck {
    /**
     * What was read.
     *
     * @param size entries of the log
     * @param erased sidecars that are not there any more, or never were
     * @param findings how many there were; 0 is a log as it should be
     */
    public record Report(long size, long erased, long findings) {}

    private final LogDirectory directory;
    private final Optional<TrustedLog> trusted;
    private final EntryCheck check;
    private final Progress progress;

    private Fsck(LogDirectory directory, Optional<TrustedLog> trusted, EntryCheck check, Progress progress) {
        this.directory = directory;
        this.trusted = trusted;
        this.check = check;
        this.progress = progress;
    }

    /** Checks structure: every hash, length and check value. */
    public static Fsck of(Path dir, FileLayer layer) {
        return new Fsck(new LogDirectory(dir, layer), Optional.empty(), EntryCheck.NONE, Progress.NONE);
    }

    /** Checks also who signed the checkpoint. */
    public Fsck trusting(TrustedLog log) {
        return new Fsck(directory, Optional.of(log), check, progress);
    }

    /** Checks also each leaf with its sidecar. */
    public Fsck checking(EntryCheck entries) {
        return new Fsck(directory, trusted, entries, progress);
    }

    public Fsck showing(Progress told) {
        return new Fsck(directory, trusted, check, told);
    }

    /**
     * @param findings gets each as it is found
     * @throws LogException of kind {@code LOCKED} if somebody has the log open, whose files change while they are read;
     *     {@code FAILED} if the disk refuses to be read
     */
    public Report run(Consumer<Finding> findings) {
        long[] count = {0};
        try (Closeable _ = directory.held()) {
            return run(
                    finding -> {
                        count[0]++;
                        findings.accept(finding);
                    },
                    count);
        } catch (IOException e) {
            throw Refusal.of(directory.root(), e);
        }
    }

    private Report run(Consumer<Finding> findings, long[] count) throws IOException {
        Optional<Snapshot> snapshot = snapshot(findings);
        long size = snapshot.isPresent() ? snapshot.get().size() : surveyed();
        Optional<Checkpoint> checkpoint = checkpoint(findings);
        if (checkpoint.isPresent() && checkpoint.get().size() > size) {
            findings.accept(new Finding(
                    Layout.CHECKPOINT,
                    Optional.empty(),
                    "it has " + checkpoint.get().size() + " entries, and the log holds " + size,
                    "If the log was not closed properly, start it once and check again; else restore a log that holds"
                            + " them."));
        }
        LevelCheck lowest = new LevelCheck(0, size, directory, snapshot, findings);
        GroupCheck groups = new GroupCheck(directory, check, findings);
        Roots roots = new Roots(checkpoint.map(Checkpoint::size).orElse(-1L));
        for (long group = 0; group * TilePath.FULL < size; group++) {
            int width = (int) Math.min(TilePath.FULL, size - group * TilePath.FULL);
            examine(group, width, lowest, groups, roots);
            progress.at(group * TilePath.FULL + width, size);
        }
        lowest.end();
        compare(roots, snapshot, checkpoint, findings);
        new Superfluous(directory, size, findings).find(directory.root());
        return new Report(size, groups.erased(), count[0]);
    }

    private static void examine(long group, int width, LevelCheck lowest, GroupCheck groups, Roots roots)
            throws IOException {
        Optional<List<Hash>> tile = lowest.stored().map(Fsck::hashes);
        List<byte[]> leaves = groups.leaves(group, width, tile);
        List<Optional<Hash>> computed = new ArrayList<>();
        for (int place = 0; place < width; place++) {
            computed.add(place < leaves.size() ? Optional.of(Hash.ofLeaf(leaves.get(place))) : Optional.empty());
        }
        // All but the last first, because the last one may finish the tile.
        for (Optional<Hash> hash : computed.subList(0, width - 1)) {
            lowest.add(hash);
        }
        List<Hash> believed = lowest.believedWith(computed.getLast());
        roots.add(believed, width);
        groups.older(group, width, believed);
        groups.sidecars(group, width, leaves, believed);
        lowest.add(computed.getLast());
    }

    private static List<Hash> hashes(HashTile tile) {
        List<Hash> hashes = new ArrayList<>();
        for (int i = 0; i < tile.width(); i++) {
            hashes.add(tile.hash(i));
        }
        return hashes;
    }

    private Optional<Snapshot> snapshot(Consumer<Finding> findings) throws IOException {
        Optional<byte[]> bytes = directory.read(Layout.SNAPSHOT, Snapshot.MAX_BYTES);
        if (bytes.isEmpty()) {
            findings.accept(Finding.damaged(Layout.SNAPSHOT, "the snapshot is missing"));
            return Optional.empty();
        }
        return switch (Snapshot.parse(bytes.get())) {
            case Parsed.WellFormed<Snapshot>(Snapshot snapshot) -> Optional.of(snapshot);
            case Parsed.Malformed<Snapshot>(String finding) -> {
                findings.accept(Finding.damaged(Layout.SNAPSHOT, "the snapshot is damaged: " + finding));
                yield Optional.empty();
            }
        };
    }

    /** Without a snapshot: as many entries as there are bundles for. */
    private long surveyed() throws IOException {
        long group = 0;
        while (exists(Layout.bundle(group))) {
            group++;
        }
        long size = group * TilePath.FULL;
        int widest = 0;
        for (Path file : directory.list(directory.at(Layout.partials(Layout.bundle(group))))) {
            widest = Math.max(
                    widest,
                    Superfluous.tile(directory, file).map(TilePath::width).orElse(0));
        }
        return size + widest;
    }

    private boolean exists(TilePath path) throws IOException {
        return directory.read(path.path(), 0).isPresent();
    }

    private Optional<Checkpoint> checkpoint(Consumer<Finding> findings) throws IOException {
        Optional<byte[]> bytes = directory.read(Layout.CHECKPOINT, Note.MAX_BYTES);
        if (bytes.isEmpty()) {
            return Optional.empty(); // nothing was published yet
        }
        if (trusted.isPresent() && trusted.get().open(bytes.get()) instanceof CheckpointCheck.Rejected rejected) {
            findings.accept(Finding.damaged(
                    Layout.CHECKPOINT,
                    "the checkpoint is not to be believed: "
                            + rejected.sentence().replaceFirst("\\.$", "")));
            return Optional.empty();
        }
        return switch (Published.parse(bytes.get())) {
            case Parsed.WellFormed<Checkpoint>(Checkpoint checkpoint) -> Optional.of(checkpoint);
            case Parsed.Malformed<Checkpoint>(String finding) -> {
                findings.accept(Finding.damaged(Layout.CHECKPOINT, "the checkpoint is damaged: " + finding));
                yield Optional.empty();
            }
        };
    }

    private static void compare(
            Roots roots, Optional<Snapshot> snapshot, Optional<Checkpoint> checkpoint, Consumer<Finding> findings) {
        if (!roots.complete) {
            return; // what is missing was found
        }
        if (snapshot.isPresent()
                && (!snapshot.get().root().equals(roots.tree.root())
                        || !snapshot.get().peaks().equals(roots.tree.peaks()))) {
            findings.accept(Finding.damaged(Layout.SNAPSHOT, "the entries do not have the root that the snapshot has"));
        }
        if (checkpoint.isPresent()
                && roots.atCheckpoint
                        .filter(root -> !root.equals(checkpoint.get().root()))
                        .isPresent()) {
            findings.accept(new Finding(
                    Layout.CHECKPOINT,
                    Optional.empty(),
                    "the entries do not have the root that was published at size "
                            + checkpoint.get().size(),
                    "Keep everything as evidence: the log, or the checkpoint, is not what it was. Compare with what"
                            + " witnesses saw."));
        }
    }

    /** The roots of the whole and of what was published. */
    private static final class Roots {
        private final GrowingTree tree = GrowingTree.empty();
        private final long published;
        private Optional<Hash> atCheckpoint = Optional.empty();
        private boolean complete = true;

        Roots(long published) {
            this.published = published;
            if (published == 0) {
                atCheckpoint = Optional.of(tree.root());
            }
        }

        void add(List<Hash> leaves, int width) {
            complete &= leaves.size() == width;
            for (Hash leaf : leaves) {
                tree.append(leaf, NodeSink.NONE);
                if (tree.size() == published) {
                    atCheckpoint = Optional.of(tree.root());
                }
            }
        }
    }
}
