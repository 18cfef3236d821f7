package dev.remit.gateway.key;

import dev.remit.gateway.sqlite.Rollback;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * {@code keys.db}: wrapped keys, under random ids and keyed hashes. What is written is durable on return. What is deleted is
 * overwritten in the file ({@code secure_delete}), and {@link #scrub} takes it out of the write-ahead file as well. Used
 * under a lock.
 */
final class KeyTables implements AutoCloseable {
    private final Connection connection;

    private KeyTables(Connection connection) {
        this.connection = connection;
    }

    /** A subject's wrapped key. */
    @SuppressWarnings("ArrayRecordComponent") // rows, never compared
    record SubjectRow(byte[] id, byte[] name, byte[] tenant, byte[] wrapped) {}

    static KeyTables open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setPragma(Pragma.SECURE_DELETE, "ON");
        config.setBusyTimeout(5_000);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            try (ResultSet old = statement.executeQuery("SELECT 1 FROM sqlite_master WHERE name = 'subject_key'")) {
                if (old.next()) {
                    throw new SQLException(
                            "the keys in " + file + " were made by an older build of Remit, which this one"
                                    + " cannot read; keep the directory for that build, and start with a new one");
                }
            }
            statement.execute("CREATE TABLE IF NOT EXISTS root (one INTEGER PRIMARY KEY CHECK (one = 1),"
                    + " wrapped BLOB NOT NULL)");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS tenant (name BLOB PRIMARY KEY, wrapped BLOB NOT NULL) WITHOUT ROWID");
            statement.execute("CREATE TABLE IF NOT EXISTS subject (id BLOB PRIMARY KEY, name BLOB NOT NULL,"
                    + " tenant BLOB NOT NULL, wrapped BLOB NOT NULL, current INTEGER NOT NULL) WITHOUT ROWID");
            statement.execute("CREATE INDEX IF NOT EXISTS subject_name ON subject (name)");
            statement.execute("CREATE UNIQUE INDEX IF NOT EXISTS subject_current ON subject (name) WHERE current = 1");
            return new KeyTables(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Something that is done as a whole or not at all. */
    interface Work {
        void run() throws SQLException;
    }

    void atomically(Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            Rollback.of(connection);
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Takes what was deleted or replaced out of the write-ahead file. */
    void scrub() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (!row.next() || row.getInt(1) != 0) {
                throw new SQLException(
                        "what was deleted is still in the write-ahead file, because another process reads"
                                + " keys.db; do it again when that has ended");
            }
        }
    }

    byte @Nullable [] root() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT wrapped FROM root")) {
            return row.next() ? row.getBytes(1) : null;
        }
    }

    void root(byte[] wrapped) throws SQLException {
        update("INSERT OR REPLACE INTO root VALUES (1, ?)", wrapped);
    }

    byte @Nullable [] tenant(byte[] name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT wrapped FROM tenant WHERE name = ?")) {
            select.setBytes(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }

    void tenant(byte[] name, byte[] wrapped) throws SQLException {
        update("INSERT OR REPLACE INTO tenant VALUES (?, ?)", name, wrapped);
    }

    @Nullable
    SubjectRow current(byte[] name) throws SQLException {
        List<SubjectRow> rows = subjects("WHERE name = ? AND current = 1", name);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    @Nullable
    SubjectRow subject(byte[] id) throws SQLException {
        List<SubjectRow> rows = subjects("WHERE id = ?", id);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    List<SubjectRow> named(byte[] name) throws SQLException {
        return subjects("WHERE name = ? ORDER BY id", name);
    }

    /** Some keys of a tenant, by id, after that one. */
    List<SubjectRow> ofTenant(byte[] tenant, byte[] after) throws SQLException {
        return subjects("WHERE tenant = ? AND id > ? ORDER BY id LIMIT 1000", tenant, after);
    }

    /** Adds a key, which is now the current one of its name. */
    void add(SubjectRow row) throws SQLException {
        update("UPDATE subject SET current = 0 WHERE name = ? AND current = 1", row.name());
        update("INSERT INTO subject VALUES (?, ?, ?, ?, 1)", row.id(), row.name(), row.tenant(), row.wrapped());
    }

    void rewrap(byte[] id, byte[] wrapped) throws SQLException {
        update("UPDATE subject SET wrapped = ? WHERE id = ?", wrapped, id);
    }

    void delete(byte[] name) throws SQLException {
        update("DELETE FROM subject WHERE name = ?", name);
    }

    private List<SubjectRow> subjects(String where, byte[]... parameters) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, name, tenant, wrapped FROM subject " + where)) {
            bind(select, parameters);
            List<SubjectRow> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new SubjectRow(rows.getBytes(1), rows.getBytes(2), rows.getBytes(3), rows.getBytes(4)));
                }
            }
            return found;
        }
    }

    private void update(String sql, byte[]... parameters) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            bind(update, parameters);
            update.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, byte[]... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setBytes(i + 1, parameters[i]);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
