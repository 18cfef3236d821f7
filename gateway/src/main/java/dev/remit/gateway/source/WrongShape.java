package dev.remit.gateway.source;

/** The source is not as the catalog says. The message names tables and columns, and never holds a value. */
final class WrongShape extends Exception {
    WrongShape(String message) {
        super(message, null, false, false);
    }
}
