package dev.remit.gateway.state;

import dev.remit.gateway.key.Aead;
import dev.remit.gateway.sqlite.Rollback;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * The state in SQLite: what the journal says, up to a position. It may lag behind: it is brought up to date from the
 * journal at start. The journal forgets only what was {@linkplain #settle settled} here. Values are sealed, since they name
 * customers. Thread-safe.
 */
public final class Projection implements AutoCloseable {
    private final Connection connection;
    private final Aead aead;
    private final ReentrantLock lock = new ReentrantLock();

    private Projection(Connection connection, Aead aead) {
        this.connection = connection;
        this.aead = aead;
    }

    public static Projection open(Path file, Aead aead) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.NORMAL);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS state (type TEXT NOT NULL, id TEXT NOT NULL, value BLOB NOT"
                    + " NULL, PRIMARY KEY (type, id)) WITHOUT ROWID");
            statement.execute("DROP TABLE IF EXISTS entry"); // older builds kept the place of every record here
            statement.execute("CREATE TABLE IF NOT EXISTS applied (one INTEGER PRIMARY KEY CHECK (one = 1), next"
                    + " INTEGER NOT NULL)");
            statement.execute("INSERT OR IGNORE INTO applied VALUES (1, 0)");
        }
        connection.setAutoCommit(false);
        return new Projection(connection, aead);
    }

    /** The position of the first record that is not applied. */
    public long next() throws SQLException {
        lock.lock();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT next FROM applied")) {
            row.next();
            return row.getLong(1);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The same of a file that nobody has open, without its key.
     *
     * @return 0 where there is no such file, or none that has a position yet
     */
    public static long position(Path file) throws SQLException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery("SELECT 1 FROM sqlite_master WHERE name = 'applied'")) {
            if (!tables.next()) {
                return 0;
            }
            try (ResultSet row = statement.executeQuery("SELECT next FROM applied")) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /**
     * Makes all that was applied durable, and leaves nothing of older values in SQLite's own log.
     *
     * @return the position before which the journal is not needed for the state any more
     */
    public long settle() throws SQLException {
        lock.lock();
        try {
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement();
                    ResultSet outcome = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                if (outcome.next() && outcome.getInt(1) != 0) {
                    throw new SQLException("the state database is in use by somebody else");
                }
            } finally {
                connection.setAutoCommit(false);
            }
            return next();
        } finally {
            lock.unlock();
        }
    }

    /** Shows every change that holds. */
    public void load(Consumer<Change> consumer) throws SQLException {
        lock.lock();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT type, id, value FROM state")) {
            while (rows.next()) {
                byte[] plain = aead.open(rows.getBytes(3), context(rows.getString(1), rows.getString(2)));
                if (plain == null) {
                    throw new SQLException("the state was sealed with another master key, or was changed");
                }
                ChangeCodec.decode(plain).forEach(consumer);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Applies the changes of some records in one transaction.
     *
     * @param changes the last of each
     * @param next the position after the last of those records
     */
    public void apply(Collection<Change> changes, long next) throws SQLException {
        lock.lock();
        try (PreparedStatement set = connection.prepareStatement("INSERT OR REPLACE INTO state VALUES (?, ?, ?)");
                PreparedStatement position = connection.prepareStatement("UPDATE applied SET next = ?")) {
            for (Change change : changes) {
                String type = change.getClass().getSimpleName();
                set.setString(1, type);
                set.setString(2, change.id());
                set.setBytes(3, aead.seal(ChangeCodec.encode(List.of(change)), context(type, change.id())));
                set.executeUpdate();
            }
            position.setLong(1, next);
            position.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            Rollback.of(connection);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what holds no more. */
    public void forget(Collection<Change> changes) throws SQLException {
        lock.lock();
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM state WHERE type = ? AND id = ?")) {
            for (Change change : changes) {
                delete.setString(1, change.getClass().getSimpleName());
                delete.setString(2, change.id());
                delete.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            Rollback.of(connection);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws SQLException {
        lock.lock();
        try {
            connection.close();
        } finally {
            lock.unlock();
        }
    }

    private static byte[] context(String type, String id) {
        return (type + '/' + id).getBytes(StandardCharsets.UTF_8);
    }
}
