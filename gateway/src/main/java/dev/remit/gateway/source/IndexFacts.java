package dev.remit.gateway.source;

import java.util.List;

/**
 * An index that covers the whole of a table.
 *
 * @param columns in order; an expression is an empty string
 */
record IndexFacts(List<String> columns, boolean unique) {
    IndexFacts {
        columns = List.copyOf(columns);
    }
}
