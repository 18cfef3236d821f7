package dev.remit.bench;

import dev.remit.core.catalog.Action;
import dev.remit.core.catalog.Argument;
import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Effect;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Kind;
import dev.remit.core.catalog.Means;
import dev.remit.core.catalog.Path;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.catalog.Source;
import dev.remit.core.finding.Location;
import dev.remit.gateway.source.Deed;
import dev.remit.gateway.source.JdbcSources;
import dev.remit.gateway.source.Writer;
import dev.remit.gateway.source.Written;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One action of a source, as the gateway does it (the operation's id, the row locked and seen to be the customer's, the
 * statement, its rows counted), beside the statement alone and beside the same statements by hand, over one connection.
 * Each commits durably. The ways take turns within a round, so that what else the machine does falls on all of them.
 */
final class ActionBenchmark {
    private static final int ROWS = 1_000;
    private static final int WARM_UP = 3_000;
    private static final int EACH = 3_000;
    private static final int ROUNDS = 5;
    private static final String SQL = "UPDATE orders SET n = n + 1 WHERE order_no = ? AND customer_id = ?";

    private ActionBenchmark() {}

    /** Does the n-th action. */
    private interface Way {
        void act(int n) throws SQLException;
    }

    public static void main(String[] args) throws IOException, SQLException {
        Locale.setDefault(Locale.ROOT);
        java.nio.file.Path file = Files.createTempDirectory("remit-bench").resolve("shop.db");
        compare("SQLite (WAL)", "jdbc:sqlite:" + file, null, "PRAGMA journal_mode = wal", "BEGIN IMMEDIATE", "");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
            compare("PostgreSQL", url, "postgres", "SELECT 1", "BEGIN", " FOR UPDATE");
        }
    }

    private static void compare(String name, String url, @Nullable String user, String first, String begin, String lock)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, null);
                Statement statement = connection.createStatement()) {
            statement.execute(first);
            statement.execute("CREATE TABLE operations (id text PRIMARY KEY)");
            statement.execute(
                    "CREATE TABLE orders (order_no text PRIMARY KEY, customer_id text, brand text, n bigint)");
            statement.execute("BEGIN");
            for (int i = 0; i < ROWS; i++) {
                statement.execute("INSERT INTO orders VALUES ('O-" + i + "', 'C-" + i + "', 'acme', 0)");
            }
            statement.execute("COMMIT");
        }
        try (Writer writer =
                        JdbcSources.openToWrite(source(url, user), text -> text, java.nio.file.Path.of("no-drivers"));
                Connection alone = DriverManager.getConnection(url, user, null);
                Connection byHand = DriverManager.getConnection(url, user, null);
                PreparedStatement update = alone.prepareStatement(SQL);
                Statement transaction = byHand.createStatement();
                PreparedStatement enter = byHand.prepareStatement("INSERT INTO operations VALUES (?)");
                PreparedStatement look = byHand.prepareStatement(
                        "SELECT 1 FROM orders WHERE order_no = ? AND customer_id = ? AND brand = ?" + lock);
                PreparedStatement again = byHand.prepareStatement(SQL)) {
            Action action = action();
            SequencedMap<String, Way> ways = new LinkedHashMap<>();
            ways.put("the statement alone", n -> update(update, n));
            ways.put("the same statements by hand", n -> {
                transaction.execute(begin);
                enter.setString(1, "hand-" + n + "-" + System.nanoTime());
                enter.executeUpdate();
                look.setString(1, "O-" + n % ROWS);
                look.setString(2, "C-" + n % ROWS);
                look.setString(3, "acme");
                look.executeQuery().close();
                update(again, n);
                transaction.execute("COMMIT");
            });
            ways.put("an action", n -> {
                Deed deed = new Deed(
                        action,
                        "deed-" + n + "-" + System.nanoTime(),
                        "acme",
                        "C-" + n % ROWS,
                        Map.of("order_no", "O-" + n % ROWS));
                if (!(writer.write(deed, () -> null) instanceof Written.Done)) {
                    throw new IllegalStateException("not done");
                }
            });
            for (Way way : ways.values()) {
                measure(way, WARM_UP);
            }
            long[][] times = new long[ways.size()][];
            Arrays.setAll(times, way -> new long[0]);
            for (int round = 0; round < ROUNDS; round++) {
                int at = 0;
                for (Way way : ways.values()) {
                    long[] more = measure(way, EACH);
                    long[] all = Arrays.copyOf(times[at], times[at].length + more.length);
                    System.arraycopy(more, 0, all, times[at].length, more.length);
                    times[at++] = all;
                }
            }
            int at = 0;
            for (String way : ways.keySet()) {
                long[] all = times[at++];
                Arrays.sort(all);
                System.out.printf(
                        "%-14s %-28s p50 %5d us  p99 %6d us%n",
                        name, way, all[all.length / 2] / 1000, all[all.length * 99 / 100] / 1000);
            }
        }
    }

    private static void update(PreparedStatement update, int n) throws SQLException {
        update.setString(1, "O-" + n % ROWS);
        update.setString(2, "C-" + n % ROWS);
        if (update.executeUpdate() != 1) {
            throw new IllegalStateException("not done");
        }
    }

    private static long[] measure(Way way, int times) throws SQLException {
        long[] nanos = new long[times];
        for (int n = 0; n < times; n++) {
            long start = System.nanoTime();
            way.act(n);
            nanos[n] = System.nanoTime() - start;
        }
        return nanos;
    }

    private static Source source(String url, @Nullable String user) {
        return new Source(
                "shop",
                null,
                "order",
                new Source.Connect.Jdbc(url, user, null, ZoneOffset.UTC, Duration.ofSeconds(10), 4),
                new Source.Writing(user, null, "operations"),
                new Source.Owners(Map.of(), "data@shop.example"),
                Map.of(),
                Location.of("shop.yaml"));
    }

    private static Action action() {
        Location here = Location.of("shop.yaml");
        Field key = new Field("order_no", "order_no", DataClass.ACTIVITY, FieldType.TEXT, Kind.ID, false, "", here);
        SequencedMap<String, Field> fields = new LinkedHashMap<>(Map.of("order_no", key));
        Scope scope = new Scope.OfSubject(
                new Path(List.of(), "customer_id", FieldType.TEXT),
                new Scope.TenantKey.InColumn(new Path(List.of(), "brand", FieldType.TEXT)));
        Resource order = new Resource("order", "shop", "orders", scope, key, List.of(), fields, "", here, null);
        Argument argument =
                new Argument("order_no", FieldType.TEXT, Kind.ID, 0, true, order, List.of(), null, null, 200, "", here);
        return new Action(
                "count_order",
                "shop",
                "",
                Effect.WRITE,
                order,
                new LinkedHashMap<>(Map.of("order_no", argument)),
                new LinkedHashMap<>(),
                new Means.Statement(SQL, List.of("order_no", "subject"), 1, 1),
                new LinkedHashMap<>(),
                null,
                true,
                "operations",
                here);
    }
}
