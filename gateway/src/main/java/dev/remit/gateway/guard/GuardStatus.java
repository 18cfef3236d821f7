package dev.remit.gateway.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the guard stands, for operators.
 *
 * @param builtAt when the values were read, or null if never
 * @param fingerprints of these values; a value has one to three
 * @param changes fingerprints that came since, from customers that were read again
 * @param waiting customers that wait to be read again
 * @param failures builds that failed since the gateway started
 * @param others places withheld since the start because they are another customer's
 * @param unsourced places withheld since the start because they come from nowhere
 * @param covered resources whose values are read
 * @param uncovered sources whose values cannot be read through
 * @param rebuild how the newest build stands, as {@link #json} has it
 */
public record GuardStatus(
        @Nullable Instant builtAt,
        Duration age,
        long fingerprints,
        int changes,
        int waiting,
        long failures,
        long others,
        long unsourced,
        List<String> covered,
        List<String> uncovered,
        ObjectNode rebuild) {
    /** As commands are told. */
    public ObjectNode json() {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("built_at", builtAt == null ? null : builtAt.toString())
                .put("age_seconds", age.toSeconds())
                .put("fingerprints", fingerprints)
                .put("changes", changes)
                .put("waiting", waiting)
                .put("failed_builds", failures);
        answer.putObject("withheld").put("other_customers", others).put("unsourced", unsourced);
        list(answer.putArray("covered"), covered);
        list(answer.putArray("not_covered"), uncovered);
        answer.set("rebuild", rebuild);
        return answer;
    }

    private static void list(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
