package dev.remit.gateway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A YAML node as plain YAML has it, so that the examples are checked by something that is not the compiler. */
record Yaml(@Nullable Object node) {
    static List<Yaml> folder(String name) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "examples", "shop", name))) {
            return files.sorted().map(Yaml::file).toList();
        }
    }

    private static Yaml file(Path file) {
        try {
            return new Yaml(
                    new Load(LoadSettings.builder().setLabel(file.toString()).build())
                            .loadFromString(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String key) {
        return node instanceof Map<?, ?> map && map.containsKey(key);
    }

    /** The value of a key; an empty node where there is none. */
    Yaml at(String key) {
        return new Yaml(node instanceof Map<?, ?> map ? map.get(key) : null);
    }

    Set<String> keys() {
        return node instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf).collect(Collectors.toSet())
                : Set.of();
    }

    List<Yaml> items() {
        return node instanceof List<?> list
                ? list.stream().map(item -> new Yaml(item)).toList()
                : List.of();
    }

    String text() {
        return Objects.toString(node, "");
    }
}
