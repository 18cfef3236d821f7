package dev.remit.gateway.facts;

import dev.remit.core.catalog.Fact;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Handling;
import dev.remit.core.decision.Read;
import dev.remit.gateway.serving.Version;
import dev.remit.gateway.source.ReadResult;
import dev.remit.gateway.source.SourceFailure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the facts that an action is decided by: with the tenant and the customer of the grant in every query, and never
 * from what an agent says. Thread-safe.
 */
public final class FactFetch {
    /** A fact over more rows than this cannot be had. */
    private static final int MOST_ROWS = 1_000;

    private FactFetch() {}

    /** Whose facts. */
    public record Scope(String tenant, @Nullable String subject) {}

    /** What was found. */
    public sealed interface Found {
        /**
         * All of them, by name: a row as a map from its fields, a total as its value, values as a list.
         *
         * @param keys the keys of rows that were looked at, by fact, for the record
         */
        record All(SequencedMap<String, Object> values, SequencedMap<String, String> keys) implements Found {}

        /** A row is not there, or not this customer's. */
        record Missing(String fact) implements Found {}

        /** The source did not answer, or with too many rows. */
        record Failed(SourceFailure failure) implements Found {}
    }

    /** @param told what the action was told, by name; lists as lists */
    public static Found fetch(
            Version version, Collection<Fact> facts, Map<String, Object> told, Scope scope, Instant now) {
        SequencedMap<String, Object> values = new LinkedHashMap<>();
        SequencedMap<String, String> keys = new LinkedHashMap<>();
        for (Fact fact : facts) {
            if (leftOut(fact, told)) {
                continue;
            }
            switch (version.reader(fact.resource().source()).read(read(fact, told, scope, now))) {
                case ReadResult.Failed(SourceFailure failure) -> {
                    return new Found.Failed(failure);
                }
                case ReadResult.Rows rows
                when rows.next() != null -> {
                    return new Found.Failed(new SourceFailure(
                            SourceFailure.Reason.TOO_LARGE,
                            "fact " + fact.name() + ": more than " + MOST_ROWS + " rows"));
                }
                case ReadResult.Rows rows -> {
                    List<SequencedMap<String, @Nullable Object>> fitting = fitting(fact, rows, told);
                    if (fact instanceof Fact.Row && fitting.size() != 1) {
                        return new Found.Missing(fact.name());
                    }
                    values.put(fact.name(), value(fact, fitting));
                    keys.put(
                            fact.name(),
                            String.join(
                                    " ",
                                    rows.keys().stream().map(Object::toString).toList()));
                }
            }
        }
        return new Found.All(values, keys);
    }

    /** An argument that may be left out leaves out the row that it would name. */
    private static boolean leftOut(Fact fact, Map<String, Object> told) {
        return fact.where().stream()
                .anyMatch(match -> match instanceof Fact.Match.Told named && !told.containsKey(named.argument()));
    }

    private static Read read(Fact fact, Map<String, Object> told, Scope scope, Instant now) {
        List<Read.Filter> filters = new ArrayList<>();
        for (Fact.Match match : fact.where()) {
            switch (match) {
                case Fact.Match.Always(Field field, String text) -> filters.add(new Read.Filter(field, text));
                case Fact.Match.Told(Field field, String argument) -> {
                    Object value = told.get(argument);
                    if (value != null && !(value instanceof List)) {
                        filters.add(new Read.Filter(field, value));
                    }
                }
            }
        }
        boolean ofSubject = fact.resource().scope() instanceof dev.remit.core.catalog.Scope.OfSubject;
        return new Read(
                fact.resource(),
                looked(fact),
                List.of(),
                filters,
                null,
                null,
                fact instanceof Fact.Row ? 2 : MOST_ROWS,
                scope.tenant(),
                ofSubject ? scope.subject() : null,
                now);
    }

    /** What is never released is not looked at either. */
    private static List<Field> looked(Fact fact) {
        if (fact instanceof Fact.Row) {
            return fact.resource().fields().values().stream()
                    .filter(field -> field.floor() != Handling.NEVER)
                    .toList();
        }
        List<Field> fields = new ArrayList<>();
        fact.where().forEach(match -> fields.add(match.field()));
        if (fact instanceof Fact.Total total && total.field() != null && !fields.contains(total.field())) {
            fields.add(total.field());
        }
        return fields;
    }

    /** Rows whose fields are among the items of the lists that the action was told. */
    private static List<SequencedMap<String, @Nullable Object>> fitting(
            Fact fact, ReadResult.Rows rows, Map<String, Object> told) {
        List<Field> columns = looked(fact);
        List<SequencedMap<String, @Nullable Object>> fitting = new ArrayList<>();
        for (List<@Nullable Object> row : rows.rows()) {
            SequencedMap<String, @Nullable Object> values = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                values.put(columns.get(i).name(), row.get(i));
            }
            boolean fits = fact.where().stream().allMatch(match -> fits(match, values, told));
            if (fits) {
                fitting.add(values);
            }
        }
        return fitting;
    }

    /** What is no list stood in the query. */
    private static boolean fits(Fact.Match match, Map<String, @Nullable Object> values, Map<String, Object> told) {
        if (match instanceof Fact.Match.Told(Field field, String argument)
                && told.get(argument) instanceof List<?> items) {
            return contains(items, values.get(field.name()));
        }
        return true;
    }

    private static boolean contains(List<?> items, @Nullable Object value) {
        return items.stream()
                .anyMatch(item -> (item instanceof BigDecimal one && value instanceof BigDecimal other)
                        ? one.compareTo(other) == 0
                        : item.equals(value));
    }

    private static Object value(Fact fact, List<SequencedMap<String, @Nullable Object>> rows) {
        if (!(fact instanceof Fact.Total total)) {
            return rows.getFirst();
        }
        Field field = total.field();
        if (field == null || total.over() == Fact.Over.COUNT) {
            return (long) rows.size();
        }
        List<Object> values = new ArrayList<>();
        rows.forEach(row -> {
            Object value = row.get(field.name());
            if (value != null) {
                values.add(value);
            }
        });
        return switch (total.over()) {
            case VALUES -> values;
            case COUNT -> (long) rows.size();
            case SUM ->
                field.type() == FieldType.DECIMAL
                        ? values.stream().map(BigDecimal.class::cast).reduce(BigDecimal.ZERO, BigDecimal::add)
                        : (Object) values.stream().mapToLong(Long.class::cast).reduce(0, Math::addExact);
        };
    }
}
