package dev.remit.gateway.crash;

import dev.remit.gateway.Main;
import dev.remit.gateway.admin.AdminSocket;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The program as an operator starts it, in a process of its own, on a port of its own choice. */
final class GatewayProcess implements AutoCloseable {
    private static final Pattern SERVING = Pattern.compile("remit: serving .* on (http://127\\.0\\.0\\.1:\\d+) .*");

    private final Process process;
    private final Path data;
    private final URI url;

    private GatewayProcess(Process process, Path data, URI url) {
        this.process = process;
        this.data = data;
        this.url = url;
    }

    /**
     * Starts it and waits until it serves.
     *
     * @param folder the configuration
     * @param data its data directory, as the configuration says
     * @param log what it writes to its standard error goes there
     */
    static GatewayProcess start(Path folder, Path data, Path log) throws IOException {
        List<String> command = new ArrayList<>(program());
        command.addAll(List.of("serve", "--config", folder.toString(), "--port", "0"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher serving = SERVING.matcher(line);
                if (serving.matches()) {
                    return new GatewayProcess(process, data, URI.create(serving.group(1)));
                }
            }
            throw new IOException("the gateway ended before it served: " + Files.readString(log));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** The launcher that {@code remit.launcher} names, which becomes the program itself; else the classes under test. */
    private static List<String> program() {
        String launcher = System.getProperty("remit.launcher", "");
        return launcher.isEmpty()
                ? List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-Xshare:auto",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                : List.of(launcher);
    }

    URI url() {
        return url;
    }

    /** Asks it through its admin socket. */
    ObjectNode ask(ObjectNode request) throws IOException {
        return AdminSocket.ask(data, request)
                .orElseThrow(() -> new IOException("the gateway does not answer on its admin socket"));
    }

    static ObjectNode operation(String op) {
        return JsonMapper.shared().createObjectNode().put("op", op);
    }

    boolean lives() {
        return process.isAlive();
    }

    /** SIGKILL: nothing in the process gets to run. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, as an operator stops it. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
