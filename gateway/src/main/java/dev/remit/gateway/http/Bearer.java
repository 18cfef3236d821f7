package dev.remit.gateway.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the {@code Authorization} header of a request holds (RFC 6750, section 2.1). */
public sealed interface Bearer {
    /** The longest token that is looked at, in characters. */
    int MAX_LENGTH = 4096;

    /** No such header, or another scheme. */
    record Absent() implements Bearer {}

    /** One token, well-formed; whether it is good for anything is another question. */
    record Token(String value) implements Bearer {
        /** Says that there is a token and not which. */
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    /** More than one header, or the scheme without a well-formed token. */
    record Malformed() implements Bearer {}

    /** Reads it from a request's headers. Tokens elsewhere (RFC 6750, sections 2.2 and 2.3) are not looked for. */
    static Bearer of(Headers headers) {
        if (!headers.contains(HeaderNames.AUTHORIZATION)) {
            return new Absent();
        }
        List<String> values = headers.get(HeaderNames.AUTHORIZATION).allValues();
        return values.size() == 1 ? of(values.getFirst()) : new Malformed();
    }

    /** Reads it from one header's value. */
    static Bearer of(String value) {
        int space = value.indexOf(' ');
        String scheme = space < 0 ? value : value.substring(0, space);
        if (!scheme.equalsIgnoreCase("Bearer")) {
            return new Absent();
        }
        String token = space < 0 ? "" : value.substring(space + 1).strip();
        return token.length() <= MAX_LENGTH && Syntax.isToken(token) ? new Token(token) : new Malformed();
    }

    /** The token, or null for none. */
    default @Nullable String token() {
        return this instanceof Token token ? token.value() : null;
    }

    /** The grammar of RFC 6750's {@code b64token}; a loop, because it runs for every request. */
    final class Syntax {
        private Syntax() {}

        private static boolean isToken(String text) {
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == '=') {
                end--;
            }
            for (int i = 0; i < end; i++) {
                char c = text.charAt(i);
                boolean letterOrDigit = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
                if (!letterOrDigit && "-._~+/".indexOf(c) < 0) {
                    return false;
                }
            }
            return end > 0;
        }
    }
}
