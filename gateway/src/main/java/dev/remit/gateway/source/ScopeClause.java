package dev.remit.gateway.source;

import dev.remit.core.catalog.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose rows: the tenant and the customer in the WHERE, through as many joins as it takes. Joins are nested EXISTS, so
 * that no row comes twice; paths that begin with the same join share its EXISTS, and so speak of the same row.
 */
final class ScopeClause {
    private final SqlText sql;
    private final Tables tables;
    private final Connection connection;

    ScopeClause(SqlText sql, Tables tables, Connection connection) {
        this.sql = sql;
        this.tables = tables;
        this.connection = connection;
    }

    /** The rest of a path, and what must stand at its end. */
    record Way(List<Path.Join> joins, String column, End end) {
        static Way of(Path path, End end) {
            return new Way(path.joins(), path.column(), end);
        }

        Way afterFirst() {
            return new Way(joins.subList(1, joins.size()), column, end);
        }
    }

    /** The column at the end of a path equals a value of the grant. */
    record End(dev.remit.core.catalog.FieldType type, boolean subject) {
        Slot slot(Codec codec) {
            return subject ? new Slot.Subject(type, codec) : new Slot.Tenant(type, codec);
        }
    }

    /** Appends the conditions, each with {@code AND} before it. */
    void write(Row row, List<Way> ways) throws SQLException, WrongShape {
        Map<Path.Join, List<Way>> further = new LinkedHashMap<>();
        for (Way way : ways) {
            if (way.joins().isEmpty()) {
                Codec codec = row.codec(way.column(), way.end().type());
                sql.add(" AND ");
                codec.equal(sql, row.ref(way.column()), way.end().slot(codec));
            } else {
                further.computeIfAbsent(way.joins().getFirst(), join -> new ArrayList<>())
                        .add(way.afterFirst());
            }
        }
        for (Map.Entry<Path.Join, List<Way>> step : further.entrySet()) {
            Row next = tables.row(connection, row.owner(), step.getKey().toTable(), sql);
            sql.add(" AND EXISTS (SELECT 1 FROM ").add(tables.from(next)).add(" WHERE ");
            tables.join(sql, row, step.getKey(), next);
            write(next, step.getValue());
            sql.add(")");
        }
    }
}
