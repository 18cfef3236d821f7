package dev.remit.gateway.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL on a random port of the loopback interface, started once per JVM and stopped at its end. Two roles log in
 * without a password: {@code remit_owner} owns each database, {@code remit_reader} may only select.
 */
public final class Postgres {
    public static final String OWNER = "remit_owner";
    public static final String READER = "remit_reader";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Postgres() {}

    private static final class Started {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server =
                        server().setServerConfig("max_connections", "200").start();
                roles(server);
                return server;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** A server on loopback that is not started yet, for who needs one of their own. */
    public static EmbeddedPostgres.Builder server() {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(3))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "off");
    }

    /** Creates the two roles on a server. */
    public static void roles(EmbeddedPostgres server) {
        run(
                server.getJdbcUrl("postgres", "postgres"),
                "CREATE ROLE remit_owner LOGIN",
                "CREATE ROLE remit_reader LOGIN");
    }

    /** A new, empty database of the shared server. */
    public static Database database() {
        return database(Started.SERVER, "test_" + DATABASES.incrementAndGet());
    }

    /** A new, empty database of a server of one's own. */
    public static Database database(EmbeddedPostgres server, String name) {
        run(server.getJdbcUrl("postgres", "postgres"), "CREATE DATABASE " + name + " OWNER remit_owner");
        run(
                server.getJdbcUrl("postgres", name),
                "ALTER DEFAULT PRIVILEGES FOR ROLE remit_owner GRANT SELECT ON TABLES TO remit_reader",
                "ALTER SCHEMA public OWNER TO remit_owner");
        return new Database("127.0.0.1", server.getPort(), name);
    }

    /** One database. */
    public record Database(String host, int port, String name) {
        /** Without a user. */
        public String url() {
            return "jdbc:postgresql://" + host + ":" + port + "/" + name;
        }

        public void asOwner(String... statements) {
            run(url() + "?user=" + OWNER, statements);
        }

        public void asSuperuser(String... statements) {
            run(url() + "?user=postgres", statements);
        }

        public Connection owner() {
            try {
                return DriverManager.getConnection(url() + "?user=" + OWNER);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    private static void run(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
