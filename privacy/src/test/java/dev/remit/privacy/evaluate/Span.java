package dev.remit.privacy.evaluate;

/**
 * A part of a text that is, or is said to be, personal.
 *
 * @param kind its kind, in the words of the labelled set
 * @param start its first char
 * @param end the char behind it
 */
record Span(String kind, int start, int end) {}
