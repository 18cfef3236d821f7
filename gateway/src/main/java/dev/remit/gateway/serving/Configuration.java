package dev.remit.gateway.serving;

import dev.remit.core.catalog.Catalog;
import dev.remit.core.catalog.Source;
import dev.remit.core.catalog.Upstream;
import dev.remit.core.contract.Contracts;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Severity;
import dev.remit.gateway.breaker.Breaker;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.GuardSettings;
import dev.remit.gateway.config.Settings;
import dev.remit.gateway.source.GuardedReader;
import dev.remit.gateway.source.InspectedReader;
import dev.remit.gateway.source.InspectedWriter;
import dev.remit.gateway.source.Inspection;
import dev.remit.gateway.source.JdbcSources;
import dev.remit.gateway.source.Reader;
import dev.remit.gateway.source.Writer;
import dev.remit.gateway.text.FreeText;
import dev.remit.gateway.text.Recognisers;
import dev.remit.gateway.upstream.Doing;
import dev.remit.gateway.upstream.UpstreamReader;
import dev.remit.gateway.upstream.UpstreamWriter;
import dev.remit.gateway.upstream.http.HttpUpstream;
import dev.remit.gateway.upstream.mcp.McpUpstream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a configuration folder into the version that is served, and again on every reload: a bad new version is refused
 * and the old one goes on serving. Sources whose connection did not change stay open. Thread-safe.
 */
