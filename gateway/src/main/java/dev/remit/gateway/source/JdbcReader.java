package dev.remit.gateway.source;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.catalog.Source;
import dev.remit.core.decision.Read;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A database, read through JDBC.
 *
 * <p>Each read is one parameterised statement, whose text depends on the read's {@link Shape} only and is written once.
 * The tenant and the customer stand in its WHERE; a read whose values no row can match (a customer {@code "x"} where
 * customers are numbers) gives no rows without asking.
 *
 * <p>Waiting for a connection lasts no longer than the source's time-out (250 ms at least), and so does the statement.
 * Thread-safe.
 */
public final class JdbcReader implements InspectedReader {
    private static final int MOST_PLANS = 2000;
    private static final long SHORTEST_WAIT_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 128;

    private final Source source;
    private final Dialect dialect;
    private final HikariDataSource pool;
    private final Tables tables;
    private final Planner planner;
    private final Cache<Shape, Plan> plans =
            Caffeine.newBuilder().maximumSize(MOST_PLANS).build();
    private final long mostBytes;

    JdbcReader(Source source, Dialect dialect, UnaryOperator<String> references, long mostBytes) {
        this.source = source;
        this.dialect = dialect;
        this.mostBytes = mostBytes;
        this.tables = new Tables(dialect);
        this.planner = new Planner(dialect, tables);
        this.pool = pool(source, Connector.toRead(source, dialect, references));
    }

