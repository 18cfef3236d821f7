package dev.remit.gateway.contracttest;

import dev.remit.core.decision.Reason;
import dev.remit.core.finding.Location;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

    /**
     * One call and what must come of it.
     *
     * @param person what a person then says about the operation, or null where nobody is asked
     * @param then the rows of tables afterwards; of a table that is not named nothing is expected
     */
    record Step(
            String tool,
            ObjectNode arguments,
            Expected expected,
            @Nullable Person person,
            Map<SampleTables.Table, List<SampleRow>> then,
            Location at) {}

    /** What a person says about an operation that waits. */
    enum Person {
        ALLOWS,
        DENIES;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What can become of an operation, as agents are told. */
    enum Status {
        DONE,
        WAITING,
        DRAFT,
        DRY_RUN,
        UNDONE,
        UNKNOWN,
        DENIED,
        EXPIRED,
        DROPPED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What must come of a call. */
    sealed interface Expected {
        /** Exactly this. */
        record Returns(ObjectNode result) implements Expected {}

        record Refused(Reason reason) implements Expected {}

        /**
         * An operation of that status.
         *
         * @param result what the action gives back, exactly; null for any or none
         * @param because why it waits, in any order; null where it does not matter
         */
        record Became(
                Status status,
                @Nullable ObjectNode result,
                @Nullable Set<String> because) implements Expected {}
    }
}
