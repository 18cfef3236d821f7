package dev.remit.gateway.cli.init;

import dev.remit.gateway.cli.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Writes files that are not there yet, and never over one that is. */
final class NewFiles {
    private static final String SETTINGS = """
            # On this machine only; docs/operations.md says what else there is.
            listen: 127.0.0.1:7337
            data: ./data
            """;

    private final Path folder;
    private final Path catalog;

    NewFiles(Path folder, String source) {
        this.folder = folder;
        this.catalog = folder.resolve("catalog").resolve(source + ".yaml");
    }

    Path catalog() {
        return catalog;
    }

    /** Said before a database is asked, so that nobody waits for nothing. */
    void check(String shown) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw Trouble.usage("--out is a file. Name a folder.");
        }
        if (Files.exists(catalog)) {
            throw Trouble.no(shown + " is there already, and nothing is overwritten. Choose another --name or --out, or"
                    + " move that file away.");
        }
    }

    /** @return what was written */
    List<Path> write(String text) throws IOException {
        List<Path> written = new ArrayList<>();
        Files.createDirectories(catalog.resolveSibling(""));
        create(catalog, text);
        written.add(catalog);
        Path settings = folder.resolve("remit.yaml");
        if (!Files.exists(settings)) {
            create(settings, SETTINGS);
            written.add(settings);
        }
        return written;
    }

    private static void create(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
