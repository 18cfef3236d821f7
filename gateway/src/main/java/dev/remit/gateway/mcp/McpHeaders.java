package dev.remit.gateway.mcp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The HTTP headers that mirror a JSON-RPC message (MCP 2026-07-28, Streamable HTTP, "Request Metadata").
 *
 * <p>Pure: a bridge derives from each message what it must send, and the server checks the same rules.
 */
public final class McpHeaders {
    /** On every message of the stateless era; in the handshake era on all but {@code initialize}. */
    public static final String PROTOCOL_VERSION = "MCP-Protocol-Version";

    /** The method; stateless era only. */
    public static final String METHOD = "Mcp-Method";

    /** The tool, prompt, resource or task that is named; stateless era only, and only for the methods that name one. */
    public static final String NAME = "Mcp-Name";

    /** The key of a request's {@code _meta} that marks the stateless era. */
    public static final String META_PROTOCOL_VERSION = "io.modelcontextprotocol/protocolVersion";

    private static final String ENCODED_START = "=?base64?";
    private static final String ENCODED_END = "?=";

    private McpHeaders() {}

    /**
     * The headers for one message from a client, in the order version, method, name; {@code Content-Type}, {@code
     * Accept} and {@code Authorization} are the sender's own business.
     *
     * @param message one JSON-RPC message
     * @param negotiated the version that the server chose in its answer to {@code initialize} (see {@link
     *     #negotiated}), or null before that; only the handshake era needs it
     */
    public static Map<String, String> of(JsonNode message, @Nullable String negotiated) {
        Map<String, String> headers = new LinkedHashMap<>();
        JsonNode params = message.path("params");
        JsonNode version = params.path("_meta").path(META_PROTOCOL_VERSION);
        String method = message.path("method").stringValue("");
        if (!version.isString()) {
            if (negotiated != null && !method.equals("initialize")) {
                headers.put(PROTOCOL_VERSION, negotiated);
            }
            return headers;
        }
        headers.put(PROTOCOL_VERSION, version.stringValue());
        headers.put(METHOD, method);
        String member = namedBy(method);
        if (member != null && params.path(member).isString()) {
            headers.put(NAME, encode(params.path(member).stringValue()));
        }
        return headers;
    }

    /** The version in a server's answer to {@code initialize}, if it is one. */
    public static Optional<String> negotiated(JsonNode response) {
        JsonNode version = response.path("result").path("protocolVersion");
        return version.isString() ? Optional.of(version.stringValue()) : Optional.empty();
    }

    /** The member of {@code params} that {@link #NAME} mirrors, or null where the method names nothing. */
    static @Nullable String namedBy(String method) {
        return switch (method) {
            case "tools/call", "prompts/get" -> "name";
            case "resources/read" -> "uri";
            case "tasks/get", "tasks/update", "tasks/cancel" -> "taskId";
            default -> null;
        };
    }

    /** The value as a header may carry it: as it is where that is safe, else as {@code =?base64?…?=}. */
    public static String encode(String value) {
        if (isPlain(value) && !isEncoded(value)) {
            return value;
        }
        return ENCODED_START + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + ENCODED_END;
    }

    /** The value that a header carries, or empty where it holds what no header may: bad base64, UTF-8 or characters. */
    public static Optional<String> decode(String header) {
        if (!isEncoded(header)) {
            return isPlain(header) ? Optional.of(header) : Optional.empty();
        }
        String base64 = header.substring(ENCODED_START.length(), header.length() - ENCODED_END.length());
        if (base64.length() % 4 != 0) {
            // The decoder forgives missing padding; a second reader may not.
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isEncoded(String value) {
        return value.length() >= ENCODED_START.length() + ENCODED_END.length()
                && value.startsWith(ENCODED_START)
                && value.endsWith(ENCODED_END);
    }

    /** Visible ASCII, with spaces and tabs inside only; never empty, because an empty header may get lost. */
    private static boolean isPlain(String value) {
        if (value.isEmpty() || isBlank(value.charAt(0)) || isBlank(value.charAt(value.length() - 1))) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < 0x20 || c > 0x7E) && c != '\t') {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
