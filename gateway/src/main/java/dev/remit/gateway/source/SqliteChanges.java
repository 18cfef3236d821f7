package dev.remit.gateway.source;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.finding.Finding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;

/**
 * Changes in a SQLite file, which is never created and keeps its journal mode. A transaction takes the file's one lock
 * for writing when it begins, so nothing that it looks at can change before it ends.
 */
final class SqliteChanges implements Changes {
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int TOO_BIG = 18;
    private static final int CONSTRAINT = 19;
    private static final int MISMATCH = 20;

    private static final long LONGEST_PAUSE_MILLIS = 20;

    /** A column without a declared type: it converts nothing, and reads look at each value's own class. */
    private static final ColumnFacts ANY = new ColumnFacts("", "", true, "", true);

    private final SqliteDialect dialect;

    SqliteChanges(SqliteDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public Connection connect(String url, @Nullable String user, @Nullable String password) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return dialect.open(url, config, "PRAGMA foreign_keys = ON");
    }

    /**
     * In SQL, because the driver's own way begins the next transaction as soon as one ends, and so holds the lock.
     *
     * <p>Whoever waits for the lock waits here and not in the library: there, a virtual thread would keep the carrier that
     * it runs on, and as many of them as there are processors would keep everybody waiting.
     */
    @Override
    public void begin(Connection connection) throws SQLException {
        SQLiteConnection sqlite = connection.unwrap(SQLiteConnection.class);
        int patience = sqlite.getBusyTimeout();
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience);
        sqlite.setBusyTimeout(0);
        try {
            for (long pause = 1; !begun(connection, until); pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause)) {
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while it waited for the lock", null, BUSY, e);
        } finally {
            sqlite.setBusyTimeout(patience);
        }
    }

    /** False where another has the lock, and there is time left to wait for it. */
    private static boolean begun(Connection connection, long until) throws SQLException {
        try {
            execute(connection, "BEGIN IMMEDIATE");
            return true;
        } catch (SQLException failure) {
            if ((failure.getErrorCode() & 0xff) != BUSY || System.nanoTime() - until > 0) {
                throw failure;
            }
            return false;
        }
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        execute(connection, "COMMIT");
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        execute(connection, "ROLLBACK");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String lock(String alias) {
        return "";
    }

    @Override
    public void bind(PreparedStatement statement, int index, FieldType type, @Nullable Object value)
            throws SQLException, Unbindable {
        if (value == null) {
            statement.setObject(index, null);
            return;
        }
        Bound bound = SqliteCodecs.written(type).bound(value);
        if (!bound.exact() || (value instanceof String text && text.indexOf('\0') >= 0)) {
            throw new Unbindable();
        }
        statement.setObject(index, bound.floor());
    }

    @Override
    public ColumnFacts returned(ResultSetMetaData columns, int index) {
        return ANY;
    }

    @Override
    public boolean exactText(ColumnFacts column) {
        return SqliteCodecs.Affinity.of(column.type()) == SqliteCodecs.Affinity.TEXT;
    }

    @Override
    public boolean unreachable(SQLException failure) {
        return dialect.reason(failure) == SourceFailure.Reason.UNAVAILABLE;
    }

    /** A file has no users. */
    @Override
    public List<Finding> rights(Connection connection, Dialect.RightsQuestion question) {
        return List.of();
    }

    @Override
    public Verdict verdict(SQLException failure) {
        return switch (failure.getErrorCode() & 0xff) {
            case CONSTRAINT, MISMATCH, TOO_BIG -> Verdict.REFUSED;
            default -> Verdict.FAILED;
        };
    }

    /** The transaction is still open after these, so it is not done. */
    @Override
    public boolean surelyUndone(SQLException failure) {
        return switch (failure.getErrorCode() & 0xff) {
            case BUSY, LOCKED, CONSTRAINT -> true;
            default -> false;
        };
    }
}
