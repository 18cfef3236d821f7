package dev.remit.gateway.retention;

import dev.remit.gateway.admin.AdminService;
import dev.remit.gateway.identity.AccountDesk;
import dev.remit.gateway.identity.AgentDesk;
import dev.remit.gateway.identity.Tokens;
import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.key.RootKey;
import dev.remit.gateway.record.RecordCheck;
import dev.remit.gateway.record.Store;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import dev.remit.gateway.trail.HashedNames;
import dev.remit.gateway.trail.Index;
import dev.remit.gateway.trail.Indexer;
import dev.remit.gateway.trail.Query;
import dev.remit.gateway.trail.Records;
import dev.remit.gateway.trail.Reindex;
import dev.remit.gateway.trail.StoredRecords;
import dev.remit.gateway.trail.Trail;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.log.Finding;
import dev.remit.ledger.log.Fsck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A small shop with an index and all that erases. */
public final class ErasableShop implements AutoCloseable {
    static final Query.Customer ZAN = new Query.Customer("acme", "CUS-4711");
    static final Query.Customer WOLF = new Query.Customer("acme", "CUS-4712");

    private static final AtomicLong IDS = new AtomicLong();

    final Shopfront front;
    final Store store;
    final Index index;
    final Records records;
    final HashedNames names;
    final KeyedHash claims;
    final Holds holds;
    final Retention retention;
    final Shredder shredder;
    private final Indexer indexer;
    private final Path data;

    public ErasableShop(SmallShop shop, TestClock clock) {
        this(shop, clock, Retention.MOST, step -> {});
    }

    ErasableShop(SmallShop shop, TestClock clock, int most, Consumer<Shredder.Step> hook) {
        this(shop, clock, most, hook, step -> {});
    }

    ErasableShop(
            SmallShop shop,
            TestClock clock,
            int most,
            Consumer<Shredder.Step> hook,
            Consumer<Retention.Step> retaining) {
        this(shop, clock, FileLayer.system(), most, hook, retaining);
    }

    /** @param disk what the journal stands on */
    ErasableShop(
            SmallShop shop,
            TestClock clock,
            FileLayer disk,
            int most,
            Consumer<Shredder.Step> hook,
            Consumer<Retention.Step> retaining) {
        data = shop.data();
        front = shop.open(clock, disk, journal -> journal, reader -> reader);
        store = front.store();
        RootKey root = store.keys().root();
        names = new HashedNames(new KeyedHash(root.derive(RootKey.Use.INDEX_HASH)));
        claims = new KeyedHash(root.derive(RootKey.Use.CLAIM_HASH));
        index = Index.open(data.resolve("index.db"), names, System::nanoTime);
        records = new StoredRecords(store);
        indexer = new Indexer(index, records, names);
        store.recorder()
                .follow((sequence, entry, parts) ->
                        indexer.durable(sequence, StoredRecords.written(sequence, entry, parts)));
        indexer.start();
        holds = new Holds(store.state(), store.recorder(), names, clock, ErasableShop::id);
        retention = new Retention(store, index, holds, clock, ErasableShop::id, most, retaining);
        shredder = new Shredder(
                store, index, holds, () -> front.grants().custody(), claims, clock, ErasableShop::id, hook);
    }

    private static String id() {
        return "erasing-" + IDS.incrementAndGet();
    }

    /** What erases, as a gateway has it. */
    Erasure erasure(TestClock clock) {
        return new Erasure(store, holds, retention, shredder, clock);
    }

    /** What operators may ask. */
    public AdminService admin(TestClock clock) {
        Tokens tokens = new Tokens(new SecureRandom(), claims);
        AccountDesk accounts = new AccountDesk(store.state(), store.recorder(), tokens, clock, ErasableShop::id);
        Trail trail = new Trail(
                records,
                index,
                indexer,
                new Reindex(index, records, names, System::nanoTime),
                null,
                store.recorder(),
                clock);
        return new AdminService(
                store,
                front.agents(),
                accounts,
                front.stops(),
                null,
                trail,
                erasure(clock),
                tokens,
                clock,
                ErasableShop::id);
    }

    /** Serves a customer of acme. */
    public void serve(String email) {
        front.call(front.verified(helper(), email), "list_orders", "{}");
        settle();
    }

    /** A credential of the agent that may serve customers. */
    String helper() {
        return store.state().agent("helper") == null
                ? front.agent("helper", "acme")
                : switch (front.agents().rotate("helper", Duration.ZERO)) {
                    case AgentDesk.Outcome.Issued(var agent, String credential) -> credential;
                    case AgentDesk.Outcome other -> throw new AssertionError(other);
                };
    }

    /** How many entries lead to a customer of acme. */
    public int linked(String subject) {
        return settle().of(new Query.Customer("acme", subject)).size();
    }

    /** Where the first entry of a customer of acme is. */
    public long firstOf(String subject) {
        return settle().of(new Query.Customer("acme", subject)).getFirst();
    }

    /** Returns when all that is on record is in the index. */
    ErasableShop settle() {
        Shopfront.await(() -> indexer.behind() == 0);
        store.forget(List.of());
        return this;
    }

    List<Long> of(Query.Customer customer) {
        return index.sequences(customer, 0, 1_000);
    }

    Records.Opened read(long sequence) {
        return records.read(sequence);
    }

    /** How many entries say that. */
    int count(String event) {
        int count = 0;
        for (long at = 0; at < records.size(); at++) {
            count +=
                    records.read(at) instanceof Records.Opened.Clear clear && event.equals(clear.fact("event")) ? 1 : 0;
        }
        return count;
    }

    /** The newest event of that name. */
    Records.Opened.Clear newest(String event) {
        for (long at = records.size() - 1; at >= 0; at--) {
            if (records.read(at) instanceof Records.Opened.Clear clear && event.equals(clear.fact("event"))) {
                return clear;
            }
        }
        throw new AssertionError("no " + event);
    }

    /** What is wrong with the log of a shop that is closed. */
    static List<Finding> fsck(SmallShop shop) {
        List<Finding> findings = new ArrayList<>();
        Fsck.of(shop.data().resolve("log"), FileLayer.system())
                .checking(new RecordCheck())
                .run(findings::add);
        return findings;
    }

    /** The files of the data directory in which these bytes stand. */
    static List<String> filesWith(Path data, byte[] bytes) {
        String needle = new String(bytes, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> text(file).contains(needle))
                    .map(file -> data.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        indexer.close();
        index.close();
        front.close();
    }
}
