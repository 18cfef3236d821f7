package dev.remit.gateway.source;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Source;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteLimits;

/** SQLite, in UTF-8, from a file that is opened read-only and never created. */
final class SqliteDialect implements Dialect {
    /** So many steps of SQLite's machine take well under a millisecond: the bound on how late a time-out may come. */
    private static final int STEPS_BETWEEN_LOOKS = 10_000;

    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int INTERRUPT = 9;
    private static final int ERROR = 1;
    private static final int CANNOT_OPEN = 14;
    private static final int NO_DATABASE = 26;
    private static final int TOO_BIG = 18;
    private static final int MISMATCH = 20;

    private final JDBC driver = new JDBC();
    private final Source.Connect.Jdbc connect;
    private final int mostBytes;
    private final Map<SQLiteConnection, Deadline> deadlines = Collections.synchronizedMap(new WeakHashMap<>());

    SqliteDialect(Source.Connect.Jdbc connect, int mostBytes) {
        this.connect = connect;
        this.mostBytes = mostBytes;
    }

    /** Ends a statement from within, once its time is over. Set and read by the thread that runs the statement. */
    private static final class Deadline extends ProgressHandler {
        private long at = Long.MAX_VALUE;

        @Override
        protected int progress() {
            return at != Long.MAX_VALUE && System.nanoTime() - at > 0 ? 1 : 0;
        }
    }

