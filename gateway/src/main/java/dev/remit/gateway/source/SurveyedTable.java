package dev.remit.gateway.source;

import dev.remit.core.catalog.FieldType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table or view, as its source describes it.
 *
 * @param schema the schema that it is in; empty where the source has none
 * @param name as a catalog names it: with its schema only where the source does not find it without
 * @param view whether it is a view, which has no keys
 * @param columns in the source's order
 * @param primaryKey its columns in order; empty where it has none
 * @param unique columns that together tell rows apart, the primary key's among them
 * @param leading columns that an index begins with
 * @param links its foreign keys
 */
public record SurveyedTable(
        String schema,
        String name,
        boolean view,
        List<Column> columns,
        List<String> primaryKey,
        List<List<String>> unique,
        Set<String> leading,
        List<Link> links) {
    public SurveyedTable {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        unique = List.copyOf(unique);
        leading = Set.copyOf(leading);
        links = List.copyOf(links);
    }

    /**
     * One column.
     *
     * @param sourceType as the source calls it
     * @param type our type that fits it best; null where none does
     * @param types all of our types that can carry it
     * @param nullable whether it may hold NULL, as far as the source can tell
     * @param readable whether the credential may read it
     */
    public record Column(
            String name,
            String sourceType,
            @Nullable FieldType type,
            Set<FieldType> types,
            boolean nullable,
            boolean readable) {
        public Column {
            types = Set.copyOf(types);
        }
    }

    /**
     * A foreign key.
     *
     * @param table the table that it points at, as {@link SurveyedTable#name} has it
     * @param toColumns empty where they are that table's primary key
     */
    public record Link(List<String> columns, String table, List<String> toColumns) {
        public Link {
            columns = List.copyOf(columns);
            toColumns = List.copyOf(toColumns);
        }
    }
}
