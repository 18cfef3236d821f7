package dev.remit.gateway.config;

import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.SourceText;
import dev.remit.core.yaml.Values;
import dev.remit.core.yaml.YamlReader;
import dev.remit.gateway.http.HttpSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code remit.yaml}: where the gateway listens and where it keeps its data.
 *
 * @param host to listen on
 * @param port 0 for any free one
 * @param data the data directory
 * @param drivers where the operator puts JDBC drivers that do not come with Remit
 * @param tls the server's certificate, or null
 * @param origins web origins that may call
 * @param hosts names in the Host header besides loopback's
 * @param masterKey where the master key comes from, or null for the file in the data directory
 * @param ledger how the log is called, who may read it, and who watches it
 * @param desk who is told of what waits for people
 */
public record Settings(
        String host,
        int port,
        Path data,
        Path drivers,
        @Nullable Tls tls,
        Set<String> origins,
        Set<String> hosts,
        @Nullable MasterKeySetting masterKey,
        LedgerSettings ledger,
        DeskSettings desk) {

    /** With nobody told of what waits. */
    public Settings(
            String host,
            int port,
            Path data,
            Path drivers,
            @Nullable Tls tls,
            Set<String> origins,
            Set<String> hosts,
            @Nullable MasterKeySetting masterKey,
            LedgerSettings ledger) {
        this(host, port, data, drivers, tls, origins, hosts, masterKey, ledger, DeskSettings.DEFAULTS);
    }

    /** PEM files. */
    public record Tls(Path certificates, Path key) {}

    private static final String HERE = "127.0.0.1";
    private static final int PORT = 7337;

    private static final Key<String> LISTEN = Key.optional(
            "listen",
            Shapes.text(
                    "an address and a port, such as 127.0.0.1:7337",
                    Pattern.compile("(?:\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9.-]+):[0-9]{1,5}"),
                    300),
            "Where to listen; 127.0.0.1:7337 unless said. Anything but loopback needs tls.");
    private static final Key<String> DATA =
            Key.optional("data", Shapes.text(1_000), "The data directory, relative to this file; ./data unless said.");
    private static final Key<String> DRIVERS = Key.optional(
            "drivers",
            Shapes.text(1_000),
            "Where JDBC drivers lie that do not come with Remit, relative to this file; ./drivers unless said.");
    private static final Key<String> CERTIFICATES =
            Key.required("certificates", Shapes.text(1_000), "A PEM file: the certificate, then its chain.");
    private static final Key<String> KEY = Key.required("key", Shapes.text(1_000), "A PEM file: the private key.");
    private static final Key<Values> TLS =
            Key.optional("tls", ObjectShape.of("a certificate", CERTIFICATES, KEY), "The server's certificate.");
    private static final Key<List<Located<String>>> ORIGINS = Key.optional(
            "origins", Shapes.list(Shapes.text(300), 0, 100), "Web origins whose pages may call the gateway.");
    private static final Key<List<Located<String>>> HOSTS = Key.optional(
            "hosts", Shapes.list(Shapes.text(300), 0, 100), "Names by which the gateway is reached through a proxy.");
    private static final Key<Located<Object>> MASTER_KEY = Key.optional(
            "master_key",
            MasterKeySetting.SHAPE,
            "The master key: a reference to 32 bytes in base64, or the KMS that unwraps it. Unless said it is made and kept"
                    + " in the data directory.");

    private static final Key<Values> LEDGER =
            Key.optional("ledger", LedgerSettings.SHAPE, "The log of all calls: its name, its readers, its witnesses.");

    private static final Key<Values> DESK =
            Key.optional("desk", DeskSettings.SHAPE, "Who is told of what waits for people.");

    /** What may stand in {@code remit.yaml}. */
    public static final ObjectShape SHAPE =
            ObjectShape.of("the settings", LISTEN, DATA, DRIVERS, TLS, ORIGINS, HOSTS, MASTER_KEY, LEDGER, DESK);

    /** Reads the file's text; what is wrong is among the findings, and null comes back where nothing can be read. */
    static @Nullable Settings read(SourceText text, Path folder, Findings findings) {
        Values values = SHAPE.read(YamlReader.read(text, findings), findings);
        if (values == null) {
            return null;
        }
        String listen = values.get(LISTEN, HERE + ":" + PORT);
        int colon = listen.lastIndexOf(':');
        int port = Integer.parseInt(listen.substring(colon + 1));
        if (port > 65_535) {
            findings.error("bad-value", values.at(LISTEN), "A port is at most 65535.", "Choose another port.");
        }
        String host = listen.substring(0, colon).replace("[", "").replace("]", "");
        Values tls = values.get(TLS);
        if (!values.has(TLS)) {
            HttpSettings.unencrypted(host, values.at(LISTEN)).ifPresent(findings::add);
        }
        for (Located<String> origin : values.get(ORIGINS, List.of())) {
            HttpSettings.origin(origin.value(), origin.at()).ifPresent(findings::add);
        }
        for (Located<String> name : values.get(HOSTS, List.of())) {
            HttpSettings.host(name.value(), name.at()).ifPresent(findings::add);
        }
        return new Settings(
                host,
                port,
                folder.resolve(values.get(DATA, "data")).normalize(),
                folder.resolve(values.get(DRIVERS, "drivers")).normalize(),
                tls == null
                        ? null
                        : new Tls(folder.resolve(tls.get(CERTIFICATES, "")), folder.resolve(tls.get(KEY, ""))),
                strings(values, ORIGINS),
                strings(values, HOSTS),
                MasterKeySetting.of(values.get(MASTER_KEY), findings),
                LedgerSettings.of(values.get(LEDGER), findings),
                DeskSettings.of(values.get(DESK), findings));
    }

    /** What holds where a folder has no {@code remit.yaml}. */
    static Settings defaults(Path folder) {
        return new Settings(
                HERE,
                PORT,
                folder.resolve("data"),
                folder.resolve("drivers"),
                null,
                Set.of(),
                Set.of(),
                null,
                LedgerSettings.DEFAULTS,
                DeskSettings.DEFAULTS);
    }

    /** The same, listening on another port. */
    public Settings onPort(int other) {
        return new Settings(host, other, data, drivers, tls, origins, hosts, masterKey, ledger, desk);
    }

    /** The same, with another data directory. */
    public Settings withData(Path other) {
        return new Settings(host, port, other, drivers, tls, origins, hosts, masterKey, ledger, desk);
    }

    private static Set<String> strings(Values values, Key<List<Located<String>>> key) {
        return values.get(key, List.of()).stream().map(Located::value).collect(Collectors.toSet());
    }
}
