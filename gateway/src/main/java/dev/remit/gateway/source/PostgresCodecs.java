package dev.remit.gateway.source;

import dev.remit.core.catalog.FieldType;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How PostgreSQL's columns carry our types.
 *
 * <p>Text is judged under {@code COLLATE "C"}: in UTF-8 that is the order of code points, and no collation, not even one
 * under which {@code ACME} equals {@code acme}, has a say. So that an index under the column's own collation can still
 * be used, equality says both: the column's own equality, which is never narrower, and the exact one.
 */
final class PostgresCodecs {
    private static final BigDecimal BEYOND_BIGINT = new BigDecimal("1e19");

    private final ZoneId zone;

    PostgresCodecs(ZoneId zone) {
        this.zone = zone.normalized();
    }

    @Nullable
    Codec of(FieldType type, String column) {
        return switch (type) {
            case TEXT ->
                switch (column) {
                    case "text", "varchar", "name" -> new Text(true, false);
                    case "bpchar" -> new Text(true, true);
                    case "citext", "enum" -> new Text(false, true);
                    case "uuid" -> new Uuid();
                    default -> null;
                };
            case INTEGER -> integer(column) ? new Int() : null;
            case DECIMAL -> integer(column) || column.equals("numeric") ? new Numeric() : null;
            case BOOLEAN -> column.equals("bool") ? new Bool() : null;
            case DATE -> column.equals("date") ? new Date() : null;
            case TIMESTAMP ->
                switch (column) {
                    case "timestamptz" -> new Zoned();
                    case "timestamp" -> zone.getRules().isFixedOffset() ? new Local(zone) : new LocalInRegion(zone);
                    default -> null;
                };
        };
    }

    static boolean integer(String column) {
        return column.equals("int2") || column.equals("int4") || column.equals("int8");
    }

    /** {@code "C"} over the column, or over its cast to text where its type has an equality of its own. */
    static String codePoints(String ref, boolean cast) {
        return (cast ? "CAST(" + ref + " AS text)" : ref) + " COLLATE \"C\"";
    }

