package dev.remit.gateway.contracttest;

import dev.remit.core.catalog.Catalog;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Path;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.finding.Findings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables that a catalog speaks of, with every column that a field or a scope names. Immutable once made. */
final class SampleTables {
    /** A table of a source. */
    record Table(String source, String name) {
        /** As a test names it where another source has a table of that name. */
        String qualified() {
            return source + "/" + name;
        }
    }

    private record Column(Table table, String name) {}

    private record Link(Column from, Column to) {}

    private final Map<Table, Map<String, FieldType>> tables = new LinkedHashMap<>();
    private final Map<Column, Field> fields = new LinkedHashMap<>();
    private final Map<Column, String> pointers = new HashMap<>();
    private final List<Link> links = new ArrayList<>();

    private SampleTables() {}

    /** What cannot stand in one table is among the findings. */
    static SampleTables of(Catalog catalog, Findings findings) {
        SampleTables made = new SampleTables();
        for (Resource resource : catalog.resources().values()) {
            Table table = new Table(resource.source(), resource.table());
            resource.fields().values().forEach(field -> made.field(new Column(table, field.column()), field, findings));
            made.field(new Column(table, resource.key().column()), resource.key(), findings);
            paths(resource.scope()).forEach(path -> made.path(table, path));
            if (resource.access() != null) {
                made.names(table, resource);
            }
        }
        made.links();
        return made;
    }

    private void field(Column column, Field field, Findings findings) {
        FieldType before = type(column);
        if (before != null && before != field.type()) {
            Field first = fields.get(column);
            findings.error(
                    "two-types",
                    field.location(),
                    "Column " + column.name() + " is " + field.type().label() + " here, but " + before.label()
                            + (first == null ? "" : " at " + first.location()) + ".",
                    "Contract tests make one table of both; give the column one type.");
            return;
        }
        fields.putIfAbsent(column, field);
        put(column, field.type());
    }

    /** Over HTTP a column is a pointer into a row; a test writes the field's name, or the member's. */
    private void names(Table table, Resource resource) {
        columns(table).keySet().forEach(pointer -> pointers.put(new Column(table, pointer.substring(1)), pointer));
        resource.fields().values().forEach(field -> pointers.put(new Column(table, field.name()), field.column()));
    }

    /** The column that a test means by what it writes. */
    String column(Table table, String written) {
        return pointers.getOrDefault(new Column(table, written), written);
    }

    private void path(Table own, Path path) {
        Table table = own;
        for (Path.Join join : path.joins()) {
            Table next = new Table(own.source(), join.toTable());
            links.add(new Link(new Column(table, join.fromColumn()), new Column(next, join.toColumn())));
            table = next;
        }
        if (type(new Column(table, path.column())) == null) {
            put(new Column(table, path.column()), path.type());
        }
    }

    /** A column that only joins has the type of what it is joined with. */
    private void links() {
        boolean learnt = true;
        while (learnt) {
            learnt = false;
            for (Link link : links) {
                learnt |= learn(link.from(), link.to()) || learn(link.to(), link.from());
            }
        }
        for (Link link : links) {
            if (type(link.from()) == null) {
                put(link.from(), FieldType.TEXT);
                put(link.to(), FieldType.TEXT);
            }
        }
    }

    private boolean learn(Column unknown, Column known) {
        FieldType type = type(known);
        if (type == null || type(unknown) != null) {
            return false;
        }
        put(unknown, type);
        return true;
    }

    private @Nullable FieldType type(Column column) {
        return tables.getOrDefault(column.table(), Map.of()).get(column.name());
    }

    private void put(Column column, FieldType type) {
        tables.computeIfAbsent(column.table(), none -> new LinkedHashMap<>()).put(column.name(), type);
    }

    private static List<Path> paths(Scope scope) {
        List<Path> paths = new ArrayList<>();
        Scope.TenantKey tenant = switch (scope) {
            case Scope.Shared shared -> null;
            case Scope.OfTenant ofTenant -> ofTenant.tenant();
            case Scope.OfSubject ofSubject -> {
                paths.add(ofSubject.subject());
                yield ofSubject.tenant();
            }
        };
        if (tenant instanceof Scope.TenantKey.InColumn(Path path)) {
            paths.add(path);
        }
        return paths;
    }

    Set<Table> tables() {
        return tables.keySet();
    }

    /** The columns of a table with their types, in a stable order. */
    Map<String, FieldType> columns(Table table) {
        return tables.getOrDefault(table, Map.of());
    }

    /** The tables that a test may mean by a name: none, one, or one of each of several sources. */
    List<Table> named(String name) {
        return tables.keySet().stream()
                .filter(table -> table.name().equals(name) || table.qualified().equals(name))
                .toList();
    }
}
