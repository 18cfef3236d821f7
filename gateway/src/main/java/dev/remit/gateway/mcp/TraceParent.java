package dev.remit.gateway.mcp;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A trace context from outside, taken only where it is well-formed (W3C Trace Context, section 3.2). */
final class TraceParent {
    private static final Pattern VERSION_00 =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    /** The value where it is well-formed, else null: a broken trace is started anew, never an error. */
    static @Nullable String valid(@Nullable String value) {
        return value != null && VERSION_00.matcher(value).matches() ? value : null;
    }
}
