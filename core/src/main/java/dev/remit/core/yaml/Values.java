package dev.remit.core.yaml;

import dev.remit.core.finding.Location;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping with fixed keys, read. */
public final class Values {
    private final Location at;
    private final Map<String, Node.Entry> entries;
    private final Map<String, Object> values;

    Values(Location at, Map<String, Node.Entry> entries, Map<String, Object> values) {
        this.at = at;
        this.entries = entries;
        this.values = values;
    }

    /** Where the mapping starts. */
    public Location at() {
        return at;
    }

    /** Whether the key is written, readable or not. */
    public boolean has(Key<?> key) {
        return entries.containsKey(key.name());
    }

    /** The value; null where the key is absent or its value could not be read. */
    @SuppressWarnings("unchecked") // the value under a key's name was read by the key's own shape
    public <T> @Nullable T get(Key<T> key) {
        return (T) values.get(key.name());
    }

    public <T> T get(Key<T> key, T otherwise) {
        T value = get(key);
        return value == null ? otherwise : value;
    }

    /** The place of a key's value; of the whole mapping where the key is absent. */
    public Location at(Key<?> key) {
        Node.Entry entry = entries.get(key.name());
        return entry == null ? at : entry.value().at();
    }

    /** The place of a text's first character: inside the quotes, where it has any. */
    public Location textAt(Key<String> key) {
        Location place = at(key);
        Node.Entry entry = entries.get(key.name());
        boolean quoted = entry != null && entry.value() instanceof Node.Scalar scalar && !scalar.plain();
        return quoted ? new Location(place.file(), place.line(), place.column() + 1) : place;
    }

    /** The place of a key; of the whole mapping where the key is absent. */
    public Location keyAt(Key<?> key) {
        Node.Entry entry = entries.get(key.name());
        return entry == null ? at : entry.at();
    }
}
