package dev.remit.gateway.source;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Source;
import dev.remit.core.finding.Finding;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** MariaDB 10.11 and newer, with the driver that the operator supplies. */
final class MariaDbDialect implements Dialect {
    private static final int ROWS_AT_A_TIME = 100;
    private static final int STATEMENT_TIME_EXCEEDED = 1969;
    private static final int INTERRUPTED = 1317;
    private static final int TABLE_DENIED = 1142;
    private static final int COLUMN_DENIED = 1143;
    private static final int PACKET_TOO_LARGE = 1153;

    private final Source.Connect.Jdbc connect;
    private final Driver driver;
    private final MariaDbCodecs codecs;

    MariaDbDialect(Source.Connect.Jdbc connect, Driver driver) {
        this.connect = connect;
        this.driver = driver;
        this.codecs = new MariaDbCodecs(connect.zone());
    }

    @Override
    public Connection connect(String url, @Nullable String user, @Nullable String password) throws SQLException {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        long millis = connect.timeout().toMillis();
        properties.setProperty("connectTimeout", Long.toString(millis));
        // The server ends a slow statement itself; this is for a server that has fallen silent.
        properties.setProperty("socketTimeout", Long.toString(millis + 1000));
        properties.setProperty("useServerPrepStmts", "true");
        properties.setProperty("allowLocalInfile", "false");
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException("the driver does not take this URL", "08001");
        }
        try (Statement statement = connection.createStatement()) {
            connection.setReadOnly(true);
            statement.execute("SET SESSION TRANSACTION READ ONLY");
            statement.execute("SET time_zone = '+00:00'");
            // The cache finds what EXISTS gave for one row under the column's own collation, and so gives one
            // customer's
            // answer for another whose id differs in case only.
            statement.execute("SET optimizer_switch = 'subquery_cache=off,exists_to_in=off'");
            statement.execute("SET sql_mode = 'STRICT_ALL_TABLES'");
            statement.execute("SET max_statement_time = " + millis / 1000 + "."
                    + String.format(Locale.ROOT, "%03d", millis % 1000));
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /** By and by, so that the count of bytes can stop it. */
    @Override
    public void tune(PreparedStatement statement) throws SQLException {
        statement.setFetchSize(ROWS_AT_A_TIME);
    }

    /** Its time-out is for a statement from its first row to its last; that of the socket stays. */
    @Override
    public void unhurried(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET max_statement_time = 0");
        }
    }

    @Override
    public @Nullable TableFacts table(Connection connection, String table) throws SQLException {
        SequencedMap<String, ColumnFacts> columns = new LinkedHashMap<>();
        boolean found = false;
        boolean view = false;
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT c.column_name, c.data_type, c.is_nullable, coalesce(c.collation_name, ''), t.table_type,
                       c.privileges
                FROM information_schema.columns c
                JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
                WHERE c.table_schema = coalesce(?, database()) AND c.table_name = ? ORDER BY c.ordinal_position""")) {
            bind(statement, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found = true;
                    view = row.getString(5).contains("VIEW");
                    columns.put(
                            row.getString(1),
                            new ColumnFacts(
                                    row.getString(1),
                                    row.getString(2).toLowerCase(Locale.ROOT),
                                    row.getString(3).equals("YES"),
                                    row.getString(4),
                                    row.getString(6).contains("select")));
                }
            }
        }
        return found ? new TableFacts(table, view, columns) : null;
    }

    @Override
    public List<IndexFacts> indexes(Connection connection, String table) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        Map<String, Boolean> unique = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT index_name, non_unique, coalesce(column_name, '') FROM information_schema.statistics
                WHERE table_schema = coalesce(?, database()) AND table_name = ? ORDER BY index_name, seq_in_index""")) {
            bind(statement, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.computeIfAbsent(row.getString(1), index -> new ArrayList<>())
                            .add(row.getString(3));
                    unique.put(row.getString(1), row.getInt(2) == 0);
                }
            }
        }
        return columns.entrySet().stream()
                .map(index -> new IndexFacts(index.getValue(), Boolean.TRUE.equals(unique.get(index.getKey()))))
                .toList();
    }

    private static void bind(PreparedStatement statement, String table) throws SQLException {
        int dot = table.indexOf('.');
        statement.setString(1, dot < 0 ? null : table.substring(0, dot));
        statement.setString(2, table.substring(dot + 1));
    }

    @Override
    public @Nullable Codec codec(FieldType type, ColumnFacts column) {
        return codecs.of(type, column);
    }

    @Override
    public @Nullable FieldType typeOf(ColumnFacts column) {
        for (FieldType type :
                List.of(FieldType.INTEGER, FieldType.DECIMAL, FieldType.DATE, FieldType.TIMESTAMP, FieldType.TEXT)) {
            if (codecs.of(type, column) != null) {
                return type;
            }
        }
        return null;
    }

    @Override
    public boolean join(SqlText sql, ColumnFacts left, String leftRef, ColumnFacts right, String rightRef) {
        if (MariaDbCodecs.text(left.type()) && MariaDbCodecs.text(right.type())) {
            boolean plain = MariaDbCodecs.exact(left) && MariaDbCodecs.exact(right);
            sql.add(plain ? leftRef : MariaDbCodecs.codePoints(leftRef));
            sql.add(" = ").add(plain ? rightRef : MariaDbCodecs.codePoints(rightRef));
            return true;
        }
        sql.add(leftRef).add(" = ").add(rightRef);
        FieldType type = typeOf(left);
        return type != null && type == typeOf(right);
    }

    @Override
    public String quote(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    @Override
    public String order(String expression, boolean descending) {
        return expression + " IS NULL, " + expression + (descending ? " DESC" : " ASC");
    }

    @Override
    public SourceFailure.Reason reason(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (failure.getErrorCode()) {
            case STATEMENT_TIME_EXCEEDED, INTERRUPTED -> SourceFailure.Reason.TIMEOUT;
            case TABLE_DENIED, COLUMN_DENIED -> SourceFailure.Reason.UNAVAILABLE;
            case PACKET_TOO_LARGE -> SourceFailure.Reason.TOO_LARGE;
            default ->
                state.startsWith("42") || state.startsWith("22")
                        ? SourceFailure.Reason.WRONG_SHAPE
                        : failure instanceof java.sql.SQLTimeoutException
                                ? SourceFailure.Reason.TIMEOUT
                                : SourceFailure.Reason.UNAVAILABLE;
        };
    }

    @Override
    public List<Finding> rights(Connection connection, RightsQuestion question) throws SQLException {
        List<String> more = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT DISTINCT privilege_type FROM (
                          SELECT grantee, privilege_type FROM information_schema.user_privileges
                          UNION ALL SELECT grantee, privilege_type FROM information_schema.schema_privileges
                          UNION ALL SELECT grantee, privilege_type FROM information_schema.table_privileges) AS p
                        WHERE privilege_type NOT IN ('USAGE', 'SELECT', 'SHOW VIEW') ORDER BY 1""")) {
            while (row.next()) {
                more.add(row.getString(1));
            }
        }
        if (more.isEmpty()) {
            return List.of();
        }
        return List.of(Finding.warning(
                "rights-write",
                question.source().location(),
                "Source " + question.source().name() + ": the credential has more rights than SELECT: "
                        + String.join(", ", more) + ".",
                "Create a user of its own for Remit and grant it SELECT on the catalog's tables only."));
    }
}
