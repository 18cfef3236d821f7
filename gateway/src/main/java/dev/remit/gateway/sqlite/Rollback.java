package dev.remit.gateway.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Takes back what a transaction has done, also where SQLite was quicker.
 *
 * <p>When a disk is full or a write fails, SQLite may take the whole transaction back by itself. The driver is not told: its
 * own rollback then fails, and so does every later commit, because it believes that a transaction is open. A connection
 * that nobody puts right stays unusable long after there is room again.
 */
public final class Rollback {
    private Rollback() {}

    /**
     * Leaves a connection without auto-commit where its driver believes it to be: at the beginning of a transaction.
     *
     * @throws SQLException if it cannot be brought there
     */
    public static void of(Connection connection) throws SQLException {
        try {
            connection.rollback();
        } catch (SQLException nothingToTakeBack) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN");
            } catch (SQLException open) {
                nothingToTakeBack.addSuppressed(open);
                throw nothingToTakeBack;
            }
        }
    }
}
