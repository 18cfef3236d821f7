package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a file may be: declared once, used to read it and to tell editors of it. Immutable.
 *
 * @param <T> what it reads as
 */
public interface Shape<T> {
    /** The value, or null where the node is not of this shape; why is then among the findings. */
    @Nullable
    T read(Node node, Findings findings);

    /** The same in JSON Schema 2020-12: strings, numbers, booleans, lists and maps, in a stable order. */
    SequencedMap<String, Object> schema();
}
