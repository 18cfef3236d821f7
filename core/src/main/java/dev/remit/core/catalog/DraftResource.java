package dev.remit.core.catalog;

import dev.remit.core.finding.Location;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A resource before its scope is resolved; what could not be read of it, and has been reported, is null.
 *
 * @param tenant the tenant of the whole source
 * @param unreadable names of fields that are written, but could not be read
 */
record DraftResource(
        String name,
        String source,
        @Nullable String tenant,
        @Nullable String table,
        CatalogFile.@Nullable ScopeText scope,
        @Nullable Field key,
        List<String> findBy,
        SequencedMap<String, Field> fields,
        Set<String> unreadable,
        String description,
        Location location,
        @Nullable Access access) {

    /** The type of a column, where it is also a field. */
    @Nullable
    FieldType typeOf(String column) {
        for (Field field : fields.values()) {
            if (field.column().equals(column)) {
                return field.type();
            }
        }
        return null;
    }
}
