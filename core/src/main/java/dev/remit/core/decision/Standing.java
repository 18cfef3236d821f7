package dev.remit.core.decision;

import dev.remit.core.catalog.DataClass;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a conversation stands when a call is decided.
 *
 * @param tenant the grant's
 * @param subject the grant's customer, or null where none is bound
 * @param rowsLeft of the budget, after what other calls under way have reserved; never negative
 * @param served classes that this conversation was served
 */
public record Standing(String tenant, @Nullable String subject, int rowsLeft, Set<DataClass> served) {
    public Standing {
        served = Set.copyOf(served);
    }
}
