package dev.remit.gateway.upstream.mcp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Server-sent events (WHATWG HTML, section 9.2.6), as far as MCP uses them: the data of each whole event. */
final class EventStream {
    private EventStream() {}

    /** The data of the events that ended with an empty line; an event that has not ended yet is left out. */
    static List<byte[]> data(byte[] stream) {
        List<byte[]> events = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        // Latin-1 keeps each byte as it is; whether they are UTF-8 is for whoever reads the data.
        String text = new String(stream, StandardCharsets.ISO_8859_1);
        int from = 0;
        for (int end = endOfLine(text, from); end >= 0; end = endOfLine(text, from)) {
            String line = text.substring(from, end);
            from = text.startsWith("\r\n", end) ? end + 2 : end + 1;
            if (line.isEmpty()) {
                if (!lines.isEmpty()) {
                    events.add(String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1));
                    lines.clear();
                }
            } else if (line.startsWith("data:")) {
                lines.add(line.substring(line.startsWith("data: ") ? 6 : 5));
            }
        }
        return events;
    }

    private static int endOfLine(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && i + 1 < text.length())) {
                return i;
            }
        }
        return -1;
    }
}
