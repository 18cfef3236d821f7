package dev.remit.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.ledger.FaultyFileLayer;
import dev.remit.ledger.JournalRecord;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.note.TestKeys;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tlog.TrustedLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is changed in a closed log is found, and the finding says which entries it concerns. */
class TamperTest {
    private static final int SIZE = 300;
    private static final SigningKey KEY = TestKeys.fresh(LogTest.ORIGIN, KeyType.NOTE);
    private static final MemoryJournal JOURNAL = MemoryJournal.of(SIZE, 20261121, 20);

    private final FaultyFileLayer disk = new FaultyFileLayer();

    @BeforeEach
    void closedLog() {
        try (Log log = Log.open(LogTest.DIR, disk)) {
            for (long size : new long[] {280, SIZE}) {
                log.integrate(JOURNAL.upTo(size));
                String text = new Checkpoint(LogTest.ORIGIN, size, log.head().root(), List.of()).text();
                log.publish(new Note(text, List.of(KEY.sign(text))).encode());
            }
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void flippedBytesAreFoundAndNamed() {
        flipEvery(53);
    }

    @Tag("slow")
    @Test
    void everyFlippedByteIsFoundAndNamed() {
        flipEvery(1);
    }

    private void flipEvery(int step) {
        int flips = 0;
        for (Path file : disk.files()) {
            byte[] good = disk.content(file);
            for (int at = flips % step; at < good.length; at += step) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) (1 << at % 8);
                disk.replace(file, bad);
                assertNamed(file, at);
                flips++;
            }
            disk.replace(file, good);
        }
        assertThat(flips).isPositive();
    }

    private void assertNamed(Path file, int at) {
        List<Finding> findings = findings();
        String name = LogTest.DIR.relativize(file).toString();
        assertThat(findings).as(name + " byte " + at).anySatisfy(finding -> {
            assertThat(finding.file()).isEqualTo(name);
            if (name.startsWith("tile") || name.startsWith("sidecar")) {
                Finding.Span span = finding.entries().orElseThrow();
                long entry = entry(name, at);
                assertThat(entry).isBetween(span.from(), span.to() - 1);
                if (!name.startsWith("tile/1")) {
                    assertThat(span.from()).isEqualTo(entry);
                }
            }
        });
    }

    /** Whose byte it is. */
    private static long entry(String name, int at) {
        long first = name.contains("/001") ? 256 : 0;
        if (name.startsWith("tile/0/")) {
            return first + at / 32;
        }
        if (name.startsWith("tile/1/")) {
            return 0;
        }
        int end = 0;
        for (long entry = first; ; entry++) {
            JournalRecord record = JOURNAL.records().get((int) entry);
            end += name.startsWith("sidecar") ? 8 + record.sidecar().length : 2 + record.leaf().length;
            if (at < end) {
                return entry;
            }
        }
    }

    @Test
    void oneFlipInABundleIsOneFinding() {
        Path bundle = LogTest.DIR.resolve("tile/entries/000");
        byte[] bytes = disk.content(bundle);
        bytes[20] ^= 1;
        disk.replace(bundle, bytes);
        assertThat(findings())
                .extracting(Finding::sentence)
                .singleElement()
                .satisfies(sentence -> assertThat(sentence)
                        .startsWith("tile/entries/000: entry 0:")
                        .endsWith("restore this file from a backup."));
    }

    @Test
    void truncatedAndLongerFilesAreFound() {
        for (Path file : disk.files()) {
            byte[] good = disk.content(file);
            for (byte[] bad :
                    List.of(Arrays.copyOf(good, good.length - 1), Arrays.copyOf(good, good.length + 1), new byte[0])) {
                disk.replace(file, bad);
                assertThat(findings())
                        .as(file + " of " + bad.length)
                        .extracting(Finding::file)
                        .contains(name(file));
            }
            disk.replace(file, good);
        }
    }

    @Test
    void missingFilesAreFound() {
        for (Path file : disk.files()) {
            if (file.endsWith("checkpoint") || file.endsWith("001.p/24")) {
                continue; // a log without a checkpoint was not published; older partial tiles may go
            }
            byte[] good = disk.content(file);
            disk.remove(file);
            assertThat(findings()).as(file.toString()).extracting(Finding::file).contains(name(file));
            disk.put(file, good);
        }
    }

