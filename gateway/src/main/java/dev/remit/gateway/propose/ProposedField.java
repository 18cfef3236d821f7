package dev.remit.gateway.propose;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One column, as it is proposed.
 *
 * @param name as agents would see it
 * @param column as the source calls it
 * @param reason what the class rests on, in words that hold nothing of the values
 * @param leftOut why it cannot be a field; null where it is one
 */
public record ProposedField(
        String name,
        String column,
        DataClass dataClass,
        FieldType type,
        Kind kind,
        boolean required,
        Confidence confidence,
        String reason,
        @Nullable String leftOut) {}
