package dev.remit.gateway;

import dev.remit.gateway.config.Settings;
import dev.remit.gateway.http.Endpoint;
import dev.remit.gateway.identity.AccountDesk;
import dev.remit.gateway.key.Aead;
import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.key.RootKey;
import dev.remit.gateway.line.Custody;
import dev.remit.gateway.ops.Check;
import dev.remit.gateway.ops.Metrics;
import dev.remit.gateway.publish.LogIdentity;
import dev.remit.gateway.publish.LogProofs;
import dev.remit.gateway.publish.Publishing;
import dev.remit.gateway.record.Store;
import dev.remit.gateway.rest.LedgerWire;
import dev.remit.gateway.retention.Erasure;
import dev.remit.gateway.retention.Retention;
import dev.remit.gateway.trail.AuditDesk;
import dev.remit.gateway.trail.HashedNames;
import dev.remit.gateway.trail.Index;
import dev.remit.gateway.trail.Indexer;
import dev.remit.gateway.trail.Published;
import dev.remit.gateway.trail.Records;
import dev.remit.gateway.trail.Reindex;
import dev.remit.gateway.trail.StoredRecords;
import dev.remit.gateway.trail.Trail;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a gateway that listens makes of its records: a published log, and an index to ask. */
final class RunningLedger implements AutoCloseable {
    private final Store store;
    private final boolean open;
    private final Publishing publishing;
    private final Index index;
    private final Indexer indexer;
    private final Reindex reindex;
    private final Trail trail;

    private RunningLedger(
            Store store,
            boolean open,
            Publishing publishing,
            Index index,
            Indexer indexer,
            Reindex reindex,
            Trail trail) {
        this.store = store;
        this.open = open;
        this.publishing = publishing;
        this.index = index;
        this.indexer = indexer;
        this.reindex = reindex;
        this.trail = trail;
    }

    static RunningLedger start(
            Settings settings, Store store, SecureRandom random, InstantSource clock, Metrics metrics) {
        Path data = settings.data();
        RootKey root = store.keys().root();
        LogIdentity identity = LogIdentity.readOrCreate(
                data.resolve("log.json"),
                settings.ledger().origin(),
                new Aead(root.derive(RootKey.Use.LOG_KEY), random),
                random);
        HashedNames names = new HashedNames(new KeyedHash(root.derive(RootKey.Use.INDEX_HASH)));
        Records records = new StoredRecords(store);
        Index index = Index.open(data.resolve("index.db"), names, System::nanoTime);
        Indexer indexer = new Indexer(index, records, names);
        store.recorder()
                .follow((sequence, entry, parts) ->
                        indexer.durable(sequence, StoredRecords.written(sequence, entry, parts)));
        indexer.start();
        Reindex reindex = new Reindex(index, records, names, System::nanoTime).resume();
        Trail trail = new Trail(records, index, indexer, reindex, new LogProofs(store.log()), store.recorder(), clock);
        Publishing publishing = Publishing.start(store.log(), store.journal(), identity, settings.ledger(), clock);
        RunningLedger ledger =
                new RunningLedger(store, settings.ledger().open(), publishing, index, indexer, reindex, trail);
        ledger.measure(metrics);
        return ledger;
    }

    private void measure(Metrics metrics) {
        metrics.gauge(
                "log_entries", "Entries in the log.", () -> publishing.status().size());
        metrics.gauge(
                "log_published",
                "Entries that the published checkpoint covers.",
                () -> publishing.status().published());
        metrics.gauge(
                "log_cosignatures_wanted",
                "Witnesses that are asked for each checkpoint.",
                () -> publishing.status().wanted());
        metrics.gauge(
                "log_cosignatures",
                "Witnesses that cosigned the published checkpoint.",
                () -> publishing.status().got());
        metrics.gauge("index_behind", "Records that are not in the index yet.", indexer::behind);
    }

    Trail trail() {
        return trail;
    }

    /** What erases, over the same index. */
    Erasure erasure(Supplier<Custody> custody, InstantSource clock, Supplier<String> ids, Metrics metrics) {
        Erasure erasure = Erasure.of(store, index, custody, clock, ids);
        Retention retention = erasure.retention();
        metrics.gauge(
                "retention_records_erased",
                "Records whose details were erased since the start, because their time was over.",
                () -> retention.progress().records());
        metrics.gauge(
                "retention_payloads_erased",
                "Payloads that were erased since the start, because their time was over.",
                () -> retention.progress().payloads());
        metrics.gauge(
                "retention_held",
                "Records that the last run found due and under a legal hold.",
                () -> retention.progress().held());
        metrics.gauge(
                "shreddings_pending",
                "Erasures of customers that were begun and are not done.",
                () -> store.state().shreddings().size());
        return erasure;
    }

    /** What auditors ask, and the log as others verify it. */
    List<Endpoint> endpoints(AccountDesk accounts) {
        AuditDesk desk = new AuditDesk(trail, accounts);
        Published published = new Published(store.log(), store.log()::published);
        List<Endpoint> all = new ArrayList<>(LedgerWire.asking(desk));
        all.addAll(LedgerWire.published(published, desk, open));
        return all;
    }

    List<Check> checks() {
        return List.of(new Check("log", publishing::isWell), new Check("index", () -> indexer.failure() == null));
    }

    /** Ends before the store is closed. */
    @Override
    public void close() {
        publishing.close();
        reindex.close();
        indexer.close();
        index.close();
    }
}
