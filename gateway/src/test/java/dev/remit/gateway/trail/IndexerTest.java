package dev.remit.gateway.trail;

import static dev.remit.gateway.testing.Shopfront.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexerTest {
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

    private Records.Opened add() {
        return records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
    }

    private List<Long> all() {
        return index.find(Query.newest(Query.MOST)).stream().map(Row::sequence).toList();
    }

    @Test
    void whatBecomesDurableIsFoundWithoutBeingReadAgain() {
        try (Indexer indexer = new Indexer(index, records, names).start()) {
            indexer.durable(add());
            indexer.durable(add());
            await(() -> index.next() == 2);
        }
        assertThat(all()).containsExactly(1L, 0L);
    }

    @Test
    void whoAsksFindsWhatWasOnRecordBefore() {
        try (Indexer indexer = new Indexer(index, records, names).start()) {
            for (int i = 1; i <= 20; i++) {
                indexer.durable(add());
                assertThat(indexer.catchUp(Duration.ofMinutes(1))).isZero();
                assertThat(all()).hasSize(i);
            }
        }
    }

    @Test
    void whoAsksIsToldWhatAnIndexThatStandsStillLacks() {
        Indexer ended = new Indexer(index, records, names).start();
        ended.close();
        add();
        add();
        assertThat(ended.catchUp(Duration.ofMinutes(1))).isEqualTo(2);
    }

    @Test
    void atStartTheIndexIsBroughtUpToDateFromTheRecords() {
        LongStream.range(0, 5_000).forEach(i -> add());
        try (Indexer indexer = new Indexer(index, records, names).start()) {
            await(() -> index.next() == 5_000);
            assertThat(indexer.behind()).isZero();
            assertThat(indexer.failure()).isNull();
        }
        assertThat(records.reads).hasValue(5_000);
    }

    @Test
    void whatComesOutOfOrderOrNotAtAllIsFoundInOrder() {
        Records.Opened first = add();
        Records.Opened second = add();
        add(); // never handed over
        Records.Opened fourth = add();
        try (Indexer indexer = new Indexer(index, records, names)) {
            indexer.durable(fourth);
            indexer.durable(second);
            indexer.durable(first);
            indexer.start();
            await(() -> index.next() == 4);
        }
        assertThat(all()).containsExactly(3L, 2L, 1L, 0L);
    }

    @Test
    void moreThanItKeepsInMemoryIsReadFromTheRecords() {
        try (Indexer indexer = new Indexer(index, records, names)) {
            for (int i = 0; i < 7_000; i++) {
                indexer.durable(add());
            }
            indexer.start();
            await(() -> index.next() == 7_000);
        }
        assertThat(records.reads).hasValue(2_000);
    }

    @Test
    void anIndexAheadOfItsRecordsIsMadeAgain() {
        MemoryRecords before = new MemoryRecords();
        for (int i = 0; i < 3; i++) {
            before.add(MemoryRecords.call("CUS-1", "gone", "allow"));
        }
        index.add(before.rows(names, 0));
        add();
        try (Indexer indexer = new Indexer(index, records, names).start()) {
            await(() -> index.next() == 1 && indexer.behind() == 0);
        }
        assertThat(index.row(0).orElseThrow().labels().agent()).isEqualTo("helper");
        assertThat(index.row(1)).isEmpty();
    }

    @Test
    void aFailureIsSaidAndIsOverWhenItIsOver() {
        AtomicBoolean broken = new AtomicBoolean(true);
        records.beforeReading(sequence -> {
            if (broken.get()) {
                throw TrailException.unreadable("the disk is gone", null);
            }
        });
        add();
        try (Indexer indexer = new Indexer(index, records, names).start()) {
            await(() -> indexer.failure() != null);
            assertThat(indexer.failure()).contains("the disk is gone");
            broken.set(false);
            await(() -> indexer.failure() == null && index.next() == 1);
        }
    }
}
