package dev.remit.gateway.checkout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A copy of the files that git tracks, in a folder whose name has a blank. */
final class Checkout implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 900;

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();

    private Checkout(Path root) {
        this.root = root;
    }

    static Checkout into(Path folder) throws IOException, InterruptedException {
        Path source = source();
        Path root = Files.createDirectories(folder.resolve("fresh checkout"));
        Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                .directory(source.toFile())
                .start();
        String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (git.waitFor() != 0) {
            throw new IOException("git cannot list the files of " + source);
        }
        for (String name : names.split("\0")) {
            Path from = source.resolve(name);
            Path to = root.resolve(name);
            if (Files.isRegularFile(from)) {
                Files.createDirectories(to.getParent());
                Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return new Checkout(root);
    }

    /** The checkout that this test belongs to. */
    static Path source() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("mvnw")) ? here : Objects.requireNonNull(here.getParent());
    }

    Path root() {
        return root;
    }

    /** Sets a variable for all that runs from here on. */
    void export(String name, String value) {
        environment.put(name, value);
    }

    /** What a command printed, and its exit code. */
    record Ran(int code, String out, String err) {}

    /** Runs bash text in the checkout; stops at the first command that fails. */
    Ran bash(String text) throws IOException, InterruptedException {
        Process process = builder("bash", "-euo", "pipefail", "-c", text).start();
        process.getOutputStream().close();
        String[] err = new String[1];
        Thread reader = Thread.ofVirtual().start(() -> err[0] = text(process.getErrorStream()));
        String out = text(process.getInputStream());
        reader.join();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("did not end in " + PATIENCE_SECONDS + " s: " + text);
        }
        return new Ran(process.exitValue(), out, err[0]);
    }

    /** A command that runs until it is stopped. Its output goes to a file. */
    Running start(List<String> command, String name) throws IOException {
        Path out = root.resolve(".remit").resolve(name + ".out");
        Files.createDirectories(out.getParent());
        Process process = builder(command.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        return new Running(process, out);
    }

    private ProcessBuilder builder(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    private static String text(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        environment.clear();
    }

    /** A program that runs. */
    record Running(Process process, Path out) implements AutoCloseable {
        /** Waits until the program printed what the pattern finds, and gives the first group. */
        String await(Pattern pattern) throws IOException, InterruptedException {
            for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
                Matcher matcher = pattern.matcher(printed());
                if (matcher.find()) {
                    return matcher.group(1);
                }
                if (!process.isAlive()) {
                    throw new IOException("ended with " + process.exitValue() + ": " + printed());
                }
                Thread.sleep(100);
            }
            throw new IOException("never printed " + pattern + ": " + printed());
        }

        String printed() throws IOException {
            return Files.readString(out);
        }

        /** Asks it to stop, as Ctrl-C and service managers do; gives its exit code. */
        int stop() throws InterruptedException {
            process.destroy();
            return process.waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
