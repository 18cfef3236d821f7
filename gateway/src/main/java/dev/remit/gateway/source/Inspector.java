package dev.remit.gateway.source;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Path;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.catalog.Source;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/** Compares one source with the catalog, once. */
final class Inspector {
    private final Source source;
    private final Dialect dialect;
    private final Connection connection;
    private final List<Resource> resources;
    private final Tables tables;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> unserved = new HashSet<>();
    private final Map<String, Set<String>> named = new LinkedHashMap<>();
    private final Map<String, List<IndexFacts>> indexes = new HashMap<>();

    Inspector(Source source, Dialect dialect, Connection connection, List<Resource> resources) {
        this.source = source;
        this.dialect = dialect;
        this.connection = connection;
        this.resources = resources;
        this.tables = new Tables(dialect);
    }

    Inspection inspect() throws SQLException {
        for (Resource resource : resources) {
            resource.fields().values().forEach(field -> name(resource.table(), field.column()));
            for (Path path : paths(resource)) {
                String table = resource.table();
                for (Path.Join join : path.joins()) {
                    name(table, join.fromColumn());
                    name(join.toTable(), join.toColumn());
                    table = join.toTable();
                }
                name(table, path.column());
            }
        }
        for (String table : named.keySet()) {
            indexes.put(table, dialect.indexes(connection, table));
        }
        for (Resource resource : resources) {
            resource(resource);
        }
        unlisted();
        SequencedSet<String> quoted = new LinkedHashSet<>();
        named.keySet().forEach(table -> quoted.add(dialect.quoteTable(table)));
        findings.addAll(dialect.rights(connection, new Dialect.RightsQuestion(source, quoted)));
        return new Inspection(true, findings, unserved);
    }

    private void name(String table, String column) {
        named.computeIfAbsent(table, none -> new HashSet<>()).add(column);
    }

    private void resource(Resource resource) throws SQLException {
        TableFacts table;
        try {
            table = tables.table(connection, resource.table());
        } catch (WrongShape missing) {
            error(resource, "drift-table", missing.getMessage() + ".", "Correct `table`, or create it.");
            return;
        }
        boolean whole = true;
        for (Field field : resource.fields().values()) {
            whole &= field(resource, field, table);
        }
        if (!resource.fields().containsValue(resource.key())) {
            whole &= field(resource, resource.key(), table);
        }
        for (Path path : paths(resource)) {
            whole &= path(resource, path, table);
        }
        if (whole && !table.view()) {
            indexed(resource);
        }
    }

    private boolean field(Resource resource, Field field, TableFacts table) {
        ColumnFacts column = table.columns().get(field.column());
        String where = "column " + field.column() + " of table " + table.name();
        if (column == null) {
            return error(resource, field, "drift-column", where + " is gone.", "Remove the field, or name its column.");
        }
        if (!column.readable()) {
            return error(
                    resource,
                    field,
                    "rights-missing",
                    where + " may not be read by this credential.",
                    "Grant SELECT on it, or remove the field.");
        }
        if (dialect.codec(field.type(), column) == null) {
            FieldType fits = dialect.typeOf(column);
            return error(
                    resource,
                    field,
                    "drift-type",
                    where + " is of type " + column.type() + ", which does not hold "
                            + field.type().label() + ".",
                    fits == null
                            ? "Offer it through a view that casts it to a supported type."
                            : "Write `type: " + fits.label() + "`, or offer it through a view that casts it.");
        }
        if (column.nullable() && !field.nullable() && !table.view()) {
            findings.add(new Finding(
                    Severity.NOTE,
                    "drift-nullable",
                    "Resource " + resource.name() + ": " + where + " may hold NULL, but "
                            + (field.equals(resource.key()) ? "it is the `key`." : "the field is `required`."),
                    field.equals(resource.key())
                            ? "Add NOT NULL to the column, or choose another key."
                            : "Add NOT NULL to the column, or remove `required`.",
                    field.location()));
        }
        return true;
    }

    private boolean path(Resource resource, Path path, TableFacts table) throws SQLException {
        try {
            Row row = new Row(dialect, resource.name(), table, "t");
            for (Path.Join join : path.joins()) {
                Row next = new Row(dialect, resource.name(), tables.table(connection, join.toTable()), "t");
                tables.join(new SqlText(), row, join, next);
                row = next;
            }
            row.codec(path.column(), path.type());
            return true;
        } catch (WrongShape wrong) {
            return error(
                    resource,
                    "drift-path",
                    "its scope cannot be followed: " + wrong.getMessage() + ".",
                    "Correct `scope`.");
        }
    }

