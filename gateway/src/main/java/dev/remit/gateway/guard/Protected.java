package dev.remit.gateway.guard;

import dev.remit.core.catalog.Catalog;
import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Kind;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.catalog.Source;
import dev.remit.gateway.source.Canonical;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a customer's resource is protected: personal, sensitive, financial, legal and security data, card numbers too,
 * since only fingerprints are kept. Secrets are not read for this. Amounts, times and yes or no are nobody's in
 * particular, and free text is no value.
 *
 * @param fields at least one, in the catalog's order
 */
record Protected(Resource resource, List<Field> fields) {
    private static final Set<DataClass> CLASSES = EnumSet.of(
            DataClass.PERSONAL, DataClass.SENSITIVE, DataClass.FINANCIAL, DataClass.LEGAL, DataClass.SECURITY);

    /** Takes a value. */
    interface Taker {
        void take(String kind, String value) throws IOException;
    }

    /** Of all customers' resources in databases. */
    static List<Protected> of(Catalog catalog) {
        List<Protected> all = new ArrayList<>();
        for (Resource resource : catalog.resources().values()) {
            List<Field> fields =
                    resource.fields().values().stream().filter(Protected::holds).toList();
            if (resource.scope() instanceof Scope.OfSubject && inDatabase(catalog, resource) && !fields.isEmpty()) {
                all.add(new Protected(resource, fields));
            }
        }
        return all;
    }

    /** Sources that hold customers' protected values and cannot be read through: JSON APIs and MCP servers. */
    static Set<String> uncovered(Catalog catalog) {
        Set<String> names = new TreeSet<>();
        for (Resource resource : catalog.resources().values()) {
            if (resource.scope() instanceof Scope.OfSubject
                    && !inDatabase(catalog, resource)
                    && resource.fields().values().stream().anyMatch(Protected::holds)) {
                names.add(resource.source());
            }
        }
        return names;
    }

    /** What a set of fingerprints was made from, as text: another one, and the set has to be made anew. */
    static String text(List<Protected> all) {
        return all.stream()
                .map(one -> one.resource().source()
                        + ' '
                        + one.resource().table()
                        + ' '
                        + one.resource().scope()
                        + ' '
                        + one.fields().stream()
                                .map(field -> field.column()
                                        + ':'
                                        + field.type().label()
                                        + ':'
                                        + field.kind().label())
                                .collect(Collectors.joining(" ")))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static boolean inDatabase(Catalog catalog, Resource resource) {
        Source source = catalog.sources().get(resource.source());
        return source != null && source.connect() instanceof Source.Connect.Jdbc;
    }

    private static boolean holds(Field field) {
        boolean value = switch (field.type()) {
            case TEXT, INTEGER, DATE -> true;
            case DECIMAL, BOOLEAN, TIMESTAMP -> false;
        };
        return value && CLASSES.contains(field.dataClass()) && field.kind() != Kind.TEXT && field.kind() != Kind.AMOUNT;
    }

    /** Gives the values of a row, and two parts of a name as one. */
    void each(List<@Nullable Object> row, Taker taker) throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            Object value = row.get(i);
            if (value != null) {
                Field field = fields.get(i);
                String text = Canonical.of(value);
                taker.take(field.kind().label(), text);
                if (field.kind() == Kind.NAME && field.type() == FieldType.TEXT) {
                    names.add(text);
                }
            }
        }
        if (names.size() > 1) {
            taker.take(Kind.NAME.label(), names.get(0) + ' ' + names.get(1));
        }
    }
}
