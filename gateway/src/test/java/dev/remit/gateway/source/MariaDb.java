package dev.remit.gateway.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * MariaDB, where the machine has its server ({@code mariadbd} and {@code mariadb-install-db} on the PATH) and the property
 * {@code remit.mariadb.driver} names the driver's jar. Started once per JVM on a random port of the loopback interface.
 */
record MariaDb(int port, Path drivers, String name) implements TestSource {
    private static int databases;

    private record Server(int port, Path drivers) {}

    private static @Nullable Server server;

    /** A new, empty database; skips the test where there is no server or no driver. */
    static synchronized MariaDb create() {
        String jar = System.getProperty("remit.mariadb.driver", "");
        Assumptions.assumeTrue(!jar.isEmpty(), "no MariaDB driver: -Dremit.mariadb.driver names no jar");
        Assumptions.assumeTrue(found("mariadbd") && found("mariadb-install-db"), "no mariadbd on the PATH");
        if (server == null) {
            try {
                server = start(Path.of(jar));
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException("MariaDB did not start", failure);
            }
        }
        MariaDb root = new MariaDb(server.port(), server.drivers(), "mysql");
        String name = "test_" + databases++;
        root.run(
                "CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
                "CREATE USER IF NOT EXISTS remit_reader@'127.0.0.1'",
                "GRANT SELECT, SHOW VIEW ON " + name + ".* TO remit_reader@'127.0.0.1'");
        return new MariaDb(server.port(), server.drivers(), name);
    }

    private static boolean found(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static Server start(Path jar) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("remit-mariadb");
        Path drivers = Files.createDirectory(folder.resolve("lib"));
        Files.copy(jar, drivers.resolve("driver.jar"));
        String user = "--user=" + System.getProperty("user.name");
        String data = "--datadir=" + folder.resolve("data");
        Process install = quiet(
                folder,
                "mariadb-install-db",
                "--no-defaults",
                user,
                data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db");
        if (install.waitFor() != 0) {
            throw new IOException("mariadb-install-db failed: see " + folder.resolve("log"));
        }
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Process process = quiet(
                folder,
                "mariadbd",
                "--no-defaults",
                user,
                data,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + folder.resolve("socket"),
                "--innodb-flush-log-at-trx-commit=0",
                "--skip-name-resolve");
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        MariaDb root = new MariaDb(port, drivers, "mysql");
        while (true) {
            try (Connection connection = root.owner()) {
                return new Server(port, drivers);
            } catch (SQLException notYet) {
                if (!process.isAlive()) {
                    throw new IOException("mariadbd ended: see " + folder.resolve("log"), notYet);
                }
                Thread.onSpinWait();
            }
        }
    }

    private static Process quiet(Path folder, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    @Override
    public Map<String, String> types() {
        return Map.ofEntries(
                Map.entry("text", "varchar(200) COLLATE utf8mb4_bin"),
                Map.entry("big", "mediumtext"),
                Map.entry("text_ci", "varchar(200)"),
                Map.entry("text_other", "varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_nopad_ci"),
                Map.entry("long", "bigint"),
                Map.entry("int", "int"),
                Map.entry("decimal", "decimal(40, 20)"),
                Map.entry("boolean", "boolean"),
                Map.entry("date", "date"),
                Map.entry("instant", "datetime(6)"),
                Map.entry("local", "datetime"));
    }

    @Override
    public Connection owner() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "root");
        Connection connection = DriverFolder.driver(drivers, url()).connect(url(), properties);
        if (connection == null) {
            throw new SQLException("no connection");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
        }
        return connection;
    }

    @Override
    public String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + name;
    }

    @Override
    public String user() {
        return "remit_reader";
    }

    @Override
    public @Nullable Object stored(String type, @Nullable Object value, ZoneId zone) {
        if (value instanceof Instant at) {
            return LocalDateTime.ofInstant(at, type.equals("local") || type.equals("instant") ? zone : ZoneOffset.UTC);
        }
        return value;
    }
}
