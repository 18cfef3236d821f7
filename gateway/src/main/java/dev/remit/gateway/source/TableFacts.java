package dev.remit.gateway.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a source says of one of its tables.
 *
 * @param name as the catalog names it
 * @param view whether it is a view, of which indexes cannot be known
 * @param columns by name, in the source's order
 */
record TableFacts(String name, boolean view, SequencedMap<String, ColumnFacts> columns) {
    TableFacts {
        columns = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(columns));
    }

    ColumnFacts column(String column) throws WrongShape {
        ColumnFacts facts = columns.get(column);
        if (facts == null) {
            throw new WrongShape("table " + name + " has no column " + column);
        }
        return facts;
    }
}