    private static Bound text(Object value) {
        String text = (String) value;
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            // No text of this database holds NUL, so none lies between these two.
            return Bound.between(text.substring(0, nul), text.substring(0, nul) + '\1');
        }
        // Half of a surrogate pair is no text; a filter may bring it, a rule cannot.
        return CodePoints.wellFormed(text) ? Bound.exactly(text) : Bound.between("", "");
    }

    private record Text(boolean ownEquality, boolean cast) implements Codec {
        @Override
        public String exact(String ref) {
            return codePoints(ref, cast);
        }

        @Override
        public String selected(String ref) {
            return cast ? "CAST(" + ref + " AS text)" : ref;
        }

        @Override
        public void equal(SqlText sql, String ref, Slot value) {
            if (ownEquality) {
                sql.add(ref).add(" = ");
                if (cast) {
                    sql.add("CAST(").bind(value).add(" AS bpchar)");
                } else {
                    sql.bind(value);
                }
                sql.add(" AND ");
            }
            sql.add(exact(ref)).add(" = ").bind(value);
        }

        @Override
        public Bound bound(Object value) {
            return text(value);
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            return switch (row.getObject(index)) {
                case null -> null;
                case String text -> text;
                default -> throw new WrongShape("holds no text");
            };
        }
    }

    private record Uuid() implements Codec {
        @Override
        public String exact(String ref) {
            return codePoints(ref, true);
        }

        @Override
        public void equal(SqlText sql, String ref, Slot value) {
            sql.add(ref).add(" = ").bind(new Slot.AsUuid(value));
        }

        /** Only the canonical text of a uuid equals one; ordering is by that text, and takes any other. */
        @Override
        public Bound bound(Object value) {
            Bound bound = text(value);
            return bound.exact() && uuid((String) value) == null ? Bound.between(value, value) : bound;
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            return switch (row.getObject(index)) {
                case null -> null;
                case UUID uuid -> uuid.toString();
                case String text -> text;
                default -> throw new WrongShape("holds no uuid");
            };
        }
    }

    static @Nullable UUID uuid(String text) {
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equals(text) ? uuid : null;
        } catch (IllegalArgumentException noUuid) {
            return null;
        }
    }

    private record Int() implements Codec {
        @Override
        public Bound bound(Object value) {
            return Numbers.amongIntegers(value, sign -> sign < 0 ? BEYOND_BIGINT.negate() : BEYOND_BIGINT);
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            return switch (row.getObject(index)) {
                case null -> null;
                case Long integer -> integer;
                case Integer integer -> integer.longValue();
                default -> throw new WrongShape("holds no integer");
            };
        }
    }

    private record Numeric() implements Codec {
        @Override
        public Bound bound(Object value) {
            return Numbers.amongDecimals(value);
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            return switch (row.getObject(index)) {
                case null -> null;
                case BigDecimal decimal -> decimal;
                case Long integer -> BigDecimal.valueOf(integer);
                case Integer integer -> BigDecimal.valueOf(integer);
                default -> throw new WrongShape("holds no decimal number");
            };
        }
    }

    private record Bool() implements Codec {
        @Override
        public Bound bound(Object value) {
            return Bound.exactly((Boolean) value);
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            return switch (row.getObject(index)) {
                case null -> null;
                case Boolean value -> value;
                default -> throw new WrongShape("holds no boolean");
            };
        }
    }

    private record Date() implements Codec {
        private static final LocalDate LEAST = LocalDate.of(-4700, 1, 1);
        private static final LocalDate GREATEST = LocalDate.of(5_874_000, 1, 1);

        @Override
        public Bound bound(Object value) {
            LocalDate date = (LocalDate) value;
            if (date.isBefore(LEAST)) {
                return Bound.between(LocalDate.MIN, LocalDate.MIN);
            }
            return date.isAfter(GREATEST) ? Bound.between(LocalDate.MAX, LocalDate.MAX) : Bound.exactly(date);
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            if (row.getMetaData().getColumnType(index) != Types.DATE) {
                throw new WrongShape("holds no date");
            }
            LocalDate date = row.getObject(index, LocalDate.class);
            if (LocalDate.MIN.equals(date) || LocalDate.MAX.equals(date)) {
                throw new WrongShape("holds an infinite date");
            }
            return date;
        }
    }

    /** An instant among PostgreSQL's microseconds. */
    private static Bound micros(
            Instant at, java.util.function.Function<Instant, Object> bound, Object min, Object max) {
        if (at.isBefore(LEAST_INSTANT)) {
            return Bound.between(min, min);
        }
        if (at.isAfter(GREATEST_INSTANT)) {
            return Bound.between(max, max);
        }
        Instant floor = at.truncatedTo(ChronoUnit.MICROS);
        return at.equals(floor)
                ? Bound.exactly(bound.apply(at))
                : Bound.between(bound.apply(floor), bound.apply(floor.plus(MICRO)));
    }

    private static final Duration MICRO = Duration.ofNanos(1000);
    private static final Instant LEAST_INSTANT = Instant.parse("-4700-01-01T00:00:00Z");
    private static final Instant GREATEST_INSTANT = Instant.parse("+294000-01-01T00:00:00Z");

    private record Zoned() implements Codec {
        @Override
        public Bound bound(Object value) {
            return micros((Instant) value, at -> at.atOffset(ZoneOffset.UTC), OffsetDateTime.MIN, OffsetDateTime.MAX);
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            return instant(row, index);
        }
    }

    private static @Nullable Object instant(ResultSet row, int index) throws SQLException, WrongShape {
        int type = row.getMetaData().getColumnType(index);
        if (type != Types.TIMESTAMP && type != Types.TIMESTAMP_WITH_TIMEZONE) {
            throw new WrongShape("holds no timestamp");
        }
        OffsetDateTime at = row.getObject(index, OffsetDateTime.class);
        if (at == null) {
            return null;
        }
        if (at.equals(OffsetDateTime.MIN) || at.equals(OffsetDateTime.MAX)) {
            throw new WrongShape("holds an infinite timestamp");
        }
        return at.toInstant();
    }

    /** Without a zone, in a zone whose offset never changes: compared as it is stored, so that an index serves. */
    private record Local(ZoneId zone) implements Codec {
        @Override
        public String comparable(String ref) {
            return "(" + ref + " AT TIME ZONE 'UTC' - interval '" + offsetSeconds() + " seconds')";
        }

        private int offsetSeconds() {
            return zone.getRules().getOffset(Instant.EPOCH).getTotalSeconds();
        }

        @Override
        public Bound bound(Object value) {
            return micros(
                    (Instant) value, at -> LocalDateTime.ofInstant(at, zone), LocalDateTime.MIN, LocalDateTime.MAX);
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            if (row.getMetaData().getColumnType(index) != Types.TIMESTAMP) {
                throw new WrongShape("holds no timestamp without time zone");
            }
            LocalDateTime at = row.getObject(index, LocalDateTime.class);
            if (at == null) {
                return null;
            }
            if (at.equals(LocalDateTime.MIN) || at.equals(LocalDateTime.MAX)) {
                throw new WrongShape("holds an infinite timestamp");
            }
            return at.atZone(zone).toInstant();
        }
    }

    /**
     * Without a zone, in a region that turns its clocks: the database says which instant an hour that came twice was, for
     * what is compared and for what is read alike.
     */
    private record LocalInRegion(ZoneId zone) implements Codec {
        @Override
        public String exact(String ref) {
            return "(" + ref + " AT TIME ZONE '" + zone.getId().replace("'", "''") + "')";
        }

        @Override
        public String selected(String ref) {
            return exact(ref);
        }

        @Override
        public Bound bound(Object value) {
            return micros((Instant) value, at -> at.atOffset(ZoneOffset.UTC), OffsetDateTime.MIN, OffsetDateTime.MAX);
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            return instant(row, index);
        }
    }
}
