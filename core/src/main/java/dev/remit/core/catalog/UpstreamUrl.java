package dev.remit.core.catalog;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The base URL of an upstream: no log-in, query or fragment, and a host that has one reading.
 *
 * @param tls whether it is https
 * @param host a DNS name or IPv4 address in lower case, or an IPv6 address without brackets
 * @param port 1 to 65535
 * @param path empty, or begins with {@code /} and does not end with one
 */
public record UpstreamUrl(boolean tls, String host, int port, String path) {
    private static final String LABEL = "[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?";
    private static final Pattern URL = Pattern.compile(
            "(?<scheme>https?)://(?<host>" + LABEL + "(?:\\." + LABEL
                    + "){0,20}|\\[[0-9a-f:.]{2,45}\\])(?::(?<port>[1-9][0-9]{0,4}))?(?<path>(?:/[A-Za-z0-9._~!$&'()*+,;=:@-]*)*)");

    /** @throws IllegalArgumentException where it is no such URL; says why */
    public static UpstreamUrl of(String text) {
        int path = text.indexOf('/', text.indexOf("://") + 3);
        String lower = path < 0
                ? text.toLowerCase(Locale.ROOT)
                : text.substring(0, path).toLowerCase(Locale.ROOT) + text.substring(path);
        Matcher url = URL.matcher(lower);
        if (!url.matches()) {
            throw new IllegalArgumentException(
                    "the URL of an upstream is https://host, maybe with a port and a path, and nothing else");
        }
        boolean tls = url.group("scheme").equals("https");
        int port = url.group("port") == null ? (tls ? 443 : 80) : Integer.parseInt(url.group("port"));
        if (port > 65_535) {
            throw new IllegalArgumentException("there is no port " + port);
        }
        String below = url.group("path").replaceFirst("/+$", "");
        if ((below + "/").contains("//") || (below + "/").matches(".*/\\.{1,2}/.*")) {
            throw new IllegalArgumentException("the path has an empty segment or one of dots");
        }
        String host = url.group("host");
        return new UpstreamUrl(tls, host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port, below);
    }

    /** Host and port as the Host header has them. */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (tls ? 443 : 80) ? name : name + ":" + port;
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority() + path;
    }
}