    @Test
    void swappedFilesAreFound() {
        for (String kind : List.of("sidecar/%03d", "tile/0/%03d", "tile/entries/%03d")) {
            Path first = LogTest.DIR.resolve(kind.formatted(0));
            Path second =
                    LogTest.DIR.resolve(kind.startsWith("tile") ? kind.formatted(1) + ".p/44" : kind.formatted(1));
            byte[] one = disk.content(first);
            byte[] other = disk.content(second);
            disk.replace(first, other);
            disk.replace(second, one);
            assertThat(findings()).as(kind).extracting(Finding::file).contains(name(first), name(second));
            disk.replace(first, one);
            disk.replace(second, other);
        }
    }

    @Test
    void swappedSidecarsOfOneLengthAreFoundThoughTheirCheckIsRight() {
        Path file = LogTest.DIR.resolve("sidecar/000");
        byte[] bytes = disk.content(file);
        byte[] forged = "forged".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        int length = 8 + JOURNAL.records().getFirst().sidecar().length;
        byte[] frame = SidecarFile.frame(0, forged).array();
        byte[] bad = Arrays.copyOf(frame, frame.length + bytes.length - length);
        System.arraycopy(bytes, length, bad, frame.length, bytes.length - length);
        disk.replace(file, bad);
        assertThat(findings())
                .extracting(Finding::sentence)
                .singleElement()
                .satisfies(sentence -> assertThat(sentence).contains("entry 0: the leaf does not commit"));
    }

    @Test
    void filesThatDoNotBelongAreFound() {
        for (String extra : List.of(
                "note.txt",
                "new",
                "tile/0/002",
                "tile/0/001",
                "tile/0/001.p/45",
                "tile/0/001.p/044",
                "tile/0/000.bak",
                "tile/2/000.p/1",
                "tile/entries/001",
                "tile/entries/001.p/99",
                "sidecar/002",
                "sidecar/001.p/3")) {
            Path file = LogTest.DIR.resolve(extra);
            disk.put(file, new byte[] {1});
            assertThat(findings()).as(extra).extracting(Finding::file).containsOnly(extra);
            disk.remove(file);
        }
    }

    @Test
    void anotherLogsCheckpointAndAnOlderLogAreNamed() {
        SigningKey other = TestKeys.fresh(LogTest.ORIGIN, KeyType.NOTE);
        String text = new Checkpoint(LogTest.ORIGIN, SIZE, dev.remit.ledger.tree.Hash.OF_EMPTY_TREE, List.of()).text();
        disk.replace(LogTest.DIR.resolve("checkpoint"), new Note(text, List.of(other.sign(text))).encode());
        assertThat(findings())
                .extracting(Finding::what)
                .singleElement()
                .asString()
                .contains("trusted keys");
        disk.replace(LogTest.DIR.resolve("checkpoint"), new Note(text, List.of(KEY.sign(text))).encode());
        assertThat(findings())
                .extracting(Finding::what)
                .singleElement()
                .asString()
                .contains("published at size 300");
        String larger = new Checkpoint(LogTest.ORIGIN, SIZE + 1, JOURNAL_ROOT, List.of()).text();
        disk.replace(LogTest.DIR.resolve("checkpoint"), new Note(larger, List.of(KEY.sign(larger))).encode());
        assertThat(findings())
                .extracting(Finding::what)
                .singleElement()
                .asString()
                .contains("the log holds 300");
    }

    private static final dev.remit.ledger.tree.Hash JOURNAL_ROOT = new ReferenceLog(JOURNAL.records()).root(0, SIZE);

    @Test
    void everythingConsistentlyRewrittenIsFoundByThePublishedCheckpointOnly() {
        FaultyFileLayer rewritten = new FaultyFileLayer();
        try (Log log = Log.open(LogTest.DIR, rewritten)) {
            log.integrate(MemoryJournal.of(SIZE, 1, 20));
        }
        rewritten.put(LogTest.DIR.resolve("checkpoint"), disk.content(LogTest.DIR.resolve("checkpoint")));
        assertThat(LogTest.findings(rewritten)).extracting(Finding::file).containsExactly("checkpoint");
    }

    private static String name(Path file) {
        return LogTest.DIR.relativize(file).toString();
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Fsck.of(LogTest.DIR, disk)
                .checking(MemoryJournal::check)
                .trusting(TrustedLog.of(LogTest.ORIGIN, KEY.verifier()))
                .run(findings::add);
        return findings;
    }
}
