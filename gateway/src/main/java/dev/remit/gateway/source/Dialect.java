package dev.remit.gateway.source;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Source;
import dev.remit.core.finding.Finding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between databases. Stateless, or safe for use by many threads. */
interface Dialect {
    /** Opens a connection that can only read, and that gives up by itself after the source's time-out. */
    Connection connect(String url, @Nullable String user, @Nullable String password) throws SQLException;

    /** Called just before a statement runs on a connection. */
    default void arm(Connection connection) throws SQLException {}

    /** Called on every statement of a read before it runs. */
    default void tune(PreparedStatement statement) throws SQLException {}

    /** Readies a connection for reading through a table by and by, so that its time-out is for each part of that. */
    default void unhurried(Connection connection) throws SQLException {}

    /** Whether reading through a table by and by keeps others from writing to it, so that it is read in pages. */
    default boolean readsInPages() {
        return false;
    }

    /** What the source says of a table or view; null where there is none of that name. */
    @Nullable
    TableFacts table(Connection connection, String table) throws SQLException, WrongShape;

    /** The indexes of a table that cover all of its rows. */
    List<IndexFacts> indexes(Connection connection, String table) throws SQLException;

    /** How a column carries a type; null where it cannot. */
    @Nullable
    Codec codec(FieldType type, ColumnFacts column);

    /** Our type that fits a column best; null where none does. */
    @Nullable
    FieldType typeOf(ColumnFacts column);

    /** Appends that two columns are equal, exactly; false where they cannot be compared. */
    boolean join(SqlText sql, ColumnFacts left, String leftRef, ColumnFacts right, String rightRef);

    /** An identifier, quoted. */
    default String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** A table's name, each of its parts quoted. */
    default String quoteTable(String table) {
        StringBuilder quoted = new StringBuilder();
        for (String part : table.split("\\.", -1)) {
            quoted.append(quoted.isEmpty() ? "" : ".").append(quote(part));
        }
        return quoted.toString();
    }

    /** Orders by an expression, absent values last. */
    default String order(String expression, boolean descending) {
        return expression + (descending ? " DESC" : " ASC") + " NULLS LAST";
    }

    /** Why a statement or a connection failed. */
    SourceFailure.Reason reason(SQLException failure);

    /** What the operator may want to know of a failure besides its state; empty, or ends in a space. Never a value. */
    default String hint(SQLException failure) {
        return "";
    }

    /** Whether the statement may be tried once more because the source was changed since it was prepared. */
    default boolean stale(SQLException failure) {
        return false;
    }

    /** Whether a read failed on what another is about to finish, so that the same read soon works. */
    default boolean passing(SQLException failure) {
        return false;
    }

    /** What the credential can do beyond reading what the catalog needs. */
    List<Finding> rights(Connection connection, RightsQuestion question) throws SQLException;

    /**
     * What the catalog needs.
     *
     * @param quoted every table and view that it names, quoted
     */
    record RightsQuestion(Source source, Set<String> quoted) {
        public RightsQuestion {
            quoted = Set.copyOf(quoted);
        }
    }
}
