package dev.remit.core.catalog;

import dev.remit.core.finding.Location;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One kind of thing that a source holds.
 *
 * @param name unique over all sources; singular, as it stands in tool names: {@code get_order}
 * @param source the source that holds it
 * @param table the table or view, as the source calls it; may be qualified by a schema. Over HTTP, the resource's name
 * @param key the field that tells one row from another within the scope, and breaks ties in paging
 * @param findBy fields that a list may be filtered by, where a contract grants them in clear
 * @param fields in the order written; over HTTP, a field's column is a JSON pointer into a row
 * @param access how an upstream is asked; null in a database, whose statements follow from the table
 */
public record Resource(
        String name,
        String source,
        String table,
        Scope scope,
        Field key,
        List<String> findBy,
        SequencedMap<String, Field> fields,
        String description,
        Location location,
        @Nullable Access access) {
    public Resource {
        findBy = List.copyOf(findBy);
        fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    /** A resource in a database. */
    public Resource(
            String name,
            String source,
            String table,
            Scope scope,
            Field key,
            List<String> findBy,
            SequencedMap<String, Field> fields,
            String description,
            Location location) {
        this(name, source, table, scope, key, findBy, fields, description, location, null);
    }

    public @Nullable Field field(String fieldName) {
        return fields.get(fieldName);
    }
}
