package dev.remit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final int THREADS = 8;
    private static final int EACH = 20_000;
    private final JournalException closed = Refusal.closed(Path.of("journal"));

    private final Intake intake = new Intake(Long.MAX_VALUE / 2);

    @Test
    void everythingPutInIsTakenOutOnceAndInTheOrderOfEachWhoPutIn() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> offering = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                offering.add(threads.submit(offerFrom(i)));
            }
            int[] next = new int[THREADS];
            int taken = 0;
            while (taken < THREADS * EACH) {
                List<Intake.Entry> group = intake.take(1000, 100);
                for (Intake.Entry entry : group) {
                    ByteBuffer content = ByteBuffer.wrap(entry.frame());
                    assertThat(content.getInt(4)).isEqualTo(next[content.getInt(0)]++);
                }
                taken += group.size();
                intake.gather(2, Duration.ofNanos(1000));
                intake.release(group);
            }
            for (Future<Integer> each : offering) {
                assertThat(each.get()).isEqualTo(EACH);
            }
            assertThat(intake.waiting()).isZero();
        }
    }

    @Test
    void whatWasTakenInBeforeClosingIsTakenOutAndNothingElse() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> offering = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                offering.add(threads.submit(offerFrom(i)));
            }
            int taken = intake.take(1000, 100).size();
            threads.execute(() -> intake.close(closed));
            for (List<Intake.Entry> group = intake.take(1000, 100); !group.isEmpty(); group = intake.take(1000, 100)) {
                taken += group.size();
            }
            int accepted = 0;
            for (Future<Integer> each : offering) {
                accepted += each.get();
            }
            assertThat(taken).isEqualTo(accepted);
        }
    }

    @Test
    void afterDrainingItRefusesUntilTheLastOfThoseDrainedWasTold() {
        List<Intake.Entry> before = List.of(entry(0, 0), entry(0, 1));
        before.forEach(intake::offer);
        assertThat(intake.drain(closed)).isEqualTo(before);
        intake.reopenAfter(before);
        before.getFirst().outcome().completeExceptionally(closed);
        assertThat(intake.offer(entry(0, 1))).contains(closed);
        before.getLast().outcome().completeExceptionally(closed);
        assertThat(intake.offer(entry(0, 2))).isEmpty();
        assertThat(intake.waiting()).isEqualTo(1);
    }

    @Test
    void closingWhileDrainedLasts() {
        JournalException full = Refusal.stopped(Path.of("journal"), 0, closed);
        Intake.Entry before = entry(0, 0);
        intake.offer(before);
        intake.drain(full);
        intake.close(closed);
        intake.reopenAfter(List.of(before));
        before.outcome().completeExceptionally(full);
        assertThat(intake.offer(entry(0, 0))).contains(closed);
        assertThat(intake.take(1000, 100)).isEmpty();
    }

    /** @return how many were taken in */
    private Callable<Integer> offerFrom(int thread) {
        return () -> {
            int accepted = 0;
            while (accepted < EACH && intake.offer(entry(thread, accepted)).isEmpty()) {
                accepted++;
            }
            return accepted;
        };
    }

    private static Intake.Entry entry(int thread, int number) {
        return new Intake.Entry(
                ByteBuffer.allocate(8).putInt(thread).putInt(number).array());
    }
}
