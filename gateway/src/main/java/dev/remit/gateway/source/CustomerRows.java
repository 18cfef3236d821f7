package dev.remit.gateway.source;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Path;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.catalog.Source;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads through the rows of all customers of a source, over one connection of its own that can only read. Holds few rows
 * at a time: a server gives them by and by within one transaction, of a SQLite file they are read in pages by the key, so
 * that nobody who writes to it has to wait. The source's time-out is for each part. For one thread.
 */
public final class CustomerRows implements AutoCloseable {
    private static final int MOST_BYTES = 16 << 20;
    private static final int ROWS_AT_A_TIME = 1_000;
    private static final int LARGEST_PAGE = 1 << 20;

    private final Source source;
    private final Dialect dialect;
    private final Connection connection;
    private final Tables tables;

    private CustomerRows(Source source, Dialect dialect, Connection connection) {
        this.source = source;
        this.dialect = dialect;
        this.connection = connection;
        this.tables = new Tables(dialect);
    }

    /** Takes a row. */
    public interface Taker {
        /** @param values of the fields that were asked for, in order */
        void take(String tenant, String subject, List<@Nullable Object> values) throws IOException;
    }

    /**
     * Connects.
     *
     * @param references as in {@link JdbcSources#open}
     * @throws SurveyException where the database does not answer
     */
    public static CustomerRows open(Source source, UnaryOperator<String> references, java.nio.file.Path drivers)
            throws SurveyException {
        Dialect dialect;
        try {
            dialect = JdbcSources.dialect(source, references.apply(source.jdbc().jdbc()), drivers, MOST_BYTES);
        } catch (IllegalArgumentException never) {
            throw new SurveyException(String.valueOf(never.getMessage()));
        }
        Connection connection = null;
        try {
            connection = Connector.toRead(source, dialect, references).getConnection();
            dialect.unhurried(connection);
            return new CustomerRows(source, dialect, connection);
        } catch (SQLException failure) {
            close(connection);
            throw failed(source, dialect, failure, "connecting");
        }
    }

    /** How many rows a resource has; −1 where counting takes longer than the source's time-out. */
    public long count(Resource resource) throws SurveyException {
        try {
            dialect.arm(connection);
            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT COUNT(*) FROM " + dialect.quoteTable(resource.table()))) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException failure) {
            if (dialect.reason(failure) != SourceFailure.Reason.TIMEOUT) {
                throw failed(source, dialect, failure, "counting the rows of " + resource.name());
            }
            return -1;
        } finally {
            rollBack(); // so that nothing is held until the rows are read
        }
    }

    /**
     * Gives each row that belongs to a customer, some maybe twice, in any order.
     *
     * @param fields of the resource, whose scope is a customer's
     * @throws SurveyException where the source fails, or is not as the catalog says
     * @throws IOException what the taker throws
     */
    public void each(Resource resource, List<Field> fields, Taker taker) throws SurveyException, IOException {
        if (!(resource.scope() instanceof Scope.OfSubject scope)) {
            throw new IllegalArgumentException("the rows of " + resource.name() + " do not belong to customers");
        }
        try {
            dialect.arm(connection);
            Statements statements = statements(resource, scope, fields);
            if (dialect.readsInPages()) {
                pages(statements, taker);
            } else {
                run(statements, statements.all(), null, 0, taker);
            }
        } catch (SQLException failure) {
            throw failed(source, dialect, failure, "reading resource " + resource.name());
        } catch (WrongShape wrong) {
            throw new SurveyException("Source " + source.name() + ": " + wrong.getMessage() + ".");
        }
    }

    /**
     * What is read: the key, the customer, the tenant unless it is a constant, then the fields.
     *
     * @param all the whole statement
     * @param order how a page is ordered
     * @param from what a page begins with
     */
    private record Statements(
            String all,
            String from,
            String order,
            List<Plan.Output> outputs,
            @Nullable String tenant,
            Codec key) {}

