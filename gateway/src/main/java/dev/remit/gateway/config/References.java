package dev.remit.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves {@code ${env:NAME}} and {@code ${file:path}}. A file's last line break is not part of the secret. Resolved
 * anew each time, so that a secret can change while we run. Thread-safe.
 */
public final class References implements UnaryOperator<String> {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)\\}");

    private final Map<String, String> environment;
    private final Path base;

    /** @param base what relative paths of files are relative to */
    public References(Map<String, String> environment, Path base) {
        this.environment = Map.copyOf(environment);
        this.base = base;
    }

    /** @throws IllegalArgumentException if something referred to is not there; names it, never a value */
    @Override
    public String apply(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            String value = matcher.group(1).equals("env") ? variable(matcher.group(2)) : file(matcher.group(2));
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(resolved).toString();
    }

    private String variable(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The environment variable " + name + " is not set. Set it where the gateway is started.");
        }
        return value;
    }

    private String file(String name) {
        try {
            return Files.readString(base.resolve(name)).stripTrailing();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The file " + base.resolve(name)
                            + " cannot be read. Let the gateway's user read it, or correct the path.",
                    e);
        }
    }
}
