package dev.remit.gateway.source;

import dev.remit.core.decision.Read;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one run of a statement. */
record Inputs(
        List<Read.Filter> filters,
        String tenant,
        @Nullable String subject,
        Read.@Nullable Position after,
        int limit,
        Instant now) {
    static Inputs of(Read read) {
        return new Inputs(read.filters(), read.tenant(), read.subject(), read.after(), read.limit(), read.now());
    }

    static Inputs of(SubjectQuery query) {
        return new Inputs(query.filters(), query.tenant(), null, null, 1, query.now());
    }
}
