package dev.remit.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.record.RecordCheck;
import dev.remit.ledger.FileJournal;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalOptions;
import dev.remit.ledger.log.Finding;
import dev.remit.ledger.log.Fsck;
import dev.remit.ledger.log.Log;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.VerifierKey;
import dev.remit.ledger.tlog.TrustedLog;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log that a gateway has left behind: every file of it, every sidecar against its leaf, the proof of every entry, and
 * that it goes on from each of the heads that were seen before.
 */
final class LeftBehind {
    private final Path data;
    private final Path copy;
    private final Map<Long, Hash> seen = new TreeMap<>();

    /** @param copy where there is room for a copy of journal and log */
    LeftBehind(Path data, Path copy) {
        this.data = data;
        this.copy = copy;
    }

    /** After a kill; on a copy, so that the next start finds what was left and mends it itself. */
    void isWholeOnceItIsStarted() throws IOException {
        for (String part : List.of("journal", "log", "log.json")) {
            copied(data.resolve(part), copy.resolve(part));
        }
        try (Log log = Log.open(copy.resolve("log"), FileLayer.system());
                Journal journal = FileJournal.open(
                        copy.resolve("journal"),
                        JournalOptions.defaults().withHeld(log.settled()).withAcknowledged(log.settled()))) {
            log.integrate(journal);
            log.settle();
        }
        isWhole(copy);
        remove(copy);
    }

    /** After a proper end. */
    void isWhole() throws IOException {
        isWhole(data);
    }

    private void isWhole(Path data) throws IOException {
        String verifier = JsonMapper.shared()
                .readTree(Files.readAllBytes(data.resolve("log.json")))
                .required("verifier")
                .asString();
        if (!(VerifierKey.parse(verifier) instanceof Parsed.WellFormed<VerifierKey>(VerifierKey key))) {
            throw new AssertionError("no verifier key: " + verifier);
        }
        List<Finding> findings = new ArrayList<>();
        Fsck.Report report = Fsck.of(data.resolve("log"), FileLayer.system())
                .trusting(TrustedLog.of(key.name(), key))
                .checking(new RecordCheck())
                .run(findings::add);
        assertThat(findings).isEmpty();
        assertThat(report.size()).isPositive();
        try (Log log = Log.open(data.resolve("log"), FileLayer.system())) {
            proves(log);
        }
    }

    private void proves(Log log) {
        long size = log.size();
        Hash root = log.head().root();
        for (long index = 0; index < size; index++) {
            Hash leaf = Hash.ofLeaf(log.read(index).leaf());
            assertThat(log.inclusion(index, size).verify(leaf, root)).isInstanceOf(Verdict.Proven.class);
        }
        seen.forEach((before, head) -> assertThat(log.consistency(before, size).verify(head, root))
                .as("%d entries go on to %d", before, size)
                .isInstanceOf(Verdict.Proven.class));
        seen.put(size, root);
    }

    private static void copied(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : (Iterable<Path>) all::iterator) {
                Path place = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) {
                    Files.createDirectories(place);
                } else {
                    Files.createDirectories(place.getParent());
                    Files.copy(one, place);
                }
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(one -> {
                try {
                    Files.delete(one);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
