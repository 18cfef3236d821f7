package dev.remit.core.template;

import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.Node;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Shape;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.Values;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a {@link RequestTemplate} is written in a file. */
public final class RequestFile {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Shape<String> HEADER_NAME = Shapes.text("a header's name", TOKEN, 64);
    private static final Shape<String> HEADER_VALUE =
            Shapes.text("visible ASCII", Pattern.compile("[!-~](?:[ -~]{0,498}[!-~])?"), 500);

    /** Set by the transport, or places of credentials, which belong in the source's {@code auth}. */
    private static final Set<String> RESERVED = Set.of(
            "host",
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authorization",
            "transfer-encoding",
            "content-length",
            "content-type",
            "content-encoding",
            "accept",
            "accept-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "authorization",
            "cookie",
            "user-agent");

    public static final Key<Method> METHOD =
            Key.required("method", Shapes.choice(Method.values(), Method::name), "The method of HTTP.");
    public static final Key<String> PATH = Key.required(
            "path",
            Shapes.text(1_000),
            "The path below the source's URL; a placeholder, as in /refunds/{args.order_id}, stays in its segment.");
    public static final Key<List<Named<String>>> QUERY = Key.optional(
            "query",
            Shapes.named(
                    Shapes.text("a parameter's name", Pattern.compile("[A-Za-z0-9_.\\[\\]-]{1,64}"), 64),
                    Shapes.text(1_000),
                    1,
                    32),
            "Query parameters; one that is a placeholder without a value is left out.");
    public static final Key<List<Named<String>>> HEADERS = Key.optional(
            "headers", Shapes.named(HEADER_NAME, HEADER_VALUE, 1, 16), "Fixed headers. Credentials belong in 'auth'.");
    public static final Key<Node> BODY =
            Key.optional("body", BodyTemplate.shape(), "JSON; a text that is one placeholder becomes its typed value.");
    public static final Key<String> IDEMPOTENCY = Key.optional(
            "idempotency", HEADER_NAME, "The header that carries the operation's id, such as Idempotency-Key.");

    /** For use beside other keys, or as it is. */
    public static final List<Key<?>> KEYS = List.of(METHOD, PATH, QUERY, HEADERS, BODY, IDEMPOTENCY);

    private static final ObjectShape SHAPE = ObjectShape.of("a request", KEYS);

    private RequestFile() {}

    /** A request by itself. */
    public static ObjectShape shape() {
        return SHAPE;
    }

    /**
     * Compiles what was read; null where it cannot be, which is then among the findings.
     *
     * @param values of a shape that has {@link #KEYS}
     * @param known the names that there will be values for
     */
    public static @Nullable RequestTemplate compile(Values values, Collection<String> known, Findings findings) {
        Method method = values.get(METHOD);
        PathTemplate path = path(values, PATH, known, findings);
        SequencedMap<String, TextTemplate> query = query(values.get(QUERY, List.of()), known, findings);
        SequencedMap<String, String> headers = headers(values.get(HEADERS, List.of()), findings);
        Node written = values.get(BODY);
        BodyTemplate body = written == null ? null : BodyTemplate.compile(written, known, findings);
        String idempotency = values.get(IDEMPOTENCY);
        boolean sound = (written == null || body != null) && !(values.has(BODY) && written == null);
        if (method == Method.GET && values.has(BODY)) {
            findings.error("bad-template", values.keyAt(BODY), "A GET has no body.", "Use 'query', or another method.");
            sound = false;
        }
        if (idempotency != null) {
            sound &= mayBeSet(idempotency, values, findings);
        }
        return method == null || path == null || query == null || headers == null || !sound
                ? null
                : new RequestTemplate(method, path, query, headers, idempotency, body);
    }

    /** Compiles a path that stands under a key; null where it is absent or cannot be compiled. */
    public static @Nullable PathTemplate path(
            Values values, Key<String> key, Collection<String> known, Findings findings) {
        String written = values.get(key);
        return written == null
                ? null
                : PathTemplate.compile(new Located<>(written, values.textAt(key)), known, findings);
    }

    /** Compiles query parameters; null where one cannot be compiled. */
    public static @Nullable SequencedMap<String, TextTemplate> query(
            List<Named<String>> written, Collection<String> known, Findings findings) {
        SequencedMap<String, TextTemplate> query = new LinkedHashMap<>();
        for (Named<String> each : written) {
            TextTemplate text = each.value() == null
                    ? null
                    : TextTemplate.compile(new Located<>(each.value(), each.at()), known, findings);
            if (text != null) {
                query.put(each.name(), text);
            }
        }
        return query.size() == written.size() ? query : null;
    }

    private static @Nullable SequencedMap<String, String> headers(List<Named<String>> written, Findings findings) {
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        for (Named<String> each : written) {
            if (RESERVED.contains(each.name().toLowerCase(Locale.ROOT))) {
                findings.error("bad-template", each.at(), "This header is not a template's to set.", ADVICE);
            } else if (each.value() != null) {
                headers.put(each.name(), each.value());
            }
        }
        return headers.size() == written.size() ? headers : null;
    }

    private static final String ADVICE = "The gateway sets it itself; a credential stands in the source's 'auth'.";

    private static boolean mayBeSet(String header, Values values, Findings findings) {
        if (RESERVED.contains(header.toLowerCase(Locale.ROOT))) {
            findings.error("bad-template", values.at(IDEMPOTENCY), "This header is not a template's to set.", ADVICE);
            return false;
        }
        return true;
    }
}
