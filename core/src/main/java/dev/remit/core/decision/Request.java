package dev.remit.core.decision;

import dev.remit.core.contract.ResourceGrant;
import dev.remit.core.decision.Read.Order;
import dev.remit.core.decision.Read.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an agent asks of a grant, typed and validated. Values are of the Java types that the fields' types name. */
public sealed interface Request {
    ResourceGrant grant();

    /**
     * One thing.
     *
     * @param key its key, or null where the resource has at most one row for the customer
     */
    record Get(ResourceGrant grant, @Nullable Object key) implements Request {}

    /**
     * A page of things.
     *
     * @param limit asked for; null for the contract's
     */
    record ListOf(
            ResourceGrant grant,
            List<Read.Filter> filters,
            @Nullable Order order,
            @Nullable Position after,
            @Nullable Integer limit)
            implements Request {
        public ListOf {
            filters = List.copyOf(filters);
        }
    }
}
