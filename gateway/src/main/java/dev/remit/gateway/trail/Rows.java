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
    static final String INSERT = "INSERT INTO entry (" + IndexSchema.COLUMNS + ") VALUES (?" + ", ?".repeat(19) + ")";

    private Rows() {}

    static void bind(PreparedStatement insert, Row row, Words words) throws SQLException {
        Row.Labels labels = row.labels();
        Row.Link link = row.link();
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
        hex(insert, 16, link == null ? null : link.customer());
        hex(insert, 17, link == null ? null : link.caseId());
        hex(insert, 18, link == null ? null : link.key());
        number(insert, 19, link == null ? null : words.number(link.grant()));
        number(insert, 20, link == null ? null : words.number(link.conversation()));
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
                words.text(row, 15));
        Row.@Nullable Link link = erased
                ? null
                : new Row.Link(hex(row, 16), hex(row, 17), hex(row, 18), words.text(row, 19), words.text(row, 20));
        return new Row(
                row.getLong(1),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)),
                Instant.ofEpochMilli(row.getLong(4)),
                erased,
                labels,
                link);
    }

    private static void number(PreparedStatement insert, int at, @Nullable Long value) throws SQLException {
        if (value == null) {
            insert.setNull(at, Types.INTEGER);
        } else {
            insert.setLong(at, value);
        }
    }

    private static void hex(PreparedStatement insert, int at, @Nullable String hex) throws SQLException {
        if (hex == null) {
            insert.setNull(at, Types.BLOB);
        } else {
            insert.setBytes(at, HexFormat.of().parseHex(hex));
        }
    }

    private static @Nullable String hex(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }
}
