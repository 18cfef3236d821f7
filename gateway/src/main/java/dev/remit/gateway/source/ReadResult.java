package dev.remit.gateway.source;

import dev.remit.core.decision.Read;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a read gave. */
public sealed interface ReadResult {
    /**
     * Rows.
     *
     * @param rows in order, each with one value per column of the read, of the column's Java type or null
     * @param keys the key of each row: for the record, whether or not the key is released
     * @param next where this page ended, where there is more; null where there is no more
     */
    record Rows(List<List<@Nullable Object>> rows, List<Object> keys, Read.@Nullable Position next)
            implements ReadResult {}

    /** Nothing came, and nothing may be released. */
    record Failed(SourceFailure failure) implements ReadResult {}
}
