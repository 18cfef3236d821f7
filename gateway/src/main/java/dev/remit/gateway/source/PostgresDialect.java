package dev.remit.gateway.source;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Source;
import dev.remit.core.finding.Finding;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** PostgreSQL 14 and newer, in UTF-8. */
final class PostgresDialect implements Dialect {
    private static final String COLUMNS = """
            SELECT a.attname, CASE WHEN b.typtype = 'e' THEN 'enum' ELSE b.typname END, a.attnotnull OR t.typnotnull,
                   a.attcollation, has_column_privilege(a.attrelid, a.attnum, 'SELECT'), c.relkind
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            JOIN pg_catalog.pg_type b ON b.oid = coalesce(nullif(t.typbasetype, 0), t.oid)
            WHERE c.oid = to_regclass(?)
            ORDER BY a.attnum""";
    private static final String INDEXES = """
            SELECT i.indexrelid, i.indisunique, coalesce(a.attname, '')
            FROM pg_catalog.pg_index i
            CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, n)
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE i.indrelid = to_regclass(?) AND i.indisvalid AND i.indpred IS NULL AND k.n <= i.indnkeyatts
            ORDER BY i.indexrelid, k.n""";

    private final Source.Connect.Jdbc connect;
    private final PostgresCodecs codecs;
    private final long mostBytes;

    PostgresDialect(Source.Connect.Jdbc connect, long mostBytes) {
        this.connect = connect;
        this.codecs = new PostgresCodecs(connect.zone());
        this.mostBytes = mostBytes;
    }

    @Override
    public Connection connect(String url, @Nullable String user, @Nullable String password) throws SQLException {
        return open(url, user, password, true, "SET default_transaction_read_only = on");
    }

