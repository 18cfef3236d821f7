package dev.remit.core.catalog;

import dev.remit.core.catalog.Upstream.Auth;
import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Shape;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How an {@link Upstream} is written: the keys of {@code connect} that go with {@code http}. */
final class UpstreamFile {
    /** A tool's name, as MCP allows it. */
    static final Shape<String> TOOL = Shapes.text("a tool's name", Pattern.compile("[A-Za-z0-9_./-]{1,128}"), 128);

    private static final Key<String> HTTP =
            Key.optional("http", Shapes.text(2_000), "The base URL of a JSON API: https, or http in-house.");
    private static final Key<String> MCP = Key.optional(
            "mcp", Shapes.text(2_000), "The endpoint of an MCP server (Streamable HTTP): https, or http in-house.");
    private static final Key<List<Named<String>>> TOOLS = Key.optional(
            "tools",
            Shapes.named(
                    TOOL, Shapes.text("sha256: and 64 hex digits", Pattern.compile("sha256:[0-9a-f]{64}"), 71), 1, 200),
            "The tools that may be called, each with the digest of what was reviewed of it.");
    private static final Key<String> BEARER =
            Key.optional("bearer", Shapes.reference(), "A token, sent as Authorization: Bearer.");
    private static final Key<String> USER = Key.required(
            "user", Shapes.text("visible ASCII without ':'", Pattern.compile("[!-9;-~]{1,128}"), 128), "The user.");
    private static final Key<String> PASSWORD =
            Key.optional("password", Shapes.reference(), "Where the password is kept: ${env:NAME} or ${file:path}.");
    private static final Key<Values> BASIC = Key.optional(
            "basic", ObjectShape.of("a log-in", USER, PASSWORD), "A user and password, sent as Authorization: Basic.");
    private static final Key<String> NAME = Key.required(
            "name",
            Shapes.text("a header's name", Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}"), 64),
            "The header.");
    private static final Key<String> VALUE =
            Key.required("value", Shapes.reference(), "Where its value is kept: ${env:NAME} or ${file:path}.");
    private static final Key<Values> HEADER = Key.optional(
            "header", ObjectShape.of("a header", NAME, VALUE), "A header of the API's own, X-Api-Key say.");
    private static final Key<Values> AUTH = Key.optional(
            "auth",
            ObjectShape.of("a credential", BEARER, BASIC, HEADER),
            "The gateway's own credential there; a caller's is never passed on.");
    private static final Key<Boolean> PRIVATE = Key.optional(
            "private", Shapes.bool(), "Whether it may have a private or loopback address; false unless said.");
    private static final Key<Duration> CONNECT_WITHIN = Key.optional(
            "connect_within",
            Shapes.duration(Duration.ofMillis(10), Duration.ofSeconds(30)),
            "The longest that connecting may take, TLS included; 2s unless said.");
    private static final Key<Long> MAX_BYTES = Key.optional(
            "max_bytes", Shapes.size(1_024, 64 << 20), "The most bytes of an answer that are read; 1MiB unless said.");
    private static final Key<Integer> CONCURRENT =
            Key.optional("concurrent", Shapes.integer(1, 1_024), "The most requests at once; 32 unless said.");

    /** Headers that a credential cannot stand in. */
    private static final Set<String> TRANSPORT = Set.of(
            "host", "connection", "transfer-encoding", "content-length", "content-type", "accept", "user-agent", "te");

    static final List<Key<?>> KEYS = List.of(HTTP, MCP, TOOLS, AUTH, PRIVATE, CONNECT_WITHIN, MAX_BYTES, CONCURRENT);

    private UpstreamFile() {}

    static boolean speaksHttp(Values connect) {
        return connect.has(HTTP) || connect.has(MCP);
    }

    /** The tools that are pinned; null for what is no MCP server. */
    static @Nullable Set<String> pinned(@Nullable Values connect) {
        return connect == null || !connect.has(MCP) ? null : pins(connect).keySet();
    }

