package dev.remit.core.catalog;

import dev.remit.core.finding.Location;

/**
 * One field of a resource.
 *
 * @param name as agents see it
 * @param column as the source calls it
 * @param nullable whether the source may hold NULL here
 */
public record Field(
        String name,
        String column,
        DataClass dataClass,
        FieldType type,
        Kind kind,
        boolean nullable,
        String description,
        Location location) {

    /** The strictest floor that holds whatever a contract says: {@code never} for secrets and card numbers. */
    public Handling floor() {
        if (kind.neverReleased()) {
            return Handling.NEVER;
        }
        return dataClass.locked() ? dataClass.defaultHandling() : Handling.CLEAR;
    }

    /** The handling where a contract names none. */
    public Handling defaultHandling() {
        return floor().stricter(dataClass.defaultHandling());
    }
}
