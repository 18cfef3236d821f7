package dev.remit.gateway.source;

import dev.remit.core.catalog.Action;
import java.util.Collection;

/** A source of which it can be said whether it could do what the catalog declares. */
public interface InspectedWriter extends Writer {
    /**
     * Looks whether the source could do the actions, without doing any.
     *
     * @param actions the catalog's; those of other sources are left out
     * @return with the names of the actions that cannot be done as unserved
     */
    Inspection inspect(Collection<Action> actions);
}
