package dev.remit.gateway;

import dev.remit.gateway.admin.KeyDoor;
import dev.remit.gateway.admin.LogDoor;
import dev.remit.gateway.config.References;
import dev.remit.gateway.config.Settings;
import dev.remit.gateway.export.Exports;
import dev.remit.gateway.export.TargetStatus;
import dev.remit.gateway.http.Endpoint;
import dev.remit.gateway.identity.AccountDesk;
import dev.remit.gateway.key.Aead;
import dev.remit.gateway.key.KeyRotation;
import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.key.MasterKeySource;
import dev.remit.gateway.key.RootKey;
import dev.remit.gateway.line.Custody;
import dev.remit.gateway.ops.Check;
import dev.remit.gateway.ops.Metrics;
import dev.remit.gateway.publish.LogIdentity;
import dev.remit.gateway.publish.LogProofs;
import dev.remit.gateway.publish.NewOrigin;
import dev.remit.gateway.publish.Publishing;
import dev.remit.gateway.record.ClockWatch;
import dev.remit.gateway.record.Leaf;
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
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a gateway that listens makes of its records: a published log, and an index to ask. */
final class RunningLedger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningLedger.class);

    private final Store store;
    private final MasterKeySource source;
    private final ClockWatch watch;
    private final boolean open;
    private final Publishing publishing;
    private final Exports exports;
    private final Index index;
    private final Indexer indexer;
    private final Reindex reindex;
    private final Trail trail;

    private RunningLedger(
            Store store,
            MasterKeySource source,
            ClockWatch watch,
            boolean open,
            Publishing publishing,
            Exports exports,
            Index index,
            Indexer indexer,
            Reindex reindex,
            Trail trail) {
        this.store = store;
        this.source = source;
        this.watch = watch;
        this.open = open;
        this.publishing = publishing;
        this.exports = exports;
        this.index = index;
        this.indexer = indexer;
        this.reindex = reindex;
        this.trail = trail;
    }

    static RunningLedger start(
            Settings settings,
            References references,
            Store store,
            SecureRandom random,
            InstantSource clock,
            Metrics metrics)
            throws IOException {
        Path data = settings.data();
        RootKey root = store.keys().root();
        LogIdentity identity = LogIdentity.readOrCreate(
                data.resolve(LogIdentity.FILE), settings.ledger().origin(), seal(store, random), random);
        HashedNames names = new HashedNames(new KeyedHash(root.derive(RootKey.Use.INDEX_HASH)));
        Records records = new StoredRecords(store);
        ClockWatch watch = watch(store, clock);
        Index index = Index.open(data.resolve(Index.FILE), names, System::nanoTime);
        Indexer indexer = new Indexer(index, records, names);
        store.recorder().follow((sequence, entry, parts) -> {
            watch.seen(entry.at());
            indexer.durable(sequence, StoredRecords.written(sequence, entry, parts));
        });
        indexer.start();
        Reindex reindex = new Reindex(index, records, names, System::nanoTime).resume();
        Trail trail = new Trail(records, index, indexer, reindex, new LogProofs(store.log()), store.recorder(), clock);
        Exports exports = Exports.open(
                settings.ledger().exports(),
                records,
                records.size(),
                data.resolve("export.json"),
                references,
                clock,
                random);
        Publishing publishing =
                Publishing.start(store.log(), store.journal(), identity, data, settings.ledger(), clock);
        exports.start();
        MasterKeySource source = DataDirectory.source(settings, references);
        RunningLedger ledger = new RunningLedger(
                store, source, watch, settings.ledger().open(), publishing, exports, index, indexer, reindex, trail);
        ledger.measure(metrics);
        return ledger;
    }

    /** Of the newest record alone: those before it are hardly ever later. */
    private static ClockWatch watch(Store store, InstantSource clock) {
        ClockWatch watch = new ClockWatch(clock);
        long size = store.journal().size();
        if (size > 0) {
            watch.seen(
                    Instant.ofEpochMilli(Leaf.read(store.entry(size - 1).leaf()).at()));
        }
        watch.trouble().ifPresent(LOG::warn);
        return watch;
    }

    private static Aead seal(Store store, SecureRandom random) {
        return new Aead(store.keys().root().derive(RootKey.Use.LOG_KEY), random);
    }

    private void measure(Metrics metrics) {
        metrics.gauge("log_cosignatures_required", "Witnesses that must cosign each checkpoint.", publishing::required);
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
        targets(metrics, "export_waiting", "Entries that a target has not accepted.", TargetStatus::waiting);
        targets(metrics, "export_failures", "Tries that failed in a row.", TargetStatus::failures);
        targets(metrics, "export_refused", "1 where somebody has to act.", status -> status.refused() ? 1 : 0);
        targets(metrics, "export_left_out", "Entries that a target accepted and left out.", TargetStatus::rejected);
        metrics.gauge("index_behind", "Records that are not in the index yet.", indexer::behind);
    }

    private void targets(Metrics metrics, String name, String help, ToDoubleFunction<TargetStatus> value) {
        metrics.gauges(
                name,
                help,
                "target",
                () -> exports.status().stream().collect(Collectors.toMap(TargetStatus::target, value::applyAsDouble)));
    }

    /**
     * What an operator does to the log.
     *
     * @param data the data directory
     * @param endGrants ends all grants, durably; says how many, or nothing if one is not on record
     */
    LogDoor door(
            Path data,
            Supplier<OptionalInt> endGrants,
            SecureRandom random,
            InstantSource clock,
            Supplier<String> ids) {
        NewOrigin newOrigin = new NewOrigin(
                publishing,
                identity -> identity.write(data.resolve(LogIdentity.FILE), seal(store, random)),
                store.recorder(),
                endGrants,
                clock);
        return new LogDoor(publishing, newOrigin, exports, watch, ids);
    }

    /** What an operator does to the keys that records are sealed under. */
    KeyDoor keys(SecureRandom random, InstantSource clock, Supplier<String> ids) {
        return new KeyDoor(new KeyRotation(source, store.keys(), random), store.recorder(), clock, ids);
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
        return List.of(Check.of("log", this::trouble), new Check("index", () -> indexer.failure() == null));
    }

    /** What is wrong with publishing, in a word, or null. */
    private @Nullable String trouble() {
        Publishing.Trouble trouble = publishing.trouble();
        return trouble == null ? null : trouble.name().toLowerCase(Locale.ROOT);
    }

    /** Ends before the store is closed. */
    @Override
    public void close() {
        exports.close();
        publishing.close();
        reindex.close();
        indexer.close();
        index.close();
    }
}
