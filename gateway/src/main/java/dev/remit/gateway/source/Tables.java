package dev.remit.gateway.source;

import dev.remit.core.catalog.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What has been learnt of a source's tables; forgotten when the source turns out to be otherwise. Thread-safe. */
final class Tables {
    private final Dialect dialect;
    private final ConcurrentMap<String, TableFacts> known = new ConcurrentHashMap<>();

    Tables(Dialect dialect) {
        this.dialect = dialect;
    }

    TableFacts table(Connection connection, String table) throws SQLException, WrongShape {
        TableFacts facts = known.get(table);
        if (facts == null) {
            facts = dialect.table(connection, table);
            if (facts == null) {
                throw new WrongShape("there is no table " + table);
            }
            known.put(table, facts);
        }
        return facts;
    }

    void forget() {
        known.clear();
    }

    /** One more table in a statement, under an alias of its own. */
    Row row(Connection connection, String owner, String table, SqlText sql) throws SQLException, WrongShape {
        return new Row(dialect, owner, table(connection, table), sql.alias());
    }

    String from(Row row) {
        return dialect.quoteTable(row.table().name()) + " AS " + row.alias();
    }

    /** Appends the condition of a join. */
    void join(SqlText sql, Row left, Path.Join join, Row right) throws WrongShape {
        ColumnFacts from = left.table().column(join.fromColumn());
        ColumnFacts to = right.table().column(join.toColumn());
        if (!dialect.join(sql, from, left.ref(join.fromColumn()), to, right.ref(join.toColumn()))) {
            throw new WrongShape("resource " + left.owner() + ": "
                    + left.table().name() + "." + from.name() + " ("
                    + from.type() + ") cannot be joined to " + right.table().name() + "." + to.name() + " (" + to.type()
                    + ")");
        }
    }
}
