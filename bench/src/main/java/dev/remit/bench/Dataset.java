package dev.remit.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;

/** What is looked up: a PostgreSQL of its own with 2,000 customers of 50 orders each. */
final class Dataset implements AutoCloseable {
    static final int CUSTOMERS = 2_000;
    static final int ORDERS_EACH = 50;
    static final String USER = "bench_reader";
    static final String PASSWORD = "bench";
    static final String DATABASE = "postgres";

    private final EmbeddedPostgres postgres;

    private Dataset(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static Dataset start() throws IOException, SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "120")
                .setServerConfig("shared_buffers", "128MB")
                .start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : schema()) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            postgres.close();
            throw e;
        }
        return new Dataset(postgres);
    }

    private static List<String> schema() {
        return List.of(
                "CREATE TABLE customers (customer_id text PRIMARY KEY, email text NOT NULL UNIQUE)",
                "CREATE TABLE orders (order_no text PRIMARY KEY, customer_id text NOT NULL REFERENCES customers,"
                        + " status text NOT NULL, total numeric(12,2) NOT NULL, placed_at timestamptz NOT NULL,"
                        + " ship_to text NOT NULL, ship_email text NOT NULL, ship_phone text NOT NULL)",
                "INSERT INTO customers SELECT 'C-' || to_char(n, 'FM00000'), 'c' || n || '@example.com'"
                        + " FROM generate_series(0, " + (CUSTOMERS - 1) + ") n",
                "INSERT INTO orders SELECT 'O-' || to_char(n, 'FM000000'),"
                        + " 'C-' || to_char(n % " + CUSTOMERS + ", 'FM00000'),"
                        + " (ARRAY['placed','packed','shipped','delivered'])[1 + n % 4], (n % 900) + 0.99,"
                        + " timestamptz '2026-01-01 00:00:00Z' + n * interval '97 seconds',"
                        + " 'Ada Example', 'c' || n % " + CUSTOMERS + " || '@example.com', '+4930901820' || n % 90"
                        + " FROM generate_series(0, " + (CUSTOMERS * ORDERS_EACH - 1) + ") n",
                "CREATE INDEX orders_customer ON orders (customer_id)",
                "CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'",
                "GRANT SELECT ON customers, orders TO " + USER,
                "ANALYZE");
    }

    int port() {
        return postgres.getPort();
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + DATABASE;
    }

    /** @param index any number; customers repeat after {@link #CUSTOMERS} */
    static String customer(int index) {
        return "C-%05d".formatted(index % CUSTOMERS);
    }

    static String email(int index) {
        return "c" + index % CUSTOMERS + "@example.com";
    }

    /** The order numbers of a customer. */
    static List<String> orders(int customer) {
        return IntStream.range(0, ORDERS_EACH)
                .mapToObj(n -> "O-%06d".formatted(n * CUSTOMERS + customer % CUSTOMERS))
                .toList();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
