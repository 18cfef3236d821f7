package dev.remit.gateway.source;

/** A read brought more bytes than one read may bring. */
final class TooLarge extends Exception {
    TooLarge() {
        super("too large", null, false, false);
    }
}
