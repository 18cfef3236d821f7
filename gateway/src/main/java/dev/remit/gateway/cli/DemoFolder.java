package dev.remit.gateway.cli;

import dev.remit.gateway.demo.ShopFacts;
import dev.remit.gateway.demo.ShopGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a demo lives: a copy of the example's configuration to play with, the generated shop, and the gateway's data.
 * The facts about the shop are written last, so a folder that has them is whole.
 */
final class DemoFolder {
    private static final List<String> COPIED = List.of("remit.yaml", "catalog", "workflows", "tests");
    private static final String SHOP = "shop.db";
    private static final String FACTS = "shop.json";
    private static final String DATA = "data";
    private static final long SEED = 42;

    private final Path path;

    /** @param path absolute */
    DemoFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    Path shop() {
        return path.resolve(SHOP);
    }

    /** Whether there is a whole demo here already. */
    boolean isThere() {
        return Files.exists(path.resolve(FACTS));
    }

    /** Whether something is here that this class did not make. */
    private boolean isForeign() throws IOException {
        if (!Files.isDirectory(path)) {
            return Files.exists(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .anyMatch(name -> !COPIED.contains(name)
                            && !name.equals(DATA)
                            && !name.equals("drivers")
                            && !name.startsWith("shop."));
        }
    }

    /**
     * Writes the shop and copies the example.
     *
     * @param example holds {@code remit.yaml}, {@code catalog/} and {@code workflows/}
     */
    void make(Path example, Instant now) throws IOException {
        if (isForeign()) {
            throw Trouble.failed(path + " holds something else. Choose another folder with --dir DIR.");
        }
        clear();
        Files.createDirectories(path);
        for (String name : COPIED) {
            copy(example.resolve(name), path.resolve(name));
        }
        ShopFacts facts = ShopGenerator.generate(shop(), SEED, now);
        Files.writeString(path.resolve(FACTS), JsonMapper.shared().writeValueAsString(facts) + "\n");
    }

    /** What a walk through the shop needs to know. */
    ShopFacts facts() throws IOException {
        try {
            return JsonMapper.shared().readValue(Files.readString(path.resolve(FACTS)), ShopFacts.class);
        } catch (JacksonException e) {
            throw new IOException(path.resolve(FACTS) + " is damaged. Begin anew with: remit demo --fresh", e);
        }
    }

    /** Removes what a demo made, and nothing else. */
    private void clear() throws IOException {
        delete(path.resolve(FACTS));
        for (String name : COPIED) {
            delete(path.resolve(name));
        }
        delete(path.resolve(DATA));
        for (String end : List.of("", ".part", "-wal", "-shm", "-journal")) {
            delete(path.resolve(SHOP + end));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
