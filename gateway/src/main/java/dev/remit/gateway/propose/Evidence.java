package dev.remit.gateway.propose;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Handling;
import dev.remit.core.catalog.Kind;
import java.util.Collection;

/**
 * One reason for a class.
 *
 * @param kind {@link Kind#OTHER} where it says nothing of that
 * @param from what it was seen by
 * @param reason in words that hold nothing of the values
 */
record Evidence(DataClass dataClass, Kind kind, From from, String reason) {
    /** What it was seen by. */
    enum From {
        VALUES,
        NAME,
        /** A name that says no more than an id, a state or a time. */
        PLAIN,
        KEY,
        TABLE,
        /** Nothing. */
        NOTHING
    }

    /** How strictly it would be handled where a contract says nothing: more is stricter. */
    int level() {
        return kind.neverReleased() ? level(DataClass.SECRET) : level(dataClass);
    }

    /** How strictly a class is handled where a contract says nothing; a class that no contract may relax is above. */
    static int level(DataClass dataClass) {
        int level = switch (dataClass.defaultHandling()) {
            case CLEAR -> 0;
            case MASKED -> 2;
            case TOKENIZED -> 4;
            case GENERALIZED -> 6;
            case REDACTED -> 8;
            case NEVER -> 10;
        };
        return dataClass.locked() && dataClass.defaultHandling() != Handling.NEVER ? level + 1 : level;
    }

    /** The strictest; of equals the first. There must be one. */
    static Evidence strictest(Collection<Evidence> all) {
        Evidence best = null;
        for (Evidence each : all) {
            if (best == null || each.level() > best.level()) {
                best = each;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("no evidence");
        }
        return best;
    }
}