    private void indexed(Resource resource) throws SQLException {
        Set<String> scope = new HashSet<>();
        for (Path path : paths(resource)) {
            String table = resource.table();
            for (Path.Join join : path.joins()) {
                if (table.equals(resource.table())) {
                    scope.add(join.fromColumn());
                }
                led(resource, join.toTable(), join.toColumn());
                table = join.toTable();
            }
            if (path.joins().isEmpty()) {
                scope.add(path.column());
            }
        }
        String key = resource.key().column();
        if (!scope.isEmpty() && scope.stream().noneMatch(column -> leads(resource.table(), column))) {
            noIndex(
                    resource,
                    resource.table(),
                    String.join(", ", scope.stream().sorted().toList()));
        }
        if (!leads(resource.table(), key)
                && of(resource.table()).stream().noneMatch(index -> within(index, scope, key))) {
            noIndex(resource, resource.table(), key);
        }
        boolean unique = of(resource.table()).stream().anyMatch(index -> {
            Set<String> rest = new HashSet<>(index.columns());
            rest.removeAll(scope);
            rest.remove(key);
            return index.unique() && rest.isEmpty();
        });
        if (!unique) {
            findings.add(Finding.warning(
                    "drift-key",
                    resource.key().location(),
                    "Resource " + resource.name() + ": nothing in the source keeps the key " + key + " unique.",
                    "Add a unique index on it (with the scope's columns), or choose another key."));
        }
    }

    private static boolean within(IndexFacts index, Set<String> scope, String key) {
        for (String column : index.columns()) {
            if (column.equals(key)) {
                return true;
            }
            if (!scope.contains(column)) {
                return false;
            }
        }
        return false;
    }

    private void led(Resource resource, String table, String column) throws SQLException {
        try {
            if (!tables.table(connection, table).view() && !leads(table, column)) {
                noIndex(resource, table, column);
            }
        } catch (WrongShape missing) {
            error(resource, "drift-path", missing.getMessage() + ".", "Correct `scope`.");
        }
    }

    private boolean leads(String table, String column) {
        return of(table).stream().anyMatch(index -> index.columns().getFirst().equals(column));
    }

    private List<IndexFacts> of(String table) {
        return indexes.getOrDefault(table, List.of());
    }

    private void noIndex(Resource resource, String table, String columns) {
        findings.add(Finding.warning(
                "drift-index",
                resource.location(),
                "Resource " + resource.name() + ": no index of table " + table + " begins with " + columns
                        + ", so each read goes through the whole table.",
                "Create an index on it."));
    }

    /** What nobody has classified is out of reach, and said. */
    private void unlisted() throws SQLException {
        for (Resource resource : resources) {
            Set<String> known = named.getOrDefault(resource.table(), Set.of());
            try {
                for (ColumnFacts column :
                        tables.table(connection, resource.table()).columns().values()) {
                    if (!known.contains(column.name())) {
                        name(resource.table(), column.name());
                        findings.add(new Finding(
                                Severity.NOTE,
                                "drift-unlisted",
                                "Column " + column.name() + " of table " + resource.table()
                                        + " is in no resource, so it cannot be reached.",
                                "List it under resource " + resource.name() + " with its class, if agents may need it.",
                                resource.location()));
                    }
                }
            } catch (WrongShape missing) {
                unserved.add(resource.name()); // said already
            }
        }
    }

    private static List<Path> paths(Resource resource) {
        List<Path> paths = new ArrayList<>();
        if (resource.scope() instanceof Scope.OfSubject(Path subject, Scope.TenantKey tenant)) {
            paths.add(subject);
        }
        if (Planner.tenant(resource.scope()) instanceof Scope.TenantKey.InColumn(Path path)) {
            paths.add(path);
        }
        return paths;
    }

    private boolean error(Resource resource, Field field, String code, String message, String hint) {
        unserved.add(resource.name());
        findings.add(Finding.error(code, field.location(), "Resource " + resource.name() + ": " + message, hint));
        return false;
    }

    private boolean error(Resource resource, String code, String message, String hint) {
        unserved.add(resource.name());
        findings.add(Finding.error(code, resource.location(), "Resource " + resource.name() + ": " + message, hint));
        return false;
    }
}
