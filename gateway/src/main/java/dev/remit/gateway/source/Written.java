package dev.remit.gateway.source;

import dev.remit.core.decision.Reason;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of an action. */
public sealed interface Written {
    /**
     * It was done.
     *
     * @param values what it gave back: the declared fields of its result, and no other
     */
    record Done(Map<String, @Nullable Object> values) implements Written {
        public Done {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * It was surely not done, and nothing changed.
     *
     * @param detail for the operator; never a value
     */
    record Undone(Reason reason, String detail) implements Written {}

    /**
     * Nobody can say. It must not be repeated before somebody knows.
     *
     * @param detail for the operator; never a value
     */
    record Unknown(String detail) implements Written {}
}
