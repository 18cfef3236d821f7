package dev.remit.gateway.mcp;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Authorization header holds (RFC 6750 section 2.1). Tokens in a URL or a body are never looked for. */
sealed interface Bearer {
    /** One bearer token, not yet verified. */
    record Token(String value) implements Bearer {
        /** A token does not belong in a log. */
        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    /** No bearer token: no header, or another scheme. */
    record None() implements Bearer {}

    /** More than one Authorization, or a token that is not one. */
    record Malformed() implements Bearer {}

    Pattern SCHEME = Pattern.compile("(?i:bearer)(?: +(.*))?");
    Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    static Bearer of(ServerRequestHeaders headers) {
        if (!headers.contains(HeaderNames.AUTHORIZATION)) {
            return new None();
        }
        Header header = headers.get(HeaderNames.AUTHORIZATION);
        if (header.valueCount() != 1) {
            return new Malformed();
        }
        Matcher scheme = SCHEME.matcher(header.get());
        if (!scheme.matches()) {
            return new None();
        }
        String token = scheme.group(1);
        return token != null && TOKEN.matcher(token).matches() ? new Token(token) : new Malformed();
    }
}
