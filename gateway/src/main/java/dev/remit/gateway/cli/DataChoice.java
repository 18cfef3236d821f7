package dev.remit.gateway.cli;

import dev.remit.core.finding.Findings;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.LedgerSettings;
import dev.remit.gateway.config.References;
import dev.remit.gateway.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which gateway a command is about: {@code --data}, else {@code --config}, else the configuration right here. */
public final class DataChoice {
    @Option(names = "--config", paramLabel = "DIR", description = "The gateway's configuration folder.")
    @Nullable
    Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "The gateway's data directory, instead.")
    @Nullable
    Path data;

    /** A data directory, and what else is needed to open it. */
    public record Place(Settings settings, References references) {
        public Path data() {
            return settings.data();
        }
    }

    public Place place(Terminal terminal) {
        if (data != null) {
            Path directory = terminal.path(data);
            Settings settings = new Settings(
                    "127.0.0.1",
                    0,
                    directory,
                    directory.resolve("drivers"),
                    null,
                    Set.of(),
                    Set.of(),
                    null,
                    LedgerSettings.DEFAULTS);
            return new Place(settings, new References(terminal.environment(), directory));
        }
        Path folder = terminal.path(config == null ? Path.of("") : config);
        // All of remit.yaml may be left out; a folder that was named is one all the same.
        if (!Files.exists(folder.resolve("remit.yaml"))
                && (config == null || !Files.isDirectory(folder.resolve("catalog")))) {
            throw Trouble.usage(
                    config == null
                            ? "Which gateway is meant? Name its configuration with --config DIR or its data with --data DIR."
                            : "There is no configuration in " + terminal.shown(folder)
                                    + ": neither remit.yaml nor catalog/. Name another folder, or the data directory with --data DIR.");
        }
        Findings findings = new Findings();
        Settings settings = new Folder(folder).settings(findings);
        if (settings == null || findings.hasErrors()) {
            FindingsText.print(terminal, terminal.err(), findings.sorted());
            throw Trouble.failed(
                    "The settings cannot be read. Correct remit.yaml, or name the data directory with --data DIR.");
        }
        return new Place(settings, new References(terminal.environment(), folder));
    }
}
