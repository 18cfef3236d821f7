package dev.remit.gateway.upstream.http;

import dev.remit.core.catalog.Upstream;
import dev.remit.core.catalog.Upstream.Auth;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Writes requests of HTTP/1.1 (RFC 9112). All of a request is there before a byte of it leaves. Thread-safe. */
final class RequestBytes {
    private static final Pattern TARGET = Pattern.compile("(?:/[!-~]*)?");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[!-~](?:[ -~\\t]*[!-~])?");

    private final Upstream upstream;
    private final UnaryOperator<String> references;

    RequestBytes(Upstream upstream, UnaryOperator<String> references) {
        this.upstream = upstream;
        this.references = references;
    }

    /** @throws IllegalArgumentException where a secret cannot be had, or something cannot stand in a request; quotes neither */
    byte[] of(Message message) {
        if (!TARGET.matcher(message.target()).matches()) {
            throw new IllegalArgumentException("the path cannot stand in a request");
        }
        String target = upstream.url().path() + message.target();
        StringBuilder head = new StringBuilder();
        head.append(message.method())
                .append(' ')
                .append(target.isEmpty() ? "/" : target)
                .append(" HTTP/1.1\r\n");
        header(head, "Host", upstream.url().authority());
        header(head, "User-Agent", "Remit");
        credential(head);
        message.headers().forEach((name, value) -> header(head, name, value));
        byte[] body = message.body();
        if (body != null || !message.safe()) {
            header(head, "Content-Length", Integer.toString(body == null ? 0 : body.length));
        }
        head.append("\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        if (body != null) {
            bytes.writeBytes(body);
        }
        return bytes.toByteArray();
    }

    private void credential(StringBuilder head) {
        switch (upstream.auth()) {
            case Auth.None() -> {}
            case Auth.Bearer(String token) -> header(head, "Authorization", "Bearer " + secret(token));
            case Auth.Basic(String user, String password) -> {
                String pair = user + ":" + (password == null ? "" : secret(password));
                String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
                header(head, "Authorization", "Basic " + encoded);
            }
            case Auth.Header(String name, String value) -> header(head, name, secret(value));
        }
    }

    private String secret(String reference) {
        String secret = references.apply(reference);
        if (secret.isBlank()) {
            throw new IllegalArgumentException("a secret is empty");
        }
        return secret;
    }

    private static void header(StringBuilder head, String name, String value) {
        if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("the header " + name + " has a value that cannot stand in a header");
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
