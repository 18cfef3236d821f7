package dev.remit.gateway.crash;

import dev.remit.gateway.testing.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;

/** Paid back in PostgreSQL, where a connection outlives the one who opened it. */
final class PostgresTill extends Till {
    /** Whoever changes an order comes by this lock, and by the other one at COMMIT. */
    private static final int IN_STATEMENT = 42;

    private static final int AT_COMMIT = 43;

    private final Postgres.Database database = Postgres.database();
    private final Relay relay;
    private final Connection looking;

    PostgresTill(Path directory, String budget) throws IOException {
        super(directory, budget);
        relay = new Relay(database.port());
        looking = database.owner();
        database.asOwner(
                "CREATE TABLE customers (customer_id text PRIMARY KEY, brand text NOT NULL, first_name text, last_name"
                        + " text, email text, postcode text)",
                "CREATE TABLE orders (order_no text PRIMARY KEY, customer_id text NOT NULL, status text, total numeric,"
                        + " note text, refunds int8 NOT NULL DEFAULT 0, taken_back int8 NOT NULL DEFAULT 0)",
                "CREATE TABLE tickets (ticket_no text PRIMARY KEY, customer_id text NOT NULL, state text)",
                "CREATE TABLE products (sku text PRIMARY KEY, name text)",
                "CREATE TABLE done (id text PRIMARY KEY)",
                "INSERT INTO customers VALUES ('CUS-4711', 'acme', 'Zanzibara', 'Quillfeather',"
                        + " 'zanzibara@quill.example', 'PLZ-90210')",
                "CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " PERFORM pg_advisory_xact_lock_shared(TG_ARGV[0]::int8); RETURN NEW; END $$",
                "CREATE TRIGGER in_statement BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION pass('"
                        + IN_STATEMENT + "')",
                "CREATE CONSTRAINT TRIGGER at_commit AFTER UPDATE ON orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
                        + " EXECUTE FUNCTION pass('" + AT_COMMIT + "')");
        configure(
                "catalog/shop.yaml",
                "jdbc:sqlite:" + directory.resolve("shop.db").toAbsolutePath() + "\", timeout: 5s,",
                "jdbc:postgresql://127.0.0.1:" + relay.port() + "/" + database.name() + "\", read: { user: "
                        + Postgres.READER + " }, write: { user: " + Postgres.OWNER
                        + ", operations: done }, timeout: 20s,");
        configure("catalog/shop.yaml", "resources:\n", STATEMENTS + "resources:\n");
    }

    @Override
    void add(String order, int total) {
        database.asOwner("INSERT INTO orders (order_no, customer_id, status, total) VALUES ('" + order
                + "', 'CUS-4711', 'open', " + total + ")");
    }

    private synchronized long number(String sql, String of) {
        try (PreparedStatement statement = looking.prepareStatement(sql)) {
            statement.setString(1, of);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    long refunds(String order) {
        return number("SELECT refunds FROM orders WHERE order_no = ?", order);
    }

    @Override
    long takenBack(String order) {
        return number("SELECT taken_back FROM orders WHERE order_no = ?", order);
    }

    @Override
    boolean knows(String operation) {
        return number("SELECT count(*) FROM done WHERE id = ?", operation) > 0;
    }

    /** Returns when a connection of a gateway waits for a lock in a statement like this. */
    private void waits(String like) throws Exception {
        until(
                "a connection that waits in " + like,
                () -> number(
                                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name ="
                                        + " 'remit' AND wait_event_type = 'Lock' AND query LIKE ?",
                                like)
                        > 0);
    }

    /** Something that this test holds, and the statement that has to wait for it. */
    private final class Locked extends Standstill {
        private final Connection other = database.owner();
        private final String statement;
        private final boolean late;
        private final boolean done;

        /**
         * @param lock what this test does
         * @param statement what has to wait then
         * @param late whether it waits until another gateway asks what became of it
         */
        Locked(String lock, String statement, boolean late, boolean done) throws SQLException {
            this.statement = statement;
            this.late = late;
            this.done = done;
            other.setAutoCommit(false);
            try (Statement locking = other.createStatement()) {
                locking.execute(lock);
            }
        }

        @Override
        void reached() throws Exception {
            waits(statement);
        }

        @Override
        void dead() throws SQLException {
            if (!late) {
                other.close();
            }
        }

        /** The new gateway cannot know before the connection that the old one left behind is at its end. */
        @Override
        void recovering(Callable<String> status) throws Exception {
            if (late) {
                waits("INSERT INTO%done%");
                other.close();
            }
        }

        @Override
        boolean done() {
            return done;
        }

        @Override
        public void close() throws SQLException {
            other.close();
        }
    }

    /** The server has committed, and its answer is lost on the way. */
    private final class Unheard extends Standstill {
        private final Relay.Held answer = relay.hold(Relay.Way.ANSWER, "COMMIT\0");

        @Override
        void reached() throws InterruptedException {
            answer.await();
        }

        @Override
        boolean done() {
            return true;
        }
    }

    private static String advisory(int lock) {
        return "SELECT pg_advisory_xact_lock(" + lock + ")";
    }

    @Override
    List<Point> points() {
        return List.of(
                new Point(
                        "before anything",
                        () -> new Locked("LOCK TABLE done IN EXCLUSIVE MODE", "INSERT INTO%done%", false, false)),
                new Point(
                        "at the locked row",
                        () -> new Locked(
                                "SELECT 1 FROM orders WHERE refunds = 0 OR taken_back = 0 FOR UPDATE",
                                "%FOR UPDATE%",
                                true,
                                false)),
                new Point("in the statement", () -> new Locked(advisory(IN_STATEMENT), "UPDATE orders%", false, false)),
                new Point(
                        "in the statement, for longer",
                        () -> new Locked(advisory(IN_STATEMENT), "UPDATE orders%", true, false)),
                new Point("at COMMIT", () -> new Locked(advisory(AT_COMMIT), "COMMIT%", false, true)),
                new Point("at COMMIT, for longer", () -> new Locked(advisory(AT_COMMIT), "COMMIT%", true, true)),
                new Point("after COMMIT", Unheard::new));
    }

    @Override
    public void close() throws Exception {
        looking.close();
        relay.close();
    }
}
