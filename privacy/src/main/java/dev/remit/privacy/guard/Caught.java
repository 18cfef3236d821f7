package dev.remit.privacy.guard;

/**
 * What the guard withheld, for the ledger and nobody else: to the caller all of it looks the same.
 *
 * @param verdict why
 * @param shape what it looks like, in lower case, such as {@code email}
 * @param start index of its first char in the text
 * @param end index behind its last char
 * @param reference tells whose it is to who has the key, see {@link Guard#reference}; zero if it is nobody's
 */
public record Caught(Verdict verdict, String shape, int start, int end, long reference) {
    /** Why a value is withheld. */
    public enum Verdict {
        /** It is another customer's, and this grant was never served it. */
        OTHER_CUSTOMERS,
        /** A well-formed identifier of nobody here: made up, or leaked from elsewhere. */
        UNSOURCED
    }
}
