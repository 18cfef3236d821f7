package dev.remit.gateway.source;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Kind;
import dev.remit.core.catalog.Path;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.catalog.Source;
import dev.remit.core.finding.Location;
import dev.remit.gateway.testing.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A real database with what a test needs to fill it. */
interface TestSource {
    /** How the database calls the column types that a test speaks of: {@code text}, {@code text_ci}, {@code long} … */
    Map<String, String> types();

    /** Opens a connection that may write. */
    Connection owner() throws SQLException;

    String url();

    @Nullable
    String user();

    /** Whom actions connect as; may change rows. */
    default @Nullable String writer() {
        return user();
    }

    default java.nio.file.Path drivers() {
        return java.nio.file.Path.of("no-such-folder");
    }

    /** A value as it is stored in a column of one of {@link #types()}. */
    @Nullable
    Object stored(String type, @Nullable Object value, ZoneId zone);

    default void run(String... statements) {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(typed(each));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Replaces {@code {long}} and the like. */
    default String typed(String sql) {
        String text = sql;
        for (Map.Entry<String, String> type : types().entrySet()) {
            text = text.replace("{" + type.getKey() + "}", type.getValue());
        }
        return text;
    }

    default void insert(String table, List<String> types, List<List<@Nullable Object>> rows, ZoneId zone) {
        String marks = String.join(", ", types.stream().map(type -> "?").toList());
        try (Connection connection = owner();
                PreparedStatement statement =
                        connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
            connection.setAutoCommit(false);
            for (List<@Nullable Object> row : rows) {
                for (int i = 0; i < types.size(); i++) {
                    statement.setObject(i + 1, stored(types.get(i), row.get(i), zone));
                }
                statement.executeUpdate();
            }
            connection.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    default Source source() {
        return source(ZoneOffset.UTC, Duration.ofSeconds(10), 4);
    }

    default Source source(ZoneId zone, Duration timeout, int pool) {
        return new Source(
                "shop",
                null,
                "customer",
                new Source.Connect.Jdbc(url(), user(), null, zone, timeout, pool),
                null,
                new Source.Owners(Map.of(), "data@shop.example"),
                Map.of(),
                Location.of("shop.yaml"));
    }

    /** The same, open for actions. */
    default Source writable(Duration timeout, @Nullable String operations) {
        return new Source(
                "shop",
                null,
                "customer",
                new Source.Connect.Jdbc(url(), user(), null, ZoneOffset.UTC, timeout, 4),
                new Source.Writing(writer(), null, operations),
                new Source.Owners(Map.of(), "data@shop.example"),
                Map.of(),
                Location.of("shop.yaml"));
    }

    default JdbcReader open() {
        return open(source());
    }

    default JdbcReader open(Source source) {
        return JdbcSources.open(source, text -> text, drivers());
    }

    static Field field(String name, FieldType type) {
        return new Field(name, name, DataClass.ACTIVITY, type, Kind.OTHER, true, "", Location.of("shop.yaml"));
    }

    static Resource resource(String name, String table, Scope scope, Field... fields) {
        SequencedMap<String, Field> all = new LinkedHashMap<>();
        for (Field field : fields) {
            all.put(field.name(), field);
        }
        return new Resource(name, "shop", table, scope, fields[0], List.of(), all, "", new Location("shop.yaml", 3, 1));
    }

    static Path own(String column, FieldType type) {
        return new Path(List.of(), column, type);
    }

    static Scope.TenantKey tenant(String column) {
        return new Scope.TenantKey.InColumn(own(column, FieldType.TEXT));
    }

    /** PostgreSQL. */
    record OfPostgres(Postgres.Database database) implements TestSource {
        static OfPostgres create() {
            Postgres.Database database = Postgres.database();
            database.asSuperuser(
                    "CREATE EXTENSION citext",
                    "CREATE COLLATION folding (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
            return new OfPostgres(database);
        }

        @Override
        public Map<String, String> types() {
            return Map.ofEntries(
                    Map.entry("text", "text"),
                    Map.entry("big", "text"),
                    Map.entry("text_ci", "citext"),
                    Map.entry("text_other", "varchar(60) COLLATE folding"),
                    Map.entry("long", "int8"),
                    Map.entry("int", "int4"),
                    Map.entry("decimal", "numeric"),
                    Map.entry("boolean", "bool"),
                    Map.entry("date", "date"),
                    Map.entry("instant", "timestamptz"),
                    Map.entry("local", "timestamp"));
        }

        @Override
        public Connection owner() {
            return database.owner();
        }

        @Override
        public String url() {
            return database.url();
        }

        @Override
        public String user() {
            return Postgres.READER;
        }

        @Override
        public String writer() {
            return Postgres.OWNER;
        }

        @Override
        public @Nullable Object stored(String type, @Nullable Object value, ZoneId zone) {
            if (value instanceof Instant at) {
                return type.equals("local") ? LocalDateTime.ofInstant(at, zone) : at.atOffset(ZoneOffset.UTC);
            }
            return value;
        }
    }

    /** SQLite. */
    record OfSqlite(java.nio.file.Path file) implements TestSource {
        @Override
        public Map<String, String> types() {
            return Map.ofEntries(
                    Map.entry("text", "TEXT"),
                    Map.entry("big", "TEXT"),
                    Map.entry("text_ci", "TEXT COLLATE NOCASE"),
                    Map.entry("text_other", "TEXT COLLATE RTRIM"),
                    Map.entry("long", "INTEGER"),
                    Map.entry("int", "INTEGER"),
                    Map.entry("decimal", "DECIMAL"),
                    Map.entry("boolean", "BOOLEAN"),
                    Map.entry("date", "DATE"),
                    Map.entry("instant", "TIMESTAMP"),
                    Map.entry("local", "TEXT"));
        }

        @Override
        public Connection owner() throws SQLException {
            return DriverManager.getConnection("jdbc:sqlite:" + file);
        }

        @Override
        public String url() {
            return "jdbc:sqlite:" + file;
        }

        @Override
        public @Nullable String user() {
            return null;
        }

        @Override
        public @Nullable Object stored(String type, @Nullable Object value, ZoneId zone) {
            return switch (value) {
                case null -> null;
                case java.math.BigDecimal decimal -> decimal.doubleValue();
                case Boolean flag -> flag ? 1 : 0;
                case LocalDate date -> date.toString();
                case Instant at ->
                    type.equals("local") && zone.normalized().equals(java.time.ZoneOffset.UTC)
                            ? unsaid(at)
                            : at.toString();
                default -> value;
            };
        }

        /** In one of the forms that do not say that they are in UTC, or say more than is needed. */
        private static String unsaid(Instant at) {
            String text = at.toString();
            String plain = text.substring(0, text.length() - 1);
            return switch (Math.floorMod(at.getEpochSecond(), 11) % 5) {
                case 0 -> plain.replace('T', ' ');
                case 1 -> plain;
                case 2 -> plain.replace('T', ' ') + ".000";
                case 3 -> plain + ".000000Z";
                default -> text;
            };
        }
    }
}