    /**
     * A connection whose statements end with the source's time-out.
     *
     * @param settings what its session is set to besides
     */
    Connection open(String url, @Nullable String user, @Nullable String password, boolean readOnly, String settings)
            throws SQLException {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        String seconds = Long.toString(connect.timeout().plusMillis(999).toSeconds());
        properties.setProperty("ApplicationName", "remit");
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        // The server ends a slow statement itself; this is for a server that has fallen silent.
        properties.setProperty(
                "socketTimeout",
                Long.toString(connect.timeout().plusMillis(1999).toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("prepareThreshold", "1");
        // A hard stop before the memory is taken: the count of bytes released comes after the driver has them all.
        properties.setProperty("maxResultBuffer", Long.toString(2 * mostBytes));
        Connection connection = DriverManager.getDriver(url).connect(url, properties);
        if (connection == null) {
            throw new SQLException("the driver does not take this URL", "08001");
        }
        try (Statement statement = connection.createStatement()) {
            connection.setReadOnly(readOnly);
            statement.execute(settings + "; SET TIME ZONE 'UTC'; SET statement_timeout = "
                    + connect.timeout().toMillis());
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /** Rows come by and by only within a transaction; the time-out of statements is for each time that some are asked for. */
    @Override
    public void unhurried(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    @Override
    public @Nullable TableFacts table(Connection connection, String table) throws SQLException, WrongShape {
        String encoding = encoding(connection);
        if (!"UTF8".equals(encoding)) {
            throw new WrongShape("the database is encoded in " + encoding + ", and only UTF8 is supported");
        }
        SequencedMap<String, ColumnFacts> columns = new LinkedHashMap<>();
        boolean view = false;
        boolean found = false;
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, quoteTable(table));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found = true;
                    view = row.getString(6).equals("v") || row.getString(6).equals("f");
                    ColumnFacts column = new ColumnFacts(
                            row.getString(1),
                            row.getString(2),
                            !row.getBoolean(3),
                            row.getString(4),
                            row.getBoolean(5));
                    columns.put(column.name(), column);
                }
            }
        }
        return found ? new TableFacts(table, view, columns) : null;
    }

    private static String encoding(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW server_encoding")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    @Override
    public List<IndexFacts> indexes(Connection connection, String table) throws SQLException {
        Map<Long, List<String>> columns = new LinkedHashMap<>();
        Map<Long, Boolean> unique = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(INDEXES)) {
            statement.setString(1, quoteTable(table));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.computeIfAbsent(row.getLong(1), index -> new ArrayList<>())
                            .add(row.getString(3));
                    unique.put(row.getLong(1), row.getBoolean(2));
                }
            }
        }
        return columns.entrySet().stream()
                .map(index -> new IndexFacts(index.getValue(), Boolean.TRUE.equals(unique.get(index.getKey()))))
                .toList();
    }

    @Override
    public @Nullable Codec codec(FieldType type, ColumnFacts column) {
        return codecs.of(type, column.type());
    }

    @Override
    public @Nullable FieldType typeOf(ColumnFacts column) {
        for (FieldType type : List.of(
                FieldType.INTEGER,
                FieldType.DECIMAL,
                FieldType.BOOLEAN,
                FieldType.DATE,
                FieldType.TIMESTAMP,
                FieldType.TEXT)) {
            if (codecs.of(type, column.type()) != null) {
                return type;
            }
        }
        return null;
    }

    @Override
    public boolean join(SqlText sql, ColumnFacts left, String leftRef, ColumnFacts right, String rightRef) {
        FieldType type = typeOf(left);
        if (type == null || (typeOf(right) != type && !(numeric(left) && numeric(right)))) {
            return false;
        }
        boolean sameType = left.type().equals(right.type());
        if (type != FieldType.TEXT || (sameType && left.type().equals("uuid"))) {
            sql.add(leftRef).add(" = ").add(rightRef);
            return sameType || (numeric(left) && numeric(right));
        }
        if (sameType
                && left.collation().equals(right.collation())
                && !left.type().equals("citext")) {
            sql.add(leftRef).add(" = ").add(rightRef).add(" AND ");
        }
        sql.add(PostgresCodecs.codePoints(leftRef, true)).add(" = ").add(PostgresCodecs.codePoints(rightRef, true));
        return true;
    }

    /** Whether a type of that name carries any type of ours. */
    boolean knows(String type) {
        return typeOf(new ColumnFacts("", type, true, "", true)) != null;
    }

    private static boolean numeric(ColumnFacts column) {
        return PostgresCodecs.integer(column.type()) || column.type().equals("numeric");
    }

    @Override
    public SourceFailure.Reason reason(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (isTooLarge(failure)) {
            return SourceFailure.Reason.TOO_LARGE;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return SourceFailure.Reason.TIMEOUT;
            }
        }
        return switch (state) {
            case "57014", "55P03", "25P03" -> SourceFailure.Reason.TIMEOUT;
            case "42501" -> SourceFailure.Reason.UNAVAILABLE;
            default ->
                state.startsWith("42") || state.startsWith("22") || state.startsWith("0A")
                        ? SourceFailure.Reason.WRONG_SHAPE
                        : SourceFailure.Reason.UNAVAILABLE;
        };
    }

    @Override
    public String hint(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.equals("42501")) {
            return "the role may not read it, ";
        }
        if (state.equals("3D000")) {
            return "the server has no database of that name, ";
        }
        if (state.equals("53300")) {
            return "the server has no connection left, ";
        }
        if (state.startsWith("08")) {
            return "the database cannot be reached at the address in the JDBC URL, ";
        }
        if (state.startsWith("57P")) {
            return "the server is starting or stopping, ";
        }
        return state.startsWith("28") ? "the database refused the credential, " : "";
    }

    private static boolean isTooLarge(SQLException failure) {
        return failure.getMessage() != null && failure.getMessage().contains("maxResultBuffer");
    }

    /** "Cached plan must not change result type": a migration came by. */
    @Override
    public boolean stale(SQLException failure) {
        return "0A000".equals(failure.getSQLState());
    }

    @Override
    public List<Finding> rights(Connection connection, RightsQuestion question) throws SQLException {
        return new PostgresRights(connection, question).findings();
    }
}
