package dev.remit.gateway.trail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the index, each stored once and numbered: names recur in millions of rows. Used with the lock of its
 * connection held.
 */
final class Words implements AutoCloseable {
    private static final int CACHED = 20_000;

    private final PreparedStatement number;
    private final PreparedStatement text;
    private final @Nullable PreparedStatement insert;
    private final Cache<String, Long> numbers =
            Caffeine.newBuilder().maximumSize(CACHED).build();
    private final Cache<Long, String> texts =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    /** @param writing whether new texts can be numbered */
    Words(Connection connection, boolean writing) throws SQLException {
        this.number = connection.prepareStatement("SELECT number FROM word WHERE text = ?");
        this.text = connection.prepareStatement("SELECT text FROM word WHERE number = ?");
        this.insert = writing ? connection.prepareStatement("INSERT INTO word (text) VALUES (?)") : null;
    }

    /** The number of a text, or null where the index has none such. */
    @Nullable
    Long find(String word) throws SQLException {
        Long known = numbers.getIfPresent(word);
        if (known != null) {
            return known;
        }
        number.setString(1, word);
        try (ResultSet row = number.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            long found = row.getLong(1);
            numbers.put(word, found);
            return found;
        }
    }

    /** The number of a text, a new one where it has none; null for null. */
    @Nullable
    Long number(@Nullable String word) throws SQLException {
        if (word == null || insert == null) {
            return null;
        }
        Long found = find(word);
        if (found != null) {
            return found;
        }
        insert.setString(1, word);
        insert.executeUpdate();
        return find(word);
    }

    /** The text in a column, or null for none. */
    @Nullable
    String text(ResultSet row, int column) throws SQLException {
        long wanted = row.getLong(column);
        if (row.wasNull()) {
            return null;
        }
        String known = texts.getIfPresent(wanted);
        if (known != null) {
            return known;
        }
        text.setLong(1, wanted);
        try (ResultSet found = text.executeQuery()) {
            if (!found.next()) {
                throw new SQLException("the index names a text that it does not have");
            }
            String word = found.getString(1);
            texts.put(wanted, word);
            return word;
        }
    }

    /** Forgets what was not committed. */
    void rolledBack() {
        numbers.invalidateAll();
        texts.invalidateAll();
    }

    @Override
    public void close() throws SQLException {
        number.close();
        text.close();
        if (insert != null) {
            insert.close();
        }
    }
}
