package dev.remit.gateway.source;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.finding.Finding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What differs between databases when something is changed in them. Safe for use by many threads. */
interface Changes {
    /** Opens a connection that may write, and that gives up by itself after the source's time-out. */
    Connection connect(String url, @Nullable String user, @Nullable String password) throws SQLException;

    /** Begins a transaction. */
    void begin(Connection connection) throws SQLException;

    void commit(Connection connection) throws SQLException;

    void rollback(Connection connection) throws SQLException;

    /** The end of a SELECT whose rows nobody else may change before the transaction ends; empty where nobody can. */
    String lock(String alias);

    /**
     * Binds a value of one of the Java types that {@code FieldType} names, as every statement takes it: what it is
     * compared with or put into is not known here.
     *
     * @param value null for one that was left out
     * @throws Unbindable where no column could hold exactly that
     */
    void bind(PreparedStatement statement, int index, FieldType type, @Nullable Object value)
            throws SQLException, Unbindable;

    /** What a statement gives back in one of its columns. */
    ColumnFacts returned(ResultSetMetaData columns, int index) throws SQLException;

    /** What the statement of an action failed for. */
    Verdict verdict(SQLException failure);

    /** Whether a COMMIT that failed so surely changed nothing. */
    boolean surelyUndone(SQLException failure);

    /** Whether a column holds text and tells any two texts apart, as an operation's id needs. */
    boolean exactText(ColumnFacts column);

    /** Whether the database was not there to answer. */
    boolean unreachable(SQLException failure);

    /** What the log-in can do beyond the catalog's actions, as far as it matters. */
    List<Finding> rights(Connection connection, Dialect.RightsQuestion question) throws SQLException;

    /** Why a change failed. */
    enum Verdict {
        /** The source does not accept these values: a constraint, a check of a trigger or a procedure. */
        REFUSED,
        /** It met another change, and may be tried again. */
        MET_ANOTHER,
        /** Anything else, as {@link Dialect#reason} says. */
        FAILED
    }

    /** A value that the database cannot hold exactly. */
    final class Unbindable extends Exception {
        private static final long serialVersionUID = 1L;

        Unbindable() {
            super("a value that no column could hold exactly", null, false, false);
        }
    }
}
