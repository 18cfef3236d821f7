package dev.remit.gateway.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a command reads and writes, and what it knows of its surroundings; handed in, so that a test sees what a user
 * would.
 *
 * <p>Answers go to {@code out}, and nothing else does; what is said about them goes to {@code err}.
 *
 * @param out UTF-8
 * @param err UTF-8
 * @param directory absolute; what relative paths are relative to
 * @param colour whether people look at it, and want colours
 */
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path directory,
        boolean colour) {

    /** Colours that are readable on light and dark ground. */
    public enum Colour {
        RED("31"),
        YELLOW("33"),
        GREEN("32"),
        BOLD("1"),
        DIM("2");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    /** This process's own. */
    public static Terminal system() {
        return new Terminal(
                System.in,
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                colours(System.getenv()));
    }

    /** See no-color.org: any text but the empty one says no. */
    private static boolean colours(Map<String, String> environment) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty() || "dumb".equals(environment.get("TERM"))) {
            return false;
        }
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /** A line of the answer. */
    public void say(String line) {
        out.println(line);
    }

    /** The answer as JSON, in which nothing stands for itself that a terminal would act on. */
    public void json(JsonNode answer) {
        say(Printable.json(answer));
    }

    /** A line about the answer. */
    public void remark(String line) {
        err.println(line);
    }

    /** {@code remit: <text>} on standard error. */
    public void complain(String text) {
        err.println(paint(Colour.RED, "remit:") + " " + text);
    }

    /** The text in that colour, where colours are wanted. */
    public String paint(Colour as, String text) {
        return colour ? "\u001b[" + as.code + "m" + text + "\u001b[0m" : text;
    }

    /** The path as the command's user means it. */
    public Path path(Path given) {
        return directory.resolve(given).normalize();
    }

    /** The shortest name of a path for somebody who is in the current directory. */
    public String shown(Path path) {
        Path absolute = path(path);
        if (!absolute.startsWith(directory)) {
            return absolute.toString();
        }
        String relative = directory.relativize(absolute).toString();
        return relative.isEmpty() ? "." : relative;
    }

    /** An environment variable without the white space around it; null where it is not set or blank. */
    public @Nullable String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
