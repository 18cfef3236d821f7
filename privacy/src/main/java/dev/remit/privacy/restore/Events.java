package dev.remit.privacy.restore;

import dev.remit.privacy.pseudonym.JsonStrings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events (WHATWG HTML, section 9.2). A client acts on whole events only, so each is held until the blank
 * line behind it; a field's text that may be the beginning of a token then waits for the field's next event. If the
 * field ends first, an event is put in for it: its last one again, with what is left instead of its text.
 */
final class Events implements Pieces {
    /** Most chars of an event; a longer one passes as it is, and is reported. */
    static final int LONGEST = 8_000_000;

    /** Most fields at a time; further ones are not restored, and reported. */
    static final int MOST_FIELDS = 1_000;

    private static final String SEQUENCE = "/sequence_number";

    private final Contents contents;
    private final Dialect dialect;
    private final Consumer<Unrestored> reports;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final StringBuilder event = new StringBuilder();
    private int lineStart;
    private boolean afterReturn;
    private boolean passing;
    private boolean begun;

    /** How many events were put in, and the last number that the provider gave: numbered events keep counting by one. */
    private long added;

    private long sequence = -1;

    /** A text in the making. */
    private static final class Field {
        final Pieces pieces;
        SseEvent last;
        Message message;
        JsonStrings.Leaf leaf;

        Field(Pieces pieces, SseEvent last, Message message, JsonStrings.Leaf leaf) {
            this.pieces = pieces;
            this.last = last;
            this.message = message;
            this.leaf = leaf;
        }
    }

    Events(Contents contents, Dialect dialect, Consumer<Unrestored> reports) {
        this.contents = contents;
        this.dialect = dialect;
        this.reports = reports;
    }

    @Override
    public void read(CharSequence piece, StringBuilder out) {
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (!begun) {
                begun = true;
                if (c == '\ufeff') { // the stream's, not the first line's
                    out.append(c);
                    continue;
                }
            }
            event.append(c);
            boolean lineFeedOfReturn = c == '\n' && afterReturn && lineStart == event.length() - 1;
            afterReturn = c == '\r';
            if (lineFeedOfReturn) {
                lineStart = event.length();
                if (lineStart == 1) { // of the blank line that ended the event before
                    flush(out);
                }
            } else if (c == '\n' || c == '\r') {
                boolean blank = lineStart == event.length() - 1;
                lineStart = event.length();
                if (blank) {
                    dispatch(out);
                }
            }
            if (event.length() > LONGEST && !passing) {
                passing = true;
                reports.accept(new Unrestored(Unrestored.Reason.UNREADABLE, ""));
            }
        }
        if (passing) {
            int kept = event.length() - lineStart; // to see a blank line, it is enough whether a line has begun
            out.append(event);
            event.setLength(0);
            lineStart = kept == 0 ? 0 : -1;
        }
    }

    private void flush(StringBuilder out) {
        out.append(event);
        event.setLength(0);
        lineStart = 0;
    }

    private void dispatch(StringBuilder out) {
        if (passing) {
            passing = false;
        } else {
            restore(SseEvent.of(event.toString()), out);
            event.setLength(0);
        }
        flush(out);
    }

    @Override
    public void end(StringBuilder out) {
        boolean open = !event.isEmpty();
        if (open && !passing) {
            restore(SseEvent.of(event.toString()), out);
            event.setLength(0);
        }
        flush(out);
        StringBuilder rest = new StringBuilder();
        finish(List.of(""), Map.of(), rest);
        out.append(open && !rest.isEmpty() ? "\n\n" : "").append(rest);
    }

    private void restore(SseEvent in, StringBuilder out) {
        String data = in.data();
        if (data == null) {
            out.append(in.text());
            return;
        }
        if (data.strip().equals("[DONE]")) {
            finish(List.of(""), Map.of(), out);
            out.append(in.text());
            return;
        }
        if (!(JsonStrings.parse(data) instanceof JsonStrings.Parsed.Valid(List<JsonStrings.Leaf> leaves))) {
            reports.accept(new Unrestored(Unrestored.Reason.UNREADABLE, ""));
            out.append(in.text());
            return;
        }
        restore(in, new Message(data, leaves), out);
    }

    private void restore(SseEvent in, Message message, StringBuilder out) {
        JsonStrings.Leaf number = message.number(SEQUENCE);
        if (number != null) {
            sequence = Long.parseLong(number.text());
        }
        Dialect.Reading reading = dialect.read(message);
        contents.reportOthers(message, reading.parts());
        Map<JsonStrings.Leaf, StringBuilder> texts = new LinkedHashMap<>();
        Map<Field, StringBuilder> here = new HashMap<>();
        for (Part part : reading.parts()) {
            if (part.field() == null) {
                if (!(part.content() instanceof Part.Content.Once)) {
                    texts.put(
                            part.leaf(),
                            new StringBuilder(
                                    contents.whole(part.content(), part.leaf().text())));
                }
                continue;
            }
            Field field = field(part, part.field(), in, message);
            if (field != null) {
                StringBuilder text = new StringBuilder();
                field.pieces.read(part.leaf().text(), text);
                texts.put(part.leaf(), text);
                here.put(field, text);
            }
        }
        if (!reading.ended().isEmpty()) {
            finish(reading.ended(), here, out);
        }
        Edits edits = new Edits(message.json());
        texts.forEach((leaf, text) -> edits.string(leaf, text.toString()));
        if (number != null && added > 0 && sequence >= 0) {
            edits.number(number, sequence + added);
        }
        out.append(in.with(edits.apply()));
    }

    private @Nullable Field field(Part part, String name, SseEvent in, Message message) {
        Field field = fields.get(name);
        if (field == null) {
            if (fields.size() == MOST_FIELDS) {
                reports.accept(new Unrestored(Unrestored.Reason.UNREADABLE, ""));
                return null;
            }
            field = new Field(contents.open(part.content()), in, message, part.leaf());
            fields.put(name, field);
        }
        field.last = in;
        field.message = message;
        field.leaf = part.leaf();
        return field;
    }

    /** Ends the fields whose names begin so; what is left of them goes into their texts here, or events of their own. */
    private void finish(List<String> beginnings, Map<Field, StringBuilder> here, StringBuilder out) {
        List<Field> rest = new ArrayList<>();
        Iterator<Map.Entry<String, Field>> all = fields.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Field> one = all.next();
            if (beginnings.stream().anyMatch(one.getKey()::startsWith)) {
                all.remove();
                rest.add(one.getValue());
            }
        }
        for (Field field : rest) {
            StringBuilder text = here.get(field);
            StringBuilder left = text == null ? new StringBuilder() : text;
            field.pieces.end(left);
            if (text == null && !left.isEmpty()) {
                out.append(again(field, left.toString()));
            }
        }
    }

    private String again(Field field, String left) {
        Edits edits = new Edits(field.message.json());
        for (Part part : dialect.read(field.message).parts()) {
            edits.string(part.leaf(), part.leaf().equals(field.leaf) ? left : "");
        }
        JsonStrings.Leaf number = field.message.number(SEQUENCE);
        if (number != null && sequence >= 0) {
            edits.number(number, sequence + added++);
        }
        return field.last.whole(edits.apply());
    }
}
