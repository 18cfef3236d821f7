package dev.remit.gateway.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * Where Remit is installed: what the launcher says in {@code remit.home}, else the nearest folder above the program that
 * holds the examples.
 *
 * @param home absolute
 */
record Installation(Path home) {
    private static final String HOME = "remit.home";

    static Installation find() {
        String said = System.getProperty(HOME);
        Path from = said == null ? program() : Path.of(said).toAbsolutePath();
        for (Path folder = from; folder != null; folder = folder.getParent()) {
            if (Files.exists(example(folder).resolve("remit.yaml"))) {
                return new Installation(folder);
            }
        }
        throw Trouble.failed("The examples are not installed beside the program. Run it with -Dremit.home=DIR,"
                + " where DIR holds examples/shop.");
    }

    private static @Nullable Path program() {
        CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return null;
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static Path example(Path home) {
        return home.resolve("examples").resolve("shop");
    }

    Path example() {
        return example(home);
    }

    /** How this program is started from anywhere, as a shell takes it. */
    String command() {
        Path launcher = home.resolve("remit");
        return Files.isExecutable(launcher) && Files.isRegularFile(launcher) ? launcher.toString() : "remit";
    }
}
