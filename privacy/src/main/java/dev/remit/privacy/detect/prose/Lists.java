package dev.remit.privacy.detect.prose;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The word lists that this library carries with it. */
final class Lists {
    private Lists() {}

    static String read(String name) {
        try (InputStream in = Lists.class.getResourceAsStream(name + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("this library was packed without its list " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the list " + name + " cannot be read", e);
        }
    }
}
