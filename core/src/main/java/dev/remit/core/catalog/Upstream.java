package dev.remit.core.catalog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A system that is reached over HTTP.
 *
 * @param url scheme, host, port and path, as {@link UpstreamUrl} has taken them; the only place that names a host
 * @param auth the gateway's own credential there
 * @param inHouse whether it may have a private address ({@code private: true})
 * @param connectWithin the longest that connecting may take, TLS included
 * @param timeout the longest that a whole exchange may take
 * @param mostBytes the most bytes of a body that are read
 * @param concurrent the most requests at once
 */
public record Upstream(
        UpstreamUrl url,
        Auth auth,
        boolean inHouse,
        Duration connectWithin,
        Duration timeout,
        int mostBytes,
        int concurrent) {

    /** The longest that connecting may take unless said. */
    public static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

    /** The longest that a whole exchange may take unless said. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The most bytes of a body that are read unless said. */
    public static final int MOST_BYTES = 1 << 20;

    /** The most requests at once unless said. */
    public static final int CONCURRENT = 32;

    /** A credential of the gateway's own; secrets are references, resolved anew for each request. */
    public sealed interface Auth {
        record None() implements Auth {}

        /** {@code Authorization: Bearer …} (RFC 6750). */
        record Bearer(String token) implements Auth {}

        /** {@code Authorization: Basic …} (RFC 7617). */
        record Basic(String user, @Nullable String password) implements Auth {}

        /** A header of the upstream's own, such as {@code X-Api-Key}. */
        record Header(String name, String value) implements Auth {}
    }
}
