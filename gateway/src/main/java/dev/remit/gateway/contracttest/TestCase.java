package dev.remit.gateway.contracttest;

import dev.remit.core.decision.Reason;
import dev.remit.core.finding.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One grant and what is done with it.
 *
 * @param verify what the customer says first, or null
 * @param ticket the case that the grant is opened for, or null
 * @param steps at least one
 */
record TestCase(
        String name,
        Location at,
        String agent,
        String tenant,
        @Nullable ObjectNode verify,
        @Nullable String ticket,
        List<Step> steps) {
    TestCase {
        steps = List.copyOf(steps);
    }

    /** One call and what must come of it. */
    record Step(String tool, ObjectNode arguments, Expected expected, Location at) {}

    /** What must come of a call. */
    sealed interface Expected {
        /** Exactly this. */
        record Returns(ObjectNode result) implements Expected {}

        record Refused(Reason reason) implements Expected {}
    }
}
