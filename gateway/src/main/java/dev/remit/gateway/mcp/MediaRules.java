package dev.remit.gateway.mcp;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.List;
import java.util.Locale;

/**
 * What bodies are taken and given: JSON in UTF-8, uncompressed (RFC 9110 sections 8.3 and 12.5.1). A header that does
 * not parse says nothing that is understood, so it is refused like a type that is not spoken here.
 */
final class MediaRules {
    private static final String JSON = "application/json";

    /** Most specific first: the first that the client names decides. */
    private static final List<String> RANGES = List.of(JSON, "application/*", "*/*");

    private MediaRules() {}

    /**
     * True where the client takes JSON, or does not say. Clients must list text/event-stream too, but no reply here is
     * a stream, so one that takes JSON alone loses nothing.
     */
    static boolean takesJson(ServerRequestHeaders headers) {
        if (!headers.contains(HeaderNames.ACCEPT)) {
            return true;
        }
        String accept = text(headers, HeaderNames.ACCEPT);
        for (String range : RANGES) {
            for (String named : accept.split(",", -1)) {
                String[] parts = named.split(";", -1);
                if (parts[0].strip().equals(range)) {
                    return !isRefused(parts);
                }
            }
        }
        return false;
    }

    /** A weight of zero means "not acceptable". */
    private static boolean isRefused(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].strip().matches("q=0(\\.0{0,3})?")) {
                return true;
            }
        }
        return false;
    }

    static boolean sendsJson(ServerRequestHeaders headers) {
        if (headers.contains(HeaderNames.CONTENT_ENCODING) || !headers.contains(HeaderNames.CONTENT_TYPE)) {
            return false;
        }
        String[] parts = text(headers, HeaderNames.CONTENT_TYPE).split(";", -1);
        if (!parts[0].strip().equals(JSON)) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("charset=") && !parameter.matches("charset=\"?utf-8\"?")) {
                return false;
            }
        }
        return true;
    }

    /** All values of the header, in lower case, as one list. */
    private static String text(ServerRequestHeaders headers, HeaderName name) {
        return headers.get(name).values().toLowerCase(Locale.ROOT);
    }
}
