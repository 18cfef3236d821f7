package dev.remit.core.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request to an HTTP upstream, with placeholders. It has no host: that stands in the source's {@code connect} only.
 * {@link RequestFile} reads one from a file. Immutable; {@link #render} is pure.
 *
 * @param query by name; a parameter that is one placeholder without a value is left out
 * @param headers fixed, by name; none that the transport sets or that a credential belongs in
 * @param idempotency the header that carries the value {@code operation}, or null for none
 * @param body JSON, or null for no body
 */
public record RequestTemplate(
        Method method,
        PathTemplate path,
        SequencedMap<String, TextTemplate> query,
        SequencedMap<String, String> headers,
        @Nullable String idempotency,
        @Nullable BodyTemplate body) {
    /** The value that an idempotency header carries: the same for each attempt at one operation, and no other. */
    public static final String OPERATION = "operation";

    private static final Pattern OPERATION_FORM = Pattern.compile("[A-Za-z0-9._:-]{1,200}");
    private static final int LONGEST_TARGET = 8_000;

    public RequestTemplate {
        query = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(query));
        headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
    }

    /** The names of all values that are put in. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(path.names());
        query.values().forEach(each -> names.addAll(each.names()));
        if (idempotency != null) {
            names.add(OPERATION);
        }
        if (body != null) {
            names.addAll(body.names());
        }
        return names;
    }

    /**
     * The request for some values.
     *
     * @param values by placeholder, for every one of {@link #names}: {@code String}, {@code Long}, {@code Integer},
     *     {@code BigDecimal}, {@code Boolean}, {@code LocalDate}, {@code Instant}, or null for none; in a body also lists
     *     and maps of these
     * @throws IllegalArgumentException if a name has no entry: that is a mistake of the program, never of a caller
     */
    public Rendering render(Map<String, @Nullable Object> values) {
        try {
            String target = target(values);
            SequencedMap<String, String> all = new LinkedHashMap<>(headers);
            if (idempotency != null) {
                all.put(idempotency, operation(values));
            }
            return new Rendering.Request(method, target, all, body == null ? null : body.render(values), body != null);
        } catch (Unrenderable e) {
            return e.refused();
        }
    }

    private String target(Map<String, @Nullable Object> values) throws Unrenderable {
        StringBuilder target = new StringBuilder(path.render(values));
        char before = '?';
        for (Map.Entry<String, TextTemplate> each : query.entrySet()) {
            String only = each.getValue().only();
            if (only != null && TextTemplate.value(only, values) == null) {
                continue;
            }
            String value = Percent.encode(each.getValue().render(values, text -> text));
            target.append(before)
                    .append(Percent.encode(each.getKey()))
                    .append('=')
                    .append(value);
            before = '&';
        }
        if (target.length() > LONGEST_TARGET) {
            throw new Unrenderable("", "the path and query are longer than " + LONGEST_TARGET + " characters");
        }
        return target.toString();
    }

    private static String operation(Map<String, @Nullable Object> values) throws Unrenderable {
        String operation = TextTemplate.scalar(OPERATION, values);
        if (!OPERATION_FORM.matcher(operation).matches()) {
            throw new Unrenderable(OPERATION, "cannot stand in a header");
        }
        return operation;
    }

    /** A text that is the same for two requests if, and only if, they mean the same: for digests. */
    public String text() {
        StringBuilder out = new StringBuilder();
        out.append(method).append('\n').append(path.text()).append('\n');
        query.forEach((name, value) -> put(out, "query " + name, value.text()));
        new TreeMap<>(headers).forEach((name, value) -> put(out, "header " + name, value));
        put(out, "idempotency", idempotency == null ? "" : idempotency);
        put(out, "body", body == null ? "" : body.text());
        return out.toString();
    }

    private static void put(StringBuilder out, String tag, String value) {
        out.append(tag)
                .append(' ')
                .append(value.length())
                .append(':')
                .append(value)
                .append('\n');
    }
}
