package dev.remit.core.yaml;

/**
 * A key of a mapping.
 *
 * @param doc what it means, in a sentence; editors show it
 */
public record Key<T>(String name, Shape<T> shape, boolean required, String doc) {
    public static <T> Key<T> required(String name, Shape<T> shape, String doc) {
        return new Key<>(name, shape, true, doc);
    }

    public static <T> Key<T> optional(String name, Shape<T> shape, String doc) {
        return new Key<>(name, shape, false, doc);
    }
}
