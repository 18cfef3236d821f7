package dev.remit.core.contract;

import dev.remit.core.condition.ActionCondition;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a person must allow an action first.
 *
 * @param when where it asks for approval; null for always
 * @param by who may approve
 * @param within how long an approval can be waited for
 * @param people how many different people, 1 to 5
 * @param fourEyes whether nobody may approve what was asked for in their own name
 * @param tellWhy whether the agent may read why it was denied
 */
public record Approval(
        @Nullable ActionCondition when,
        Set<Approver> by,
        Duration within,
        int people,
        boolean fourEyes,
        boolean tellWhy) {
    public Approval {
        by = Set.copyOf(by);
    }

    /** Who may approve. */
    public enum Approver {
        APPROVER,
        OPERATOR,
        ADMIN,
        DATA_OWNER;

        /** As it is written in YAML. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
