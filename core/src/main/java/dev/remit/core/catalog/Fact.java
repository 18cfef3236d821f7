package dev.remit.core.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that the gateway looks up by itself before it decides about an action, within the scope of the grant: the
 * tenant and the customer are in the query, whatever the action was told.
 */
public sealed interface Fact {
    /** As conditions name it. */
    String name();

    Resource resource();

    /** Which rows; all of them must match. */
    List<Match> where();

    /** One row, whole; no row is {@code not_found}. */
    record Row(String name, Resource resource, List<Match> where) implements Fact {
        public Row {
            where = List.copyOf(where);
        }
    }

    /**
     * A number or a list over rows.
     *
     * @param field what is counted over; null only for {@link Over#COUNT}
     */
    record Total(
            String name,
            Over over,
            Resource resource,
            @Nullable Field field,
            List<Match> where) implements Fact {
        public Total {
            where = List.copyOf(where);
        }

        /** Of a sum the type of what is summed, of a count a whole number; of a list, of its items. */
        public FieldType type() {
            return field == null || over == Over.COUNT ? FieldType.INTEGER : field.type();
        }
    }

    /** What is made of rows. */
    enum Over {
        SUM,
        COUNT,
        /** The values, in no order; absent ones are left out. */
        VALUES
    }

    /** One field of the rows is known. */
    sealed interface Match {
        Field field();

        /** It equals what an argument says; for an argument that is a list, one of its items. */
        record Told(Field field, String argument) implements Match {}

        /** It equals this text. */
        record Always(Field field, String text) implements Match {}
    }
}
