package dev.remit.core.contract;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Handling;
import dev.remit.core.catalog.Resource;
import dev.remit.core.condition.Predicate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a contract grants of one resource.
 *
 * @param fields by name, in the order written; at least one
 * @param rows the row rule; {@code Always(true)} where there is none
 * @param limit the most rows that one call returns, 1 to 1,000
 */
public record ResourceGrant(Resource resource, SequencedMap<String, GrantedField> fields, Predicate rows, int limit) {
    public ResourceGrant {
        fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    /** Whether a field is granted, and in clear: the only fields that may be filtered or ordered by. */
    public boolean clear(Field field) {
        GrantedField granted = fields.get(field.name());
        return granted != null && granted.handling() == Handling.CLEAR;
    }

    /** The fields that a list may be filtered by: {@code find_by} of the catalog, where clear here. */
    public List<Field> filters() {
        return resource.findBy().stream()
                .map(name -> resource.fields().get(name))
                .filter(field -> field != null && clear(field))
                .toList();
    }
}
