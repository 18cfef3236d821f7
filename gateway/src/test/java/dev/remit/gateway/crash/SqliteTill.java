package dev.remit.gateway.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Paid back in a SQLite file, in the gateway's own process. */
final class SqliteTill extends Till {
    private static final Path LOCKS = Path.of("/proc/locks");

    /** Where SQLite locks that byte. */
    private static final int PENDING = 0x40000000;

    private final Path file;
    private final String url;

    SqliteTill(Path directory, String budget) throws IOException {
        super(directory, budget);
        this.file = directory.resolve("shop.db");
        this.url = "jdbc:sqlite:" + file;
        configure("catalog/shop.yaml", "timeout: 5s,", "timeout: 20s, write: { operations: done },");
        configure("catalog/shop.yaml", "resources:\n", STATEMENTS + "resources:\n");
        shop.sql(
                "CREATE TABLE done (id TEXT PRIMARY KEY NOT NULL)",
                "ALTER TABLE orders ADD COLUMN refunds INTEGER NOT NULL DEFAULT 0",
                "ALTER TABLE orders ADD COLUMN taken_back INTEGER NOT NULL DEFAULT 0");
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(url + "?busy_timeout=20000");
    }

    /** Looks, and does not wait for whoever writes. */
    private Connection impatient() throws SQLException {
        return DriverManager.getConnection(url + "?busy_timeout=0");
    }

    @Override
    void add(String order, int total) {
        shop.sql("INSERT INTO orders (order_no, customer_id, status, total) VALUES ('" + order
                + "', 'CUS-4711', 'open', " + total + ")");
    }

    private long number(String sql, String of) {
        try (Connection connection = open();
                PreparedStatement statement = connection.prepareStatement(sql)) {
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

    /** The file is being written by somebody else: nothing of the transaction was done. */
    private final class Begin extends Standstill {
        private final Connection other = open();
        private final Statement statement = other.createStatement();

        Begin() throws SQLException {
            statement.execute("BEGIN IMMEDIATE");
        }

        /** The one that is on record as begun comes no further than to its own BEGIN. */
        @Override
        void reached() {}

        @Override
        void dead() throws SQLException {
            other.close();
        }

        @Override
        boolean done() {
            return false;
        }

        @Override
        public void close() throws SQLException {
            other.close();
        }
    }

    /** The file is being read by somebody else: all of the transaction was done, and its COMMIT waits. */
    private final class Commit extends Standstill {
        private final Connection other = open();

        Commit() throws SQLException {
            Statement reading = other.createStatement();
            ResultSet rows = reading.executeQuery("SELECT order_no FROM orders");
            if (!rows.next()) {
                throw new AssertionError("nothing to read");
            }
        }

        /** Whoever waits for readers lets no new ones in, by a lock on one byte: Linux says who has it. */
        @Override
        void reached() throws Exception {
            String inode = ":" + Files.getAttribute(file, "unix:ino") + " " + PENDING + " ";
            until(
                    "a COMMIT that waits",
                    () -> Files.readAllLines(LOCKS).stream()
                            .anyMatch(lock -> lock.contains(" WRITE ") && lock.contains(inode)));
        }

        @Override
        void dead() throws SQLException {
            other.close();
        }

        @Override
        boolean done() {
            return false;
        }

        @Override
        public void close() throws SQLException {
            other.close();
        }
    }

    /** Watches the file so closely that it sees a COMMIT before the gateway has its own record of it. */
    private final class Committed extends Standstill {
        private final Connection other = impatient();
        private final PreparedStatement count = other.prepareStatement("SELECT count(*) FROM done");
        private final long before = count();

        Committed() throws SQLException {}

        private long count() throws SQLException {
            while (true) {
                try (ResultSet row = count.executeQuery()) {
                    return row.getLong(1);
                } catch (SQLiteException busy) {
                    if (busy.getResultCode() != SQLiteErrorCode.SQLITE_BUSY) {
                        throw busy;
                    }
                    Thread.onSpinWait();
                }
            }
        }

        @Override
        void reached() throws SQLException {
            long end = System.nanoTime() + 30_000_000_000L;
            while (count() == before) {
                if (System.nanoTime() - end > 0) {
                    throw new AssertionError("nothing was done");
                }
            }
        }

        @Override
        boolean done() {
            return true;
        }

        @Override
        boolean sure() {
            return false;
        }

        @Override
        public void close() throws SQLException {
            other.close();
        }
    }

    @Override
    List<Point> points() {
        return List.of(
                new Point("before BEGIN", Begin::new),
                new Point("at COMMIT", Commit::new),
                new Point("after COMMIT", Committed::new));
    }

    @Override
    public void close() {}
}