    private Statements statements(Resource resource, Scope.OfSubject scope, List<Field> fields)
            throws SQLException, WrongShape {
        SqlText from = new SqlText();
        Row first = tables.row(connection, resource.name(), resource.table(), from);
        from.add(tables.from(first));
        Map<List<Path.Join>, Row> joined = new HashMap<>();
        List<String> columns = new ArrayList<>();
        List<Plan.Output> outputs = new ArrayList<>();
        Codec key = first.codec(resource.key());
        String keyRef = key.exact(first.ref(resource.key()));
        columns.add(keyRef);
        outputs.add(new Plan.Output(resource.key().column(), key));
        String where = owner(scope.subject(), first, joined, from, columns, outputs);
        String constant = null;
        switch (scope.tenant()) {
            case Scope.TenantKey.Whole(String name) -> constant = name;
            case Scope.TenantKey.InColumn(Path path) ->
                where += " AND " + owner(path, first, joined, from, columns, outputs);
        }
        for (Field field : fields) {
            Codec codec = first.codec(field);
            columns.add(codec.selected(first.ref(field)));
            outputs.add(new Plan.Output(field.column(), codec));
        }
        String all = "SELECT " + String.join(", ", columns) + " FROM " + from + " WHERE " + where;
        return new Statements(
                all, " AND " + keyRef + " >= ?", " ORDER BY " + keyRef + " LIMIT ", outputs, constant, key);
    }

    /** Selects the column at the end of a path; returns that it is not absent. */
    private String owner(
            Path path,
            Row first,
            Map<List<Path.Join>, Row> joined,
            SqlText from,
            List<String> columns,
            List<Plan.Output> outputs)
            throws SQLException, WrongShape {
        Row here = first;
        for (int i = 0; i < path.joins().size(); i++) {
            List<Path.Join> way = path.joins().subList(0, i + 1);
            Row next = joined.get(way);
            if (next == null) {
                next = tables.row(connection, first.owner(), path.joins().get(i).toTable(), from);
                from.add(" JOIN ").add(tables.from(next)).add(" ON ");
                tables.join(from, here, path.joins().get(i), next);
                joined.put(way, next);
            }
            here = next;
        }
        Codec codec = here.codec(path.column(), path.type());
        String ref = here.ref(path.column());
        columns.add(codec.exact(ref));
        outputs.add(new Plan.Output(path.column(), codec));
        return ref + " IS NOT NULL";
    }

    /** The key tells rows apart within a customer only, so a page begins with the key at which the last one ended. */
    private void pages(Statements statements, Taker taker) throws SQLException, WrongShape, IOException {
        Object last = null;
        int size = ROWS_AT_A_TIME;
        while (true) {
            String sql = statements.all() + (last == null ? "" : statements.from()) + statements.order() + size;
            Page page = run(statements, sql, last, size, taker);
            if (page.rows() < size || page.last() == null) {
                return;
            }
            if (page.last().equals(last)) {
                size *= 2;
                if (size > LARGEST_PAGE) {
                    throw new WrongShape("too many rows have one key");
                }
            }
            last = page.last();
        }
    }

    private record Page(int rows, @Nullable Object last) {}

    private Page run(Statements statements, String sql, @Nullable Object after, int size, Taker taker)
            throws SQLException, WrongShape, IOException {
        dialect.arm(connection);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            if (after != null) {
                statement.setObject(1, statements.key().bound(after).floor());
            }
            int rows = 0;
            Object last = null;
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows++;
                    last = take(statements, row, taker);
                }
            }
            return new Page(rows, last);
        } finally {
            if (size == 0) {
                rollBack(); // a statement over all of it ends with its transaction
            }
        }
    }

    /** Returns the key. */
    private static @Nullable Object take(Statements statements, ResultSet row, Taker taker)
            throws SQLException, WrongShape, IOException {
        List<@Nullable Object> values = new ArrayList<>(statements.outputs().size());
        for (int i = 0; i < statements.outputs().size(); i++) {
            Plan.Output output = statements.outputs().get(i);
            try {
                values.add(output.codec().read(row, i + 1));
            } catch (WrongShape wrong) {
                throw new WrongShape("column " + output.column() + " " + wrong.getMessage());
            }
        }
        int owners = statements.tenant() == null ? 3 : 2;
        Object subject = values.get(1);
        Object tenant = statements.tenant() == null ? values.get(2) : statements.tenant();
        if (subject != null && tenant != null) {
            taker.take(
                    Canonical.of(tenant),
                    Canonical.of(subject),
                    Collections.unmodifiableList(values.subList(owners, values.size())));
        }
        return values.getFirst();
    }

    private void rollBack() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException gone) {
            return; // nothing was written, and what comes next on it fails by itself
        }
    }

    private static SurveyException failed(Source source, Dialect dialect, SQLException failure, String doing) {
        // Messages of drivers are left out, for they may quote values.
        SQLException cause = Connector.cause(failure);
        String state =
                cause.getSQLState() == null ? "error code " + cause.getErrorCode() : "SQL state " + cause.getSQLState();
        return new SurveyException(
                "Source " + source.name() + " failed while " + doing + ": " + dialect.hint(cause) + state + ".");
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException gone) {
            return; // nothing was written
        }
    }

    @Override
    public void close() {
        close(connection);
    }
}
