package dev.remit.ledger.note;

import java.util.function.Function;

/**
 * What a parser made of its input. Parsers of this library are total: whatever the input, they return one of these.
 *
 * @param <T> what the input should be
 */
public sealed interface Parsed<T> {
    /** The input is well-formed. That says nothing about who made it. */
    record WellFormed<T>(T value) implements Parsed<T> {}

    /**
     * The input breaks the format.
     *
     * @param finding a sentence: what is wrong, and where
     */
    record Malformed<T>(String finding) implements Parsed<T> {}

    /** Goes on with what was parsed, or passes the finding on. */
    default <U> Parsed<U> then(Function<? super T, Parsed<U>> next) {
        return switch (this) {
            case WellFormed<T>(T value) -> next.apply(value);
            case Malformed<T>(String finding) -> new Malformed<>(finding);
        };
    }
}