    @Override
    public Connection connect(String url, @Nullable String user, @Nullable String password) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return open(url, config, "PRAGMA query_only = ON");
    }

    /**
     * A connection whose statements end with the source's time-out.
     *
     * @param setting what it is set to besides
     */
    Connection open(String url, SQLiteConfig config, String setting) throws SQLException {
        config.setBusyTimeout((int) connect.timeout().toMillis());
        Connection connection = driver.connect(url, config.toProperties());
        if (connection == null) {
            throw new SQLException("the driver does not take this URL");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(setting);
            statement.execute("PRAGMA trusted_schema = OFF");
            SQLiteConnection sqlite = connection.unwrap(SQLiteConnection.class);
            sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, mostBytes);
            sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
            Deadline deadline = new Deadline();
            ProgressHandler.setHandler(connection, STEPS_BETWEEN_LOOKS, deadline);
            deadlines.put(sqlite, deadline);
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    @Override
    public void arm(Connection connection) throws SQLException {
        Deadline deadline = deadlines.get(connection.unwrap(SQLiteConnection.class));
        if (deadline != null) {
            deadline.at = System.nanoTime() + connect.timeout().toNanos();
        }
    }

    @Override
    public boolean readsInPages() {
        return true;
    }

    @Override
    public @Nullable TableFacts table(Connection connection, String table) throws SQLException, WrongShape {
        String encoding = one(connection, "PRAGMA encoding");
        if (!"UTF-8".equals(encoding)) {
            throw new WrongShape("the database is encoded in " + encoding + ", and only UTF-8 is supported");
        }
        SequencedMap<String, ColumnFacts> columns = new LinkedHashMap<>();
        boolean found = false;
        boolean view = false;
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT c.name, c.type, c."notnull", c.pk, m.type FROM sqlite_schema AS m
                JOIN pragma_table_xinfo(m.name) AS c WHERE m.name = ? AND m.type IN ('table', 'view') ORDER BY c.cid""")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found = true;
                    view = row.getString(5).equals("view");
                    boolean nullable = row.getInt(3) == 0 && row.getInt(4) == 0;
                    columns.put(
                            row.getString(1), new ColumnFacts(row.getString(1), row.getString(2), nullable, "", true));
                }
            }
        }
        return found ? new TableFacts(table, view, columns) : null;
    }

    /** A file has one schema, so a point is a part of the name: that is how {@link #table} looks it up as well. */
    @Override
    public String quoteTable(String table) {
        return quote(table);
    }

    @Override
    public List<IndexFacts> indexes(Connection connection, String table) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        Map<String, Boolean> unique = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT i.name, i."unique", coalesce(c.name, '') FROM pragma_index_list(?) AS i
                JOIN pragma_index_info(i.name) AS c WHERE i.partial = 0 ORDER BY i.seq, c.seqno""")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.computeIfAbsent(row.getString(1), index -> new ArrayList<>())
                            .add(row.getString(3));
                    unique.put(row.getString(1), row.getInt(2) == 1);
                }
            }
        }
        List<IndexFacts> indexes = new ArrayList<>();
        columns.forEach((name, parts) -> indexes.add(new IndexFacts(parts, Boolean.TRUE.equals(unique.get(name)))));
        rowId(connection, table, indexes);
        return List.copyOf(indexes);
    }

    /** An INTEGER PRIMARY KEY is the table's own tree, and is in no list of indexes. */
    private static void rowId(Connection connection, String table, List<IndexFacts> indexes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT name FROM pragma_table_info(?) WHERE pk > 0 AND upper(type) = 'INTEGER'"
                        + " AND (SELECT count(*) FROM pragma_table_info(?) WHERE pk > 0) = 1")) {
            statement.setString(1, table);
            statement.setString(2, table);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    indexes.add(new IndexFacts(List.of(row.getString(1)), true));
                }
            }
        }
    }

    @Override
    public @Nullable Codec codec(FieldType type, ColumnFacts column) {
        return SqliteCodecs.of(type, column.type(), connect.zone());
    }

    @Override
    public @Nullable FieldType typeOf(ColumnFacts column) {
        return switch (SqliteCodecs.Affinity.of(column.type())) {
            case TEXT, NONE -> FieldType.TEXT;
            case INTEGER -> FieldType.INTEGER;
            case REAL, NUMERIC -> FieldType.DECIMAL;
        };
    }

    /** The first may use an index; the second neither converts nor folds. */
    @Override
    public boolean join(SqlText sql, ColumnFacts left, String leftRef, ColumnFacts right, String rightRef) {
        sql.add(leftRef).add(" = ").add(rightRef).add(" AND ");
        sql.add("+").add(leftRef).add(" = +").add(rightRef).add(" COLLATE BINARY");
        return true;
    }

    @Override
    public SourceFailure.Reason reason(SQLException failure) {
        return switch (failure.getErrorCode() & 0xff) {
            case BUSY, LOCKED, INTERRUPT -> SourceFailure.Reason.TIMEOUT;
            case TOO_BIG -> SourceFailure.Reason.TOO_LARGE;
            case ERROR, MISMATCH -> SourceFailure.Reason.WRONG_SHAPE;
            default -> SourceFailure.Reason.UNAVAILABLE;
        };
    }

    @Override
    public String hint(SQLException failure) {
        return switch (failure.getErrorCode() & 0xff) {
            case CANNOT_OPEN -> "the file is not there or may not be read (it is never created), ";
            case NO_DATABASE -> "the file is no SQLite database, ";
            default ->
                passing(failure)
                        ? "a program died in the middle of a change: open the file once with one that may write it, "
                        : "";
        };
    }

    /**
     * Who changes the file and then rolls back lets go of the lock and of the journal one after the other. A reader that
     * comes between the two takes the journal for one that a dead program left behind.
     */
    @Override
    public boolean passing(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_READONLY_ROLLBACK;
    }

    @Override
    public List<Finding> rights(Connection connection, RightsQuestion question) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        String name = question.source().name();
        if (!connection.isReadOnly() || !"1".equals(one(connection, "PRAGMA query_only"))) {
            findings.add(Finding.error(
                    "rights-write",
                    question.source().location(),
                    "Source " + name + ": the file could not be opened read-only.",
                    "Report this as a defect of Remit."));
        }
        Path file = Path.of(one(connection, "SELECT file FROM pragma_database_list WHERE name = 'main'"));
        if (question.source().writing() == null && Files.isWritable(file)) {
            findings.add(new Finding(
                    Severity.NOTE,
                    "rights-file",
                    "Source " + name + ": the user that runs Remit may write the file; Remit opens it read-only.",
                    "Run Remit as a user that may only read the file.",
                    question.source().location()));
        }
        return List.copyOf(findings);
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
