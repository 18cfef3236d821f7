package dev.remit.gateway.source;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Source;
import dev.remit.core.finding.Finding;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Changes in PostgreSQL, in transactions that see what is committed when each statement begins.
 *
 * <p>Text, timestamps and lists are sent without a type, so that they mean what a quoted literal in their place would:
 * the text of a uuid, an enum or a JSON column as well. A timestamp is written in the source's zone with its offset, which
 * {@code timestamptz} heeds and {@code timestamp} leaves away.
 */
final class PostgresChanges implements Changes {
    private static final int LAST_YEAR = 9999;

    /** Insufficient privilege. */
    private static final String DENIED = "42501";

    private final Source.Connect connect;
    private final PostgresDialect dialect;

    PostgresChanges(Source.Connect connect, PostgresDialect dialect) {
        this.connect = connect;
        this.dialect = dialect;
    }

    @Override
    public Connection connect(String url, @Nullable String user, @Nullable String password) throws SQLException {
        long millis = connect.timeout().toMillis();
        return dialect.open(
                url,
                user,
                password,
                false,
                "SET default_transaction_read_only = off; SET default_transaction_isolation = 'read committed'"
                        + "; SET lock_timeout = " + millis
                        // The last look happens within the transaction; what hangs longer gives the row free.
                        + "; SET idle_in_transaction_session_timeout = " + Math.max(5_000, 2 * millis));
    }

    @Override
    public void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        connection.rollback();
    }

    @Override
    public String lock(String alias) {
        return " FOR UPDATE OF " + alias;
    }

    @Override
    public void bind(PreparedStatement statement, int index, FieldType type, @Nullable Object value)
            throws SQLException, Unbindable {
        switch (type) {
            case TEXT -> untyped(statement, index, value == null ? null : text((String) value));
            case INTEGER -> statement.setObject(index, value, Types.BIGINT);
            case DECIMAL -> statement.setObject(index, value == null ? null : decimal(value), Types.NUMERIC);
            case BOOLEAN -> statement.setObject(index, value, Types.BOOLEAN);
            case DATE -> statement.setObject(index, value == null ? null : date((LocalDate) value), Types.DATE);
            case TIMESTAMP -> untyped(statement, index, value == null ? null : timestamp((Instant) value));
        }
    }

    private static void untyped(PreparedStatement statement, int index, @Nullable String text) throws SQLException {
        statement.setObject(index, text, Types.OTHER);
    }

    private static String text(String text) throws Unbindable {
        if (text.indexOf('\0') >= 0 || !CodePoints.wellFormed(text)) {
            throw new Unbindable();
        }
        return text;
    }

    private static BigDecimal decimal(Object value) throws Unbindable {
        Bound bound = Numbers.amongDecimals(value);
        if (!bound.exact()) {
            throw new Unbindable();
        }
        return Numbers.decimal(bound.floor());
    }

    private static LocalDate date(LocalDate date) throws Unbindable {
        if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
            throw new Unbindable();
        }
        return date;
    }

    private String timestamp(Instant at) throws Unbindable {
        if (!at.truncatedTo(ChronoUnit.MICROS).equals(at)) {
            throw new Unbindable();
        }
        if (at.isBefore(LEAST) || !at.isBefore(AFTER_GREATEST)) {
            throw new Unbindable();
        }
        return OffsetDateTime.ofInstant(at, connect.zone()).toString();
    }

    /** A day within the years that have four digits wherever the clock stands. */
    private static final Instant LEAST = Instant.parse("0001-01-02T00:00:00Z");

    private static final Instant AFTER_GREATEST = Instant.parse("9999-12-31T00:00:00Z");

    @Override
    public ColumnFacts returned(ResultSetMetaData columns, int index) throws SQLException {
        String name = columns.getColumnLabel(index);
        String type = columns.getColumnTypeName(index).toLowerCase(Locale.ROOT);
        String plain = switch (type) {
            case "smallserial" -> "int2";
            case "serial" -> "int4";
            case "bigserial" -> "int8";
            // A type of its own that the driver takes for text is an enum.
            default -> dialect.knows(type) || columns.getColumnType(index) != Types.VARCHAR ? type : "enum";
        };
        return new ColumnFacts(name, plain, true, "", true);
    }

    @Override
    public boolean exactText(ColumnFacts column) {
        return column.type().equals("text") || column.type().equals("varchar");
    }

    @Override
    public boolean unreachable(SQLException failure) {
        return dialect.reason(failure) == SourceFailure.Reason.UNAVAILABLE
                && !DENIED.equals(failure.getSQLState())
                && verdict(failure) == Verdict.FAILED;
    }

    @Override
    public List<Finding> rights(Connection connection, Dialect.RightsQuestion question) throws SQLException {
        return new PostgresRights(connection, question).toWrite();
    }

    @Override
    public Verdict verdict(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.equals("40001") || state.equals("40P01")) {
            return Verdict.MET_ANOTHER;
        }
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "22", "23", "44", "45", "P0" -> Verdict.REFUSED;
            default -> Verdict.FAILED;
        };
    }

    /**
     * The server rolled back before it answered so. A lost connection is none of these, and neither is a server that
     * went down: it may have committed before.
     */
    @Override
    public boolean surelyUndone(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return verdict(failure) != Verdict.FAILED
                || state.equals("25P02") // the transaction had failed before
                || state.equals("57014") // cancelled, or the time-out
                || state.equals("55P03");
    }
}
