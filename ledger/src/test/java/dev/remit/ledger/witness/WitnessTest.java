package dev.remit.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.ledger.FaultyFileLayer;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.note.Endorsement;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.NoteCheck;
import dev.remit.ledger.note.NoteSignature;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.note.TestKeys;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tlog.TrustedLog;
import dev.remit.ledger.tree.Hash;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {
    static final Path DIR = Path.of("witness");
    private static final Instant NOON = Instant.ofEpochSecond(1_800_000_000);

    private final FakeLog log = FakeLog.of(40);
    private final SigningKey key = TestKeys.fresh("witness.example/1", KeyType.COSIGNATURE);
    private final FaultyFileLayer disk = new FaultyFileLayer();
    private Instant now = NOON;

    private Witness open() throws IOException {
        return open(disk, log.trusted());
    }

    private Witness open(FileLayer layer, TrustedLog... logs) throws IOException {
        return Witness.open(DIR, layer, key, List.of(logs), () -> now);
    }

    @Test
    void aLogThatOnlyGrowsIsCosigned() throws IOException {
        try (Witness witness = open()) {
            for (AddCheckpoint request :
                    List.of(log.request(0, 0), log.request(0, 7), log.request(7, 20), log.request(20, 40))) {
                assertThat(cosigned(witness, request)).isEqualTo(NOON.getEpochSecond());
                assertThat(witness.size(FakeLog.ORIGIN))
                        .isEqualTo(request.head().size());
            }
        }
    }

    /** The time of the cosignature, which must be valid. */
    private long cosigned(Witness witness, AddCheckpoint request) {
        Testimony testimony = witness.cosign(request);
        assertThat(testimony).isInstanceOf(Testimony.Given.class);
        NoteSignature line = ((Testimony.Given) testimony).cosignature();
        NoteCheck check = new Note(request.signed().text(), List.of(line)).verify(List.of(key.verifier()));
        assertThat(check).isInstanceOf(NoteCheck.Verified.class);
        return ((Endorsement.Cosigned) ((NoteCheck.Verified) check).by().getFirst()).time();
    }

    private static void assertRefused(Testimony testimony, Testimony.Ground ground, String part) {
        assertThat(testimony).isInstanceOfSatisfying(Testimony.Refused.class, refused -> {
            assertThat(refused.ground()).isEqualTo(ground);
            assertThat(refused.why()).contains(part).endsWith(".");
        });
    }

    @Test
    void whatIsKeptCarriesTheLogsSignaturesAndThisOneOnly() throws IOException {
        NoteSignature stranger =
                TestKeys.fresh("stranger.example", KeyType.NOTE).sign("x\n");
        NoteSignature own = log.signed(7).signatures().getFirst();
        Note signed = new Note(log.signed(7).text(), List.of(stranger, own, own));
        try (Witness witness = open()) {
            cosigned(witness, AddCheckpoint.of(0, List.of(), signed));
            Note kept = witness.checkpoint(FakeLog.ORIGIN).orElseThrow();
            assertThat(kept.signatures())
                    .extracting(NoteSignature::name)
                    .containsExactly(FakeLog.ORIGIN, key.verifier().name());
            assertThat(witness.checkpointByHash(Memory.hash(FakeLog.ORIGIN))).contains(kept);
            assertThat(witness.checkpointByHash(Memory.hash("example.com/other")))
                    .isEmpty();
        }
    }

    @Test
    void aRequestThatBeginsElsewhereLearnsWhereTheWitnessIs() throws IOException {
        try (Witness witness = open()) {
            assertThat(witness.cosign(log.request(3, 7))).isEqualTo(new Testimony.Conflict(0));
            cosigned(witness, log.request(0, 7));
            assertThat(witness.cosign(log.request(0, 9))).isEqualTo(new Testimony.Conflict(7));
            assertThat(witness.cosign(log.request(5, 9))).isEqualTo(new Testimony.Conflict(7));
            cosigned(witness, log.request(7, 9));
        }
    }

    @Test
    void aLogThatWentBackIsNotCosigned() throws IOException {
        try (Witness witness = open()) {
            cosigned(witness, log.request(0, 20));
            assertThat(witness.cosign(log.request(7, 9))).isEqualTo(new Testimony.Conflict(20));
            assertThat(witness.cosign(log.request(0, 0))).isEqualTo(new Testimony.Conflict(20));
            assertRefused(
                    witness.cosign(AddCheckpoint.of(20, List.of(), log.signed(9))),
                    Testimony.Ground.MALFORMED,
                    "larger than the checkpoint's");
            assertThat(witness.size(FakeLog.ORIGIN)).isEqualTo(20);
        }
    }

    @Test
    void aForkIsNotCosignedAtTheSameSizeNorAboveIt() throws IOException {
        FakeLog fork = log.forkedAt(10);
        try (Witness witness = open()) {
            cosigned(witness, log.request(0, 20));
            assertRefused(witness.cosign(fork.request(20, 20)), Testimony.Ground.INCONSISTENT, "forked");
            assertRefused(witness.cosign(fork.request(20, 30)), Testimony.Ground.INCONSISTENT, "past is not what");
            assertRefused(
                    witness.cosign(AddCheckpoint.of(20, log.consistency(20, 30).path(), fork.signed(30))),
                    Testimony.Ground.INCONSISTENT,
                    "another new root");
            cosigned(witness, log.request(20, 20));
            cosigned(witness, log.request(20, 30));
        }
    }

    @Test
    void aProofThatIsWrongOrMissingOrNeedlessIsRefused() throws IOException {
        try (Witness witness = open()) {
            assertRefused(
                    witness.cosign(AddCheckpoint.of(0, List.of(Hash.OF_EMPTY_TREE), log.signed(7))),
                    Testimony.Ground.INCONSISTENT,
                    "too few or too many");
            cosigned(witness, log.request(0, 7));
            assertRefused(
                    witness.cosign(AddCheckpoint.of(7, List.of(), log.signed(9))),
                    Testimony.Ground.INCONSISTENT,
                    "too few");
            List<Hash> longer = new ArrayList<>(log.consistency(7, 9).path());
            longer.add(Hash.OF_EMPTY_TREE);
            assertRefused(
                    witness.cosign(AddCheckpoint.of(7, longer, log.signed(9))),
                    Testimony.Ground.INCONSISTENT,
                    "too many");
            cosigned(witness, log.request(7, 9));
        }
    }

    @Test
    void theEmptyTreeHasOneRoot() throws IOException {
        String text = new Checkpoint(FakeLog.ORIGIN, 0, log.root(1), List.of()).text();
        Note signed = new Note(text, List.of(log.key.sign(text)));
        try (Witness witness = open()) {
            assertRefused(
                    witness.cosign(AddCheckpoint.of(0, List.of(), signed)),
                    Testimony.Ground.INCONSISTENT,
                    "without leaves");
            cosigned(witness, log.request(0, 0));
        }
    }

    @Test
    void onlyWhatAWatchedLogSignedIsConsidered() throws IOException {
        FakeLog unknown = FakeLog.of("example.com/other", 10);
        FakeLog impostor = FakeLog.of(10);
        try (Witness witness = open()) {
            assertRefused(witness.cosign(unknown.request(0, 5)), Testimony.Ground.UNKNOWN_LOG, "does not watch");
            assertRefused(witness.cosign(impostor.request(0, 5)), Testimony.Ground.UNTRUSTED, "None of the log's");
            NoteSignature swapped = log.signed(6).signatures().getFirst();
            Note forged = new Note(log.signed(5).text(), List.of(swapped));
            assertRefused(
                    witness.cosign(AddCheckpoint.of(0, List.of(), forged)),
                    Testimony.Ground.UNTRUSTED,
                    "does not verify");
            cosigned(witness, log.request(0, 5));
        }
    }

    @Test
    void eachLogIsWatchedByItself() throws IOException {
        FakeLog other = FakeLog.of("example.com/other", 10);
        try (Witness witness = open(disk, log.trusted(), other.trusted())) {
            cosigned(witness, log.request(0, 20));
            cosigned(witness, other.request(0, 5));
            assertThat(witness.size(FakeLog.ORIGIN)).isEqualTo(20);
            assertThat(witness.size("example.com/other")).isEqualTo(5);
        }
    }

    @Test
    void whatWasCosignedIsRemembered() throws IOException {
        try (Witness witness = open()) {
            cosigned(witness, log.request(0, 20));
        }
        try (Witness witness = open()) {
            assertThat(witness.size(FakeLog.ORIGIN)).isEqualTo(20);
            assertRefused(
                    witness.cosign(log.forkedAt(3).request(20, 30)), Testimony.Ground.INCONSISTENT, "past is not what");
            cosigned(witness, log.request(20, 30));
        }
    }

    @Test
    void timesNeverGoBack() throws IOException {
        try (Witness witness = open()) {
            assertThat(cosigned(witness, log.request(0, 5))).isEqualTo(NOON.getEpochSecond());
            now = NOON.minusSeconds(3600);
            assertThat(cosigned(witness, log.request(5, 6))).isEqualTo(NOON.getEpochSecond());
        }
        try (Witness witness = open()) {
            assertThat(cosigned(witness, log.request(6, 7))).isEqualTo(NOON.getEpochSecond());
            now = NOON.plusSeconds(1);
            assertThat(cosigned(witness, log.request(7, 8))).isEqualTo(NOON.getEpochSecond() + 1);
        }
    }

    @Test
    void aClockBefore1970VouchesForNothing() throws IOException {
        now = Instant.EPOCH;
        try (Witness witness = open()) {
            assertRefused(witness.cosign(log.request(0, 5)), Testimony.Ground.UNAVAILABLE, "clock");
        }
    }

    @Test
    void aMemoryThatWasAlteredIsNotBegunAnew() throws IOException {
        try (Witness witness = open()) {
            cosigned(witness, log.request(0, 20));
        }
        Path file = DIR.resolve(Memory.hash(FakeLog.ORIGIN) + ".checkpoint");
        byte[] good = disk.content(file);
        for (int i = 0; i < good.length; i++) {
            byte[] altered = good.clone();
            altered[i] ^= 1;
            disk.replace(file, altered);
            if (!unharmed(altered, good)) {
                assertThatThrownBy(this::open)
                        .as("byte " + i)
                        .isInstanceOf(WitnessStateException.class)
                        .hasMessageContaining(file.toString());
            }
        }
        disk.replace(file, good);
        open().close();
    }

    /** Of the log's own signature nothing depends. */
    private static boolean unharmed(byte[] altered, byte[] good) {
        Note before = TestKeys.value(Note.parse(good));
        return Note.parse(altered) instanceof dev.remit.ledger.note.Parsed.WellFormed<Note>(Note after)
                && after.text().equals(before.text())
                && after.signatures().getLast().equals(before.signatures().getLast());
    }

    @Test
    void aMemoryOfAnotherKeyIsNotUsed() throws IOException {
        try (Witness witness = open()) {
            cosigned(witness, log.request(0, 20));
        }
        SigningKey other = TestKeys.fresh("witness.example/2", KeyType.COSIGNATURE);
        assertThatThrownBy(() -> Witness.open(DIR, disk, other, List.of(log.trusted()), () -> now))
                .isInstanceOf(WitnessStateException.class)
                .hasMessageContaining("another key");
    }

    @Test
    void twoWitnessesDoNotShareADirectory(@TempDir Path folder) throws IOException {
        Path dir = folder.resolve("state");
        FileLayer system = FileLayer.system();
        try (Witness first = Witness.open(dir, system, key, List.of(log.trusted()), () -> now)) {
            assertThatThrownBy(() -> Witness.open(dir, system, key, List.of(log.trusted()), () -> now))
                    .isInstanceOf(WitnessStateException.class)
                    .hasMessageContaining("Another witness uses");
            cosigned(first, log.request(0, 5));
        }
        try (Witness second = Witness.open(dir, system, key, List.of(log.trusted()), () -> now)) {
            assertThat(second.size(FakeLog.ORIGIN)).isEqualTo(5);
            cosigned(second, log.request(5, 9));
        }
    }

    @Test
    void aKeyOrALogThatWillNotDoIsRefusedAtOnce() {
        SigningKey note = TestKeys.fresh("witness.example", KeyType.NOTE);
        assertThatThrownBy(() -> Witness.open(DIR, disk, note, List.of(log.trusted()), () -> now))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> open(disk, log.trusted(), FakeLog.of(3).trusted()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFullDiskRefusesUntilThereIsRoom() throws IOException {
        try (Witness witness = open()) {
            cosigned(witness, log.request(0, 5));
            disk.everyWrite(FaultyFileLayer.Effect.NO_SPACE);
            assertRefused(witness.cosign(log.request(5, 9)), Testimony.Ground.UNAVAILABLE, "no room");
            assertThat(witness.size(FakeLog.ORIGIN)).isEqualTo(5);
            disk.everyWriteWorks();
            cosigned(witness, log.request(5, 9));
        }
    }

    @Test
    void aFailedSyncEndsAllCosigning() throws IOException {
        try (Witness witness = open()) {
            cosigned(witness, log.request(0, 5));
            disk.with(new FaultyFileLayer.Fault(FaultyFileLayer.Call.FORCE, 1, FaultyFileLayer.Effect.FAIL));
            assertRefused(witness.cosign(log.request(5, 9)), Testimony.Ground.UNAVAILABLE, "restart");
            assertRefused(witness.cosign(log.request(5, 9)), Testimony.Ground.UNAVAILABLE, "restart");
        }
        try (Witness witness = open()) {
            cosigned(witness, log.request(5, 9));
        }
    }

    @Test
    void aClosedWitnessCosignsNothing() throws IOException {
        Witness witness = open();
        witness.close();
        assertRefused(witness.cosign(log.request(0, 5)), Testimony.Ground.UNAVAILABLE, "closed");
    }

    @Test
    void ofTwoForksAtTheSameTimeOneIsCosigned() throws Exception {
        FakeLog fork = log.forkedAt(0);
        CountDownLatch both = new CountDownLatch(2);
        try (Witness witness = open();
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            disk.beforeForce(() -> meet(both)); // without the lock, both have passed the check when they meet here
            List<Testimony> answers = new ArrayList<>();
            for (Future<Testimony> answer : threads.invokeAll(List.<Callable<Testimony>>of(
                    () -> witness.cosign(log.request(0, 5)), () -> witness.cosign(fork.request(0, 5))))) {
                answers.add(answer.get());
            }
            assertThat(answers).filteredOn(Testimony.Given.class::isInstance).hasSize(1);
            assertThat(answers).contains(new Testimony.Conflict(5));
        }
    }

    private static void meet(CountDownLatch both) {
        both.countDown();
        try {
            if (!both.await(200, TimeUnit.MILLISECONDS)) {
                both.countDown(); // the other one waits for the lock, as it should
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void parallelRequestsNeverGetCosignaturesThatDisagree() throws Exception {
        FakeLog fork = log.forkedAt(4);
        List<Callable<Testimony>> asking = new ArrayList<>();
        try (Witness witness = open();
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int size = 1; size <= 40; size++) {
                long to = size;
                for (FakeLog one : List.of(log, fork)) {
                    asking.add(() -> ask(witness, one, to));
                }
            }
            List<Checkpoint> cosigned = new ArrayList<>();
            for (Future<Testimony> answer : threads.invokeAll(asking)) {
                if (answer.get() instanceof Testimony.Given given) {
                    cosigned.add(
                            TestKeys.value(Checkpoint.parse(given.checkpoint().text())));
                }
            }
            assertThat(cosigned).isNotEmpty();
            boolean straight = cosigned.stream().allMatch(head -> head.root().equals(log.root(head.size())));
            boolean forked = cosigned.stream().allMatch(head -> head.root().equals(fork.root(head.size())));
            assertThat(straight || forked).isTrue();
        }
    }

    /** As a client does: from where the witness says it is. */
    private static Testimony ask(Witness witness, FakeLog log, long size) {
        Testimony testimony = witness.cosign(log.request(0, size));
        while (testimony instanceof Testimony.Conflict(long known) && known <= size) {
            testimony = witness.cosign(log.request(known, size));
        }
        return testimony;
    }
}
