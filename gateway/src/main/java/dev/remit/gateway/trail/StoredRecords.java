package dev.remit.gateway.trail;

import dev.remit.gateway.record.DisclosedFacts;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.FactSet;
import dev.remit.gateway.record.Leaf;
import dev.remit.gateway.record.Opening;
import dev.remit.gateway.record.Sealer;
import dev.remit.gateway.record.SidecarParts;
import dev.remit.gateway.record.Store;
import dev.remit.ledger.JournalException;
import dev.remit.ledger.log.LogEntry;
import dev.remit.ledger.log.LogException;
import dev.remit.ledger.log.Sidecar;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** The records of a store, from its log. Thread-safe. */
public final class StoredRecords implements Records {
    private final Store store;

    public StoredRecords(Store store) {
        this.store = store;
    }

    @Override
    public long size() {
        return store.journal().size();
    }

    @Override
    public Opened read(long sequence) {
        try {
            LogEntry entry = store.entry(sequence);
            byte[] sidecar = entry.sidecar() instanceof Sidecar.Present(byte[] bytes) ? bytes : new byte[0];
            return switch (store.sealer().open(entry.leaf(), sidecar)) {
                case Opening.Erased(Leaf leaf) ->
                    new Opened.Erased(sequence, leaf.id(), Instant.ofEpochMilli(leaf.at()));
                case Opening.Opened opened ->
                    new Opened.Clear(
                            sequence,
                            opened.leaf().id(),
                            Instant.ofEpochMilli(opened.leaf().at()),
                            opened.leaf().keep(),
                            SidecarParts.read(sidecar).payload().length == 0
                                    ? 0
                                    : opened.leaf().payloadKeep(),
                            opened.facts().map(),
                            SidecarParts.read(sidecar).keyId());
            };
        } catch (SQLException | LogException | JournalException | IllegalArgumentException e) {
            throw TrailException.unreadable("Record " + sequence + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<DisclosedFacts> disclose(long sequence, Set<String> facts) {
        try {
            LogEntry entry = store.entry(sequence);
            if (!(entry.sidecar() instanceof Sidecar.Present(byte[] sidecar))) {
                return Optional.empty();
            }
            return store.sealer().disclose(entry.leaf(), sidecar, facts);
        } catch (SQLException | LogException | JournalException | IllegalArgumentException e) {
            throw TrailException.unreadable("Record " + sequence + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<String> payload(long sequence) {
        try {
            LogEntry entry = store.entry(sequence);
            return entry.sidecar() instanceof Sidecar.Present(byte[] sidecar)
                            && store.sealer().open(entry.leaf(), sidecar) instanceof Opening.Opened opened
                            && opened.payload() instanceof Opening.Payload.Kept(String json)
                    ? Optional.of(json)
                    : Optional.empty();
        } catch (SQLException | LogException | JournalException | IllegalArgumentException e) {
            throw TrailException.unreadable("Record " + sequence + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public OptionalLong last(String id, long from) {
        try {
            return store.last(id, from);
        } catch (LogException | JournalException | IllegalArgumentException e) {
            throw TrailException.unreadable("The records from " + from + " on cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * A record that was just made, as {@link #read} would give it, once it is asked for. Until then it holds as little of
     * the record as that takes: many of these wait when much comes at once.
     */
    public static Supplier<Opened> written(long sequence, Entry entry, Sealer.Sealed sealed) {
        String id = entry.id();
        Instant at = entry.at();
        int keep = entry.keep();
        int payloadKeep = entry.payload() == null ? 0 : entry.payloadKeep();
        FactSet facts = entry.facts();
        String event = entry.event();
        Entry.About about = entry.about();
        String key = sealed.keyId();
        return () -> new Opened.Clear(
                sequence,
                id,
                at,
                keep,
                payloadKeep,
                Entry.all(facts, event, about).map(),
                key);
    }
}
