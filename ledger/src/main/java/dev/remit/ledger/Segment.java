package dev.remit.ledger;

import java.nio.file.Path;

/** A file of the journal, and the sequence number of its first record. */
record Segment(long first, Path file) {}
