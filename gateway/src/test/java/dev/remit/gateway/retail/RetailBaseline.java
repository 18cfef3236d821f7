package dev.remit.gateway.retail;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The shop as it was loaded, to go back to. */
final class RetailBaseline implements AutoCloseable {
    private static final List<String> CHANGED =
            List.of("users", "payment_methods", "orders", "order_items", "payments", "order_requests");

    private final Connection connection;

    private RetailBaseline(Connection connection) {
        this.connection = connection;
    }

    static RetailBaseline of(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA baseline");
            for (String table : CHANGED) {
                statement.execute("CREATE TABLE baseline." + table + " AS TABLE public." + table);
            }
        }
        return new RetailBaseline(connection);
    }

    void restore() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL session_replication_role = replica"); // rows of other tables refer to these
            for (String table : CHANGED) {
                statement.execute("DELETE FROM public." + table);
                statement.execute("INSERT INTO public." + table + " SELECT * FROM baseline." + table);
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
