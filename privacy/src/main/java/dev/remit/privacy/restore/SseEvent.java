package dev.remit.privacy.restore;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of one event, as they came. */
final class SseEvent {
    private final List<String> lines; // each with its end

    private SseEvent(List<String> lines) {
        this.lines = lines;
    }

    static SseEvent of(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean returns = text.charAt(i) == '\r';
            if (returns && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                i++;
            }
            if (returns || text.charAt(i) == '\n') {
                lines.add(text.substring(start, i + 1));
                start = i + 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return new SseEvent(lines);
    }

    /** The text of the event. */
    String text() {
        return String.join("", lines);
    }

    /** The lines of data, joined by line feeds; null if there are none. */
    @Nullable
    String data() {
        StringBuilder data = null;
        for (String line : lines) {
            if (isData(line)) {
                data = data == null ? new StringBuilder() : data.append('\n');
                data.append(line, start(line), end(line));
            }
        }
        return data == null ? null : data.toString();
    }

    /** The event with other data, of as many lines. */
    String with(String data) {
        StringBuilder text = new StringBuilder(data.length() + 64);
        int from = 0;
        for (String line : lines) {
            if (isData(line)) {
                int feed = data.indexOf('\n', from);
                int to = feed < 0 ? data.length() : feed;
                text.append(line, 0, start(line)).append(data, from, to).append(line, end(line), line.length());
                from = Math.min(to + 1, data.length());
            } else {
                text.append(line);
            }
        }
        return text.toString();
    }

    /** The same, with the blank line behind it that the last event of a stream may lack. */
    String whole(String data) {
        String text = with(data);
        String last = lines.getLast();
        if (end(last) == 0) {
            return text;
        }
        return text + (end(last) == last.length() ? "\n\n" : "\n");
    }

    private static boolean isData(String line) {
        return line.startsWith("data:") || (line.startsWith("data") && end(line) == 4);
    }

    private static int start(String line) {
        return line.startsWith("data: ") ? 6 : Math.min(5, end(line));
    }

    private static int end(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }
}
