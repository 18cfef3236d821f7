package dev.remit.core.decision;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Resource;
import dev.remit.core.condition.Predicate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decided read: everything that a source needs to answer it, and nothing that an agent chose but values.
 *
 * <p>Rows come back ordered by {@code order}, then by the resource's key. The statement's shape depends only on the
 * resource, the columns, the rules, which filters are present and the order, so a source prepares it once.
 *
 * @param columns the fields to select, in order; the source may select the key and the order field besides, for paging
 * @param rules row rules; all must hold
 * @param filters equality only; from fields that are clear to the grant, or the key of a {@code get}
 * @param order what to order by before the key, or null for the key alone
 * @param after where the last page ended, or null for the first page
 * @param limit the most rows to return, at least 1
 * @param tenant the grant's tenant
 * @param subject the grant's customer, or null where the resource's scope needs none
 * @param now the time of the call
 */
public record Read(
        Resource resource,
        List<Field> columns,
        List<Predicate> rules,
        List<Filter> filters,
        @Nullable Order order,
        @Nullable Position after,
        int limit,
        String tenant,
        @Nullable String subject,
        Instant now) {
    public Read {
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
        filters = List.copyOf(filters);
    }

    /**
     * Equality with a value of the field's type.
     *
     * @param value of the Java type that the field's type names
     */
    public record Filter(Field field, Object value) {}

    /** An ordering; absent values come last, whichever the direction. */
    public record Order(Field field, boolean descending) {}

    /**
     * Where a page ended.
     *
     * @param orderValue the order field's value in the last row; null where it was absent or there is no order
     * @param key the key's value in the last row
     */
    public record Position(@Nullable Object orderValue, Object key) {}
}
