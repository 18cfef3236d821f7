package dev.remit.core.catalog;

import dev.remit.core.finding.Location;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an action is told.
 *
 * @param most the most items of a list, 1 to 100; 0 where the argument is a single value
 * @param of the resource whose key the value is: it must be a row of this grant's customer, or one that is not any
 *     customer's. Null where the value names nothing
 * @param choices the only values allowed; empty where there are others
 * @param least the least number, or null
 * @param highest the highest number, or null
 * @param longest the longest text, in characters
 */
public record Argument(
        String name,
        FieldType type,
        Kind kind,
        int most,
        boolean required,
        @Nullable Resource of,
        List<String> choices,
        @Nullable BigDecimal least,
        @Nullable BigDecimal highest,
        int longest,
        String description,
        Location location) {
    public Argument {
        choices = List.copyOf(choices);
    }

    public boolean list() {
        return most > 0;
    }

    /** Whether whoever calls words it: neither a key, nor one of some choices, nor of a kind that says what it is. */
    public boolean freeText() {
        return type == FieldType.TEXT && of == null && choices.isEmpty() && (kind == Kind.TEXT || kind == Kind.OTHER);
    }
}
