package dev.remit.gateway.source;

import dev.remit.core.catalog.Action;
import dev.remit.core.catalog.Argument;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Means;
import dev.remit.core.catalog.Resource;
import dev.remit.core.decision.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One deed within one transaction, all but its end: the rows are the customer's, it may still be done, it is done. */
record Attempt(Dialect dialect, Changes changes, Ownership ownership, Deed deed) {
    /** What it gave back. */
    Map<String, @Nullable Object> perform(Connection connection, Means.Statement statement, Writer.LastLook last)
            throws SQLException, WrongShape, TooLarge, NotDone {
        List<Told> told;
        try {
            told = Told.of(deed, statement.parameters());
        } catch (Changes.Unbindable none) {
            throw unbindable();
        }
        own(connection);
        Reason objection = last.objection();
        if (objection != null) {
            throw new NotDone(objection, "it was decided otherwise at the last look");
        }
        try {
            return run(connection, statement, told);
        } catch (SQLException failure) {
            if (changes.verdict(failure) == Changes.Verdict.REFUSED) {
                throw new NotDone(Reason.ACTION_NOT_ACCEPTED, "the source refused it, " + state(failure));
            }
            throw failure;
        }
    }

    /** Which failure it was, in the source's terms and without its message, which may quote values. */
    static String state(SQLException failure) {
        return failure.getSQLState() == null
                ? "error code " + failure.getErrorCode()
                : "SQL state " + failure.getSQLState();
    }

    /** Locks the row acted on, and sees that every row that an argument names is there for this customer. */
    private void own(Connection connection) throws SQLException, WrongShape, TooLarge, NotDone {
        Action action = deed.action();
        Resource on = action.on();
        Argument target = action.target();
        if (on != null) {
            Object key = target == null ? null : deed.values().get(target.name());
            if (target != null && key == null) {
                throw new IllegalArgumentException("the argument " + target.name() + " is missing");
            }
            if (!ownership.holds(connection, on, key, deed, true)) {
                throw notFound(on);
            }
        }
        for (Argument argument : action.arguments().values()) {
            Resource of = argument.of();
            Object value = deed.values().get(argument.name());
            if (of == null || value == null || argument.equals(target)) {
                continue;
            }
            if (!of.source().equals(action.source())) {
                throw new NotDone(
                        Reason.SOURCE_WRONG_SHAPE,
                        "the argument " + argument.name() + " names a row of another source, which cannot be seen from"
                                + " here");
            }
            Set<Object> keys = argument.list() ? new LinkedHashSet<>((List<?>) value) : Set.of(value);
            for (Object key : keys) {
                if (!ownership.holds(connection, of, key, deed, false)) {
                    throw notFound(of);
                }
            }
        }
    }

    private static NotDone notFound(Resource resource) {
        return new NotDone(Reason.NOT_FOUND, "no such " + resource.name() + " of this customer");
    }

    private static NotDone unbindable() {
        return new NotDone(Reason.ACTION_NOT_ACCEPTED, "a value is none that the source could hold exactly");
    }

    private Map<String, @Nullable Object> run(Connection connection, Means.Statement statement, List<Told> told)
            throws SQLException, WrongShape, TooLarge, NotDone {
        try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
            try {
                for (int i = 0; i < told.size(); i++) {
                    changes.bind(
                            prepared, i + 1, told.get(i).type(), told.get(i).value());
                }
            } catch (Changes.Unbindable none) {
                throw unbindable();
            }
            prepared.setMaxRows(statement.most() + 1);
            if (!prepared.execute()) {
                counted(statement, prepared.getUpdateCount());
                if (!deed.action().result().isEmpty()) {
                    throw new WrongShape("the statement gives nothing back, and the action has a result");
                }
                return Map.of();
            }
            try (ResultSet results = prepared.getResultSet()) {
                int rows = 0;
                Map<String, @Nullable Object> values = nothing();
                while (results.next()) {
                    rows++;
                    if (rows == 1) {
                        values = given(results);
                    }
                }
                counted(statement, rows);
                return values;
            }
        }
    }

    private static void counted(Means.Statement statement, int rows) throws NotDone {
        if (rows < statement.fewest() || rows > statement.most()) {
            throw new NotDone(
                    Reason.ACTION_NOT_ACCEPTED,
                    (rows > statement.most() ? "more than " + statement.most() : rows) + " rows, where "
                            + statement.fewest() + " to " + statement.most() + " must change");
        }
    }

    private Map<String, @Nullable Object> nothing() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        deed.action().result().keySet().forEach(name -> values.put(name, null));
        return values;
    }

    private Map<String, @Nullable Object> given(ResultSet row) throws SQLException, WrongShape, TooLarge {
        ByteCount bytes = new ByteCount(JdbcSources.MOST_BYTES);
        ResultSetMetaData columns = row.getMetaData();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : deed.action().result().values()) {
            int index = index(columns, field);
            ColumnFacts facts = changes.returned(columns, index);
            Codec codec = dialect.codec(field.type(), facts);
            if (codec == null) {
                throw new WrongShape("the result's column " + field.column() + " is of type " + facts.type()
                        + ", which does not hold " + field.type().label());
            }
            Object value;
            try {
                value = codec.read(row, index);
            } catch (WrongShape wrong) {
                throw new WrongShape("the result's column " + field.column() + " " + wrong.getMessage());
            }
            if (value == null && !field.nullable()) {
                throw new WrongShape("the result's column " + field.column() + " is absent");
            }
            bytes.add(value);
            values.put(field.name(), value);
        }
        return values;
    }

    private static int index(ResultSetMetaData columns, Field field) throws SQLException, WrongShape {
        int found = 0;
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            if (columns.getColumnLabel(i).equals(field.column())) {
                if (found > 0) {
                    throw new WrongShape("the result has two columns " + field.column());
                }
                found = i;
            }
        }
        if (found == 0) {
            throw new WrongShape("the result has no column " + field.column());
        }
        return found;
    }
}
