package dev.remit.core.contract;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.finding.Location;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One workflow's contract, compiled.
 *
 * @param agents names of the agents that may open a grant for it
 * @param verify how the customer is found, or null
 * @param liveCase the case that a grant demands, or null
 * @param data by resource name, in the order written; may be empty
 * @param actions by name, in the order written; may be empty
 * @param apart sets of classes of which one conversation may be served only one
 * @param escalate when a person takes over
 * @param retention how long records of its calls can be read
 * @param payloads what records keep of what went in and came out
 * @param unsourced what becomes of an identifier from nowhere in an answer
 * @param digest lower-case hex SHA-256 over the compiled workflow and the parts of the catalog that it uses
 */
public record Workflow(
        String name,
        String purpose,
        String owner,
        String need,
        Phase phase,
        Set<String> agents,
        @Nullable Verify verify,
        @Nullable CaseRule liveCase,
        SequencedMap<String, ResourceGrant> data,
        SequencedMap<String, ActionGrant> actions,
        Limits limits,
        List<Set<DataClass>> apart,
        Boundary boundary,
        Escalate escalate,
        Retention retention,
        Payloads payloads,
        Unsourced unsourced,
        String digest,
        Location location) {
    public Workflow {
        agents = Set.copyOf(agents);
        actions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(actions));
        data = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(data));
        apart = apart.stream().map(Set::copyOf).toList();
    }

    Workflow withDigest(String digestOfIt) {
        return new Workflow(
                name,
                purpose,
                owner,
                need,
                phase,
                agents,
                verify,
                liveCase,
                data,
                actions,
                limits,
                apart,
                boundary,
                escalate,
                retention,
                payloads,
                unsourced,
                digestOfIt,
                location);
    }

    /** Whether a grant for it has a customer. */
    public boolean hasSubject() {
        return verify != null || (liveCase != null && liveCase.binds());
    }
}