    private static HikariDataSource pool(Source source, Connector connector) {
        long wait = Math.max(SHORTEST_WAIT_MILLIS, source.jdbc().timeout().toMillis());
        HikariConfig config = new HikariConfig();
        config.setPoolName("source-" + source.name());
        config.setDataSource(connector);
        config.setMaximumPoolSize(source.jdbc().pool());
        config.setMinimumIdle(Math.min(2, source.jdbc().pool()));
        config.setConnectionTimeout(wait);
        config.setValidationTimeout(wait);
        config.setReadOnly(true);
        config.setAutoCommit(true);
        // The source may be down when we start; the pool goes on trying.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    @Override
    public ReadResult read(Read read) {
        Scope scope = read.resource().scope();
        if (read.limit() < 1) {
            throw new IllegalArgumentException("a read of no rows");
        }
        if (scope instanceof Scope.OfSubject && read.subject() == null) {
            throw new IllegalArgumentException("a read of a customer's rows names no customer");
        }
        if (ofAnotherTenant(scope, read.tenant())) {
            return new ReadResult.Rows(List.of(), List.of(), null);
        }
        Inputs inputs = Inputs.of(read);
        Answer<ReadResult.Rows> answer = run(
                Shape.Rows.of(read),
                inputs,
                new ReadResult.Rows(List.of(), List.of(), null),
                (plan, results) -> plan.page(results, read.limit(), new ByteCount(mostBytes)));
        return answer.failure() == null ? answer.get() : new ReadResult.Failed(answer.failure());
    }

    @Override
    public SubjectResult subjects(SubjectQuery query) {
        if (query.filters().isEmpty()) {
            throw new IllegalArgumentException("whose rows, without saying which");
        }
        if (!(query.resource().scope() instanceof Scope.OfSubject scope)) {
            throw new IllegalArgumentException(
                    "the rows of " + query.resource().name() + " do not belong to customers");
        }
        if (ofAnotherTenant(scope, query.tenant())) {
            return new SubjectResult.Found(List.of());
        }
        Answer<SubjectResult.Found> answer = run(
                Shape.Owners.of(query),
                Inputs.of(query),
                new SubjectResult.Found(List.of()),
                (plan, results) -> new SubjectResult.Found(plan.owners(results, new ByteCount(mostBytes))));
        return answer.failure() == null ? answer.get() : new SubjectResult.Failed(answer.failure());
    }

    /**
     * Compares the source with the catalog, and looks at what the credential can do. What was learnt of the source before
     * is forgotten, so a change of the source that is found here also holds for the reads that follow.
     *
     * @param resources the catalog's resources in this source; others are left out
     */
    @Override
    public Inspection inspect(Collection<Resource> resources) {
        tables.forget();
        plans.invalidateAll();
        List<Resource> ours = resources.stream()
                .filter(resource -> resource.source().equals(source.name()))
                .toList();
        try (Connection connection = pool.getConnection()) {
            return new Inspector(source, dialect, connection, ours).inspect();
        } catch (SQLException failure) {
            return Inspection.unreachable(source, failure(failure, "inspection"));
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static boolean ofAnotherTenant(Scope scope, String tenant) {
        return Planner.tenant(scope) instanceof Scope.TenantKey.Whole(String whole) && !whole.equals(tenant);
    }

    /** Reads the rows of a statement. */
    private interface Collect<T> {
        T from(Plan plan, ResultSet results) throws SQLException, WrongShape, TooLarge;
    }

    /** A result or a failure. */
    private record Answer<T>(@Nullable T result, @Nullable SourceFailure failure) {
        T get() {
            if (result == null) {
                throw new IllegalStateException("neither a result nor a failure");
            }
            return result;
        }
    }

    private <T> Answer<T> run(Shape shape, Inputs inputs, T nothing, Collect<T> collect) {
        String resource = "resource " + shape.resource().name();
        try {
            try {
                return new Answer<>(patient(shape, inputs, nothing, collect), null);
            } catch (SQLException failure) {
                if (!dialect.stale(failure)) {
                    throw failure;
                }
                // A migration came by. The plan is written anew; connections that prepared the old one are let go.
                forget(shape);
                pool.getHikariPoolMXBean().softEvictConnections();
                return new Answer<>(patient(shape, inputs, nothing, collect), null);
            }
        } catch (SQLException failure) {
            SourceFailure result = failure(failure, resource);
            if (result.reason() == SourceFailure.Reason.WRONG_SHAPE) {
                forget(shape);
            }
            return new Answer<>(null, result);
        } catch (WrongShape wrong) {
            forget(shape);
            return failed(SourceFailure.Reason.WRONG_SHAPE, wrong.getMessage());
        } catch (TooLarge large) {
            return failed(SourceFailure.Reason.TOO_LARGE, resource + ": more than " + mostBytes + " bytes");
        }
    }

    /** Tries again, for a quarter of a second in all, what fails on what another is about to finish. */
    private <T> T patient(Shape shape, Inputs inputs, T nothing, Collect<T> collect)
            throws SQLException, WrongShape, TooLarge {
        for (long pause = 1; ; pause *= 2) {
            try {
                return attempt(shape, inputs, nothing, collect);
            } catch (SQLException failure) {
                if (!dialect.passing(failure) || pause > LONGEST_PAUSE_MILLIS) {
                    throw failure;
                }
                pause(pause, failure);
            }
        }
    }

    private static void pause(long millis, SQLException reason) throws SQLException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }

    private <T> T attempt(Shape shape, Inputs inputs, T nothing, Collect<T> collect)
            throws SQLException, WrongShape, TooLarge {
        Plan known = plans.getIfPresent(shape);
        Object[] arguments = known == null ? null : known.arguments(inputs);
        if (known != null && arguments == null) {
            return nothing;
        }
        try (Connection connection = pool.getConnection()) {
            dialect.arm(connection);
            Plan plan = known;
            if (plan == null) {
                plan = planner.plan(connection, shape);
                plans.put(shape, plan);
                arguments = plan.arguments(inputs);
            }
            if (arguments == null) {
                return nothing;
            }
            try (PreparedStatement statement = connection.prepareStatement(plan.sql())) {
                dialect.tune(statement);
                Plan.bind(statement, arguments);
                try (ResultSet results = statement.executeQuery()) {
                    return collect.from(plan, results);
                }
            }
        }
    }

    private void forget(Shape shape) {
        plans.invalidate(shape);
        tables.forget();
    }

    private <T> Answer<T> failed(SourceFailure.Reason reason, @Nullable String what) {
        return new Answer<>(null, new SourceFailure(reason, "source " + source.name() + ": " + what));
    }

    private SourceFailure failure(SQLException failure, String what) {
        // Messages are left out, for they may quote values.
        SQLException cause = Connector.cause(failure);
        String state =
                cause.getSQLState() == null ? "error code " + cause.getErrorCode() : "SQL state " + cause.getSQLState();
        return new SourceFailure(
                dialect.reason(cause), "source " + source.name() + ": " + what + ": " + dialect.hint(cause) + state);
    }
}
