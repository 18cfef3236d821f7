package dev.remit.gateway.upstream;

import dev.remit.core.catalog.Field;
import dev.remit.core.decision.Read;
import dev.remit.gateway.source.CodePoints;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows by an order, then by their key, as every source gives them; absent values come last, whichever the direction. */
final class RowOrder implements Comparator<Map<String, @Nullable Object>> {
    private final Read.@Nullable Order order;
    private final Field key;

    public RowOrder(Read.@Nullable Order order, Field key) {
        this.order = order;
        this.key = key;
    }

    @Override
    public int compare(Map<String, @Nullable Object> one, Map<String, @Nullable Object> other) {
        Object a = order == null ? null : one.get(order.field().name());
        Object b = order == null ? null : other.get(order.field().name());
        return compare(a, one.get(key.name()), b, other.get(key.name()));
    }

    /** Whether a row comes after where a page ended. */
    public boolean isAfter(Map<String, @Nullable Object> row, Read.Position end) {
        Object value = order == null ? null : row.get(order.field().name());
        return compare(value, row.get(key.name()), order == null ? null : end.orderValue(), end.key()) > 0;
    }

    private int compare(@Nullable Object a, @Nullable Object aKey, @Nullable Object b, @Nullable Object bKey) {
        int byOrder = 0;
        if (order != null) {
            if (a == null || b == null) {
                byOrder = Boolean.compare(a == null, b == null);
            } else {
                byOrder = order.descending() ? values(b, a) : values(a, b);
            }
        }
        return byOrder != 0 || aKey == null || bKey == null ? byOrder : values(aKey, bKey);
    }

    private static int values(Object a, Object b) {
        return switch (a) {
            case String text -> CodePoints.compare(text, (String) b);
            case Long integer -> integer.compareTo((Long) b);
            case BigDecimal decimal -> decimal.compareTo((BigDecimal) b);
            case Boolean truth -> truth.compareTo((Boolean) b);
            case LocalDate date -> date.compareTo((LocalDate) b);
            case Instant instant -> instant.compareTo((Instant) b);
            default -> throw new IllegalArgumentException("a value is of no type that fields have");
        };
    }
}
