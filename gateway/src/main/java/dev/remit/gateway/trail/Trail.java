package dev.remit.gateway.trail;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.record.Recorder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that asking needs: the records, their index, and the recorder that notes who asked. Thread-safe.
 *
 * @param proofs makes proof files, or null where this gateway has no log to prove from
 */
public record Trail(
        Records records,
        Index index,
        Indexer indexer,
        Reindex reindex,
        @Nullable Proofs proofs,
        Recorder recorder,
        InstantSource clock) {
    /** Shorter than any correlation id, and always a number that fits. */
    private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");

    /** How long a question waits for the index to have all that is on record. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_.-]{1,64}");

    /**
     * The ledger for one request.
     *
     * @param role such as {@code account}: the name of the fact that says who asked
     * @param who the account's name, or {@code operator}
     */
    public Audit asks(String role, String who, CallContext context) {
        return new RecordedAudit(this, role, who, context);
    }

    /** The place that a reference means: itself, or that of the last entry of a correlation id. */
    OptionalLong place(String reference) {
        if (SEQUENCE.matcher(reference).matches()) {
            long sequence = Long.parseLong(reference);
            return sequence < records.size() ? OptionalLong.of(sequence) : OptionalLong.empty();
        }
        if (!ID.matcher(reference).matches()) {
            return OptionalLong.empty();
        }
        return place(reference, records, index);
    }

    /** Where the newest record of a correlation id is: among those that are not indexed yet, or in the index. */
    public static OptionalLong place(String id, Records records, Index index) {
        OptionalLong young = records.last(id, index.next());
        if (young.isPresent()) {
            return young;
        }
        List<Row> rows = index.find(
                new Query(null, null, null, null, null, null, null, null, null, null, null, id, null, null, 1, null));
        return rows.stream().mapToLong(Row::sequence).findFirst();
    }

    /** How many records are not in the index, after giving it a moment to take them. */
    long unindexed() {
        return indexer.catchUp(PATIENCE);
    }

    /** The entries of a page, opened. */
    List<Records.Opened> opened(List<Row> rows) {
        return rows.stream().map(row -> records.read(row.sequence())).toList();
    }

    Optional<byte[]> proof(long sequence) {
        if (proofs == null) {
            throw new TrailException(
                    TrailException.Code.UNSUPPORTED, "This gateway keeps no log that it could prove from.", null);
        }
        return proofs.proofFile(sequence);
    }
}
