package dev.remit.gateway.cli.bridge;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads lines that are not longer than agreed, whatever is sent. For one thread. */
final class BoundedLines {
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final int longest;

    /** @param longest in bytes, without the line's end */
    BoundedLines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.longest = longest;
    }

    /** What comes next. */
    sealed interface Line {
        /** Without the line feed. */
        record Whole(String text) implements Line {}

        /** It was not UTF-8, and was skipped. */
        record NotText() implements Line {}

        /** It was longer, and was skipped. */
        record TooLong() implements Line {}

        record End() implements Line {}
    }

    /** The next line; one without an end at the end counts. */
    Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        int b = in.read();
        if (b < 0) {
            return new Line.End();
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() < longest) {
                line.write(b);
            } else {
                tooLong = true;
            }
        }
        return tooLong ? new Line.TooLong() : decoded(line.toByteArray());
    }

    private static Line decoded(byte[] line) {
        try {
            return new Line.Whole(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString());
        } catch (CharacterCodingException e) {
            return new Line.NotText();
        }
    }
}
