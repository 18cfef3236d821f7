package dev.remit.gateway.source;

/**
 * Why a source did not answer.
 *
 * @param detail for the operator's log: names of sources, resources and columns, SQL states; never a value
 */
public record SourceFailure(Reason reason, String detail) {
    /** What went wrong. */
    public enum Reason {
        /** Not reachable, refused, or no connection free in time. */
        UNAVAILABLE,
        /** Took longer than the source's time-out. */
        TIMEOUT,
        /** A value has another type than the catalog says, or a column is gone. */
        WRONG_SHAPE,
        /** More bytes than one read may bring. */
        TOO_LARGE
    }

    /** Whether nobody answered in time; an answer of the wrong shape or size is one. */
    public boolean unanswered() {
        return switch (reason) {
            case UNAVAILABLE, TIMEOUT -> true;
            case WRONG_SHAPE, TOO_LARGE -> false;
        };
    }
}
