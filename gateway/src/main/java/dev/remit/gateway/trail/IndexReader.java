package dev.remit.gateway.trail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;

/**
 * The one connection that reads an index; what it reads may be a moment old. Used with its file's lock held. A search that
 * takes too long is broken off, so that nobody keeps the others waiting.
 */
final class IndexReader implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int STEPS = 100_000;
    private static final String SELECT = "SELECT " + IndexSchema.COLUMNS + " FROM ";
    private static final String ALL = SELECT + IndexSchema.LINKED;

    private final Connection connection;
    private final Words words;
    private final LongSupplier nanos;
    private long deadline;
    private boolean late;

    /** @param nanos a clock that only goes forward, like {@link System#nanoTime} */
    IndexReader(Connection connection, LongSupplier nanos) throws SQLException {
        this.connection = connection;
        this.words = new Words(connection, false);
        this.nanos = nanos;
        ProgressHandler.setHandler(connection, STEPS, new ProgressHandler() {
            @Override
            protected int progress() {
                late |= nanos.getAsLong() - deadline > 0;
                return late ? 1 : 0;
            }
        });
    }

    List<Row> find(Query query, HashedNames names) throws SQLException {
        return timed(() -> {
            Where where = Where.of(query, names, words);
            return where.nothing()
                    ? List.of()
                    : rows(SELECT + where.sql() + " ORDER BY at DESC, sequence DESC LIMIT ?", select -> {
                        select.setInt(where.bind(select), query.limit());
                    });
        });
    }

    Optional<Row> row(long sequence) throws SQLException {
        return timed(() -> rows(ALL + " WHERE sequence = ?", select -> select.setLong(1, sequence)).stream()
                .findFirst());
    }

    List<Row> expired(Instant now, Query.@Nullable Place after, int limit) throws SQLException {
        Query.Place from = after == null ? new Query.Place(Instant.EPOCH, -1) : after;
        return timed(() -> rows(
                ALL
                        + " WHERE erased = 0 AND expires <= ? AND (expires, sequence) > (?, ?) ORDER BY expires, sequence"
                        + " LIMIT ?",
                select -> {
                    select.setLong(1, now.toEpochMilli());
                    select.setLong(2, from.at().toEpochMilli());
                    select.setLong(3, from.sequence());
                    select.setInt(4, limit);
                }));
    }

    List<PayloadDue> expiredPayloads(Instant now, @Nullable PayloadDue after, int limit) throws SQLException {
        PayloadDue from = after == null ? new PayloadDue(-1, Instant.EPOCH) : after;
        return timed(() -> {
            List<PayloadDue> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT sequence, payload FROM entry"
                    + " WHERE payload <= ? AND (payload, sequence) > (?, ?) ORDER BY payload, sequence LIMIT ?")) {
                select.setLong(1, now.toEpochMilli());
                select.setLong(2, from.expires().toEpochMilli());
                select.setLong(3, from.sequence());
                select.setInt(4, limit);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(new PayloadDue(rows.getLong(1), Instant.ofEpochMilli(rows.getLong(2))));
                    }
                }
            }
            return found;
        });
    }

    List<Long> sequences(String customer, long from, int limit) throws SQLException {
        return timed(() -> {
            List<Long> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT sequence FROM " + IndexSchema.BY_LINK
                    + " WHERE customer = ? AND +sequence >= ? ORDER BY sequence LIMIT ?")) {
                select.setBytes(1, HexFormat.of().parseHex(customer));
                select.setLong(2, from);
                select.setInt(3, limit);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(rows.getLong(1));
                    }
                }
            }
            return found;
        });
    }

    Accesses accesses(String customer, @Nullable Instant since, @Nullable Instant until) throws SQLException {
        Where where = Where.of(customer, since, until);
        String sql =
                "SELECT agent, account, workflow, event, resource, action, fields, decision, reason, outcome, count(*),"
                        + " min(at), max(at) FROM " + where.sql()
                        + " GROUP BY agent, account, workflow, event, resource, action, fields, decision, reason, outcome"
                        + " ORDER BY max(at) DESC, agent, workflow, resource, action, fields LIMIT "
                        + (Accesses.MOST + 1);
        return timed(() -> {
            List<Accesses.Line> lines = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                where.bind(select);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        lines.add(line(row));
                    }
                }
            }
            boolean more = lines.size() > Accesses.MOST;
            return new Accesses(more ? lines.subList(0, Accesses.MOST) : lines, more, 0);
        });
    }

    private Accesses.Line line(ResultSet row) throws SQLException {
        return new Accesses.Line(
                words.text(row, 1),
                words.text(row, 2),
                words.text(row, 3),
                words.text(row, 4),
                words.text(row, 5),
                words.text(row, 6),
                words.text(row, 7),
                words.text(row, 8),
                words.text(row, 9),
                words.text(row, 10),
                row.getLong(11),
                Instant.ofEpochMilli(row.getLong(12)),
                Instant.ofEpochMilli(row.getLong(13)));
    }

    OptionalLong firstSince(Instant since) throws SQLException {
        return timed(() -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT min(sequence) FROM entry WHERE at >= ?")) {
                select.setLong(1, since.toEpochMilli());
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    long first = row.getLong(1);
                    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(first);
                }
            }
        });
    }

    private interface Binding {
        void to(PreparedStatement select) throws SQLException;
    }

    private List<Row> rows(String sql, Binding binding) throws SQLException {
        List<Row> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            binding.to(select);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(Rows.read(rows, words));
                }
            }
        }
        return found;
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T timed(Work<T> work) throws SQLException {
        deadline = nanos.getAsLong() + LONGEST.toNanos();
        late = false;
        try {
            return work.run();
        } catch (SQLException e) {
            if (late) {
                throw new TrailException(
                        TrailException.Code.TOO_BROAD,
                        "The search takes too long. Ask for less: one customer, agent, workflow or case, or a shorter"
                                + " time.",
                        e);
            }
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        words.close();
        connection.close();
    }
}
