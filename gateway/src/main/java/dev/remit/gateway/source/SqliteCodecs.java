package dev.remit.gateway.source;

import dev.remit.core.catalog.FieldType;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How SQLite's columns carry our types. Any column there can hold anything, and converts what it is compared with: so
 * equality says which storage class it means, rules hold only over rows whose values have the class (the guard), and a
 * value that is read in another class is a failure.
 *
 * <ul>
 *   <li>date: text {@code 2026-01-01}, whose order is the order of time
 *   <li>timestamp: text {@code 2026-01-01T00:00:00Z}; in a source whose zone is UTC also with a blank for the T, without
 *       the Z and with parts of a second, which is what SQLite itself and most programs write
 *   <li>boolean: integer 0 or 1
 *   <li>decimal: integer or real, of less than 1e15. A real stands for the shortest decimal that names it, which is what
 *       was stored where that had at most 15 digits
 * </ul>
 */
final class SqliteCodecs {
    private SqliteCodecs() {}

    /** How a column converts what is stored and compared: SQLite's rules for declared types. */
    enum Affinity {
        TEXT,
        NUMERIC,
        INTEGER,
        REAL,
        NONE;

        static Affinity of(String declared) {
            String type = declared.toUpperCase(Locale.ROOT);
            if (type.contains("INT")) {
                return INTEGER;
            }
            if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
                return TEXT;
            }
            if (type.isEmpty() || type.contains("BLOB")) {
                return NONE;
            }
            return type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB") ? REAL : NUMERIC;
        }
    }

    /** @param zone the zone of timestamps that do not say theirs */
    static @Nullable Codec of(FieldType type, String declared, ZoneId zone) {
        Affinity affinity = Affinity.of(declared);
        boolean textual = affinity == Affinity.TEXT || affinity == Affinity.NONE;
        boolean numeric = affinity != Affinity.TEXT;
        return switch (type) {
            case TEXT -> textual || affinity == Affinity.NUMERIC ? new Text(textual) : null;
            case INTEGER -> numeric && affinity != Affinity.REAL ? new Int() : null;
            case DECIMAL -> numeric ? new Decimal() : null;
            case BOOLEAN -> numeric && affinity != Affinity.REAL ? new Bool() : null;
            case DATE -> textual || affinity == Affinity.NUMERIC ? new Date() : null;
            case TIMESTAMP -> textual || affinity == Affinity.NUMERIC ? timestamp(zone) : null;
        };
    }

    /** How values are written: timestamps in the form that says its zone. */
    static Codec written(FieldType type) {
        Codec codec = type == FieldType.TIMESTAMP ? new Timestamp() : of(type, "", ZoneOffset.UTC);
        if (codec == null) {
            throw new IllegalArgumentException("no column holds " + type.label());
        }
        return codec;
    }

    private static Codec timestamp(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC) ? new UtcTimestamp() : new Timestamp();
    }

    private static void text(SqlText sql, String ref, Slot value) {
        // The first may use an index under the column's own collation; the second is exact.
        sql.add(ref).add(" = ").bind(value).add(" AND ");
        sql.add(ref)
                .add(" = ")
                .bind(value)
                .add(" COLLATE BINARY AND typeof(")
                .add(ref)
                .add(") = 'text'");
    }

    /** @param textual whether the column leaves alone the text that it is compared with */
    private record Text(boolean textual) implements Codec {
        @Override
        public String exact(String ref) {
            return (textual ? "" : "+") + ref + " COLLATE BINARY";
        }

        @Override
        public void equal(SqlText sql, String ref, Slot value) {
            text(sql, ref, value);
        }

        @Override
        public String guard(String ref) {
            return "typeof(" + ref + ") IN ('null', 'text')";
        }

        @Override
        public Bound bound(Object value) {
            String text = (String) value;
            // Half of a surrogate pair is no text; a filter may bring it, a rule cannot.
            return CodePoints.wellFormed(text) ? Bound.exactly(text) : Bound.between("", "");
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            return textAt(row, index);
        }
    }

    private static @Nullable String textAt(ResultSet row, int index) throws SQLException, WrongShape {
        return switch (row.getObject(index)) {
            case null -> null;
            case String text -> text;
            default -> throw new WrongShape("holds no text");
        };
    }

    private static @Nullable Long integerAt(ResultSet row, int index) throws SQLException, WrongShape {
        return switch (row.getObject(index)) {
            case null -> null;
            case Long integer -> integer;
            case Integer integer -> integer.longValue();
            default -> throw new WrongShape("holds no integer");
        };
    }

    private record Int() implements Codec {
        @Override
        public void equal(SqlText sql, String ref, Slot value) {
            sql.add(ref).add(" = ").bind(value).add(" AND typeof(").add(ref).add(") = 'integer'");
        }

        @Override
        public String guard(String ref) {
            return "typeof(" + ref + ") IN ('null', 'integer')";
        }

        @Override
        public Bound bound(Object value) {
            return Numbers.amongIntegers(value, sign -> sign < 0 ? -1e19 : 1e19);
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            return integerAt(row, index);
        }
    }

    private record Bool() implements Codec {
        @Override
        public void equal(SqlText sql, String ref, Slot value) {
            sql.add(ref).add(" = ").bind(value).add(" AND typeof(").add(ref).add(") = 'integer'");
        }

        @Override
        public String guard(String ref) {
            return "(" + ref + " IS NULL OR (typeof(" + ref + ") = 'integer' AND " + ref + " IN (0, 1)))";
        }

        @Override
        public Bound bound(Object value) {
            return Bound.exactly((Boolean) value ? 1L : 0L);
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            Long value = integerAt(row, index);
            if (value == null) {
                return null;
            }
            if (value != 0 && value != 1) {
                throw new WrongShape("holds an integer that is no boolean");
            }
            return value == 1;
        }
    }

    /**
     * Below 1e15 every integer is a real, and no two decimals of 15 digits share one: so the order of reals is the order
     * of the shortest decimals that name them, and comparing with the neighbouring real of a constant is exact.
     */
    private record Decimal() implements Codec {
        private static final BigDecimal LIMIT = new BigDecimal("1e15");

        @Override
        public void equal(SqlText sql, String ref, Slot value) {
            sql.add(ref).add(" = ").bind(value).add(" AND typeof(").add(ref).add(") IN ('integer', 'real')");
        }

        @Override
        public String guard(String ref) {
            return "(" + ref + " IS NULL OR (typeof(" + ref + ") IN ('integer', 'real') AND " + ref
                    + " > -1000000000000000 AND " + ref + " < 1000000000000000))";
        }

        @Override
        public Bound bound(Object value) {
            BigDecimal decimal = Numbers.decimal(value);
            if (decimal.signum() != 0 && (long) decimal.precision() - decimal.scale() > 16) {
                return beyond(decimal.signum());
            }
            if (decimal.abs().compareTo(LIMIT) >= 0) {
                return beyond(decimal.signum());
            }
            double nearest = decimal.doubleValue();
            int order = named(nearest).compareTo(decimal);
            if (order == 0) {
                return Bound.exactly(nearest);
            }
            return order < 0
                    ? Bound.between(nearest, Math.nextUp(nearest))
                    : Bound.between(Math.nextDown(nearest), nearest);
        }

        private static Bound beyond(int sign) {
            return sign < 0 ? Bound.between(-1e15, -1e15) : Bound.between(1e15, 1e15);
        }

        private static BigDecimal named(double real) {
            return new BigDecimal(Double.toString(real));
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            BigDecimal decimal = switch (row.getObject(index)) {
                case null -> null;
                case Double real when !Double.isFinite(real) -> throw new WrongShape("holds no finite number");
                case Double real -> named(real);
                case Long integer -> BigDecimal.valueOf(integer);
                case Integer integer -> BigDecimal.valueOf(integer);
                default -> throw new WrongShape("holds no number");
            };
            if (decimal != null && decimal.abs().compareTo(LIMIT) >= 0) {
                throw new WrongShape("holds a number of 1e15 or more, which is not exact");
            }
            return decimal;
        }
    }

    private record Date() implements Codec {
        private static final LocalDate LEAST = LocalDate.of(0, 1, 1);
        private static final LocalDate GREATEST = LocalDate.of(9999, 12, 31);

        @Override
        public String exact(String ref) {
            return ref + " COLLATE BINARY";
        }

        @Override
        public void equal(SqlText sql, String ref, Slot value) {
            text(sql, ref, value);
        }

        @Override
        public String guard(String ref) {
            return "(" + ref + " IS NULL OR (typeof(" + ref + ") = 'text' AND date(" + ref + ") = " + ref
                    + " COLLATE BINARY))";
        }

        @Override
        public Bound bound(Object value) {
            LocalDate date = (LocalDate) value;
            if (date.isBefore(LEAST)) {
                return Bound.between("", "");
            }
            return date.isAfter(GREATEST) ? Bound.between("~", "~") : Bound.exactly(date.toString());
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            String text = textAt(row, index);
            if (text == null) {
                return null;
            }
            Object date = text.length() == "2026-01-01".length() ? Canonical.parse(FieldType.DATE, text) : null;
            if (date == null) {
                throw new WrongShape("holds text that is no date of the form 2026-01-01");
            }
            return date;
        }
    }

    private static final Instant LEAST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant AFTER_GREATEST = Instant.parse("+10000-01-01T00:00:00Z");

    /** Says its zone, so that the order of text is the order of time. */
    private record Timestamp() implements Codec {
        private static final Duration SECOND = Duration.ofSeconds(1);

        @Override
        public String exact(String ref) {
            return ref + " COLLATE BINARY";
        }

        @Override
        public void equal(SqlText sql, String ref, Slot value) {
            text(sql, ref, value);
        }

        @Override
        public String guard(String ref) {
            return "(" + ref + " IS NULL OR (typeof(" + ref + ") = 'text' AND strftime('%Y-%m-%dT%H:%M:%SZ', " + ref
                    + ") = " + ref + " COLLATE BINARY))";
        }

        @Override
        public Bound bound(Object value) {
            Instant at = (Instant) value;
            if (at.isBefore(LEAST)) {
                return Bound.between("", "");
            }
            if (!at.isBefore(AFTER_GREATEST)) {
                return Bound.between("~", "~");
            }
            Instant floor = at.truncatedTo(ChronoUnit.SECONDS);
            if (at.equals(floor)) {
                return Bound.exactly(floor.toString());
            }
            Instant ceiling = floor.plus(SECOND);
            return Bound.between(floor.toString(), ceiling.isBefore(AFTER_GREATEST) ? ceiling.toString() : "~");
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            String text = textAt(row, index);
            if (text == null) {
                return null;
            }
            try {
                Instant at = Instant.parse(text);
                if (text.length() == 20 && at.toString().equals(text)) {
                    return at;
                }
            } catch (DateTimeException notATimestamp) {
                throw wrongForm();
            }
            throw wrongForm();
        }

        private static WrongShape wrongForm() {
            return new WrongShape(
                    "holds text that is no timestamp of the form 2026-01-01T00:00:00Z (other forms are read"
                            + " where the source's zone is UTC)");
        }
    }

    /**
     * In UTC, said or not, in any of the usual forms. Several may stand in one column, so all are brought to one form before
     * they are compared: a blank for the T, no Z, and of a fraction no zeros at its end.
     */
    private record UtcTimestamp() implements Codec {
        private static final Pattern FORM =
                Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z?");
        /** A fraction only where there is one, without zeros at its end. */
        private static final DateTimeFormatter PLAIN = new DateTimeFormatterBuilder()
                .appendPattern("uuuu-MM-dd HH:mm:ss")
                .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                .toFormatter(Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        @Override
        public String exact(String ref) {
            String plain = "replace(rtrim(" + ref + ", 'Z'), 'T', ' ')";
            return "(CASE WHEN instr(" + ref + ", '.') > 0 THEN rtrim(rtrim(" + plain + ", '0'), '.') ELSE " + plain
                    + " END) COLLATE BINARY";
        }

        @Override
        public void equal(SqlText sql, String ref, Slot value) {
            sql.add(exact(ref)).add(" = ").bind(value).add(" AND ").add(guard(ref));
        }

        @Override
        public String guard(String ref) {
            String seconds = "substr(" + ref + ", 1, 19)";
            String digits = "rtrim(substr(" + ref + ", 21), 'Z')";
            return "(" + ref + " IS NULL OR (typeof(" + ref + ") = 'text' AND strftime('%Y-%m-%d %H:%M:%S', " + seconds
                    + ") = replace(" + seconds + ", 'T', ' ') COLLATE BINARY AND (substr(" + ref
                    + ", 20) COLLATE BINARY IN ('', 'Z') OR (substr(" + ref + ", 20, 1) = '.' AND ltrim(substr(" + ref
                    + ", 21), '0123456789') COLLATE BINARY IN ('', 'Z') AND length(" + digits + ") BETWEEN 1 AND 9))))";
        }

        @Override
        public Bound bound(Object value) {
            Instant at = (Instant) value;
            if (at.isBefore(LEAST)) {
                return Bound.between("", "");
            }
            return at.isBefore(AFTER_GREATEST) ? Bound.exactly(PLAIN.format(at)) : Bound.between("~", "~");
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException, WrongShape {
            String text = textAt(row, index);
            if (text == null) {
                return null;
            }
            if (FORM.matcher(text).matches()) {
                String local = (text.endsWith("Z") ? text.substring(0, text.length() - 1) : text).replace(' ', 'T');
                try {
                    return LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
                } catch (DateTimeException notATime) {
                    throw wrongForm();
                }
            }
            throw wrongForm();
        }

        private static WrongShape wrongForm() {
            return new WrongShape(
                    "holds text that is no timestamp of the form 2026-01-01T00:00:00Z or 2026-01-01 00:00:00");
        }
    }
}
