package dev.remit.gateway.source;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Path;
import dev.remit.core.catalog.Scope;
import dev.remit.core.condition.Predicate;
import dev.remit.core.condition.Predicate.Operand;
import dev.remit.core.decision.Read;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** Writes the one statement of a shape. Thread-safe. */
final class Planner {
    /** The alias of the table whose rows are asked for. */
    static final String FIRST_TABLE = "t0";

    private final Dialect dialect;
    private final Tables tables;

    Planner(Dialect dialect, Tables tables) {
        this.dialect = dialect;
        this.tables = tables;
    }

    Plan plan(Connection connection, Shape shape) throws SQLException, WrongShape {
        return switch (shape) {
            case Shape.Rows rows -> rows(connection, rows);
            case Shape.Owners owners -> owners(connection, owners);
        };
    }

    private Plan rows(Connection connection, Shape.Rows shape) throws SQLException, WrongShape {
        SqlText sql = new SqlText();
        Row row =
                tables.row(connection, shape.resource().name(), shape.resource().table(), sql);
        List<Field> selected = new ArrayList<>(shape.columns());
        Field key = shape.resource().key();
        int keyIndex = indexIn(selected, key);
        int orderIndex =
                shape.order() == null ? -1 : indexIn(selected, shape.order().field());
        List<Plan.Output> outputs = new ArrayList<>();
        String separator = "SELECT ";
        for (Field field : selected) {
            Codec codec = row.codec(field);
            outputs.add(new Plan.Output(field.column(), codec));
            sql.add(separator).add(codec.selected(row.ref(field)));
            separator = ", ";
        }
        sql.add(" FROM ").add(tables.from(row)).add(" WHERE 1 = 1");
        new ScopeClause(sql, tables, connection)
                .write(row, ways(shape.resource().scope()));
        conditions(sql, row, shape);
        after(sql, row, shape);
        sql.add(" ORDER BY ");
        if (shape.order() != null) {
            Field field = shape.order().field();
            sql.add(dialect.order(
                            row.codec(field).exact(row.ref(field)),
                            shape.order().descending()))
                    .add(", ");
        }
        sql.add(dialect.order(row.codec(key).exact(row.ref(key)), false))
                .add(" LIMIT ")
                .bind(new Slot.RowLimit());
        return new Plan(
                shape.resource().name(),
                sql.toString(),
                sql.slots(),
                outputs,
                shape.columns().size(),
                keyIndex,
                orderIndex);
    }

    private Plan owners(Connection connection, Shape.Owners shape) throws SQLException, WrongShape {
        if (!(shape.resource().scope() instanceof Scope.OfSubject scope)) {
            throw new IllegalArgumentException(
                    "the rows of " + shape.resource().name() + " do not belong to customers");
        }
        SqlText sql = new SqlText();
        Row row =
                tables.row(connection, shape.resource().name(), shape.resource().table(), sql);
        List<Row> along = new ArrayList<>(List.of(row));
        for (Path.Join join : scope.subject().joins()) {
            along.add(tables.row(connection, row.owner(), join.toTable(), sql));
        }
        Row last = along.getLast();
        Codec codec = last.codec(scope.subject().column(), scope.subject().type());
        String owner = last.ref(scope.subject().column());
        sql.add("SELECT DISTINCT ").add(codec.exact(owner)).add(" FROM ").add(tables.from(row));
        for (int i = 1; i < along.size(); i++) {
            sql.add(" JOIN ").add(tables.from(along.get(i))).add(" ON ");
            tables.join(sql, along.get(i - 1), scope.subject().joins().get(i - 1), along.get(i));
        }
        sql.add(" WHERE ").add(owner).add(" IS NOT NULL");
        tenantAlong(connection, sql, along, scope);
        conditions(sql, row, shape);
        sql.add(" LIMIT 2");
        List<Plan.Output> output = List.of(new Plan.Output(scope.subject().column(), codec));
        return new Plan(shape.resource().name(), sql.toString(), sql.slots(), output, 1, -1, -1);
    }

    /** The tenant, from the furthest table that its path shares with the subject's. */
    private void tenantAlong(Connection connection, SqlText sql, List<Row> along, Scope.OfSubject scope)
            throws SQLException, WrongShape {
        if (!(scope.tenant() instanceof Scope.TenantKey.InColumn(Path path))) {
            return;
        }
        int shared = 0;
        while (shared < along.size() - 1
                && shared < path.joins().size()
                && path.joins().get(shared).equals(scope.subject().joins().get(shared))) {
            shared++;
        }
        List<Path.Join> rest = path.joins().subList(shared, path.joins().size());
        ScopeClause.Way way = new ScopeClause.Way(rest, path.column(), new ScopeClause.End(path.type(), false));
        new ScopeClause(sql, tables, connection).write(along.get(shared), List.of(way));
    }

