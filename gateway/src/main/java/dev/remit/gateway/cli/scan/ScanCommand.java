package dev.remit.gateway.cli.scan;

import dev.remit.core.finding.Findings;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.FindingsText;
import dev.remit.gateway.cli.Logs;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import dev.remit.gateway.cli.Verb;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.PrivacyFile;
import dev.remit.gateway.text.Recognisers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code remit scan}: customer data in files, with its places, or a copy without it. */
@Command(
        name = "scan",
        description = {
            "Find customer data in a file, a folder or standard input.",
            "Exits with 1 where something was found. What was found is shown masked."
        },
        footer = {
            "  remit scan tickets.csv",
            "  remit scan export --redact --out clean",
            "  some-command | remit scan - --redact > clean.log"
        })
public final class ScanCommand extends Verb {
    @Parameters(paramLabel = "FILE|DIR|-", description = "What to scan; - is standard input.")
    String given = "";

    @Option(names = "--json", description = "Print one JSON document.")
    boolean json;

    @Option(names = "--kinds", paramLabel = "K", split = ",", description = "Only these kinds: email,card,…")
    List<String> kinds = List.of();

    @Option(
            names = "--class",
            paramLabel = "C",
            split = ",",
            description = "Only kinds of these data classes: personal,secret,…")
    List<String> classes = List.of();

    @Option(
            names = "--min-tier",
            paramLabel = "T",
            description = "The least sure to show: weak, likely (unless said) or valid.")
    String tier = "likely";

    @Option(names = "--no-prose", description = "Not names, addresses and the like, which are found in prose.")
    boolean noProse;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "Look also for the kinds in privacy.yaml of this configuration, and ask its recognisers.")
    @Nullable
    Path config;

    @Option(names = "--show-values", description = "Print what was found as it is, instead of masked.")
    boolean values;

    @Option(
            names = "--redact",
            description = "Write a copy in which each finding is its kind, such as [email]; to standard output,"
                    + " unless --out is said.")
    boolean redact;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the copies go; needed for a folder. Nothing that is there is overwritten.")
    @Nullable
    Path out;

    public ScanCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        Logs.quiet(terminal.err());
        boolean standardInput = given.equals("-");
        Path input = standardInput ? terminal.directory() : terminal.path(Path.of(given));
        if (given.isBlank() || (!standardInput && !Files.exists(input))) {
            throw Trouble.failed(
                    "There is no " + terminal.shown(input) + ". Name a file, a folder, or - for standard" + " input.");
        }
        check(standardInput, !standardInput && Files.isDirectory(input));
        Wanted wanted = new Wanted(kinds, classes, tier, !noProse, configured());
        Findings findings = new Findings();
        Tally tally;
        try (Recognisers recognisers = Recognisers.open(wanted.recognisers(), findings)) {
            told(findings);
            Clean clean = clean(standardInput ? null : input);
            Scanning scanning = new Scanning(terminal, wanted.detector(recognisers.all()), report(), clean);
            tally = standardInput ? scanning.standardInput() : scanning.files(input);
        }
        if (terminal.out().checkError()) {
            throw Trouble.failed("Standard output could not be written to its end. See who reads it.");
        }
        if (!tally.failed().isEmpty()) {
            return ExitCode.FAILED;
        }
        return tally.findings() == 0 ? ExitCode.OK : ExitCode.NO;
    }

    private PrivacyFile.Read configured() {
        if (config == null) {
            return PrivacyFile.Read.NOTHING;
        }
        Path folder = terminal.path(config);
        if (!Files.exists(folder.resolve(PrivacyFile.NAME))) {
            throw Trouble.failed("There is no " + PrivacyFile.NAME + " in " + terminal.shown(folder)
                    + ". Name the folder of a configuration that has one, or leave out --config.");
        }
        Findings findings = new Findings();
        PrivacyFile.Read read = new Folder(folder).privacy(findings);
        told(findings);
        return read;
    }

    private void told(Findings findings) {
        if (findings.hasErrors()) {
            FindingsText.print(terminal, terminal.err(), findings.sorted());
            throw Trouble.failed("Nothing was scanned, because " + PrivacyFile.NAME + " is wrong: "
                    + FindingsText.summary(findings.sorted()) + ". Correct it, or leave out --config.");
        }
    }

    private void check(boolean standardInput, boolean folder) {
        if (out != null && !redact) {
            throw Trouble.usage("--out is for clean copies. Add --redact.");
        }
        if (out != null && standardInput) {
            throw Trouble.usage("The clean copy of standard input goes to standard output. Leave out --out.");
        }
        if (redact && folder && out == null) {
            throw Trouble.usage("The clean copy of a folder is a folder. Add --out DIR.");
        }
        if (redact && json && out == null) {
            throw Trouble.usage("Standard output cannot hold the clean copy and the JSON. Add --out DIR, or leave out"
                    + " --json.");
        }
        if (redact && values) {
            throw Trouble.usage("--redact hides what --show-values shows. Leave out one of them.");
        }
    }

    private Clean clean(@Nullable Path input) throws IOException {
        if (!redact) {
            return new Clean.None();
        }
        return out == null || input == null
                ? new Clean.ToStream(terminal.out())
                : Clean.ToFolder.of(terminal, input, terminal.path(out));
    }

    private Report report() {
        if (json) {
            return new JsonReport(terminal.out(), values);
        }
        return redact ? new QuietReport(terminal) : new TextReport(terminal, values);
    }
}
