package dev.remit.ledger.log;

import dev.remit.ledger.FileLayer;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.tlog.EntryBundle;
import dev.remit.ledger.tlog.TilePath;
import dev.remit.ledger.tree.Hash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the entries of one bundle and their sidecars. */
final class GroupCheck {
    private final LogDirectory directory;
    private final EntryCheck check;
    private final Consumer<Finding> findings;
    private long erased;

    GroupCheck(LogDirectory directory, EntryCheck check, Consumer<Finding> findings) {
        this.directory = directory;
        this.check = check;
        this.findings = findings;
    }

    /** Sidecars that are not there any more, or never were. */
    long erased() {
        return erased;
    }

    /**
     * The entries of a bundle, as many as can be read.
     *
     * @param expected the leaf hashes by their tile; they tell where in a damaged bundle the damage begins
     */
    List<byte[]> leaves(long group, int width, Optional<List<Hash>> expected) throws IOException {
        TilePath path = new TilePath.Entries(group, width);
        long first = group * TilePath.FULL;
        Optional<byte[]> bytes = directory.read(path.path(), Stored.most(path));
        if (bytes.isEmpty()) {
            findings.accept(Finding.damaged(path.path(), first, first + width, "the bundle is missing"));
            return List.of();
        }
        List<byte[]> readable = readable(bytes.get(), width);
        if (EntryBundle.parse(bytes.get(), width) instanceof Parsed.Malformed<EntryBundle>) {
            int good = 0;
            while (good < readable.size()
                    && expected.isPresent()
                    && expected.get().get(good).equals(Hash.ofLeaf(readable.get(good)))) {
                good++;
            }
            boolean all = good == width;
            findings.accept(Finding.damaged(
                    path.path(),
                    first + (all ? width - 1 : good),
                    first + width,
                    all ? "the bundle goes on after its last entry" : "the bundle cannot be read from here on"));
            return List.copyOf(readable.subList(0, good));
        }
        return readable;
    }

    private static List<byte[]> readable(byte[] bytes, int width) {
        List<byte[]> entries = new ArrayList<>();
        int at = 0;
        while (entries.size() < width && bytes.length - at >= 2) {
            int length = Byte.toUnsignedInt(bytes[at]) << 8 | Byte.toUnsignedInt(bytes[at + 1]);
            if (bytes.length - at - 2 < length) {
                break;
            }
            entries.add(Arrays.copyOfRange(bytes, at + 2, at + 2 + length));
            at += 2 + length;
        }
        return entries;
    }

    /** Older partial bundles are the beginning of this one. */
    void older(long group, int width, List<Hash> believed) throws IOException {
        for (Path file : directory.list(directory.at(Layout.partials(Layout.bundle(group))))) {
            Optional<TilePath> path = Superfluous.tile(directory, file);
            if (path.isPresent() && path.get().width() < width && path.get().width() <= believed.size()) {
                List<Hash> hashes = believed.subList(0, path.get().width());
                List<byte[]> leaves = leaves(group, path.get().width(), Optional.of(hashes));
                for (int i = 0; i < leaves.size(); i++) {
                    if (!Hash.ofLeaf(leaves.get(i)).equals(hashes.get(i))) {
                        long entry = group * TilePath.FULL + i;
                        findings.accept(Finding.damaged(
                                path.get().path(),
                                entry,
                                entry + 1,
                                "the content does not have the hash that the tree has for it"));
                    }
                }
            }
        }
    }

    /** Each sidecar, and with its leaf if that is what the tree commits to. */
    void sidecars(long group, int width, List<byte[]> leaves, List<Hash> believed) throws IOException {
        String path = Layout.sidecars(group);
        long first = group * TilePath.FULL;
        Optional<FileLayer.Handle> opened = directory.open(path);
        if (opened.isEmpty()) {
            findings.accept(Finding.damaged(path, first, first + width, "the sidecars are missing"));
            return;
        }
        try (FileLayer.Handle handle = opened.get()) {
            SidecarFile frames = new SidecarFile(handle, first);
            for (int place = 0; place < width; place++) {
                long entry = first + place;
                switch (frames.next()) {
                    case SidecarFile.Frame.Whole(Sidecar sidecar) -> {
                        if (sidecar instanceof Sidecar.Erased) {
                            erased++;
                        }
                        if (place < Math.min(leaves.size(), believed.size())
                                && Hash.ofLeaf(leaves.get(place)).equals(believed.get(place))) {
                            check.check(new LogEntry(entry, leaves.get(place), sidecar))
                                    .ifPresent(what -> findings.accept(Finding.damaged(path, entry, entry + 1, what)));
                        }
                    }
                    case SidecarFile.Frame.Wrong() ->
                        findings.accept(Finding.damaged(path, entry, entry + 1, "the sidecar does not have its check"));
                    case SidecarFile.Frame.Cut() -> {
                        findings.accept(
                                Finding.damaged(path, entry, first + width, "the sidecars end before their number"));
                        return;
                    }
                }
            }
            if (!frames.atEnd()) {
                findings.accept(Finding.damaged(
                        path, first + width - 1, first + width, "the file goes on after its last sidecar"));
            }
        }
    }
}
