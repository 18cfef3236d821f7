package dev.remit.privacy.restore;

/**
 * A token, or what is left of one, that stayed as it was.
 *
 * @param token as it stands in the output, at most {@value #LONGEST} chars of it; never a value
 */
public record Unrestored(Reason reason, String token) {
    /** Most chars of a token that are reported. */
    public static final int LONGEST = 96;

    /** Why. */
    public enum Reason {
        /** No token that this conversation gave out: made up, altered beyond recognition, or another conversation's. */
        UNKNOWN,
        /** It starts like a token and breaks off. */
        BROKEN,
        /** Its value is never restored. */
        SEALED,
        /** It stands in an argument of a tool that is not declared to take the value. */
        NOT_DECLARED,
        /** It stands in a string that seems to hold JSON itself, and the value would need escapes there. */
        NESTED,
        /** The message around it is not JSON, too deep, too long, or of a form that is not known. */
        UNREADABLE
    }
}
