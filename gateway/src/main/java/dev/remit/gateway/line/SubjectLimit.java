package dev.remit.gateway.line;

import dev.remit.core.contract.Workflow;
import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Windows;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many distinct customers one agent serves in an hour, for one workflow and tenant. */
final class SubjectLimit {
    private final Windows windows;
    private final KeyedHash hash;

    public SubjectLimit(Windows windows, KeyedHash hash) {
        this.windows = windows;
        this.hash = hash;
    }

    /**
     * Counts a customer unless counted before in this hour. The caller holds {@link Windows#order}.
     *
     * @return what to put on record, possibly nothing; null where the limit is reached
     */
    public @Nullable List<Change> take(String agent, Workflow workflow, String tenant, String subject, Instant now) {
        String counter = counter(agent, workflow, tenant);
        // A customer is counted anew in each hour of the counter, which does not begin with the customer's own.
        String member = counter + '/' + windows.begin(counter, now) + '/' + hash.hex("subject", tenant, subject);
        if (windows.count(member, now) > 0) {
            return List.of();
        }
        if (!room(agent, workflow, tenant, now)) {
            return null;
        }
        return List.of(windows.add(counter, now), windows.add(member, now));
    }

    /** Whether a customer who was not counted yet may be served. */
    boolean room(String agent, Workflow workflow, String tenant, Instant now) {
        return windows.count(counter(agent, workflow, tenant), now)
                < workflow.limits().subjectsPerHour();
    }

    private static String counter(String agent, Workflow workflow, String tenant) {
        return "subjects/" + agent + '/' + workflow.name() + '/' + tenant;
    }
}
