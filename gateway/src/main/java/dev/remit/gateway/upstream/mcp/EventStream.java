package dev.remit.gateway.upstream.mcp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Server-sent events (WHATWG HTML, section 9.2.6), as far as MCP uses them: the data of each event, when the empty line that
 * ends it has come. Each byte is looked at once, in however many parts they come. For one stream and one thread.
 */
final class EventStream {
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private boolean told;
    private boolean carriage;

    /** The data of the events of a stream that is whole; an event that did not end is left out. */
    static List<byte[]> data(byte[] stream) {
        return new EventStream().take(stream, stream.length);
    }

    /** The data of the events that end in this part of the stream. */
    List<byte[]> take(byte[] part, int count) {
        List<byte[]> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte b = part[i];
            boolean restOfCrLf = carriage && b == '\n';
            carriage = b == '\r';
            if (b != '\n' && b != '\r') {
                line.write(b);
            } else if (!restOfCrLf) {
                end(events);
            }
        }
        return events;
    }

    private void end(List<byte[]> events) {
        byte[] whole = line.toByteArray();
        line.reset();
        if (whole.length == 0) {
            if (told) {
                events.add(data.toByteArray());
            }
            data.reset();
            told = false;
        } else if (isData(whole)) {
            if (told) {
                data.write('\n');
            }
            int from = whole.length > DATA.length && whole[DATA.length] == ' ' ? DATA.length + 1 : DATA.length;
            data.write(whole, from, whole.length - from);
            told = true;
        }
    }

    private static boolean isData(byte[] line) {
        for (int i = 0; i < DATA.length; i++) {
            if (i >= line.length || line[i] != DATA[i]) {
                return false;
            }
        }
        return true;
    }
}