public final class Configuration implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);

    /** How long a source or recogniser that is not needed any more stays open, for the requests that still use it. */
    private static final Duration LINGER = Duration.ofSeconds(60);

    private final Folder folder;
    private final UnaryOperator<String> references;
    private final Path drivers;
    private final @Nullable Settings settings;
    private final @Nullable GuardSettings guard;
    private final InstantSource clock;
    private final Serving serving;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private final Map<String, Inspection> inspections = new ConcurrentHashMap<>();
    private Recognisers recognisers;

    /**
     * @param asked the same reader behind the breaker; an upstream's transport has the breaker itself, for actions too
     * @param writer null where the source is a database without a log-in to write with
     */
    private record Open(
            Source source,
            InspectedReader reader,
            Reader asked,
            @Nullable InspectedWriter writer,
            Breaker breaker) {
        static Open of(Source source, UnaryOperator<String> references, Path drivers, InstantSource clock) {
            String name = source.name();
            Breaker breaker = new Breaker(name, clock);
            return switch (source.connect()) {
                case Source.Connect.Jdbc _ -> ofDatabase(source, references, drivers, breaker);
                case Source.Connect.Http(Upstream upstream) ->
                    ofUpstream(source, HttpUpstream.open(name, upstream, references, breaker), breaker);
                case Source.Connect.Mcp(Upstream upstream, Map<String, String> tools) ->
                    ofUpstream(source, McpUpstream.open(name, upstream, tools, references, breaker), breaker);
            };
        }

        private static Open ofDatabase(Source source, UnaryOperator<String> references, Path drivers, Breaker breaker) {
            InspectedReader reader = JdbcSources.open(source, references, drivers);
            try {
                return new Open(
                        source,
                        reader,
                        new GuardedReader(source.name(), reader, breaker),
                        source.writing() == null ? null : JdbcSources.openToWrite(source, references, drivers),
                        breaker);
            } catch (IllegalArgumentException refused) {
                reader.close();
                throw refused;
            }
        }

        /** It is read and acted on over the same connections, which spare it when it fails. */
        private static Open ofUpstream(Source source, Doing upstream, Breaker breaker) {
            InspectedReader reader = new UpstreamReader(source, upstream);
            return new Open(source, reader, reader, new UpstreamWriter(source, upstream), breaker);
        }

        /** Whether it serves a source as it is described now. */
        boolean serves(Source now) {
            return source.connect().equals(now.connect())
                    && Objects.equals(source.writing(), now.writing())
                    && Objects.equals(source.tenant(), now.tenant());
        }

        Inspection inspect(Catalog catalog) {
            Inspection read = reader.inspect(catalog.resources().values());
            return writer == null
                    ? read
                    : read.and(writer.inspect(catalog.actions().values()));
        }

        void close() {
            reader.close();
            if (writer != null) {
                writer.close();
            }
        }
    }

    private Configuration(
            Folder folder, UnaryOperator<String> references, Folder.Loaded.Accepted loaded, InstantSource clock) {
        this.clock = clock;
        this.folder = folder;
        this.references = references;
        this.drivers = loaded.settings().drivers();
        this.settings = folder.settings(new Findings()); // as the file has them: a command may say another port
        this.guard = loaded.guard();
        Findings findings = new Findings();
        this.recognisers = Recognisers.open(loaded.recognisers(), findings);
        if (findings.hasErrors()) {
            throw new IllegalArgumentException(text(findings.sorted().getFirst()));
        }
        try {
            this.serving = new Serving(version(loaded, null, recognisers));
        } catch (IllegalArgumentException e) {
            recognisers.close();
            throw e;
        }
        inspect();
    }

    /**
     * Begins to serve what was loaded.
     *
     * @throws IllegalArgumentException if a source or a recogniser can never be opened so; says why
     */
    public static Configuration of(
            Folder folder, Folder.Loaded.Accepted loaded, UnaryOperator<String> references, InstantSource clock) {
        return new Configuration(folder, references, loaded, clock);
    }

    public Serving serving() {
        return serving;
    }

    /** The file and folders that the configuration is read from. */
    List<Path> watched() {
        return folder.parts();
    }

    /** What the last look at each source found, by source. */
    public Map<String, Inspection> inspections() {
        return Map.copyOf(inspections);
    }

    /** Whether each source is asked, or left alone because it did not answer; by source. */
    public Map<String, Breaker.State> circuits() {
        Map<String, Breaker.State> circuits = new HashMap<>();
        open.forEach((name, one) -> circuits.put(name, one.breaker().state()));
        return circuits;
    }

    /** Reads the folder again. Returns the errors that keep it from serving; empty where it is served now. */
    public List<Finding> reload() {
        lock.lock();
        try {
            Folder.Loaded loaded = folder.load();
            if (!(loaded instanceof Folder.Loaded.Accepted accepted)) {
                return refused(loaded.findings());
            }
            Findings findings = new Findings();
            Recognisers before = recognisers;
            Recognisers next = before.next(accepted.recognisers(), findings);
            if (findings.hasErrors()) {
                return refused(findings.sorted());
            }
            try {
                serving.replace(version(accepted, serving.current(), next));
            } catch (IllegalArgumentException e) {
                next.closeBut(before);
                LOG.error("The new configuration is refused, the old one goes on serving: {}", e.getMessage());
                return List.of(Finding.error(
                        "source", Location.of(folder.path().toString()), String.valueOf(e.getMessage()), ""));
            }
            recognisers = next;
            if (!before.all().isEmpty()) {
                closeLater(() -> before.closeBut(next));
            }
            closeUnused();
            inspect();
            if (!accepted.settings().equals(settings)) {
                LOG.warn("remit.yaml has changed. What stands there is read at the start only: restart to use it.");
            }
            if (!Objects.equals(accepted.guard(), guard)) {
                LOG.warn("'guard' in privacy.yaml has changed. It is read at the start only: restart to use it.");
            }
            int workflows = accepted.contracts().workflows().size();
            LOG.info(
                    "The configuration was read again; serving {} {}",
                    workflows,
                    workflows == 1 ? "workflow" : "workflows");
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private static List<Finding> refused(List<Finding> findings) {
        List<Finding> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        errors.forEach(Configuration::log);
        LOG.error("The new configuration is refused, the old one goes on serving. Correct the files.");
        return errors;
    }

    private Version version(Folder.Loaded.Accepted loaded, @Nullable Version before, Recognisers recognisers) {
        Contracts contracts = loaded.contracts();
        FreeText text = FreeText.of(loaded.kinds(), recognisers.all());
        Map<String, Open> wanted = new HashMap<>();
        List<Open> opened = new ArrayList<>();
        try {
            for (Source source : contracts.catalog().sources().values()) {
                Open kept = open.get(source.name());
                if (kept == null || !kept.serves(source)) {
                    kept = Open.of(source, references, drivers, clock);
                    opened.add(kept);
                }
                wanted.put(source.name(), kept);
            }
        } catch (IllegalArgumentException e) {
            opened.forEach(Open::close);
            throw e;
        }
        wanted.forEach((name, one) -> {
            Open old = open.put(name, one);
            if (old != null && !old.equals(one)) {
                closeLater(old::close);
            }
        });
        Map<String, Reader> readers = new HashMap<>();
        Map<String, Writer> writers = new HashMap<>();
        wanted.forEach((name, one) -> {
            readers.put(name, one.asked());
            if (one.writer() != null) {
                writers.put(name, one.writer());
            }
        });
        return new Version(contracts, readers, writers, text, before);
    }

    private void closeUnused() {
        Set<String> used = serving.current().contracts().catalog().sources().keySet();
        for (String name : List.copyOf(open.keySet())) {
            if (!used.contains(name)) {
                Open gone = open.remove(name);
                if (gone != null) {
                    closeLater(gone::close);
                }
                inspections.remove(name);
            }
        }
    }

    private static void closeLater(Runnable close) {
        Thread.ofVirtual().name("remit-close-later").start(() -> {
            try {
                Thread.sleep(LINGER);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            close.run();
        });
    }

    /** Compares every source with the catalog, and says what changed since the last look. */
    public void inspect() {
        Contracts contracts = serving.current().contracts();
        lock.lock();
        try {
            open.forEach((name, one) -> {
                Inspection now = one.inspect(contracts.catalog());
                Inspection before = inspections.put(name, now);
                if (before == null || !before.findings().equals(now.findings())) {
                    now.findings().forEach(Configuration::log);
                }
            });
        } finally {
            lock.unlock();
        }
    }

    private static void log(Finding finding) {
        String text = text(finding);
        switch (finding.severity()) {
            case ERROR -> LOG.error(text);
            case WARNING -> LOG.warn(text);
            case NOTE -> LOG.info(text);
        }
    }

    private static String text(Finding finding) {
        return finding.location() + " [" + finding.code() + "] " + finding.message() + " " + finding.hint();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            recognisers.close();
            open.values().forEach(Open::close);
            open.clear();
        } finally {
            lock.unlock();
        }
    }
}
