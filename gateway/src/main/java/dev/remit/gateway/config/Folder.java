package dev.remit.gateway.config;

import dev.remit.core.contract.Compiled;
import dev.remit.core.contract.ContractCompiler;
import dev.remit.core.contract.Contracts;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.SourceText;
import dev.remit.core.yaml.YamlReader;
import dev.remit.gateway.text.OwnKind;
import dev.remit.gateway.text.RecogniserSetting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A configuration folder: {@code remit.yaml}, {@code privacy.yaml}, {@code catalog/*.yaml},
 * {@code workflows/*.yaml}. All that is wrong in any of them is found in one run.
 */
public final class Folder {
    static final String SETTINGS = "remit.yaml";
    static final String CATALOG = "catalog";
    static final String WORKFLOWS = "workflows";
    static final String TESTS = "tests";

    /** Whatever is longer is longer than {@link YamlReader} takes in characters, so it is not taken into memory. */
    private static final int MOST_BYTES = 4 * YamlReader.MOST_CHARACTERS;

    private final Path path;

    public Folder(Path path) {
        this.path = path;
    }

    /** What the folder holds. */
    public sealed interface Loaded {
        /** By file, line and column. */
        List<Finding> findings();

        /**
         * It may serve.
         *
         * @param kinds what is looked for in free text besides the built-in kinds
         * @param recognisers what is asked besides; none of them is open, so that they may not be what they should
         * @param guard how answers are checked; null where they are not
         * @param findings warnings only
         */
        record Accepted(
                Settings settings,
                Contracts contracts,
                List<OwnKind> kinds,
                List<Located<RecogniserSetting>> recognisers,
                @Nullable GuardSettings guard,
                List<Finding> findings)
                implements Loaded {
            /** The same under other settings. */
            public Accepted with(Settings other) {
                return new Accepted(other, contracts, kinds, recognisers, guard, findings);
            }
        }

        /** Nothing of it may serve. */
        record Rejected(List<Finding> findings) implements Loaded {}
    }

    public Path path() {
        return path;
    }

    /** Reads and checks everything. Never throws for what the folder holds. */
    public Loaded load() {
        Findings findings = new Findings();
        if (!Files.isDirectory(path)) {
            return new Loaded.Rejected(List.of(Finding.error(
                    "no-folder",
                    Location.of(path.toString()),
                    Files.exists(path) ? "This is a file, and no folder." : "There is no such folder.",
                    "Name a folder that holds catalog/ and workflows/.")));
        }
        Settings settings = settings(findings);
        PrivacyFile.Read privacy = privacy(findings);
        List<SourceText> catalogs = catalogs(findings);
        List<SourceText> workflows = texts(WORKFLOWS, findings);
        Unread.find(path, findings);
        if (catalogs.isEmpty()) {
            findings.error(
                    "no-catalog",
                    Location.of(path.resolve(CATALOG).toString()),
                    "The folder has no catalog.",
                    "Describe a source in catalog/NAME.yaml.");
        } else if (workflows.isEmpty()) {
            findings.add(Finding.warning(
                    "no-workflow",
                    Location.of(path.resolve(WORKFLOWS).toString()),
                    "The folder has no workflow, so nothing is served.",
                    "Write a contract in workflows/NAME.yaml."));
        }
        Compiled compiled = ContractCompiler.compile(catalogs, workflows, RuleReader::read);
        findings.addAll(compiled.findings());
        if (settings == null || findings.hasErrors() || !(compiled instanceof Compiled.Accepted accepted)) {
            return new Loaded.Rejected(findings.sorted());
        }
        return new Loaded.Accepted(
                settings,
                accepted.contracts(),
                privacy.kinds(),
                privacy.recognisers(),
                privacy.guard(),
                findings.sorted());
    }

    /** The texts of the catalogs, {@code catalog/*.yaml}, by name; what cannot be read is among the findings. */
    public List<SourceText> catalogs(Findings findings) {
        return texts(CATALOG, findings);
    }

    /** The texts of the contract tests, {@code tests/*.yaml}, by name; what cannot be read is among the findings. */
    public List<SourceText> tests(Findings findings) {
        return texts(TESTS, findings);
    }

    /** Only the settings: what is wrong with them is among the findings, and null comes back where nothing can be read. */
    public @Nullable Settings settings(Findings findings) {
        Path file = path.resolve(SETTINGS);
        if (!Files.exists(file)) {
            return Settings.defaults(path);
        }
        List<SourceText> text = new ArrayList<>();
        read(file, text, findings);
        return text.isEmpty() ? null : Settings.read(text.getFirst(), path, findings);
    }

    /** What {@code privacy.yaml} says; what is wrong with it is among the findings. */
    public PrivacyFile.Read privacy(Findings findings) {
        Path file = path.resolve(PrivacyFile.NAME);
        List<SourceText> text = new ArrayList<>();
        if (Files.exists(file)) {
            read(file, text, findings);
        }
        return text.isEmpty() ? PrivacyFile.Read.NOTHING : PrivacyFile.read(text.getFirst(), path, findings);
    }

    /** What a configuration is read from: files, and folders whose files count. */
    public List<Path> parts() {
        return Stream.of(SETTINGS, PrivacyFile.NAME, CATALOG, WORKFLOWS, PrivacyFile.LISTS)
                .map(path::resolve)
                .toList();
    }

    /** The YAML files of a sub-folder, by name. */
    private List<SourceText> texts(String folder, Findings findings) {
        Path inside = path.resolve(folder);
        List<SourceText> texts = new ArrayList<>();
        if (!Files.isDirectory(inside)) {
            return texts;
        }
        try (Stream<Path> files = Files.list(inside)) {
            for (Path file : files.filter(Folder::isYaml).sorted().toList()) {
                read(file, texts, findings);
            }
        } catch (IOException e) {
            unreadable(inside, findings);
        }
        return texts;
    }

    static boolean isYaml(Path file) {
        String name = String.valueOf(file.getFileName());
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && !name.startsWith(".");
    }

    static void read(Path file, List<SourceText> texts, Findings findings) {
        if (!Files.isRegularFile(file)) {
            // A device or a pipe behind a link never ends.
            findings.error(
                    "not-a-file",
                    Location.of(file.toString()),
                    "This is not a file.",
                    "Put a file there, or give it another ending than .yaml or .yml.");
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                findings.error(
                        "yaml-too-large",
                        Location.of(file.toString()),
                        "The file is longer than 1 MiB.",
                        "Split it: one source or one workflow per file.");
                return;
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            texts.add(new SourceText(file.toString(), text));
        } catch (CharacterCodingException e) {
            findings.error("not-utf-8", Location.of(file.toString()), "The file is not UTF-8.", "Save it as UTF-8.");
        } catch (IOException e) {
            unreadable(file, findings);
        }
    }

    private static void unreadable(Path file, Findings findings) {
        findings.error(
                "unreadable",
                Location.of(file.toString()),
                "It cannot be read.",
                "Give the gateway's user the right to read it.");
    }
}
