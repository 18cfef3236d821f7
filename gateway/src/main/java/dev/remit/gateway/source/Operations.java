package dev.remit.gateway.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A table of what was done, in the source itself: an operation's id stands in it if and only if what it did is committed.
 * Two transactions with one id wait for each other, so whoever enters it knows what became of the other.
 *
 * @param sql enters an id; naming the column in the conflict makes the database refuse a table that does not keep it
 *     unique
 */
record Operations(String sql) {
    static final String COLUMN = "id";

    static Operations in(Dialect dialect, String table) {
        String id = dialect.quote(COLUMN);
        return new Operations("INSERT INTO " + dialect.quoteTable(table) + " (" + id + ") VALUES (?) ON CONFLICT (" + id
                + ") DO NOTHING");
    }

    /** Enters an operation in the connection's transaction; false where it was done before. */
    boolean enter(Connection connection, String operation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, operation);
            return statement.executeUpdate() == 1;
        }
    }
}
