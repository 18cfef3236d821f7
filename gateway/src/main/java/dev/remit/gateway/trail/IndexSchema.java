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
 * <p>Records of one conversation have the same customer, case, grant and key. Those are kept once, as a strand: one
 * index leads from it to its records, where four over random values would cost more than all others together. A strand
 * goes with the last of its records. There may be several of the same content; that only takes room.
 *
 * <p>Each index else leads with what is asked for and goes on with the time, in the order in which pages are read. The
 * numbers of the decisions that most records have are fixed, so that the index of decisions can leave them out.
 *
 * <p>Syncs are few, since {@value #LOG_PAGES} pages of SQLite's own log are carried over at once, and not none: an index
 * that a power cut damaged unnoticed would say that nobody saw a customer's data.
 */
final class IndexSchema {
    static final int VERSION = 3;
    private static final int BUSY_MILLIS = 10_000;

    /** What SQLite keeps in memory, in KiB: enough that the inner pages of all indexes stay there. */
    private static final int WRITER_CACHE = 8 * 1024;

    private static final int READER_CACHE = 2 * 1024;

    /** Of 4 KiB. Pages that many transactions touch are carried over once. */
    private static final int LOG_PAGES = 4_000;

    /** In this order they get the numbers 1 and 2. */
    static final List<String> COMMON_DECISIONS = List.of("allow", "modify");

    static final String RARE_DECISION = "decision > 2";

    private static final List<String> STATEMENTS = List.of(
            "CREATE TABLE word (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
            "CREATE TABLE strand (number INTEGER PRIMARY KEY, customer BLOB, case_id BLOB, key BLOB, grant_id TEXT,"
                    + " conversation TEXT)",
            "CREATE INDEX strand_by_customer ON strand (customer) WHERE customer IS NOT NULL",
            "CREATE INDEX strand_by_case ON strand (case_id) WHERE case_id IS NOT NULL",
            "CREATE INDEX strand_by_grant ON strand (grant_id) WHERE grant_id IS NOT NULL",
            "CREATE INDEX strand_by_conversation ON strand (conversation) WHERE conversation IS NOT NULL",
            "CREATE TABLE entry (sequence INTEGER PRIMARY KEY, id TEXT NOT NULL, at INTEGER NOT NULL, expires INTEGER NOT"
                    + " NULL, erased INTEGER NOT NULL, event INTEGER, agent INTEGER, account INTEGER, workflow INTEGER, decision INTEGER,"
                    + " reason INTEGER, outcome INTEGER, tenant INTEGER, resource INTEGER, fields INTEGER, strand INTEGER,"
                    + " payload INTEGER, action INTEGER)",
            "CREATE INDEX by_id ON entry (id)",
            "CREATE INDEX by_at ON entry (at)",
            "CREATE INDEX by_event ON entry (event, at)",
            "CREATE INDEX by_agent ON entry (agent, at)",
            "CREATE INDEX by_account ON entry (account, at) WHERE account IS NOT NULL",
            "CREATE INDEX by_action ON entry (action, at) WHERE action IS NOT NULL",
            "CREATE INDEX by_workflow ON entry (workflow, at)",
            "CREATE INDEX by_decision ON entry (decision, at) WHERE " + RARE_DECISION,
            "CREATE INDEX by_reason ON entry (reason, at) WHERE reason IS NOT NULL",
            "CREATE INDEX by_strand ON entry (strand) WHERE strand IS NOT NULL",
            "CREATE INDEX by_expiry ON entry (expires) WHERE erased = 0",
            "CREATE INDEX by_payload ON entry (payload) WHERE payload IS NOT NULL",
            "CREATE TABLE forgotten (customer BLOB PRIMARY KEY, before INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE TABLE position (one INTEGER PRIMARY KEY CHECK (one = 1), next INTEGER NOT NULL)",
            "INSERT INTO position VALUES (1, 0)");

    /** What a row is read from, in the order of {@link Rows#read}. */
    static final String COLUMNS =
            "sequence, id, at, expires, erased, event, agent, account, workflow, decision, reason, outcome,"
                    + " tenant, resource, fields, payload, customer, case_id, key, grant_id, conversation, action";

    /** Entries with what links them. */
    static final String LINKED = "entry LEFT JOIN strand ON strand.number = entry.strand";

    /** The same, found by what links them. SQLite goes through a cross join from left to right. */
    static final String BY_LINK = "strand CROSS JOIN entry ON entry.strand = strand.number";

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
            try (var statement = connection.createStatement()) {
                statement.execute("PRAGMA wal_autocheckpoint = " + LOG_PAGES);
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
