package dev.remit.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How each server is started, with the same heap, collector and pool where it has one. */
final class Servers {
    /** Connections to PostgreSQL, for each server. */
    static final int POOL = 16;

    /** As the launcher, {@code ./remit}, has them. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xmx128m",
            "-Xss512k",
            "-XX:MaxDirectMemorySize=32m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:TrimNativeHeapInterval=10000",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final Map<String, String> ENVIRONMENT =
            Map.of("BENCH_PASSWORD", Dataset.PASSWORD, "MALLOC_ARENA_MAX", "2");

    private final Path folder;
    private final String java;
    private final String gatewayJar;
    private final String toolbox;
    private final List<String> more;

    /**
     * @param folder for configuration, data and logs
     * @param gatewayJar the packaged gateway; its manifest names its libraries
     * @param toolbox the program of MCP Toolbox for Databases
     * @param more further JVM options for the gateway, split at blanks
     */
    Servers(Path folder, String gatewayJar, String toolbox, String more) {
        this.folder = folder;
        this.java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        this.gatewayJar = gatewayJar;
        this.toolbox = toolbox;
        this.more = more.isBlank() ? List.of() : List.of(more.strip().split(" +"));
    }

    static Servers fromProperties() {
        return new Servers(
                Path.of(System.getProperty("bench.folder")),
                System.getProperty("bench.gateway"),
                System.getProperty("bench.toolbox", ""),
                System.getProperty("bench.jvm", ""));
    }

    Path folder() {
        return folder;
    }

    Path gatewayFolder() {
        return folder.resolve("gateway");
    }

    Path gatewayData() {
        return gatewayFolder().resolve("data");
    }

    Server gateway(Dataset dataset, List<String> options) throws IOException {
        int port = Server.freePort();
        Configured.gateway(gatewayFolder(), port, dataset.jdbcUrl());
        return Server.launch(gatewayCommand(options), ENVIRONMENT, port, folder.resolve("gateway.log"));
    }

    List<String> gatewayCommand(List<String> options) {
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(JVM_OPTIONS);
        command.addAll(more);
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                gatewayJar,
                "dev.remit.gateway.Main",
                "serve",
                "--config",
                gatewayFolder().toString()));
        return command;
    }

    Server toolbox(Dataset dataset) throws IOException {
        int port = Server.freePort();
        Path tools = Configured.toolbox(folder.resolve("toolbox"), dataset.port());
        List<String> command = List.of(
                toolbox,
                "--config",
                tools.toString(),
                "--port",
                Integer.toString(port),
                "--disable-reload",
                "--disable-version-check",
                "--log-level",
                "ERROR");
        return Server.launch(command, Map.of(), port, folder.resolve("toolbox.log"));
    }

    Server bare(Dataset dataset) throws IOException {
        return bare(dataset, "bare", List.of());
    }

    /** The bare handler with a journal of its own. */
    Server durable(Dataset dataset) throws IOException {
        return bare(dataset, "durable", List.of(folder.resolve("durable").toString()));
    }

    private Server bare(Dataset dataset, String name, List<String> journal) throws IOException {
        int port = Server.freePort();
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "dev.remit.bench.BareHandler",
                Integer.toString(port),
                dataset.jdbcUrl()));
        command.addAll(journal);
        return Server.launch(command, Map.of("MALLOC_ARENA_MAX", "2"), port, folder.resolve(name + ".log"));
    }
}
