package dev.remit.gateway.source;

import dev.remit.core.catalog.Action;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One action, decided and ready to be done.
 *
 * @param operation names this one doing of it, for all time: what is repeated under the same name is done once
 * @param tenant of the grant
 * @param subject the customer of the grant, or null where it has none
 * @param values what it is told, and the totals among its facts, by name: of the Java types that {@code FieldType} names;
 *     lists of them; an argument that was left out is absent
 */
public record Deed(
        Action action,
        String operation,
        String tenant,
        @Nullable String subject,
        Map<String, Object> values) {
    public Deed {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
