package dev.remit.privacy.detect;

/** Finds what has a structure in one block of text. Not thread-safe. */
final class StructuredPass {
    StructuredPass(Settings settings) {}

    void scan(byte[] utf8, int from, int to, int textFrom, int textTo, Findings found) {}
}
