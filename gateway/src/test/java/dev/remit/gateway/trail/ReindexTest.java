package dev.remit.gateway.trail;

import static dev.remit.gateway.testing.Shopfront.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.trail.Query.Customer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReindexTest {
    private static final int MANY = 3_500;

    @TempDir
    Path directory;

    private final HashedNames names = MemoryRecords.names();
    private final MemoryRecords records = new MemoryRecords();
    private Index index;

    @BeforeEach
    void open() {
        index = Index.open(directory.resolve("index.db"), names, System::nanoTime);
    }

    @AfterEach
    void close() {
        index.close();
    }

    private void fill() {
        for (int i = 0; i < MANY; i++) {
            records.add(MemoryRecords.call("CUS-" + i % 7, "helper", "allow"));
        }
        index.add(records.rows(names, 0));
        records.reads.set(0);
    }

    private Reindex reindex() {
        return new Reindex(index, records, names, System::nanoTime);
    }

    private static Query of(String subject) {
        return new Query(
                new Customer("acme", subject),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                200,
                null);
    }

    private List<Long> found(String subject) {
        return index.find(of(subject)).stream().map(Row::sequence).toList();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theOldIndexAnswersUntilTheNewOneTakesItsPlace() {
        fill();
        // Only the new one will know that this is erased.
        records.erase(0);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch there = new CountDownLatch(1);
        records.beforeReading(sequence -> {
            if (sequence == 2_500) {
                there.countDown();
                waitFor(go);
            }
        });
        try (Reindex reindex = reindex()) {
            assertThat(reindex.status()).isInstanceOf(Reindex.Status.Idle.class);
            reindex.start();
            waitFor(there);
            assertThat(reindex.status()).isInstanceOf(Reindex.Status.Running.class);
            assertThat(reindex.start()).isInstanceOf(Reindex.Status.Running.class);
            assertThat(index.row(0).orElseThrow().erased()).isFalse();
            assertThat(found("CUS-3")).hasSize(200);
            // And it goes on growing.
            records.add(MemoryRecords.call("CUS-3", "helper", "allow"));
            index.add(records.rows(names, MANY));
            assertThat(found("CUS-3")).startsWith((long) MANY);
            go.countDown();
            await(() -> reindex.status() instanceof Reindex.Status.Done);
            assertThat(index.row(0).orElseThrow().erased()).isTrue();
            assertThat(found("CUS-3")).startsWith((long) MANY);
            assertThat(index.next()).isEqualTo(MANY + 1);
            assertThat(directory.resolve("index.db.new")).doesNotExist();
        }
        index.close();
        open();
        assertThat(index.next()).isEqualTo(MANY + 1);
    }

    @Test
    void whatWasBrokenOffGoesOnWhereItWas() {
        fill();
        CountDownLatch there = new CountDownLatch(1);
        Reindex first = reindex();
        records.beforeReading(sequence -> {
            if (sequence == 2_000) {
                there.countDown();
                throw TrailException.unreadable("the disk is gone", null);
            }
        });
        first.start();
        waitFor(there);
        await(() -> first.status() instanceof Reindex.Status.Failed);
        first.close();
        assertThat(found("CUS-3")).hasSize(200);
        index.close();
        assertThat(Files.exists(directory.resolve("index.db.new"))).isTrue();
        open();
        records.beforeReading(sequence -> assertThat(sequence).isGreaterThanOrEqualTo(2_000));
        records.reads.set(0);
        try (Reindex again = reindex().resume()) {
            await(() -> again.status() instanceof Reindex.Status.Done);
        }
        assertThat(records.reads).hasValue(MANY - 2_000);
        assertThat(index.next()).isEqualTo(MANY);
        assertThat(index.row(0)).isPresent();
    }

    @Test
    void nothingGoesOnWhereNothingWasBegun() {
        fill();
        try (Reindex reindex = reindex().resume()) {
            assertThat(reindex.status()).isInstanceOf(Reindex.Status.Idle.class);
        }
        assertThat(records.reads).hasValue(0);
    }

    @Test
    void whoIsForgottenMeanwhileStaysForgotten() {
        fill();
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch there = new CountDownLatch(1);
        records.beforeReading(sequence -> {
            if (sequence == 2_000) {
                there.countDown();
                waitFor(go);
            }
        });
        try (Reindex reindex = reindex()) {
            reindex.start();
            waitFor(there);
            // The batch that is being read holds the writer; forgetting waits for it and comes after.
            Thread forgetting =
                    Thread.ofVirtual().start(() -> index.forgetSubject(new Customer("acme", "CUS-3"), MANY));
            Thread erasing = Thread.ofVirtual().start(() -> index.markErased(List.of(4L, 3_404L)));
            await(() -> found("CUS-3").isEmpty());
            go.countDown();
            forgetting.join();
            erasing.join();
            await(() -> reindex.status() instanceof Reindex.Status.Done);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(found("CUS-3")).isEmpty();
        assertThat(index.row(4).orElseThrow().erased()).isTrue();
        assertThat(found("CUS-2")).hasSize(200);
    }
}
