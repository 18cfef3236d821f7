package dev.remit.gateway.trail;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * The tables of the index. Everything in them is made from records, so a file of another version is thrown away.
 *
 * <p>Each index leads with what is asked for and goes on with the time, in the order in which pages are read. The numbers
 * of the decisions that most records have are fixed, so that the index of decisions can leave them out.
 */
final class IndexSchema {
    private static final int VERSION = 1;
    private static final int BUSY_MILLIS = 10_000;

    /** What SQLite keeps in memory, in KiB: enough that the inner pages of all indexes stay there. */
    private static final int WRITER_CACHE = 32 * 1024;

    private static final int READER_CACHE = 8 * 1024;

    /** In this order they get the numbers 1 and 2. */
    static final List<String> COMMON_DECISIONS = List.of("allow", "modify");

    static final String RARE_DECISION = "decision > 2";

    private static final List<String> STATEMENTS = List.of(
            "CREATE TABLE word (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
            "CREATE TABLE entry (sequence INTEGER PRIMARY KEY, id TEXT NOT NULL, at INTEGER NOT NULL, expires INTEGER NOT"
                    + " NULL, erased INTEGER NOT NULL, event INTEGER, agent INTEGER, account INTEGER, workflow INTEGER, decision INTEGER,"
                    + " reason INTEGER, outcome INTEGER, tenant INTEGER, resource INTEGER, fields INTEGER, customer BLOB,"
                    + " case_id BLOB, key BLOB, grant_id INTEGER, conversation INTEGER)",
            "CREATE INDEX by_id ON entry (id)",
            "CREATE INDEX by_at ON entry (at)",
            "CREATE INDEX by_event ON entry (event, at)",
            "CREATE INDEX by_agent ON entry (agent, at)",
            "CREATE INDEX by_account ON entry (account, at) WHERE account IS NOT NULL",
            "CREATE INDEX by_workflow ON entry (workflow, at)",
            "CREATE INDEX by_decision ON entry (decision, at) WHERE " + RARE_DECISION,
            "CREATE INDEX by_reason ON entry (reason, at) WHERE reason IS NOT NULL",
            "CREATE INDEX by_customer ON entry (customer, at) WHERE customer IS NOT NULL",
            "CREATE INDEX by_case ON entry (case_id, at) WHERE case_id IS NOT NULL",
            "CREATE INDEX by_grant ON entry (grant_id, at) WHERE grant_id IS NOT NULL",
            "CREATE INDEX by_conversation ON entry (conversation, at) WHERE conversation IS NOT NULL",
            "CREATE INDEX by_expiry ON entry (expires) WHERE erased = 0",
            "CREATE TABLE forgotten (customer BLOB PRIMARY KEY, before INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE TABLE position (one INTEGER PRIMARY KEY CHECK (one = 1), next INTEGER NOT NULL)",
            "INSERT INTO position VALUES (1, 0)");

    /** What a row is read from, in the order of {@link Rows#read}. */
    static final String COLUMNS =
            "sequence, id, at, expires, erased, event, agent, account, workflow, decision, reason, outcome,"
                    + " tenant, resource, fields, customer, case_id, key, grant_id, conversation";

    private IndexSchema() {}

    static Connection connect(Path file, boolean writing) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(writing ? -WRITER_CACHE : -READER_CACHE);
        // What was unlinked is overwritten, not left in pages that nothing points to.
        config.setPragma(Pragma.SECURE_DELETE, "true");
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try {
            if (writing && !prepare(connection)) {
                throw new SQLException("the index is of another version");
            }
            connection.setAutoCommit(!writing);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Makes the tables where there are none. Returns whether they are of this version. */
    private static boolean prepare(Connection connection) throws SQLException {
        int version = version(connection);
        if (version != 0) {
            return version == VERSION;
        }
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            for (String sql : STATEMENTS) {
                statement.execute(sql);
            }
            for (int i = 0; i < COMMON_DECISIONS.size(); i++) {
                statement.execute("INSERT INTO word VALUES (" + (i + 1) + ", '" + COMMON_DECISIONS.get(i) + "')");
            }
            statement.execute("PRAGMA user_version = " + VERSION);
            connection.commit();
        }
        return true;
    }

    private static int version(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            row.next();
            return row.getInt(1);
        }
    }
}
