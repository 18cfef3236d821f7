package dev.remit.gateway.contracttest;

import dev.remit.core.catalog.Catalog;
import dev.remit.core.catalog.Source;
import dev.remit.core.contract.Contracts;
import dev.remit.core.yaml.Located;
import dev.remit.gateway.Gateway;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.LedgerSettings;
import dev.remit.gateway.config.MasterKeySetting;
import dev.remit.gateway.config.References;
import dev.remit.gateway.config.Settings;
import dev.remit.gateway.key.MasterKey;
import dev.remit.gateway.key.SubjectKeys;
import dev.remit.gateway.text.OwnKind;
import dev.remit.gateway.text.RecogniserSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What the cases of one file are played on: the folder's contracts over databases that hold the file's rows, and for each
 * case a gateway of its own. Nothing that one case uses up is then missing for the next.
 */
final class Stage {
    /** Data directories live for one case, so their key is no secret; that it is fixed makes tokens of fields repeat. */
    private static final References REFERENCES = new References(Map.of("REMIT_TEST_KEY", key()), Path.of("."));

    /** Tests are not about time: a slow machine must not fail them. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String DATABASE = ".db";

    private final Folder folder;
    private final Contracts contracts;
    private final List<OwnKind> kinds;
    private final List<Located<RecogniserSetting>> recognisers;
    private final InstantSource clock;
    private final Path directory;

    private Stage(
            Folder folder,
            Contracts contracts,
            List<OwnKind> kinds,
            List<Located<RecogniserSetting>> recognisers,
            InstantSource clock,
            Path directory) {
        this.directory = directory;
        this.folder = folder;
        this.contracts = contracts;
        this.kinds = kinds;
        this.recognisers = recognisers;
        this.clock = clock;
    }

    /** @param directory empty; the databases are put into it */
    static Stage of(Folder folder, Folder.Loaded.Accepted loaded, SampleTables tables, TestFile file, Path directory)
            throws SQLException {
        Contracts contracts = loaded.contracts();
        SequencedMap<String, Source> sources = new LinkedHashMap<>();
        for (Source source : contracts.catalog().sources().values()) {
            SampleDatabase.write(first(directory, source.name()), source, tables, file.rows());
            sources.put(source.name(), over(source, directory.resolve(source.name() + DATABASE)));
        }
        Catalog catalog = new Catalog(
                sources, contracts.catalog().resources(), contracts.catalog().actions());
        return new Stage(
                folder,
                new Contracts(catalog, contracts.workflows()),
                loaded.kinds(),
                loaded.recognisers(),
                InstantSource.fixed(file.now()),
                directory);
    }

    /** As it is before any case has changed it. */
    private static Path first(Path directory, String source) {
        return directory.resolve(source + ".first");
    }

    /** What one case has changed is not changed for the next. */
    private void reset() throws IOException {
        for (String source : contracts.catalog().sources().keySet()) {
            Files.copy(
                    first(directory, source),
                    directory.resolve(source + DATABASE),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    TablesAfter after() {
        return new TablesAfter(directory);
    }

    private static Source over(Source source, Path database) {
        Source.Writing writing = source.writing();
        Source.Connect connect =
                new Source.Connect.Jdbc("jdbc:sqlite:" + database, null, null, ZoneOffset.UTC, TIMEOUT, 1);
        return new Source(
                source.name(),
                source.tenant(),
                source.subject(),
                connect,
                writing == null ? null : new Source.Writing(null, null, writing.operations()),
                source.owners(),
                source.retention(),
                source.location());
    }

    /** @param data does not exist yet */
    Gateway gateway(Path data) throws IOException {
        reset();
        Settings settings = new Settings(
                "127.0.0.1",
                0,
                data,
                data.resolve("drivers"),
                null,
                Set.of(),
                Set.of(),
                new MasterKeySetting.Reference("${env:REMIT_TEST_KEY}"),
                LedgerSettings.DEFAULTS);
        fixRoot(data);
        return Gateway.embedded(
                folder,
                new Folder.Loaded.Accepted(settings, contracts, kinds, recognisers, null, List.of()),
                REFERENCES,
                clock,
                new SplittableRandom(0)); // the same ids in every run, and so the same tokens
    }

    /** A root that is the same in every run: tokens come from it, and expected answers hold tokens. */
    private static void fixRoot(Path data) throws IOException {
        Files.createDirectories(data);
        try {
            SubjectKeys.createWith(data.resolve("keys.db"), new MasterKey(seven()), seven(), new SecureRandom());
        } catch (SQLException e) {
            throw new IOException("the keys of a contract test cannot be made", e);
        }
    }

    private static String key() {
        return Base64.getEncoder().encodeToString(seven());
    }

    private static byte[] seven() {
        byte[] key = new byte[MasterKey.LENGTH];
        Arrays.fill(key, (byte) 7);
        return key;
    }
}
