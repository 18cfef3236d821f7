package dev.remit.gateway.source;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.remit.core.catalog.Action;
import dev.remit.core.catalog.Means;
import dev.remit.core.catalog.Source;
import dev.remit.core.decision.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database, changed through JDBC.
 *
 * <p>A deed is one transaction: the operation's id, where the source keeps those; the row acted on, locked and seen to be
 * this customer's; the rows that arguments name; the last look; the statement, of which the number of rows and what it
 * gives back are checked; COMMIT. Whatever fails before COMMIT is sent is undone. Where the connection is lost at COMMIT,
 * the table of operations is asked on another one; without one nobody knows.
 *
 * <p>A deed whose operation is in the table already was done by a call before, and is {@link Written.Done} without
 * values: what it gave back then went with that call.
 *
 * <p>A transaction that met another (deadlock, serialization) is tried again, at most twice, with a last look of its own.
 * Thread-safe.
 */
public final class JdbcWriter implements InspectedWriter {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcWriter.class);

    private static final int MOST_CONNECTIONS = 4;
    private static final int MOST_ATTEMPTS = 3;
    private static final long SHORTEST_WAIT_MILLIS = 250;

    private final Source source;
    private final Dialect dialect;
    private final Changes changes;
    private final Ownership ownership;
    private final HikariDataSource pool;

    JdbcWriter(Source source, Dialect dialect, Changes changes, UnaryOperator<String> references) {
        this.source = source;
        this.dialect = dialect;
        this.changes = changes;
        this.ownership = new Ownership(dialect, changes);
        this.pool = pool(source, changes, references);
    }

    private static HikariDataSource pool(Source source, Changes changes, UnaryOperator<String> references) {
        Source.Writing writing = source.writing();
        if (writing == null) {
            throw new IllegalArgumentException("source " + source.name() + " has no log-in to write with");
        }
        long wait = Math.max(SHORTEST_WAIT_MILLIS, source.jdbc().timeout().toMillis());
        HikariConfig config = new HikariConfig();
        config.setPoolName("source-" + source.name() + "-write");
        config.setDataSource(new Connector(
                source.jdbc(), new Connector.Login(writing.user(), writing.password()), changes::connect, references));
        config.setMaximumPoolSize(Math.min(MOST_CONNECTIONS, source.jdbc().pool()));
        config.setMinimumIdle(1);
        config.setConnectionTimeout(wait);
        config.setValidationTimeout(wait);
        config.setAutoCommit(true);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    @Override
    public Written write(Deed deed, LastLook last) {
        if (!(deed.action().means() instanceof Means.Statement statement)) {
            throw new IllegalArgumentException("the action " + deed.action().name() + " is no statement");
        }
        if (source.tenant() != null && !source.tenant().equals(deed.tenant())) {
            return undone(deed, Reason.NOT_FOUND, "the source is another tenant's");
        }
        for (int attempt = 1; ; attempt++) {
            Connection connection;
            try {
                connection = pool.getConnection();
            } catch (SQLException failure) {
                return undone(deed, failure);
            }
            Transaction transaction = new Transaction(connection);
            Written written;
            try {
                written = transaction.run(deed, statement, last);
            } finally {
                transaction.close();
            }
            if (written != null) {
                return written;
            }
            if (transaction.lostAtCommit != null) {
                return asked(deed, transaction.values, transaction.lostAtCommit);
            }
            if (attempt == MOST_ATTEMPTS) {
                return undone(deed, Reason.SOURCE_UNAVAILABLE, "it met other changes " + attempt + " times");
            }
        }
    }

    /** Runs on one connection, and leaves it as it was or not at all. For one thread. */
    private final class Transaction {
        private final Connection connection;
        private boolean open;
        private Map<String, @Nullable Object> values = Map.of();
        private @Nullable SQLException lostAtCommit;

        Transaction(Connection connection) {
            this.connection = connection;
        }

        /** Null where it met another, or where the connection was lost at COMMIT. */
        @Nullable
        Written run(Deed deed, Means.Statement statement, LastLook last) {
            try {
                dialect.arm(connection);
                open = true;
                changes.begin(connection);
                String operations = deed.action().operations();
                if (operations != null && !Operations.in(dialect, operations).enter(connection, deed.operation())) {
                    return new Written.Done(Map.of());
                }
                values = new Attempt(dialect, changes, ownership, deed).perform(connection, statement, last);
            } catch (NotDone why) {
                return undone(deed, why.reason(), why.text());
            } catch (WrongShape wrong) {
                ownership.forget();
                return undone(deed, Reason.SOURCE_WRONG_SHAPE, String.valueOf(wrong.getMessage()));
            } catch (TooLarge large) {
                return undone(deed, Reason.SOURCE_TOO_LARGE, "more than " + JdbcSources.MOST_BYTES + " bytes");
            } catch (SQLException failure) {
                return failed(deed, failure);
            }
            return commit(deed);
        }

        private @Nullable Written commit(Deed deed) {
            try {
                dialect.arm(connection);
                changes.commit(connection);
                open = false;
                return new Written.Done(values);
            } catch (SQLException failure) {
                if (changes.verdict(failure) == Changes.Verdict.REFUSED) {
                    return undone(deed, Reason.ACTION_NOT_ACCEPTED, "the source refused it, " + Attempt.state(failure));
                }
                if (changes.surelyUndone(failure)) {
                    return failed(deed, failure);
                }
                lostAtCommit = failure;
                return null;
            }
        }

        private @Nullable Written failed(Deed deed, SQLException failure) {
            if (dialect.stale(failure)) {
                // A migration came by: connections that prepared the old statements are let go.
                ownership.forget();
                pool.getHikariPoolMXBean().softEvictConnections();
                return null;
            }
            return changes.verdict(failure) == Changes.Verdict.MET_ANOTHER ? null : undone(deed, failure);
        }

        void close() {
            try {
                if (open && lostAtCommit == null) {
                    changes.rollback(connection);
                } else if (open) {
                    pool.evictConnection(connection);
                }
            } catch (SQLException broken) {
                // Closing the connection itself ends its transaction.
                pool.evictConnection(connection);
            }
            try {
                connection.close();
            } catch (SQLException broken) {
                pool.evictConnection(connection);
            }
        }
    }

    private Written asked(Deed deed, Map<String, @Nullable Object> values, SQLException lost) {
        // The others are likely to be as dead.
        pool.getHikariPoolMXBean().softEvictConnections();
        return switch (resolve(deed)) {
            case DONE -> new Written.Done(values);
            case UNDONE -> undone(deed, Reason.SOURCE_UNAVAILABLE, "COMMIT failed, " + Attempt.state(lost));
            case UNKNOWN -> new Written.Unknown(about(deed, "COMMIT was not answered, " + Attempt.state(lost)));
        };
    }

    /**
     * {@inheritDoc}
     *
     * <p>A connection that a dead gateway left behind may still commit: its operation is in the table then, not yet
     * visible, and entering it once more waits for that transaction's end, up to the source's time-out.
     */
    @Override
    public Resolution resolve(Deed deed) {
        String table = deed.action().operations();
        if (table == null) {
            return Resolution.UNKNOWN;
        }
        Connection connection;
        try {
            connection = pool.getConnection();
        } catch (SQLException failure) {
            return unresolved(deed, failure);
        }
        Transaction transaction = new Transaction(connection);
        try {
            dialect.arm(connection);
            transaction.open = true;
            changes.begin(connection);
            return Operations.in(dialect, table).enter(connection, deed.operation())
                    ? Resolution.UNDONE
                    : Resolution.DONE;
        } catch (SQLException failure) {
            return unresolved(deed, failure);
        } finally {
            transaction.close();
        }
    }

    private Resolution unresolved(Deed deed, SQLException failure) {
        LOG.warn("Whether operation {} was done could not be found out: {}", deed.operation(), detail(deed, failure));
        return Resolution.UNKNOWN;
    }

    /**
     * {@inheritDoc}
     *
     * <p>What was learnt of the source before is forgotten.
     */
    @Override
    public Inspection inspect(Collection<Action> actions) {
        ownership.forget();
        List<Action> ours = actions.stream()
                .filter(action -> action.source().equals(source.name()))
                .toList();
        try (Connection connection = pool.getConnection()) {
            return new WriteInspector(source, dialect, changes, connection).inspect(ours);
        } catch (SQLException failure) {
            SQLException cause = Connector.cause(failure);
            return Inspection.unreachable(
                    source,
                    new SourceFailure(dialect.reason(cause), "actions: " + dialect.hint(cause) + Attempt.state(cause)));
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private Written.Undone undone(Deed deed, SQLException failure) {
        SQLException cause = Connector.cause(failure);
        Reason reason = switch (dialect.reason(cause)) {
            case UNAVAILABLE -> Reason.SOURCE_UNAVAILABLE;
            case TIMEOUT -> Reason.SOURCE_TIMEOUT;
            case WRONG_SHAPE -> Reason.SOURCE_WRONG_SHAPE;
            case TOO_LARGE -> Reason.SOURCE_TOO_LARGE;
        };
        return new Written.Undone(reason, detail(deed, failure));
    }

    private Written.Undone undone(Deed deed, Reason reason, String detail) {
        return new Written.Undone(reason, about(deed, detail));
    }

    private String detail(Deed deed, SQLException failure) {
        SQLException cause = Connector.cause(failure);
        return about(deed, dialect.hint(cause) + Attempt.state(cause));
    }

    private String about(Deed deed, String what) {
        return "source " + source.name() + ": action " + deed.action().name() + ": " + what;
    }
}
