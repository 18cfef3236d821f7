package dev.remit.privacy.restore;

import dev.remit.privacy.pseudonym.JsonStrings;
import dev.remit.privacy.pseudonym.PseudonymMap;
import dev.remit.privacy.pseudonym.Resolved;
import dev.remit.privacy.pseudonym.TokenMatcher;
import dev.remit.privacy.pseudonym.TokenMatcher.Match;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * One text that arrives in pieces, and leaves with its values. Each char may have been written in another way, such as
 * {@code \n} in a JSON string; what is not a token leaves as it was written.
 *
 * <p>Holds back what {@link TokenMatcher} cannot tell yet, and nothing else. Its answers do not depend on what follows,
 * so neither does the output depend on the cuts. What was put in is not read again: a value that looks like a token is
 * a value.
 */
final class Strand implements Pieces {
    /** What becomes of a token. */
    enum Form {
        /** The value, as plain text. */
        TEXT,
        /** The value, escaped as the content of a JSON string. */
        JSON,
        /** The same inside a string that seems to hold JSON: only a value that needs no escape. */
        NESTED,
        /** The token, and a report. */
        KEPT
    }

    private final PseudonymMap map;
    private final TokenMatcher matcher;
    private final Form form;
    private final Consumer<Unrestored> reports;
    private final Watch watch;

    private char[] text = new char[256];
    private int length;
    private char before = ' ';

    /** How each char was written: {@link #written} up to {@code ends[i]}. Not used while all are written as they are. */
    private final StringBuilder written = new StringBuilder();

    private int[] ends = {};
    private boolean asWritten = true;

    Strand(PseudonymMap map, Form form, Consumer<Unrestored> reports) {
        this.map = map;
        this.matcher = new TokenMatcher(map);
        this.form = form;
        this.reports = reports;
        this.watch = new Watch(reports);
    }

    @Override
    public void read(CharSequence piece, StringBuilder out) {
        add(piece);
        drain(out);
    }

    /** Takes chars that are written as they are. */
    void add(CharSequence chars) {
        int count = chars.length();
        room(count);
        for (int i = 0; i < count; i++) {
            text[length + i] = chars.charAt(i);
        }
        length += count;
        if (!asWritten) {
            for (int i = length - count; i < length; i++) {
                written.append(text[i]);
                ends[i] = written.length();
            }
        }
    }

    /** Takes a char, and how it is written. */
    void add(char c, CharSequence as) {
        room(1);
        if (asWritten) {
            asWritten = false;
            written.setLength(0);
            written.append(text, 0, length);
            ends = new int[text.length];
            for (int i = 0; i < length; i++) {
                ends[i] = i + 1;
            }
        }
        text[length] = c;
        written.append(as);
        ends[length++] = written.length();
    }

    private void room(int more) {
        if (length + more > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, length + more));
            if (!asWritten) {
                ends = Arrays.copyOf(ends, text.length);
            }
        }
    }

    /** Writes out all that is sure. */
    void drain(StringBuilder out) {
        drain(out, false);
    }

    @Override
    public void end(StringBuilder out) {
        drain(out, true);
        watch.end();
        before = ' ';
    }

    private void drain(StringBuilder out, boolean ended) {
        int done = 0; // written out, up to here
        int i = 0;
        while (i < length) {
            if (!matcher.mayStart(text[i], before)) {
                before = text[i++];
                continue;
            }
            Match match = matcher.match(text, i, length, ended);
            if (match instanceof Match.More) {
                break;
            }
            if (match instanceof Match.Found found) {
                watch.read(text, done, found.start());
                copy(done, found.start(), out);
                watch.end();
                if (!restore(found, out)) {
                    copy(found.start(), found.end(), out);
                }
                i = found.end();
                done = i;
                before = text[i - 1];
            } else {
                before = text[i++];
            }
        }
        watch.read(text, done, i);
        copy(done, i, out);
        forget(i);
    }

    private void copy(int from, int to, StringBuilder out) {
        if (asWritten) {
            out.append(text, from, to - from);
        } else if (to > from) {
            out.append(written, from == 0 ? 0 : ends[from - 1], ends[to - 1]);
        }
    }

    private void forget(int count) {
        length -= count;
        if (!asWritten) {
            int cut = count == 0 ? 0 : ends[count - 1];
            written.delete(0, cut);
            for (int i = 0; i < length; i++) {
                ends[i] = ends[count + i] - cut;
            }
            if (length == 0) {
                asWritten = true;
            }
        }
        System.arraycopy(text, count, text, 0, length);
        if (length < 256 && text.length > 1 << 16) {
            text = Arrays.copyOf(text, 256); // one long piece does not cost its memory for ever
            ends = Arrays.copyOf(ends, 256);
        }
    }

    private boolean restore(Match.Found found, StringBuilder out) {
        String token = new String(text, found.start(), Math.min(found.end() - found.start(), Unrestored.LONGEST));
        if (!(map.resolve(found.canonical()) instanceof Resolved.Value(String value))) {
            reports.accept(new Unrestored(Unrestored.Reason.SEALED, token));
            return false;
        }
        String encoded = found.percent() ? percentEncoded(value) : value;
        StringBuilder escaped = new StringBuilder(encoded.length() + 8);
        JsonStrings.escape(encoded, escaped);
        switch (form) {
            case KEPT -> {
                reports.accept(new Unrestored(Unrestored.Reason.NOT_DECLARED, token));
                return false;
            }
            case NESTED -> {
                if (!encoded.contentEquals(escaped)) {
                    reports.accept(new Unrestored(Unrestored.Reason.NESTED, token));
                    return false;
                }
                out.append(encoded);
            }
            case JSON -> out.append(escaped);
            case TEXT -> out.append(LosslessUtf8.encodable(encoded));
        }
        return true;
    }

    /** All but what RFC 3986, section 2.3, calls unreserved. */
    private static String percentEncoded(String value) {
        StringBuilder encoded = new StringBuilder(3 * value.length());
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            boolean unreserved = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
            if (unreserved || "-._~".indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                HexFormat.of().withUpperCase().toHexDigits(encoded.append('%'), b);
            }
        }
        return encoded.toString();
    }
}