    private static Map<String, String> pins(Values connect) {
        Map<String, String> pins = new LinkedHashMap<>();
        connect.get(TOOLS, List.of()).forEach(each -> pins.put(each.name(), each.value() == null ? "" : each.value()));
        return pins;
    }

    static Source.@Nullable Connect read(Values connect, Findings findings) {
        boolean mcp = connect.has(MCP);
        Key<String> where = mcp ? MCP : HTTP;
        List<Key<?>> others = new ArrayList<>(
                List.of(CatalogFile.JDBC, CatalogFile.READ, CatalogFile.WRITE, CatalogFile.ZONE, CatalogFile.POOL));
        others.addAll(mcp ? List.of(HTTP) : List.of(TOOLS));
        boolean ours = keysAreOf(mcp ? "an MCP server" : "a JSON API", connect, others, findings);
        UpstreamUrl url = url(connect, where, findings);
        Auth auth = auth(connect.get(AUTH), findings);
        boolean inHouse = connect.get(PRIVATE, false);
        if (url != null && !url.tls() && !inHouse) {
            findings.error(
                    "bad-value",
                    connect.at(where),
                    "Without TLS, everybody on the way reads along.",
                    "Use https, or say 'private: true' where it is in-house.");
            return null;
        }
        if (!ours || url == null || auth == null) {
            return null;
        }
        Upstream upstream = new Upstream(
                url,
                auth,
                inHouse,
                connect.get(CONNECT_WITHIN, Upstream.CONNECT_WITHIN),
                connect.get(CatalogFile.TIMEOUT, Upstream.TIMEOUT),
                Math.toIntExact(connect.get(MAX_BYTES, (long) Upstream.MOST_BYTES)),
                connect.get(CONCURRENT, Upstream.CONCURRENT));
        return mcp ? new Source.Connect.Mcp(upstream, pins(connect)) : new Source.Connect.Http(upstream);
    }

    private static @Nullable UpstreamUrl url(Values connect, Key<String> where, Findings findings) {
        String url = connect.get(where);
        if (url == null) {
            return null;
        }
        try {
            return UpstreamUrl.of(url);
        } catch (IllegalArgumentException e) {
            findings.error(
                    "bad-value",
                    connect.at(where),
                    "This cannot be the URL of an upstream: " + e.getMessage() + ".",
                    "As in https://crm.example/api/. A credential stands in 'auth'.");
            return null;
        }
    }

    private static @Nullable Auth auth(@Nullable Values auth, Findings findings) {
        if (auth == null) {
            return new Auth.None();
        }
        String bearer = auth.get(BEARER);
        Values basic = auth.get(BASIC);
        Values header = auth.get(HEADER);
        long named = List.of(BEARER, BASIC, HEADER).stream().filter(auth::has).count();
        if (named != 1) {
            findings.error("bad-value", auth.at(), "There is one way to log in.", "Name one: bearer, basic or header.");
            return null;
        }
        if (bearer != null) {
            return new Auth.Bearer(bearer);
        }
        if (basic != null && basic.get(USER) != null) {
            return new Auth.Basic(basic.get(USER, ""), basic.get(PASSWORD));
        }
        String name = header == null ? null : header.get(NAME);
        String value = header == null ? null : header.get(VALUE);
        if (header != null && name != null && TRANSPORT.contains(name.toLowerCase(Locale.ROOT))) {
            findings.error("bad-value", header.at(NAME), "The gateway sets this header itself.", "Name another.");
            return null;
        }
        return name == null || value == null ? null : new Auth.Header(name, value);
    }

    /** Whether none of these keys, which belong to another kind of source, is written. */
    static boolean keysAreOf(String kind, Values values, List<Key<?>> others, Findings findings) {
        boolean sound = true;
        for (Key<?> other : others) {
            if (values.has(other)) {
                findings.error(
                        "wrong-kind",
                        values.keyAt(other),
                        "'" + other.name() + "' means nothing for " + kind + ".",
                        "Remove it.");
                sound = false;
            }
        }
        return sound;
    }
}
