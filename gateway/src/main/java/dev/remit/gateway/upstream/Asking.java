package dev.remit.gateway.upstream;

import dev.remit.core.catalog.Access;
import dev.remit.gateway.source.SourceFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An upstream that can be asked for documents. Thread-safe. */
public interface Asking extends AutoCloseable {
    /**
     * Asks once. Values that do not fit the request ask for nothing, and get it.
     *
     * @param ask of the kind that this upstream takes
     * @param values by placeholder
     */
    Fetched ask(Access.Ask ask, Map<String, @Nullable Object> values);

    /** A failure of an answer, in words that name the upstream. */
    SourceFailure failure(SourceFailure.Reason reason, String what);

    /** What can be said of it without asking for documents. */
    sealed interface Look {
        /** @param changed the tools that are not as they were reviewed, and how, in words for the operator */
        record Reached(Map<String, String> changed) implements Look {
            public Reached {
                changed = Map.copyOf(changed);
            }
        }

        record Unreached(SourceFailure failure) implements Look {}
    }

    Look look();

    @Override
    void close();
}
