package dev.remit.gateway.http;

import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Location;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the HTTP server listens.
 *
 * @param host the address to listen on, or a name for it; anything but loopback needs {@code tls}
 * @param port 0 for any free one
 * @param tls the server's certificate, or null for plain text on loopback
 * @param allowedOrigins origins whose pages may call, as browsers write them: {@code https://desk.shop.example}
 * @param allowedHosts names in the Host header besides loopback's, for a proxy in front of a loopback listener; where
 *     there are some, a public listener answers to these only
 * @param bodyCap the longest body in bytes
 * @param headerCap the longest head of a request in bytes
 * @param readTimeout how long a body, and the first head of a connection, may take to arrive
 * @param idleTimeout how long a connection waits for the whole head of its next request
 * @param maxConnections beyond this new connections wait to be accepted
 * @param stopWithin how long requests in flight have when the server stops
 */
public record HttpSettings(
        String host,
        int port,
        @Nullable Tls tls,
        Set<String> allowedOrigins,
        Set<String> allowedHosts,
        int bodyCap,
        int headerCap,
        Duration readTimeout,
        Duration idleTimeout,
        int maxConnections,
        Duration stopWithin) {
    /** As a Host header has it, in lower case and without its port. */
    private static final Pattern HOST = Pattern.compile("[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?");

    private static final Location LOCATION = Location.of("server settings");

    /**
     * PEM files.
     *
     * @param certificates the server's certificate, then those that lead to its authority
     * @param key the private key (PKCS #8)
     */
    public record Tls(Path certificates, Path key) {}

    public HttpSettings {
        allowedOrigins = Set.copyOf(allowedOrigins);
        allowedHosts = Set.copyOf(allowedHosts);
    }

    /**
     * Plain text on loopback: bodies of 1 MiB, heads of 16 KiB, 10 s to read, 60 s idle, 10 000 connections, 20 s to
     * stop.
     */
    public static HttpSettings local(int port) {
        return new HttpSettings(
                "localhost",
                port,
                null,
                Set.of(),
                Set.of(),
                Bodies.DEFAULT_CAP,
                16 << 10,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                10_000,
                Duration.ofSeconds(20));
    }

    /** Listening elsewhere, with a certificate or without. */
    public HttpSettings listening(String at, @Nullable Tls with) {
        return new HttpSettings(
                at,
                port,
                with,
                allowedOrigins,
                allowedHosts,
                bodyCap,
                headerCap,
                readTimeout,
                idleTimeout,
                maxConnections,
                stopWithin);
    }

    /** With other origins and hosts. */
    public HttpSettings allowing(Set<String> origins, Set<String> hosts) {
        return new HttpSettings(
                host,
                port,
                tls,
                origins,
                hosts,
                bodyCap,
                headerCap,
                readTimeout,
                idleTimeout,
                maxConnections,
                stopWithin);
    }

    /** With other bounds on size. */
    public HttpSettings capped(int body, int header) {
        return new HttpSettings(
                host,
                port,
                tls,
                allowedOrigins,
                allowedHosts,
                body,
                header,
                readTimeout,
                idleTimeout,
                maxConnections,
                stopWithin);
    }

    /** With other bounds on time. */
    public HttpSettings timed(Duration read, Duration idle, Duration stop) {
        return new HttpSettings(
                host, port, tls, allowedOrigins, allowedHosts, bodyCap, headerCap, read, idle, maxConnections, stop);
    }

    /** What keeps a server from starting with these; empty where nothing does. */
    public List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        if (tls == null) {
            unencrypted(host, LOCATION).ifPresent(found::add);
        }
        if (tls != null && !(Files.isReadable(tls.certificates()) && Files.isReadable(tls.key()))) {
            found.add(error(
                    "tls-unreadable",
                    "The certificate or its key cannot be read.",
                    "Name two PEM files that the gateway's user may read."));
        }
        allowedOrigins.stream()
                .flatMap(origin -> origin(origin, LOCATION).stream())
                .forEach(found::add);
        allowedHosts.stream().flatMap(name -> host(name, LOCATION).stream()).forEach(found::add);
        if (port < 0 || port > 65_535 || bodyCap < 1 << 10 || bodyCap > 64 << 20 || headerCap < 1 << 10) {
            found.add(error(
                    "setting-range",
                    "A port or a size is out of its range.",
                    "port 0 to 65535, bodies 1 KiB to 64 MiB, heads at least 1 KiB."));
        }
        if (!positive(readTimeout) || !positive(idleTimeout) || stopWithin.isNegative() || maxConnections < 1) {
            found.add(error(
                    "setting-range",
                    "A time-out or the number of connections is not positive.",
                    "Leave it out for the default."));
        }
        return found;
    }

    /** What is wrong with listening there without TLS. */
    public static Optional<Finding> unencrypted(String host, Location at) {
        return isLoopback(host)
                ? Optional.empty()
                : Optional.of(Finding.error(
                        "tls-missing",
                        at,
                        "The server would listen off loopback without TLS, so tokens and customer data would travel in"
                                + " clear text.",
                        "Set a certificate and a key, or listen on localhost behind a proxy that has them."));
    }

    /** What is wrong with an allowed origin. */
    public static Optional<Finding> origin(String origin, Location at) {
        return isOrigin(origin)
                ? Optional.empty()
                : Optional.of(Finding.error(
                        "origin-malformed",
                        at,
                        "An allowed origin is not one: it is a scheme, a host and perhaps a port, never * and never"
                                + " null.",
                        "Write each as https://desk.shop.example."));
    }

    /** What is wrong with an allowed host. */
    public static Optional<Finding> host(String name, Location at) {
        return isHost(name)
                ? Optional.empty()
                : Optional.of(Finding.error(
                        "host-malformed",
                        at,
                        "An allowed host is not one, so no request would ever name it: it is a name in lower case or an"
                                + " address, without a scheme, a port and *.",
                        "Write each as remit.shop.example."));
    }

    /** Whether only this machine can reach an address. A name that is not localhost is taken to be public. */
    static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            // Not a literal; what a name resolves to can change after it was looked at.
            return false;
        }
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && text.equals(uri.getScheme() + "://" + uri.getRawAuthority())
                    && uri.getRawUserInfo() == null
                    && text.equals(text.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isHost(String text) {
        if (HOST.matcher(text).matches()) {
            return true;
        }
        try {
            return !text.startsWith("[")
                    && text.equals(text.toLowerCase(Locale.ROOT))
                    && InetAddress.ofLiteral(text).getAddress().length > 0;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static boolean positive(Duration duration) {
        return duration.toMillis() > 0;
    }

    private static Finding error(String code, String message, String hint) {
        return Finding.error(code, LOCATION, message, hint);
    }
}
