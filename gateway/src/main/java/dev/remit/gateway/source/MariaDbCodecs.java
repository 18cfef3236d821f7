package dev.remit.gateway.source;

import dev.remit.core.catalog.FieldType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How MariaDB's columns carry our types.
 *
 * <p>Nearly every collation there folds case and ignores trailing spaces; so text is judged as the bytes of UTF-8, whose
 * order is that of code points. The column's own equality is not said besides, so that its optimiser has nothing to put
 * in the place of the exact one; an index of text serves where the column itself is {@code utf8mb4_nopad_bin}.
 */
final class MariaDbCodecs {
    private final ZoneId zone;

    MariaDbCodecs(ZoneId zone) {
        this.zone = zone.normalized();
    }

    @Nullable
    Codec of(FieldType type, ColumnFacts column) {
        return switch (type) {
            case TEXT -> text(column.type()) ? new Text(exact(column)) : null;
            case INTEGER -> integer(column.type()) ? new Int() : null;
            case DECIMAL -> integer(column.type()) || column.type().equals("decimal") ? new Decimal() : null;
            case BOOLEAN -> column.type().equals("tinyint") ? new Bool() : null;
            case DATE -> column.type().equals("date") ? new Date() : null;
            case TIMESTAMP ->
                switch (column.type()) {
                    case "timestamp" -> new Timestamp(ZoneOffset.UTC);
                    case "datetime" -> zone.getRules().isFixedOffset() ? new Timestamp(zone) : null;
                    default -> null;
                };
        };
    }

    static boolean text(String column) {
        return switch (column) {
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum" -> true;
            default -> false;
        };
    }

    static boolean integer(String column) {
        return switch (column) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" -> true;
            default -> false;
        };
    }

    static String codePoints(String ref) {
        return "CAST(CONVERT(" + ref + " USING utf8mb4) AS BINARY)";
    }

    /** Whether the column's own equality is exact. */
    static boolean exact(ColumnFacts column) {
        return column.collation().equals("utf8mb4_nopad_bin");
    }

    private record Text(boolean plain) implements Codec {
        @Override
        public String exact(String ref) {
            return plain ? ref : codePoints(ref);
        }

        @Override
        public Bound bound(Object value) {
            String text = (String) value;
            // Half of a surrogate pair is no text; a filter may bring it, a rule cannot.
            return CodePoints.wellFormed(text) ? Bound.exactly(text) : Bound.between("", "");
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            return switch (row.getObject(index)) {
                case null -> null;
                case String text -> text;
                case byte[] utf8 -> new String(utf8, StandardCharsets.UTF_8);
                default -> throw new WrongShape("holds no text");
            };
        }
    }

    private static @Nullable Long integerAt(ResultSet row, int index) throws SQLException, WrongShape {
        return switch (row.getObject(index)) {
            case null -> null;
            case Boolean one -> one ? 1L : 0L;
            case Byte integer -> integer.longValue();
            case Short integer -> integer.longValue();
            case Integer integer -> integer.longValue();
            case Long integer -> integer;
            default -> throw new WrongShape("holds no integer of 64 bits");
        };
    }

    private record Int() implements Codec {
        private static final BigDecimal BEYOND_BIGINT = new BigDecimal("1e19");

        @Override
        public Bound bound(Object value) {
            return Numbers.amongIntegers(value, sign -> sign < 0 ? BEYOND_BIGINT.negate() : BEYOND_BIGINT);
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            return integerAt(row, index);
        }
    }

    private record Bool() implements Codec {
        @Override
        public String guard(String ref) {
            return "(" + ref + " IS NULL OR " + ref + " IN (0, 1))";
        }

        @Override
        public Bound bound(Object value) {
            return Bound.exactly((Boolean) value ? 1L : 0L);
        }

        /** As a number: the driver takes every tinyint(1) but 0 for true. */
        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            int value = row.getInt(index);
            if (row.wasNull()) {
                return null;
            }
            if (value != 0 && value != 1) {
                throw new WrongShape("holds an integer that is no boolean");
            }
            return value == 1;
        }
    }

    private record Decimal() implements Codec {
        @Override
        public Bound bound(Object value) {
            return Numbers.amongDecimals(value, 65, 30);
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            Object value = row.getObject(index);
            if (value instanceof BigDecimal decimal) {
                return decimal;
            }
            Long integer = integerAt(row, index);
            return integer == null ? null : BigDecimal.valueOf(integer);
        }
    }

    private record Date() implements Codec {
        private static final LocalDate LEAST = LocalDate.of(0, 1, 1);
        private static final LocalDate GREATEST = LocalDate.of(9999, 12, 31);

        @Override
        public Bound bound(Object value) {
            LocalDate date = (LocalDate) value;
            if (date.isBefore(LEAST)) {
                return Bound.between(LEAST, LEAST);
            }
            return date.isAfter(GREATEST) ? Bound.between(GREATEST, GREATEST.atTime(23, 59, 59)) : Bound.exactly(date);
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            if (row.getMetaData().getColumnType(index) != Types.DATE) {
                throw new WrongShape("holds no date");
            }
            return row.getObject(index, LocalDate.class);
        }
    }

    /** @param zone what the stored time is local to; of one offset for ever */
    private record Timestamp(ZoneId zone) implements Codec {
        private static final LocalDateTime LEAST = LocalDateTime.of(0, 1, 1, 0, 0);
        private static final LocalDateTime GREATEST = LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000);

        @Override
        public String comparable(String ref) {
            int seconds = zone.getRules().getOffset(Instant.EPOCH).getTotalSeconds();
            return "(" + ref + " - INTERVAL " + seconds + " SECOND)";
        }

        @Override
        public Bound bound(Object value) {
            LocalDateTime at = LocalDateTime.ofInstant((Instant) value, zone);
            if (at.isBefore(LEAST)) {
                return Bound.between(LEAST, LEAST);
            }
            if (at.isAfter(GREATEST)) {
                return Bound.between(GREATEST, GREATEST);
            }
            LocalDateTime floor = at.truncatedTo(ChronoUnit.MICROS);
            return at.equals(floor) ? Bound.exactly(at) : Bound.between(floor, floor.plusNanos(1000));
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            if (row.getMetaData().getColumnType(index) != Types.TIMESTAMP) {
                throw new WrongShape("holds no timestamp");
            }
            LocalDateTime at = row.getObject(index, LocalDateTime.class);
            return at == null ? null : at.atZone(zone).toInstant();
        }
    }
}
