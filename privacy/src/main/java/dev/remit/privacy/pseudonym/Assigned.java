package dev.remit.privacy.pseudonym;

/** What comes of asking for the token of a value. */
public sealed interface Assigned {
    /** The value's token, the same as ever in this conversation. */
    record Given(Token token) implements Assigned {}

    /**
     * The map holds as much as it may; the caller must not send the value, nor anything in its place.
     *
     * @param entries how many tokens there are
     */
    record Full(int entries) implements Assigned {}
}
