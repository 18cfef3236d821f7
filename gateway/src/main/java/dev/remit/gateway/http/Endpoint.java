package dev.remit.gateway.http;

/**
 * One method of one path.
 *
 * @param method in upper case
 * @param path as OpenAPI writes it: parts in braces are parameters
 * @param operation what the API document says of it
 * @param handling what it does
 */
public record Endpoint(String method, String path, Operation operation, Handling handling) {
    /** Makes an answer. Thread-safe. What it throws is logged and answered as {@code internal}. */
    @FunctionalInterface
    public interface Handling {
        Reply answer(Exchange exchange);
    }
}
