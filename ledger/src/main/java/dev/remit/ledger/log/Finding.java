package dev.remit.ledger.log;

import java.util.Optional;

/**
 * Something in a log's directory that is not as it should be.
 *
 * @param file relative to the directory
 * @param entries which it concerns; empty for the log as a whole
 * @param what is wrong, without a full stop
 * @param remedy what to do, a sentence
 */
public record Finding(String file, Optional<Span> entries, String what, String remedy) {
    /**
     * Entries from {@code from} to {@code to}, the end excluded.
     *
     * @param from 0 or more
     * @param to more than {@code from}
     */
    public record Span(long from, long to) {
        public Span {
            if (from < 0 || to <= from) {
                throw new IllegalArgumentException("no entries from " + from + " to " + to);
            }
        }

        @Override
        public String toString() {
            return to - from == 1 ? "entry " + from : "entries " + from + " to " + (to - 1);
        }
    }

    private static final String RESTORE =
            "Copy the directory as it is, check the disk, and restore this file from a backup.";

    static Finding damaged(String file, long from, long to, String what) {
        return new Finding(file, Optional.of(new Span(from, to)), what, RESTORE);
    }

    static Finding damaged(String file, String what) {
        return new Finding(file, Optional.empty(), what, RESTORE);
    }

    /** All of it, for a person. */
    public String sentence() {
        return file + ": " + entries.map(span -> span + ": ").orElse("") + what + ". " + remedy;
    }
}
