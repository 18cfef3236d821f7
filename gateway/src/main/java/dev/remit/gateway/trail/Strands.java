package dev.remit.gateway.trail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What links records, each stored once for many of them. Used with the lock of its connection held. */
final class Strands implements AutoCloseable {
    private static final int CACHED = 10_000;
    private static final Row.Link NONE = new Row.Link(null, null, null, null, null);
    private static final String UNUSED = " AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.strand = strand.number)";

    private final Connection connection;
    private final PreparedStatement insert;
    private final Cache<Row.Link, Long> numbers =
            Caffeine.newBuilder().maximumSize(CACHED).build();
    private long next;

    Strands(Connection connection) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement("INSERT INTO strand VALUES (?, ?, ?, ?, ?, ?)");
        forgetNumbers();
    }

    /** The number of a link, a new one unless it is remembered; null where nothing is linked. */
    @Nullable
    Long number(Row.@Nullable Link link) throws SQLException {
        if (link == null || link.equals(NONE)) {
            return null;
        }
        Long known = numbers.getIfPresent(link);
        if (known != null) {
            return known;
        }
        long number = next++;
        insert.setLong(1, number);
        insert.setBytes(2, bytes(link.customer()));
        insert.setBytes(3, bytes(link.caseId()));
        insert.setBytes(4, bytes(link.key()));
        insert.setString(5, link.grant());
        insert.setString(6, link.conversation());
        insert.executeUpdate();
        numbers.put(link, number);
        return number;
    }

    /** Removes what no record of a customer needs any more. */
    void sweep(byte[] customer) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM strand WHERE customer = ?" + UNUSED)) {
            delete.setBytes(1, customer);
            delete.executeUpdate();
        }
        forgetNumbers();
    }

    /** Removes those of some that no record needs any more. */
    void sweep(Iterable<Long> some) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM strand WHERE number = ?" + UNUSED)) {
            for (long number : some) {
                delete.setLong(1, number);
                delete.addBatch();
            }
            delete.executeBatch();
        }
        forgetNumbers();
    }

    /** Remembers none; what was numbered may be gone, or was not committed. */
    void forgetNumbers() throws SQLException {
        numbers.invalidateAll();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(number), 0) FROM strand")) {
            row.next();
            next = row.getLong(1) + 1;
        }
    }

    private static byte @Nullable [] bytes(@Nullable String hex) {
        return hex == null ? null : HexFormat.of().parseHex(hex);
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
