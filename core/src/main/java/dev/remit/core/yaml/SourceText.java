package dev.remit.core.yaml;

/**
 * A text that a person wrote.
 *
 * @param file its name as the person knows it: {@code workflows/order-help.yaml}
 * @param text all of it
 */
public record SourceText(String file, String text) {}
