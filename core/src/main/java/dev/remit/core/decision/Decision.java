package dev.remit.core.decision;

import java.util.List;

/** May it, exactly how? */
public sealed interface Decision {
    /** As asked, all of it in clear. */
    record Allow(Read read) implements Decision {}

    /**
     * As asked, with obligations.
     *
     * @param obligations at least one
     */
    record Modify(Read read, List<Obligation> obligations) implements Decision {
        public Modify {
            obligations = List.copyOf(obligations);
        }
    }

    /** No. */
    record Deny(Reason reason) implements Decision {}

    /** As it stands in records. */
    default String text() {
        return switch (this) {
            case Allow allow -> "allow";
            case Modify modify -> "modify";
            case Deny deny -> "deny";
        };
    }
}
