package dev.remit.gateway.crowd;

import dev.remit.gateway.testing.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database that agents change, as a test sees it: on a connection of its own, with all rights. */
interface CrowdDatabase {
    /** The catalog's {@code connect}. */
    String connect();

    Connection open() throws SQLException;

    /** Makes the connection hold all orders, so that whoever would change one waits, until it is closed. */
    void hold(Connection connection) throws SQLException;

    static CrowdDatabase sqlite(Path directory) {
        return new Sqlite(directory.resolve("shop.db").toAbsolutePath());
    }

    /** A new database of the server that the tests share, with a log-in for reading and one for writing. */
    static CrowdDatabase postgres() {
        return new Server(Postgres.database());
    }

    default void run(String... statements) {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The first column of all rows. */
    default List<String> all(String query) {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    default String one(String query) {
        return all(query).getFirst();
    }

    /** A file. */
    record Sqlite(Path file) implements CrowdDatabase {
        @Override
        public String connect() {
            return "{ jdbc: \"jdbc:sqlite:" + file + "\", timeout: 20s, pool: 8, write: { operations: done } }";
        }

        @Override
        public Connection open() throws SQLException {
            return DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=20000");
        }

        @Override
        public void hold(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
            }
        }
    }

    /** A server. */
    record Server(Postgres.Database database) implements CrowdDatabase {
        @Override
        public String connect() {
            return "{ jdbc: \"" + database.url() + "\", timeout: 20s, pool: 8, read: { user: " + Postgres.READER
                    + ", password: \"${env:UNASKED}\" }, write: { user: " + Postgres.OWNER
                    + ", password: \"${env:UNASKED}\", operations: done } }";
        }

        @Override
        public Connection open() {
            return database.owner();
        }

        @Override
        public void hold(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1 FROM orders FOR UPDATE");
            }
        }
    }
}
