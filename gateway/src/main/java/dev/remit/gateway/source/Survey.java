package dev.remit.gateway.source;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Source;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Looks over a source that nobody has described yet: its tables, and a few values of each. Over one connection that can
 * only read, and with the source's time-out for each statement. For one thread.
 */
public final class Survey implements AutoCloseable {
    /** The most chars of a value that are looked at. */
    public static final int LONGEST = 600;

    /** The most rows of a table that are looked at. */
    public static final int MOST_ROWS = 1_000;

    private static final int MOST_BYTES = 16 << 20;
    private static final int COLUMNS_AT_A_TIME = 40;

    private final Source source;
    private final Dialect dialect;
    private final SchemaQueries queries;
    private final Connection connection;

    private Survey(Source source, Dialect dialect, SchemaQueries queries, Connection connection) {
        this.source = source;
        this.dialect = dialect;
        this.queries = queries;
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @param references as in {@link JdbcSources#open}
     * @throws SurveyException where the database does not answer, or is none that is supported
     */
    public static Survey open(Source source, UnaryOperator<String> references, Path drivers) throws SurveyException {
        Dialect dialect;
        try {
            dialect = JdbcSources.dialect(source, references.apply(source.jdbc().jdbc()), drivers, MOST_BYTES);
        } catch (IllegalArgumentException never) {
            throw new SurveyException(String.valueOf(never.getMessage()));
        }
        SchemaQueries queries = switch (dialect) {
            case PostgresDialect postgres -> new SchemaQueries.OfPostgres(postgres);
            case SqliteDialect sqlite -> new SchemaQueries.OfSqlite();
            default -> new SchemaQueries.OfMariaDb();
        };
        try {
            Connection connection =
                    Connector.toRead(source, dialect, references).getConnection();
            return new Survey(source, dialect, queries, connection);
        } catch (SQLException failure) {
            throw failed(dialect, failure, "connecting");
        }
    }

    /** The names of all tables and views, of one schema or of all. */
    public List<String> tables(@Nullable String schema) throws SurveyException {
        try {
            return listed(schema).stream().map(SchemaQueries.Listed::name).toList();
        } catch (SQLException failure) {
            throw failed(dialect, failure, "listing the tables");
        }
    }

    private List<SchemaQueries.Listed> listed(@Nullable String schema) throws SQLException {
        dialect.arm(connection);
        return queries.tables(connection, schema);
    }

    /** Describes a table by its name, as {@link #tables} gave it; null where it is gone, or cannot be named. */
    public @Nullable SurveyedTable describe(String table) throws SurveyException {
        try {
            dialect.arm(connection);
            TableFacts facts = dialect.table(connection, table);
            if (facts == null) {
                return null;
            }
            dialect.arm(connection);
            SchemaQueries.Keys keys = queries.keys(connection, table);
            dialect.arm(connection);
            List<IndexFacts> indexes = dialect.indexes(connection, table);
            List<List<String>> unique = new ArrayList<>();
            Set<String> leading = new LinkedHashSet<>();
            if (!keys.primary().isEmpty()) {
                unique.add(keys.primary());
            }
            for (IndexFacts index : indexes) {
                if (!index.columns().isEmpty() && !index.columns().contains("")) {
                    leading.add(index.columns().getFirst());
                    if (index.unique() && !unique.contains(index.columns())) {
                        unique.add(index.columns());
                    }
                }
            }
            int dot = table.indexOf('.');
            return new SurveyedTable(
                    dot < 0 ? "" : table.substring(0, dot),
                    table,
                    facts.view(),
                    facts.columns().values().stream().map(this::column).toList(),
                    keys.primary(),
                    unique,
                    leading,
                    keys.links());
        } catch (SQLException failure) {
            throw failed(dialect, failure, "describing table " + table);
        } catch (WrongShape wrong) {
            throw new SurveyException("Source " + source.name() + ": " + wrong.getMessage() + ".");
        }
    }

    private SurveyedTable.Column column(ColumnFacts facts) {
        Set<FieldType> types = EnumSet.noneOf(FieldType.class);
        for (FieldType type : FieldType.values()) {
            if (dialect.codec(type, facts) != null) {
                types.add(type);
            }
        }
        FieldType best = dialect.typeOf(facts);
        return new SurveyedTable.Column(
                facts.name(),
                facts.type(),
                best != null && types.contains(best)
                        ? best
                        : types.stream().findFirst().orElse(null),
                types,
                facts.nullable(),
                facts.readable());
    }

    /**
     * Looks at the first rows of a table as the source gives them, and once more at columns that are empty there. What
     * takes too long or is refused is left out: then there is less evidence, and no failure.
     *
     * @param rows at most {@link #MOST_ROWS}
     */
    public SampledValues sample(SurveyedTable table, int rows) {
        List<String> columns = table.columns().stream()
                .filter(column -> column.readable() && column.type() != null)
                .map(SurveyedTable.Column::name)
                .toList();
        Map<String, List<String>> values = new LinkedHashMap<>();
        columns.forEach(column -> values.put(column, new ArrayList<>()));
        boolean complete = true;
        int seen = 0;
        try {
            for (int i = 0; rows > 0 && i < columns.size(); i += COLUMNS_AT_A_TIME) {
                List<String> some = columns.subList(i, Math.min(columns.size(), i + COLUMNS_AT_A_TIME));
                seen = Math.max(seen, read(table, some, "", rows, values));
            }
            for (String column : columns) {
                if (seen == rows && rows > 0 && of(values, column).isEmpty()) {
                    read(table, List.of(column), " WHERE " + dialect.quote(column) + " IS NOT NULL", rows, values);
                }
            }
        } catch (SQLException slowOrRefused) {
            complete = false;
        }
        return new SampledValues(seen, values, complete);
    }

    private static List<String> of(Map<String, List<String>> values, String column) {
        return values.getOrDefault(column, List.of());
    }

    private int read(
            SurveyedTable table, List<String> columns, String where, int rows, Map<String, List<String>> values)
            throws SQLException {
        String selected = String.join(
                ", ",
                columns.stream()
                        .map(column -> queries.sampled(dialect.quote(column), LONGEST))
                        .toList());
        String sql = "SELECT " + selected + " FROM " + dialect.quoteTable(table.name()) + where + " LIMIT " + rows;
        int seen = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            dialect.arm(connection);
            dialect.tune(statement);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    seen++;
                    for (int i = 0; i < columns.size(); i++) {
                        String value = row.getString(i + 1);
                        List<String> column = values.get(columns.get(i));
                        if (value != null && column != null) {
                            column.add(value);
                        }
                    }
                }
            }
        }
        return seen;
    }

    private static SurveyException failed(Dialect dialect, SQLException failure, String doing) {
        // Messages of drivers are left out, for they may quote values.
        SQLException cause = Connector.cause(failure);
        String state =
                cause.getSQLState() == null ? "error code " + cause.getErrorCode() : "SQL state " + cause.getSQLState();
        return new SurveyException(
                "The database did not answer while " + doing + ": " + dialect.hint(cause) + state + ".");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            // Nothing was written, and the process ends soon.
            return;
        }
    }
}