    private static List<ScopeClause.Way> ways(Scope scope) {
        List<ScopeClause.Way> ways = new ArrayList<>();
        if (scope instanceof Scope.OfSubject(Path subject, Scope.TenantKey inTenant)) {
            ways.add(ScopeClause.Way.of(subject, new ScopeClause.End(subject.type(), true)));
        }
        Scope.TenantKey tenant = tenant(scope);
        if (tenant instanceof Scope.TenantKey.InColumn(Path path)) {
            ways.add(ScopeClause.Way.of(path, new ScopeClause.End(path.type(), false)));
        }
        return ways;
    }

    /** The scope's tenant key; null where it has none. */
    static Scope.@org.jspecify.annotations.Nullable TenantKey tenant(Scope scope) {
        return switch (scope) {
            case Scope.Shared() -> null;
            case Scope.OfTenant(Scope.TenantKey tenant) -> tenant;
            case Scope.OfSubject(Path subject, Scope.TenantKey tenant) -> tenant;
        };
    }

    private void conditions(SqlText sql, Row row, Shape shape) throws WrongShape {
        for (int i = 0; i < shape.filters().size(); i++) {
            Field field = shape.filters().get(i);
            Codec codec = row.codec(field);
            sql.add(" AND ");
            codec.equal(sql, row.ref(field), new Slot.FilterValue(i, codec));
        }
        SequencedSet<Field> judged = new LinkedHashSet<>();
        shape.rules().forEach(rule -> fields(rule, judged));
        for (Field field : judged) {
            String guard = row.codec(field).guard(row.ref(field));
            if (!guard.isEmpty()) {
                sql.add(" AND ").add(guard);
            }
        }
        RuleClause clause = new RuleClause(sql, row);
        for (Predicate rule : shape.rules()) {
            sql.add(" AND ");
            clause.write(rule);
        }
    }

    private static void after(SqlText sql, Row row, Shape.Rows shape) throws WrongShape {
        if (shape.page() == Shape.Page.FIRST) {
            return;
        }
        Field keyField = shape.resource().key();
        Codec keyCodec = row.codec(keyField);
        String key = keyCodec.exact(row.ref(keyField));
        Slot afterKey = new Slot.AfterKey(keyCodec);
        Read.Order order = shape.order();
        if (order == null) {
            sql.add(" AND ").add(key).add(" > ").bind(afterKey);
            return;
        }
        String ref = row.ref(order.field());
        if (shape.page() == Shape.Page.AFTER_ABSENT) {
            sql.add(" AND ").add(ref).add(" IS NULL AND ").add(key).add(" > ").bind(afterKey);
            return;
        }
        Codec codec = row.codec(order.field());
        Slot afterOrder = new Slot.AfterOrder(codec);
        String value = codec.exact(ref);
        sql.add(" AND (").add(value).add(order.descending() ? " < " : " > ").bind(afterOrder);
        sql.add(" OR (").add(value).add(" = ").bind(afterOrder);
        sql.add(" AND ").add(key).add(" > ").bind(afterKey).add(")");
        sql.add(" OR ").add(ref).add(" IS NULL)");
    }

    private static int indexIn(List<Field> selected, Field field) {
        int index = selected.indexOf(field);
        if (index < 0) {
            selected.add(field);
            index = selected.size() - 1;
        }
        return index;
    }

    private static void fields(Predicate rule, SequencedSet<Field> into) {
        switch (rule) {
            case Predicate.Always always -> {}
            case Predicate.And(List<Predicate> parts) -> parts.forEach(part -> fields(part, into));
            case Predicate.Or(List<Predicate> parts) -> parts.forEach(part -> fields(part, into));
            case Predicate.Not(Predicate part) -> fields(part, into);
            case Predicate.Compare compare -> {
                field(compare.left(), into);
                field(compare.right(), into);
            }
            case Predicate.In(Operand.Column column, List<Operand.Literal> values) -> into.add(column.field());
            case Predicate.IsAbsent(Operand.Column column) -> into.add(column.field());
            case Predicate.IsTrue(Operand.Column column) -> into.add(column.field());
        }
    }

    private static void field(Operand operand, SequencedSet<Field> into) {
        if (operand instanceof Operand.Column(Field field)) {
            into.add(field);
        }
    }
}
