package dev.remit.gateway.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The caller's trace context (W3C Trace Context, section 3.2), believed only where it is well-formed. */
public final class TraceParent {
    private static final HeaderName NAME = HeaderNames.create("traceparent");
    private static final int MAX_LENGTH = 512;
    private static final Pattern SYNTAX =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private TraceParent() {}

    /** The one {@code traceparent} header of a request, or null for none, many or a malformed one. */
    public static @Nullable String of(Headers headers) {
        if (!headers.contains(NAME)) {
            return null;
        }
        List<String> values = headers.get(NAME).allValues();
        return values.size() == 1 ? valid(values.getFirst()) : null;
    }

    /**
     * A header's value as version 00 writes it, or null.
     *
     * <p>A higher version is read as far as version 00 reaches, as the recommendation asks.
     */
    public static @Nullable String valid(String value) {
        if (value.length() > MAX_LENGTH) {
            return null;
        }
        Matcher parts = SYNTAX.matcher(value);
        if (!parts.matches() || parts.group(1).equals("ff") || zeros(parts.group(2)) || zeros(parts.group(3))) {
            return null;
        }
        if (parts.group(1).equals("00")) {
            return parts.group(5) == null ? value : null;
        }
        boolean sampled = (Integer.parseInt(parts.group(4), 16) & 1) == 1;
        return "00-" + parts.group(2) + "-" + parts.group(3) + (sampled ? "-01" : "-00");
    }

    private static boolean zeros(String hex) {
        return hex.chars().allMatch(c -> c == '0');
    }
}
