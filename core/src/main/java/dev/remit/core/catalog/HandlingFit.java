package dev.remit.core.catalog;

import java.util.Optional;

/**
 * Which handling makes sense for which values. A handling that would say nothing, or everything, is refused when a
 * contract is checked, not discovered when it is released.
 *
 * <ul>
 *   <li>{@code clear} and {@code redacted}: every field.
 *   <li>{@code masked}: text, dates and timestamps; whole numbers that stand for text (phone, postcode, id). Not free
 *       text, of which a part would still say too much, and not amounts, of which a part is another amount.
 *   <li>{@code tokenized}: text that is not free text, and whole numbers that are no amount.
 *   <li>{@code generalized}: dates, timestamps, amounts and postcodes, which have something coarser to be said.
 * </ul>
 */
public final class HandlingFit {
    private HandlingFit() {}

    /** Why a handling does not fit a field, and what would; empty where it fits. */
    public static Optional<String> objection(Field field, Handling handling) {
        boolean amount = field.kind() == Kind.AMOUNT;
        boolean freeText = field.kind() == Kind.TEXT;
        return switch (handling) {
            case CLEAR, REDACTED, NEVER -> Optional.empty();
            case MASKED ->
                unless(
                        maskable(field),
                        freeText
                                ? "free text is not masked: it is scanned when it is clear, or else redacted"
                                : "masked needs text or a date; use generalized, redacted or clear");
            case TOKENIZED ->
                unless(
                        !freeText && !amount && (field.type() == FieldType.TEXT || field.type() == FieldType.INTEGER),
                        "tokenized needs text or a number that stands for something, as an id does");
            case GENERALIZED ->
                unless(
                        amount
                                || field.kind() == Kind.POSTCODE
                                || field.type() == FieldType.DATE
                                || field.type() == FieldType.TIMESTAMP,
                        "generalized needs a date, a timestamp, 'kind: amount' or 'kind: postcode'");
        };
    }

    private static boolean maskable(Field field) {
        return switch (field.type()) {
            case TEXT -> field.kind() != Kind.TEXT;
            case DATE, TIMESTAMP -> true;
            case INTEGER -> field.kind() == Kind.PHONE || field.kind() == Kind.POSTCODE || field.kind() == Kind.ID;
            case DECIMAL, BOOLEAN -> false;
        };
    }

    private static Optional<String> unless(boolean fits, String objection) {
        return fits ? Optional.empty() : Optional.of(objection);
    }
}
