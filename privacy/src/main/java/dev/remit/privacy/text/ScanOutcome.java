package dev.remit.privacy.text;

/** How a scan ended. Only a {@link ScanResult} has a text that may be released. */
public sealed interface ScanOutcome permits ScanResult, ScanOutcome.TooLong {
    /** The text was not scanned and must not be released, not even in part. Both lengths are in chars. */
    record TooLong(int length, int limit) implements ScanOutcome {}
}
