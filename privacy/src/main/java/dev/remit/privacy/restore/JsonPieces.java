package dev.remit.privacy.restore;

import dev.remit.privacy.pseudonym.JsonStrings;
import dev.remit.privacy.pseudonym.PseudonymMap;
import dev.remit.privacy.restore.Strand.Form;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * JSON texts (RFC 8259), one after the other, in pieces: values come back in those strings that may hold them. What is
 * not JSON, or is nested deeper than {@link JsonStrings#DEEPEST}, is reported and left as it is from there on.
 */
final class JsonPieces implements Pieces {
    private static final int MORE = -1;
    private static final int WRONG = -2;

    private final Predicate<String> takesValue;
    private final Consumer<Unrestored> reports;
    private final Map<Form, Strand> strands = new EnumMap<>(Form.class);

    /** An array or object that is open: the pointer to it, and where in it the text is. */
    private static final class Level {
        final String pointer;
        final boolean object;
        int index;
        String key = "";

        Level(String pointer, boolean object) {
            this.pointer = pointer;
            this.object = object;
        }
    }

    private enum Within {
        STRUCTURE,
        KEY,
        /** The white space at a string's beginning: what follows tells whether it may hold JSON. */
        START,
        STRING,
        /** After what could not be read. */
        LOST
    }

    private final Deque<Level> levels = new ArrayDeque<>();
    private Within within = Within.STRUCTURE;
    private boolean keyNext;
    private @Nullable Strand strand;
    private final StringBuilder key = new StringBuilder();
    private final StringBuilder escape = new StringBuilder(); // of an escape sequence, what was read of it

    JsonPieces(PseudonymMap map, Predicate<String> takesValue, Consumer<Unrestored> reports) {
        this.takesValue = takesValue;
        this.reports = reports;
        for (Form form : Form.values()) {
            strands.put(form, new Strand(map, form, reports));
        }
    }

    @Override
    public void read(CharSequence piece, StringBuilder out) {
        int i = 0;
        while (i < piece.length()) {
            i = switch (within) {
                case STRUCTURE -> structure(piece.charAt(i), i, out);
                case KEY -> key(piece.charAt(i), i, out);
                case START, STRING -> string(piece, i, out);
                case LOST -> {
                    out.append(piece, i, piece.length());
                    yield piece.length();
                }
            };
        }
        if (strand != null) {
            strand.drain(out);
        }
    }

    @Override
    public void end(StringBuilder out) {
        if (strand != null) {
            strand.end(out);
            strand = null;
        }
        out.append(escape); // an escape that breaks off
        escape.setLength(0);
        levels.clear();
        within = Within.STRUCTURE;
    }

    private int structure(char c, int i, StringBuilder out) {
        out.append(c);
        Level level = levels.peek();
        switch (c) {
            case '{', '[' -> {
                if (levels.size() == JsonStrings.DEEPEST || pointer().length() > JsonStrings.LONGEST_POINTER) {
                    lose(out);
                } else {
                    levels.push(new Level(pointer(), c == '{'));
                    keyNext = c == '{';
                }
            }
            case '}', ']' -> {
                if (level == null || level.object != (c == '}')) {
                    lose(out);
                } else {
                    levels.pop();
                    keyNext = false;
                }
            }
            case ',' -> {
                if (level != null) {
                    level.index++;
                    keyNext = level.object;
                }
            }
            case '"' -> {
                within = keyNext ? Within.KEY : Within.START;
                keyNext = false;
                key.setLength(0);
            }
            default -> {
                if (!Character.isWhitespace(c) && c != ':' && !Character.isLetterOrDigit(c) && "+-.".indexOf(c) < 0) {
                    lose(out);
                }
            }
        }
        return i + 1;
    }

    private void lose(StringBuilder out) {
        if (strand != null) {
            strand.end(out);
            strand = null;
        }
        if (within != Within.KEY) {
            out.append(escape);
        }
        escape.setLength(0);
        reports.accept(new Unrestored(Unrestored.Reason.UNREADABLE, ""));
        within = Within.LOST;
    }

    private int key(char c, int i, StringBuilder out) {
        out.append(c);
        if (escape.isEmpty() && c == '"') {
            Level level = levels.peek();
            if (level != null) {
                level.key = key.toString().replace("~", "~0").replace("/", "~1");
            }
            within = Within.STRUCTURE;
        } else if (!escape.isEmpty() || c == '\\') {
            escape.append(c);
            int meant = meant();
            if (meant >= 0) {
                key.append((char) meant);
                escape.setLength(0);
            } else if (meant == WRONG) {
                lose(out);
            }
        } else {
            key.append(c);
        }
        if (key.length() > JsonStrings.LONGEST_POINTER) {
            lose(out);
        }
        return i + 1;
    }

    private int string(CharSequence piece, int from, StringBuilder out) {
        char c = piece.charAt(from);
        if (!escape.isEmpty() || c == '\\') {
            escape.append(c);
            int meant = meant();
            if (meant >= 0) {
                strand((char) meant).add((char) meant, escape);
                escape.setLength(0);
            } else if (meant == WRONG) {
                lose(out);
            }
            return from + 1;
        }
        if (c == '"') {
            if (strand != null) {
                strand.end(out);
                strand = null;
            }
            out.append(c);
            within = Within.STRUCTURE;
            return from + 1;
        }
        if (within == Within.START && c == ' ') {
            out.append(c);
            return from + 1;
        }
        int end = from + 1;
        while (end < piece.length() && piece.charAt(end) != '"' && piece.charAt(end) != '\\') {
            end++;
        }
        strand(c).add(piece.subSequence(from, end));
        return end;
    }

    /** The strand of the string that the text is in; its first char tells which. */
    private Strand strand(char first) {
        Strand current = strand;
        if (current == null) {
            Form form = !takesValue.test(pointer())
                    ? Form.KEPT
                    : "{[\" \t\r\n".indexOf(first) >= 0 ? Form.NESTED : Form.JSON;
            current = strands.getOrDefault(form, strands.get(Form.KEPT));
            strand = current;
            within = Within.STRING;
        }
        if (current == null) {
            throw new IllegalStateException("there is a strand for each form");
        }
        return current;
    }

    private String pointer() {
        Level level = levels.peek();
        return level == null ? "" : level.pointer + "/" + (level.object ? level.key : level.index);
    }

    /** The char that the escape so far means; {@link #MORE} if it goes on, {@link #WRONG} if it is none. */
    private int meant() {
        int last = escape.length() - 1;
        if (last == 0) {
            return MORE;
        }
        char kind = escape.charAt(1);
        if (kind != 'u') {
            return "\"\\/bfnrt".indexOf(kind) < 0 ? WRONG : JsonStrings.simple(kind);
        }
        if (last > 1 && JsonStrings.hex(escape.charAt(last)) < 0) {
            return WRONG;
        }
        return last < 5 ? MORE : Integer.parseInt(escape, 2, 6, 16);
    }
}
