package dev.remit.gateway.trail;

import dev.remit.gateway.sqlite.Rollback;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The one connection that writes an index. Used with its file's lock held; every method is one transaction. */
final class IndexWriter implements AutoCloseable {
    private static final String UNLINKED = "erased = 1, strand = NULL, payload = NULL";

    private final Connection connection;
    private final Words words;
    private final Strands strands;
    private final PreparedStatement insert;
    private final PreparedStatement position;
    private final Map<String, Long> forgotten = new HashMap<>();
    private volatile long next;

    IndexWriter(Connection connection) throws SQLException {
        this.connection = connection;
        this.words = new Words(connection, true);
        this.strands = new Strands(connection);
        this.insert = connection.prepareStatement(Rows.INSERT);
        this.position = connection.prepareStatement("UPDATE position SET next = ?");
        try (var statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT next FROM position")) {
                row.next();
                next = row.getLong(1);
            }
            try (ResultSet rows = statement.executeQuery("SELECT customer, before FROM forgotten")) {
                while (rows.next()) {
                    forgotten.put(HexFormat.of().formatHex(rows.getBytes(1)), rows.getLong(2));
                }
            }
        }
        connection.commit();
    }

    /** The place of the first record that is not in the index; may be read without the lock. */
    long next() {
        return next;
    }

    void add(List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        next = transaction(() -> {
            long expected = next;
            for (Row row : rows) {
                if (row.sequence() != expected++) {
                    throw new IllegalArgumentException("row " + row.sequence() + " comes out of order");
                }
                Row kept = isForgotten(row) ? row.unlinked() : row;
                Rows.bind(insert, kept, words, strands.number(kept.link()));
                insert.addBatch();
            }
            insert.executeBatch();
            position.setLong(1, expected);
            position.executeUpdate();
            forgetTheForgotten(expected);
            return expected;
        });
        forgotten.values().removeIf(before -> before <= next);
    }

    private boolean isForgotten(Row row) {
        Row.Link link = row.link();
        String customer = link == null ? null : link.customer();
        Long before = customer == null ? null : forgotten.get(customer);
        return before != null && row.sequence() < before;
    }

    /** Once all records of before are in, nothing has to be known of them any more. */
    private void forgetTheForgotten(long position) throws SQLException {
        if (forgotten.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM forgotten WHERE before <= ?")) {
            delete.setLong(1, position);
            delete.executeUpdate();
        }
    }

    long forget(String customer, long before) throws SQLException {
        byte[] name = HexFormat.of().parseHex(customer);
        long remembered = Math.max(before, forgotten.getOrDefault(customer, 0L));
        long changed = transaction(() -> {
            if (before > next) {
                try (PreparedStatement remember =
                        connection.prepareStatement("INSERT OR REPLACE INTO forgotten VALUES (?, ?)")) {
                    remember.setBytes(1, name);
                    remember.setLong(2, remembered);
                    remember.executeUpdate();
                }
            }
            try (PreparedStatement update = connection.prepareStatement("UPDATE entry SET " + UNLINKED
                    + " WHERE strand IN (SELECT number FROM strand WHERE customer = ?) AND +sequence < ?")) {
                update.setBytes(1, name);
                update.setLong(2, before);
                long unlinked = update.executeUpdate();
                strands.sweep(name);
                return unlinked;
            }
        });
        if (before > next) {
            forgotten.put(customer, remembered);
        }
        return changed;
    }

    void erase(Collection<Long> sequences) throws SQLException {
        transaction(() -> {
            Set<Long> linked = strands(sequences);
            each("UPDATE entry SET " + UNLINKED + " WHERE sequence = ?", sequences);
            strands.sweep(linked);
            return 0L;
        });
    }

    private Set<Long> strands(Collection<Long> sequences) throws SQLException {
        Set<Long> found = new TreeSet<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT strand FROM entry WHERE sequence = ? AND strand IS NOT NULL")) {
            for (long sequence : sequences) {
                select.setLong(1, sequence);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        found.add(row.getLong(1));
                    }
                }
            }
        }
        return found;
    }

    void erasePayloads(Collection<Long> sequences) throws SQLException {
        transaction(() -> each("UPDATE entry SET payload = NULL WHERE sequence = ?", sequences));
    }

    private long each(String sql, Collection<Long> sequences) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (long sequence : sequences) {
                update.setLong(1, sequence);
                update.addBatch();
            }
            update.executeBatch();
            return 0L;
        }
    }

    /** Moves all into the file itself, and leaves nothing in the log beside it. Nobody may be reading. */
    void settle() throws SQLException {
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            row.next();
            if (row.getInt(1) != 0) {
                throw new SQLException("somebody else reads the index");
            }
        } finally {
            connection.setAutoCommit(false);
        }
    }

    private interface Work {
        long run() throws SQLException;
    }

    private long transaction(Work work) throws SQLException {
        boolean done = false;
        try {
            long result = work.run();
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                insert.clearBatch();
                words.rolledBack();
                Rollback.of(connection);
                strands.forgetNumbers();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        words.close();
        strands.close();
        insert.close();
        position.close();
        connection.close();
    }
}
