package dev.remit.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code shop.mjs} as it runs: one part of its walk at a time. */
final class ShopClient implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final Path errors;
    private final BufferedReader out;
    private final Writer in;

    private ShopClient(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts it.
     *
     * @param plan what the program takes, as it says itself
     * @param folder for what it says went wrong
     */
    static ShopClient start(JsonNode plan, Path folder) throws IOException, InterruptedException {
        Path errors = folder.resolve("client.err");
        return new ShopClient(
                new ProcessBuilder("node", "shop.mjs", plan.toString())
                        .directory(Npm.install().toFile())
                        .redirectError(errors.toFile())
                        .start(),
                errors);
    }

    /** What it saw in the next part of its walk. */
    JsonNode next() throws IOException {
        String line = out.readLine();
        assertThat(line).as(Files.readString(errors)).isNotNull();
        return JSON.readTree(line);
    }

    /** Lets it begin the part after. */
    void goOn() throws IOException {
        in.append("go on\n").flush();
    }

    /** Passes where it ends well, and so the bridge that it started. */
    void ends() throws IOException, InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as(Files.readString(errors))
                .isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
