package dev.remit.core.decision;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Handling;

/** What must be done to a result before it is released. Code that does not know an obligation must deny. */
public sealed interface Obligation {
    Field field();

    /** Release the field only under this handling, which is not {@code CLEAR} and not {@code NEVER}. */
    record Handle(Field field, Handling handling) implements Obligation {}

    /** Scan free text, and cut what it holds beyond the granted classes. */
    record Scan(Field field) implements Obligation {}

    /** As it stands in records. */
    default String text() {
        return switch (this) {
            case Handle(Field field, Handling handling) -> handling.label() + " " + field.name();
            case Scan(Field field) -> "scan " + field.name();
        };
    }
}
