package dev.remit.gateway.source;

import dev.remit.core.catalog.Action;
import dev.remit.core.catalog.Argument;
import dev.remit.core.catalog.Means;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Source;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Location;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks one source whether it could do the catalog's actions, without doing any: it explains each statement, which finds
 * tables, columns and rights that are missing.
 */
final class WriteInspector {
    private final Source source;
    private final Dialect dialect;
    private final Changes changes;
    private final Connection connection;
    private final Ownership ownership;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> unserved = new HashSet<>();

    WriteInspector(Source source, Dialect dialect, Changes changes, Connection connection) {
        this.source = source;
        this.dialect = dialect;
        this.changes = changes;
        this.connection = connection;
        this.ownership = new Ownership(dialect, changes);
    }

    /** @param actions of this source */
    Inspection inspect(Collection<Action> actions) throws SQLException {
        Set<String> tables = new LinkedHashSet<>();
        Source.Writing writing = source.writing();
        String operations = writing == null ? null : writing.operations();
        if (operations != null) {
            tables.add(dialect.quoteTable(operations));
            if (!keeps(operations)) {
                actions.forEach(action -> unserved.add(action.name()));
            }
        }
        for (Action action : actions) {
            if (action.on() != null) {
                tables.add(dialect.quoteTable(action.on().table()));
            }
            if (action.means() instanceof Means.Statement statement) {
                action(action, statement);
            }
        }
        findings.addAll(changes.rights(connection, new Dialect.RightsQuestion(source, tables)));
        return new Inspection(true, findings, unserved);
    }

    private boolean keeps(String table) throws SQLException {
        String why;
        try {
            TableFacts facts = dialect.table(connection, table);
            ColumnFacts id = facts == null ? null : facts.columns().get(Operations.COLUMN);
            if (facts == null) {
                why = "there is no such table";
            } else if (id == null || !changes.exactText(id)) {
                why = id == null ? "it has no column id" : "its column id is of type " + id.type() + ", not text";
            } else {
                why = explain(Operations.in(dialect, table).sql(), statement -> nothing(statement, 1));
            }
        } catch (WrongShape wrong) {
            why = wrong.getMessage();
        }
        if (why != null) {
            findings.add(Finding.error(
                    "drift-operations",
                    source.location(),
                    "Source " + source.name() + ": the table of operations " + table + " cannot be used: " + why
                            + ". No action is done in this source.",
                    "Create it with a text column 'id' as its primary key, and let the log-in to write with select and"
                            + " insert there."));
        }
        return why == null;
    }

    private void action(Action action, Means.Statement statement) throws SQLException {
        Argument target = action.target();
        try {
            if (action.on() != null) {
                rows(action, action.on(), target != null, true);
            }
            for (Argument argument : action.arguments().values()) {
                Resource of = argument.of();
                if (of != null && !of.source().equals(source.name())) {
                    error(
                            action,
                            "drift-action",
                            "its argument " + argument.name() + " names a row of another source, which cannot be looked"
                                    + " at in the transaction",
                            "Leave 'of' out, or act through a database that holds both.");
                } else if (of != null && !argument.equals(target)) {
                    rows(action, of, true, false);
                }
            }
        } catch (WrongShape wrong) {
            error(action, "drift-action", String.valueOf(wrong.getMessage()), "Correct the resource.");
        }
        String why = explain(action, statement);
        if (why != null) {
            error(
                    action,
                    "drift-action",
                    "the source does not take its statement: " + why,
                    "Correct the statement, or what the log-in to write with may do.");
        }
    }

    private void rows(Action action, Resource resource, boolean named, boolean lock) throws SQLException, WrongShape {
        String why = explain(ownership.plan(connection, resource, named, lock));
        if (why != null) {
            error(
                    action,
                    "drift-action",
                    "the log-in to write with cannot " + (lock ? "lock" : "see") + " rows of table " + resource.table()
                            + ": " + why,
                    "Grant it SELECT on the key and on the columns of the scope"
                            + (lock ? ", and UPDATE on one column." : "."));
        }
    }

    private void error(Action action, String code, String message, String hint) {
        unserved.add(action.name());
        Location at = action.location();
        findings.add(Finding.error(code, at, "Action " + action.name() + ": " + message + ".", hint));
    }

    /** Binds the parameters of a statement that is explained; a failure's message then quotes no value. */
    private interface Nothing {
        void bind(PreparedStatement statement) throws SQLException, Changes.Unbindable;
    }

    /** Why a statement could not be run; null where it could. */
    private @Nullable String explain(String sql, Nothing nothing) throws SQLException {
        try (PreparedStatement explained = connection.prepareStatement("EXPLAIN " + sql)) {
            dialect.arm(connection);
            nothing.bind(explained);
            explained.executeQuery().close();
            return null;
        } catch (Changes.Unbindable none) {
            throw new IllegalStateException("every column can hold nothing", none);
        } catch (SQLException failure) {
            if (dialect.reason(failure) == SourceFailure.Reason.TIMEOUT || changes.unreachable(failure)) {
                throw failure;
            }
            return dialect.hint(failure) + Attempt.state(failure) + ", "
                    + String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        }
    }

    private @Nullable String explain(Plan plan) throws SQLException {
        return explain(plan.sql(), statement -> nothing(statement, plan.slots().size()));
    }

    private @Nullable String explain(Action action, Means.Statement means) throws SQLException {
        if (means.sql().regionMatches(true, 0, "CALL", 0, "CALL".length())) {
            return null; // no database explains it; the first call tells
        }
        return explain(means.sql(), statement -> {
            for (int i = 0; i < means.parameters().size(); i++) {
                changes.bind(
                        statement, i + 1, Told.type(action, means.parameters().get(i)), null);
            }
        });
    }

    private static void nothing(PreparedStatement statement, int parameters) throws SQLException {
        for (int i = 1; i <= parameters; i++) {
            statement.setObject(i, null);
        }
    }
}
