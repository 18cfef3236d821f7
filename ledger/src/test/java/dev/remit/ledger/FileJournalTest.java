package dev.remit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.ledger.FaultyFileLayer.Call;
import dev.remit.ledger.FaultyFileLayer.Effect;
import dev.remit.ledger.FaultyFileLayer.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileJournalTest {
    private static final Path DIR = Path.of("journal");
    private static final JournalOptions OPTIONS =
            JournalOptions.defaults().withReserveBytes(4096).withGroupBytes(64 << 10);

    private final FaultyFileLayer disk = new FaultyFileLayer();

    @Test
    void numbersStartAtZeroAndHaveNoGaps() {
        try (FileJournal journal = open()) {
            assertThat(journal.size()).isZero();
            assertThat(journal.append(Records.of("a"))).isZero();
            assertThat(journal.append(Records.of("b"))).isEqualTo(1);
            assertThat(journal.size()).isEqualTo(2);
        }
        try (FileJournal journal = open()) {
            assertThat(journal.recovery()).isEqualTo(new Recovery(2, 0));
            assertThat(journal.append(Records.of("c"))).isEqualTo(2);
            assertThat(Records.replayed(journal, 0)).containsExactly(Records.of("a"), Records.of("b"), Records.of("c"));
        }
    }

    @Test
    void nothingIsAcknowledgedOrShownBeforeItsSyncReturned() {
        try (FileJournal journal = open()) {
            Gate gate = new Gate(disk);
            CompletableFuture<Long> waiting = journal.submit(Records.of("a"));
            gate.awaitSync();
            assertThat(waiting).isNotDone();
            assertThat(journal.size()).isZero();
            assertThat(Records.replayed(journal, 0)).isEmpty();
            gate.open();
            assertThat(waiting.join()).isZero();
            assertThat(Records.replayed(journal, 0)).containsExactly(Records.of("a"));
        }
    }

    @Test
    void whatArrivesDuringASyncBecomesOneGroupInTheOrderOfSubmission() {
        try (FileJournal journal = open()) {
            Gate gate = new Gate(disk);
            CompletableFuture<Long> first = journal.submit(Records.of("first"));
            gate.awaitSync();
            int writes = disk.calls(Call.WRITE);
            int syncs = disk.calls(Call.FORCE);
            List<CompletableFuture<Long>> group = IntStream.range(0, 20)
                    .mapToObj(i -> journal.submit(Records.of("r" + i)))
                    .toList();
            gate.open();
            assertThat(first.join()).isZero();
            assertThat(group.stream().map(CompletableFuture::join))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 20).mapToObj(Long::valueOf).toList());
            assertThat(disk.calls(Call.WRITE) - writes).isEqualTo(1);
            assertThat(disk.calls(Call.FORCE) - syncs).isEqualTo(2); // the first record's, and the group's
            assertThat(Records.replayed(journal, 1))
                    .containsExactlyElementsOf(IntStream.range(0, 20)
                            .mapToObj(i -> Records.of("r" + i))
                            .toList());
        }
    }

    @Test
    void afterACrowdTheWriterWaitsUntilAsManyAreThereAgain() {
        try (FileJournal journal = FileJournal.open(DIR, OPTIONS.withCommitDelay(Duration.ofHours(1)), disk)) {
            crowd(journal, 3);
            int syncs = disk.calls(Call.FORCE);
            List<CompletableFuture<Long>> again = IntStream.range(0, 3)
                    .mapToObj(i -> journal.submit(Records.of("again " + i)))
                    .toList();
            assertThat(again.stream().map(CompletableFuture::join)).containsExactly(4L, 5L, 6L);
            assertThat(disk.calls(Call.FORCE) - syncs).isEqualTo(1);
        }
    }

    @Test
    void aLoneCallerIsNeverKeptWaitingForOthers() {
        try (FileJournal journal = FileJournal.open(DIR, OPTIONS.withCommitDelay(Duration.ofHours(1)), disk)) {
            for (int i = 0; i < 20; i++) {
                assertThat(journal.append(Records.of("alone"))).isEqualTo(i);
            }
        }
    }

    @Test
    void afterACrowdThatDoesNotComeBackTheWriterGoesOn() {
        try (FileJournal journal = FileJournal.open(DIR, OPTIONS.withCommitDelay(Duration.ofMillis(1)), disk)) {
            crowd(journal, 3);
            assertThat(journal.append(Records.of("alone"))).isEqualTo(4);
        }
    }

    @Test
    void closingDoesNotWaitForACrowd() {
        FileJournal journal = FileJournal.open(DIR, OPTIONS.withCommitDelay(Duration.ofHours(1)), disk);
        crowd(journal, 3);
        CompletableFuture<Long> waiting = journal.submit(Records.of("alone"));
        journal.close();
        assertThat(waiting).isCompletedWithValue(4L);
    }

    @Test
    void aLargeCrowdTakesTurnsInTwoHalvesWhereSyncsAreShort() {
        assertThat(syncsOfCrowd(Duration.ofHours(1), 99)).isEqualTo(2);
        assertThat(syncsOfCrowd(Duration.ofHours(1), 31)).isEqualTo(1);
    }

    @Test
    void aLargeCrowdSharesOneSyncWhereSyncsAreLong() {
        assertThat(syncsOfCrowd(Duration.ZERO, 99)).isEqualTo(1); // every sync takes longer than that
    }

    /** How many syncs serve so many who came during another one. */
    private int syncsOfCrowd(Duration commitDelay, int count) {
        FaultyFileLayer fresh = new FaultyFileLayer();
        try (FileJournal journal = FileJournal.open(DIR, OPTIONS.withCommitDelay(commitDelay), fresh)) {
            Gate gate = new Gate(fresh);
            CompletableFuture<Long> first = journal.submit(Records.of("first"));
            gate.awaitSync();
            int syncs = fresh.calls(Call.FORCE) + 1; // the first record's
            List<CompletableFuture<Long>> crowd = IntStream.range(0, count)
                    .mapToObj(i -> journal.submit(Records.of("r" + i)))
                    .toList();
            gate.open();
            assertThat(first.join()).isZero();
            assertThat(crowd.stream().map(CompletableFuture::join))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, count)
                            .mapToObj(Long::valueOf)
                            .toList());
            return fresh.calls(Call.FORCE) - syncs;
        }
    }

    /** One record, and a group of so many after it. */
    private void crowd(FileJournal journal, int count) {
        Gate gate = new Gate(disk);
        CompletableFuture<Long> first = journal.submit(Records.of("first"));
        gate.awaitSync();
        List<CompletableFuture<Long>> group = IntStream.range(0, count)
                .mapToObj(i -> journal.submit(Records.of("r" + i)))
                .toList();
        gate.open();
        assertThat(first.join()).isZero();
        group.forEach(CompletableFuture::join);
    }

    @Test
    void manyVirtualThreadsGetEachItsOwnNumber() throws Exception {
        try (FileJournal journal = open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Long>> numbers = IntStream.range(0, 500)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> journal.append(Records.of("r" + i)), threads))
                    .toList();
            CompletableFuture.allOf(numbers.toArray(CompletableFuture[]::new)).join();
            List<JournalRecord> found = Records.replayed(journal, 0);
            assertThat(found).hasSize(500);
            for (int i = 0; i < numbers.size(); i++) {
                assertThat(found.get(Math.toIntExact(numbers.get(i).join()))).isEqualTo(Records.of("r" + i));
            }
            assertThat(numbers.stream().map(CompletableFuture::join).distinct()).hasSize(500);
        }
    }

    @Test
    void aFullQueueRefusesAndTakesAgainWhenThereIsRoom() {
        long capacity = 20L << 20;
        try (FileJournal journal = FileJournal.open(DIR, OPTIONS.withQueueBytes(capacity), disk)) {
            Gate gate = new Gate(disk);
            JournalRecord large = new JournalRecord(new byte[0], new byte[12 << 20], new byte[0]);
            CompletableFuture<Long> first = journal.submit(large);
            gate.awaitSync();
            CompletableFuture<Long> refused = journal.submit(large);
            assertThat(kind(refused)).isEqualTo(JournalException.Kind.OVERLOADED);
            CompletableFuture<Long> small = journal.submit(Records.of("fits"));
            gate.open();
            assertThat(first.join()).isZero();
            assertThat(small.join()).isEqualTo(1);
            assertThat(journal.append(large)).isEqualTo(2);
        }
    }

    @Test
    void aFullDiskRefusesAndTakesAgainWhenThereIsRoom() {
        try (FileJournal journal = open()) {
            journal.append(Records.of("before"));
            disk.everyWrite(Effect.NO_SPACE);
            assertThatThrownBy(() -> journal.append(Records.of("refused")))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("journal")
                    .hasMessageContaining("Free space")
                    .extracting(e -> ((JournalException) e).kind())
                    .isEqualTo(JournalException.Kind.FULL);
            assertThat(journal.health()).isEqualTo(new Health.Serving());
            disk.everyWriteWorks();
            assertThat(journal.append(Records.of("after"))).isEqualTo(1);
        }
        try (FileJournal journal = open()) {
            assertThat(Records.replayed(journal, 0)).containsExactly(Records.of("before"), Records.of("after"));
        }
    }

    private FileJournal preparing() {
        return FileJournal.open(DIR, OPTIONS.withSegmentBytes(9000), disk, Optional.of(Runnable::run));
    }

    private static JournalRecord large() {
        return new JournalRecord(new byte[0], new byte[3000], new byte[0]);
    }

    @Test
    void theNextSegmentIsReadyWhenItIsNeededAndNeedsNoZerosAnyMore() throws IOException {
        try (FileJournal journal = preparing()) {
            journal.append(large());
            assertThat(disk.list(DIR)).contains(DIR.resolve("next.seg.new"));
            journal.rotate();
            assertThat(disk.list(DIR)).doesNotContain(DIR.resolve("next.seg.new"));
            int writes = disk.calls(Call.WRITE);
            journal.append(Records.of("small"));
            assertThat(disk.calls(Call.WRITE)).isEqualTo(writes + 1);
        }
        try (FileJournal journal = preparing()) {
            assertThat(Records.replayed(journal, 0)).containsExactly(large(), Records.of("small"));
        }
    }

    @Test
    void onAFullDiskTheNextSegmentMakesRoomForRecords() throws IOException {
        try (FileJournal journal = preparing()) {
            journal.append(large());
            disk.with(new Fault(Call.WRITE, 1, Effect.NO_SPACE));
            assertThat(journal.append(Records.of("in its place"))).isEqualTo(1);
            assertThat(disk.list(DIR)).doesNotContain(DIR.resolve("next.seg.new"));
        }
        try (FileJournal journal = preparing()) {
            assertThat(Records.replayed(journal, 0)).containsExactly(large(), Records.of("in its place"));
        }
    }

    @Test
    void aNextSegmentThatCannotBeMadeIsDoneWithout() {
        try (FileJournal journal = preparing()) {
            disk.with(new Fault(Call.CREATE, 1, Effect.FAIL));
            journal.append(large());
            journal.append(large());
            journal.append(large());
            journal.append(large());
            assertThat(journal.health()).isEqualTo(new Health.Serving());
            assertThat(disk.segments()).hasSize(2);
        }
        try (FileJournal journal = preparing()) {
            assertThat(Records.replayed(journal, 0)).hasSize(4);
        }
    }

    @Test
    void aFullDiskRefusesWhatWaitsBehindTheRefusedRecordToo() {
        try (FileJournal journal = open()) {
            Gate gate = new Gate(disk);
            CompletableFuture<Long> durable = journal.submit(Records.of("before"));
            gate.awaitSync();
            JournalRecord large = new JournalRecord(new byte[0], new byte[60 << 10], new byte[0]);
            CompletableFuture<Long> refused = journal.submit(large);
            CompletableFuture<Long> behind = journal.submit(large); // a group of its own
            disk.with(new Fault(Call.WRITE, 1, Effect.NO_SPACE));
            gate.open();
            assertThat(durable.join()).isZero();
            assertThat(kind(refused)).isEqualTo(JournalException.Kind.FULL);
            assertThat(kind(behind)).isEqualTo(JournalException.Kind.FULL);
            assertThat(journal.size()).isEqualTo(1);
        }
    }

    @Test
    void whatIsSubmittedBeforeAllFailuresAreKnownIsRefusedWithThem() {
        try (FileJournal journal = open()) {
            Gate gate = new Gate(disk);
            CompletableFuture<Long> durable = journal.submit(Records.of("before"));
            gate.awaitSync();
            // Runs while the next one, on which what it submits may build, is not told yet.
            CompletableFuture<JournalException.Kind> behind = journal.submit(Records.of("refused"))
                    .handle((sequence, e) -> kind(journal.submit(Records.of("behind the unknown"))));
            CompletableFuture<Long> unknown = journal.submit(Records.of("unknown"));
            disk.with(new Fault(Call.WRITE, 1, Effect.NO_SPACE));
            gate.open();
            assertThat(durable.join()).isZero();
            assertThat(behind.join()).isEqualTo(JournalException.Kind.FULL);
            assertThat(kind(unknown)).isEqualTo(JournalException.Kind.FULL);
            assertThat(journal.append(Records.of("after"))).isEqualTo(1);
        }
    }

    @Test
    void aFullDiskThatCannotBeUndoneStops() {
        FileJournal journal = open();
        disk.everyWrite(Effect.NO_SPACE);
        disk.with(new Fault(Call.TRUNCATE, 1, Effect.FAIL));
        assertStops(journal);
    }

    @Test
    void aFailedSyncStopsForGoodAlthoughTheNextOneWouldSucceed() {
        FileJournal journal = open();
        disk.with(new Fault(Call.FORCE, 1, Effect.FAIL));
        assertStops(journal);
    }

    @Test
    void aFailedWriteStopsForGood() {
        FileJournal journal = open();
        disk.with(new Fault(Call.WRITE, 1, Effect.FAIL_HALFWAY));
        assertStops(journal);
    }

    @Test
    void aFailedSyncFailsThoseWhoWaitBehindIt() {
        FileJournal journal = open();
        Gate gate = new Gate(disk);
        disk.with(new Fault(Call.FORCE, 1, Effect.FAIL));
        CompletableFuture<Long> first = journal.submit(Records.of("first"));
        gate.awaitSync();
        CompletableFuture<Long> behind = journal.submit(Records.of("behind"));
        gate.open();
        assertThat(kind(first)).isEqualTo(JournalException.Kind.STOPPED);
        assertThat(kind(behind)).isEqualTo(JournalException.Kind.STOPPED);
        assertThat(disk.calls(Call.FORCE)).isEqualTo(1);
        assertThatThrownBy(journal::close).isInstanceOf(JournalException.class);
    }

    @Test
    void anErrorThatNobodyExpectedStopsInsteadOfLettingCallersWait() {
        FileJournal journal = open();
        disk.beforeForce(() -> {
            throw new IllegalStateException("unexpected");
        });
        assertStops(journal);
    }

    @Test
    void closingMakesDurableWhatWaitsAndRefusesWhatComes() {
        FileJournal journal = open();
        Gate gate = new Gate(disk);
        List<CompletableFuture<Long>> waiting = new ArrayList<>();
        waiting.add(journal.submit(Records.of("a")));
        gate.awaitSync();
        waiting.add(journal.submit(Records.of("b")));
        gate.open();
        journal.close();
        assertThat(waiting).allSatisfy(number -> assertThat(number).isCompleted());
        assertThat(kind(journal.submit(Records.of("c")))).isEqualTo(JournalException.Kind.STOPPED);
        assertThat(journal.health()).isInstanceOf(Health.Stopped.class);
        assertThatThrownBy(() -> journal.replay(0, (sequence, record) -> {})).isInstanceOf(JournalException.class);
        journal.close();
        try (FileJournal again = open()) {
            assertThat(again.size()).isEqualTo(2);
        }
    }

    @Test
    void waitingOnTheWritersOwnThreadIsRefused() {
        try (FileJournal journal = open()) {
            Gate gate = new Gate(disk);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            CompletableFuture<Void> chained = journal.submit(Records.of("a"))
                    .thenAccept(sequence -> journal.append(Records.of("b")))
                    .whenComplete((nothing, e) -> thrown.set(e));
            gate.awaitSync();
            gate.open();
            assertThatThrownBy(chained::join).hasCauseInstanceOf(IllegalStateException.class);
            assertThat(thrown.get()).hasMessageContaining("Async");
            assertThat(journal.append(Records.of("c"))).isEqualTo(1);
        }
    }

    @Test
    void aRecordIsTakenAsItIsWhenItIsSubmitted() {
        try (FileJournal journal = open()) {
            Gate gate = new Gate(disk);
            byte[] leaf = {1, 2, 3};
            CompletableFuture<Long> number = journal.submit(new JournalRecord(leaf, new byte[0], new byte[0]));
            leaf[0] = 99;
            gate.open();
            number.join();
            assertThat(Records.replayed(journal, 0).getFirst().leaf()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void theLargestRecordFitsAndALargerOneIsRefusedWithItsLimit() {
        JournalRecord largest = new JournalRecord(
                new byte[JournalRecord.MAX_LEAF_BYTES], new byte[JournalRecord.MAX_PAYLOAD_BYTES - 5], new byte[5]);
        try (FileJournal journal = open()) {
            journal.append(largest);
            journal.append(Records.of("after"));
        }
        try (FileJournal journal = open()) {
            assertThat(Records.replayed(journal, 0)).containsExactly(largest, Records.of("after"));
        }
        assertThatThrownBy(() -> new JournalRecord(new byte[65_536], new byte[0], new byte[0]))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("65535");
        assertThatThrownBy(() -> new JournalRecord(new byte[0], new byte[JournalRecord.MAX_PAYLOAD_BYTES], new byte[1]))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(String.valueOf(JournalRecord.MAX_PAYLOAD_BYTES));
    }

    @Test
    void replayStartsOnlyWhereThereIsARecordOrTheNextOne() {
        try (FileJournal journal = open()) {
            journal.append(Records.of("a"));
            assertThat(Records.replayed(journal, 1)).isEmpty();
            assertThatThrownBy(() -> journal.replay(2, (sequence, record) -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> journal.replay(-1, (sequence, record) -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aDiskThatCannotBeWrittenIsNamed() {
        disk.with(new Fault(Call.CREATE, 1, Effect.READ_ONLY));
        assertThatThrownBy(this::open)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("journal")
                .hasMessageContaining("read-write")
                .extracting(e -> ((JournalException) e).kind())
                .isEqualTo(JournalException.Kind.READ_ONLY);
    }

    @Test
    void messagesAndRecordsShowNoContent() {
        assertThat(Records.of("alice@example.com").toString()).doesNotContain("alice");
    }

    private FileJournal open() {
        return FileJournal.open(DIR, OPTIONS, disk);
    }

    private static void assertStops(FileJournal journal) {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> journal.append(Records.of("a")))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("restart")
                    .extracting(e -> ((JournalException) e).kind())
                    .isEqualTo(JournalException.Kind.STOPPED);
        }
        assertThat(journal.health()).isInstanceOf(Health.Stopped.class);
        assertThat(journal.size()).isZero();
        assertThatThrownBy(journal::close).isInstanceOf(JournalException.class);
    }

    private static JournalException.Kind kind(CompletableFuture<Long> refused) {
        return refused.handle((sequence, e) -> {
                    if (e instanceof JournalException reason) {
                        return reason.kind();
                    }
                    throw new AssertionError("was not refused", e);
                })
                .join();
    }

    /** Holds the first sync back until it is opened. */
    private static final class Gate {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        Gate(FaultyFileLayer disk) {
            disk.beforeForce(() -> {
                reached.countDown();
                await(opened);
            });
        }

        void awaitSync() {
            await(reached);
        }

        void open() {
            opened.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(120, TimeUnit.SECONDS)) {
                    throw new AssertionError("nothing came here to be synced");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
