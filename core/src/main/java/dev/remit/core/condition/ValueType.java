package dev.remit.core.condition;

import dev.remit.core.catalog.FieldType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What a name in an action's condition stands for. */
public sealed interface ValueType {
    /** One value, of the Java type that {@link FieldType} names. */
    record Scalar(FieldType type) implements ValueType {}

    /** A {@link java.util.List} of at most {@value ActionCondition#MAX_ELEMENTS} values of one type. */
    record ListOf(FieldType type) implements ValueType {}

    /** A {@link java.util.Map} from the names of its members; {@code args} and {@code grant} are rows too. */
    record Row(SequencedMap<String, ValueType> members) implements ValueType {
        public Row {
            members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
        }
    }
}
