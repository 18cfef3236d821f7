package dev.remit.gateway.cli.anonymise;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table's file, read record by record. */
interface Records extends Closeable {
    /** The longest cell, in chars; the rest of a broken file is then not taken for one. */
    int LONGEST_CELL = 1 << 20;

    /** The names of its columns. */
    List<String> header();

    /**
     * The cells of the next record, in the order of the header; null behind the last.
     *
     * @throws Malformed if the file is not what it should be
     */
    @Nullable
    List<String> next() throws IOException;

    /** Why a file cannot be read, and where; holds nothing of its cells. */
    final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(long line, String what) {
            super("line " + line + ": " + what);
        }
    }
}
