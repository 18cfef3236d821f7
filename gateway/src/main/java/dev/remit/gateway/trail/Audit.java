package dev.remit.gateway.trail;

import dev.remit.gateway.record.DisclosedFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as one person asks it. That it was asked, by whom and for what, is durable before there is an answer. Every
 * method throws {@link TrailException} where there is none. Thread-safe.
 */
public interface Audit {
    /** A page of entries, newest first. */
    Page search(Query query, Disclosure disclosure);

    /** Who saw what of a customer. */
    Accesses accesses(Range range);

    /** One entry: by its place, or the last one of a correlation id; empty where there is none (yet). */
    Optional<Records.Opened> show(String reference);

    /**
     * What went in and came out of one entry, as JSON, in the form that the contract allowed; empty where there is no such
     * entry, nothing was kept, or it is erased.
     */
    Optional<String> payload(String reference);

    /** The proof that an entry is in the log; empty where there is no such entry, or no checkpoint that covers it yet. */
    Optional<byte[]> prove(String reference);

    /**
     * What it takes to show some facts of an entry to an outsider who has its proof.
     *
     * @param facts the names of those to show; none means all
     * @return empty where there is no such entry, its details are erased, or it has none of these facts
     */
    Optional<DisclosedFacts> disclose(String reference, Set<String> facts);

    /** A part of an export. */
    Lines export(Part part, Disclosure disclosure);

    /** How the ledger stands. */
    State status();

    /**
     * @param next where the next page begins, or null after the last
     * @param unindexed how many records could not be looked at, because they are not in the index yet
     */
    record Page(List<Records.Opened> entries, Query.@Nullable Place next, long unindexed) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /** A customer and a time. */
    record Range(
            Query.Customer customer,
            @Nullable Instant since,
            @Nullable Instant until) {}

    /**
     * @param from the first place
     * @param to the place after the last
     * @param since entries before the first one of that time are left out, or null
     * @param limit how many lines at most, 1 to {@value #MOST}
     */
    record Part(long from, long to, @Nullable Instant since, int limit, ExportFormat format) {
        public static final int MOST = 1_000;
    }

    /**
     * @param text one object a line, each with its end
     * @param next the place where the next part begins, or null after the last
     * @param to the place after the last one that this export has, as things stand
     */
    record Lines(String text, int count, @Nullable Long next, long to) {}

    /**
     * @param records that are durable
     * @param indexed how many of them are in the index
     * @param failure why the index stands still, or null
     */
    record State(long records, long indexed, @Nullable String failure, Reindex.Status reindex) {}
}
