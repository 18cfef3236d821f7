package dev.remit.gateway.trail;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Rows as SQLite has them. */
final class Rows {
    static final String INSERT =
            "INSERT INTO entry (sequence, id, at, expires, erased, event, agent, account, workflow, decision, reason,"
                    + " outcome, tenant, resource, fields, payload, strand, action) VALUES (?" + ", ?".repeat(17) + ")";

    private Rows() {}

    /** @param strand the number of what links it, or null */
    static void bind(PreparedStatement insert, Row row, Words words, @Nullable Long strand) throws SQLException {
        Row.Labels labels = row.labels();
        Instant payload = row.payloadExpires();
        insert.setLong(1, row.sequence());
        insert.setString(2, row.id());
        insert.setLong(3, row.at().toEpochMilli());
        insert.setLong(4, row.expires().toEpochMilli());
        insert.setInt(5, row.erased() ? 1 : 0);
        number(insert, 6, words.number(labels.event()));
        number(insert, 7, words.number(labels.agent()));
        number(insert, 8, words.number(labels.account()));
        number(insert, 9, words.number(labels.workflow()));
        number(insert, 10, words.number(labels.decision()));
        number(insert, 11, words.number(labels.reason()));
        number(insert, 12, words.number(labels.outcome()));
        number(insert, 13, words.number(labels.tenant()));
        number(insert, 14, words.number(labels.resource()));
        number(insert, 15, words.number(labels.fields()));
        number(insert, 16, payload == null ? null : payload.toEpochMilli());
        number(insert, 17, strand);
        number(insert, 18, words.number(labels.action()));
    }

    static Row read(ResultSet row, Words words) throws SQLException {
        boolean erased = row.getInt(5) != 0;
        Row.Labels labels = new Row.Labels(
                words.text(row, 6),
                words.text(row, 7),
                words.text(row, 8),
                words.text(row, 9),
                words.text(row, 10),
                words.text(row, 11),
                words.text(row, 12),
                words.text(row, 13),
                words.text(row, 14),
                words.text(row, 22),
                words.text(row, 15));
        Row.@Nullable Link link = erased
                ? null
                : new Row.Link(hex(row, 17), hex(row, 18), hex(row, 19), row.getString(20), row.getString(21));
        long payload = row.getLong(16);
        Instant payloadExpires = row.wasNull() ? null : Instant.ofEpochMilli(payload);
        return new Row(
                row.getLong(1),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)),
                Instant.ofEpochMilli(row.getLong(4)),
                erased,
                labels,
                link,
                payloadExpires);
    }

    private static void number(PreparedStatement insert, int at, @Nullable Long value) throws SQLException {
        if (value == null) {
            insert.setNull(at, Types.INTEGER);
        } else {
            insert.setLong(at, value);
        }
    }

    private static @Nullable String hex(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }
}
