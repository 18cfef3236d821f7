package dev.remit.core.contract;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A limit on how often an action is done, or on a sum over what it is told.
 *
 * @param most of calls, or of the amount
 * @param of the fact or argument that is summed, or null where calls are counted
 * @param per over whom it counts
 * @param within the window, which begins with the first call counted; for {@link Per#GRANT} it is the conversation's
 *     length whatever is written here
 */
public record Allowance(BigDecimal most, @Nullable String of, Per per, Duration within) {
    /** Over whom a limit counts. */
    public enum Per {
        /** One conversation: a grant with its renewals and all that was passed on from it. */
        GRANT,
        CUSTOMER,
        AGENT,
        WORKFLOW,
        TENANT,
        /** Everybody together. */
        ACTION;

        /** As it is written in YAML. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
