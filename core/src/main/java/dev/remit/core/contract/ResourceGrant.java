package dev.remit.core.contract;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Handling;
import dev.remit.core.catalog.Kind;
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

    /**
     * Whether a field is granted, and released as it is: the only fields that may be filtered or ordered by. Free text is
     * not: it is scanned before it is released, and a filter or an order would judge it unscanned.
     */
    public boolean clear(Field field) {
        GrantedField granted = fields.get(field.name());
        return granted != null && granted.handling() == Handling.CLEAR && field.kind() != Kind.TEXT;
    }

    /** The fields that a list may be filtered by: {@code find_by} of the catalog, where clear here. */
    public List<Field> filters() {
        return resource.findBy().stream()
                .map(name -> resource.fields().get(name))
                .filter(field -> field != null && clear(field))
                .toList();
    }
}
