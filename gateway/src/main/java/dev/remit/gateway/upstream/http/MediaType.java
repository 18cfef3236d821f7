package dev.remit.gateway.upstream.http;

import java.util.Locale;
import java.util.regex.Pattern;

/** The Content-Type of an answer (RFC 9110 section 8.3). */
final class MediaType {
    /** JSON is UTF-8 (RFC 8259 section 8.1); a parameter that says so is common, one that says otherwise a reason to stop. */
    private static final Pattern OTHER_CHARSET = Pattern.compile(";\\s*charset\\s*=\\s*(?!\"?utf-8\"?\\s*(?:;|$))");

    private MediaType() {}

    static String of(String contentType) {
        String lower = contentType.toLowerCase(Locale.ROOT);
        int end = lower.indexOf(';');
        return (end < 0 ? lower : lower.substring(0, end)).strip();
    }

    static boolean otherCharset(String contentType) {
        return OTHER_CHARSET.matcher(contentType.toLowerCase(Locale.ROOT)).find();
    }
}
