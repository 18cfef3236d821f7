package dev.remit.gateway.upstream.http;

import dev.remit.gateway.source.SourceFailure.Reason;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one answer of HTTP/1.1 (RFC 9112), and nothing beyond it. Strict where leniency lets two readers see two answers:
 * lines end in CRLF, one framing only, no folded headers. For one answer and one thread.
 */
final class AnswerReader {
    private static final int LONGEST_LINE = 8_192;
    private static final int MOST_HEADER_BYTES = 32_768;
    private static final int MOST_INTERIM = 5;
    private static final int BUFFER = 8_192;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) ([1-5][0-9]{2})(?: [\\t -~\\x80-\\xFF]*)?");
    private static final Pattern HEADER =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\t -~\\x80-\\xFF]*?)[ \\t]*");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,12}");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})[ \\t]*(?:;.*)?");

    private final InputStream in;
    private final int mostBytes;
    private final Function<String, Enough> watching;
    private Enough enough = Enough.AT_THE_END;
    private boolean begun;
    private boolean reusable;

    /** @param watching by media type: what is asked as the body comes whether that will do */
    AnswerReader(InputStream in, int mostBytes, Function<String, Enough> watching) {
        this.in = in;
        this.mostBytes = mostBytes;
        this.watching = watching;
    }

    /** Whether a byte of an answer came. */
    boolean begun() {
        return begun;
    }

    /** Whether the connection is at the end of the answer, and stays open. */
    boolean reusable() {
        return reusable;
    }

    /** @param media whether a body of this media type is wanted; others are refused before they are read */
    Exchange.Answered read(Predicate<String> media) throws IOException, BadAnswer {
        for (int i = 0; i < MOST_INTERIM; i++) {
            Matcher status = STATUS.matcher(line());
            if (!status.matches()) {
                throw BadAnswer.malformed("does not speak HTTP/1.1");
            }
            int code = Integer.parseInt(status.group(2));
            Map<String, String> headers = headers();
            if (code >= 200) {
                boolean keepAlive = status.group(1).equals("1")
                        && !headers.getOrDefault("connection", "")
                                .toLowerCase(Locale.ROOT)
                                .contains("close");
                return new Exchange.Answered(code, body(code, headers, keepAlive, media), headers);
            }
            if (code == 101) {
                throw BadAnswer.malformed("answers 101, which was not asked for");
            }
        }
        throw BadAnswer.malformed("sends interim answers without end");
    }

    private Map<String, String> headers() throws IOException, BadAnswer {
        Map<String, String> headers = new HashMap<>();
        int bytes = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            bytes += line.length() + 2;
            Matcher header = HEADER.matcher(line);
            if (bytes > MOST_HEADER_BYTES || !header.matches()) {
                throw BadAnswer.malformed("has headers that are malformed or too many");
            }
            String name = header.group(1).toLowerCase(Locale.ROOT);
            headers.merge(name, header.group(2), (one, other) -> one + ", " + other);
        }
        return headers;
    }

    private byte[] body(int status, Map<String, String> headers, boolean keepAlive, Predicate<String> media)
            throws IOException, BadAnswer {
        String length = headers.get("content-length");
        String coding = headers.get("transfer-encoding");
        if (length != null && (coding != null || !LENGTH.matcher(length).matches())) {
            throw BadAnswer.malformed("frames its body in two ways, or in none that there is");
        }
        if (status == 204 || status == 304 || "0".equals(length)) {
            reusable = keepAlive;
            return new byte[0];
        }
        if (status >= 300) {
            return new byte[0]; // the connection is let go, and the body with it
        }
        if (headers.containsKey("content-encoding")
                && !headers.getOrDefault("content-encoding", "").equalsIgnoreCase("identity")) {
            throw BadAnswer.malformed("encodes its body, which was not asked for");
        }
        String type = headers.getOrDefault("content-type", "");
        if (!media.test(MediaType.of(type)) || MediaType.otherCharset(type)) {
            throw BadAnswer.malformed("answers with another Content-Type than was asked for");
        }
        enough = watching.apply(MediaType.of(type));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean whole;
        if (coding != null) {
            if (!coding.equalsIgnoreCase("chunked")) {
                throw BadAnswer.malformed("uses a transfer coding other than chunked");
            }
            whole = chunks(body);
        } else if (length != null) {
            whole = bytes(body, Long.parseLong(length));
        } else {
            untilClosed(body);
            whole = false;
        }
        reusable = whole && keepAlive;
        return body.toByteArray();
    }

    /** Whether the end was reached. */
    private boolean chunks(ByteArrayOutputStream body) throws IOException, BadAnswer {
        while (true) {
            Matcher chunk = CHUNK.matcher(line());
            if (!chunk.matches()) {
                throw BadAnswer.malformed("frames its body wrongly");
            }
            long size = HexFormat.fromHexDigitsToLong(chunk.group(1));
            if (size == 0) {
                headers(); // trailers are read past
                return true;
            }
            if (!bytes(body, size)) {
                return false;
            }
            if (!line().isEmpty()) {
                throw BadAnswer.malformed("frames its body wrongly");
            }
        }
    }

    /** Whether all of them were read, and not only enough. */
    private boolean bytes(ByteArrayOutputStream body, long count) throws IOException, BadAnswer {
        if (count > mostBytes - body.size()) {
            throw tooLarge();
        }
        byte[] buffer = new byte[(int) Math.min(count, BUFFER)];
        for (long left = count; left > 0; ) {
            int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (n < 0) {
                throw new EOFException();
            }
            body.write(buffer, 0, n);
            left -= n;
            if (enough.with(buffer, n)) {
                return false;
            }
        }
        return true;
    }

    private void untilClosed(ByteArrayOutputStream body) throws IOException, BadAnswer {
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (n > mostBytes - body.size()) {
                throw tooLarge();
            }
            body.write(buffer, 0, n);
            if (enough.with(buffer, n)) {
                return;
            }
        }
    }

    private BadAnswer tooLarge() {
        return new BadAnswer(Reason.TOO_LARGE, "answers with more than " + mostBytes + " bytes");
    }

    private String line() throws IOException, BadAnswer {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        while (true) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException();
            }
            begun = true;
            if (c == '\r') {
                int next = in.read();
                if (next < 0) {
                    throw new EOFException();
                }
                if (next != '\n') {
                    throw BadAnswer.malformed("ends lines wrongly");
                }
                return line.toString(StandardCharsets.ISO_8859_1);
            }
            if (c == '\n' || line.size() >= LONGEST_LINE) {
                throw BadAnswer.malformed("has lines that are too long or end wrongly");
            }
            line.write(c);
        }
    }
}
