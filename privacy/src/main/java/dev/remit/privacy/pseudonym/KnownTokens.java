package dev.remit.privacy.pseudonym;

/** The tokens of a conversation, as far as finding them in a text asks. In canonical form: {@code kind:body}. */
interface KnownTokens {
    /** Whether a known kind starts with this letter, a to z. */
    boolean startWith(char letter);

    /**
     * The first known token, in the order of strings, that starts with this or is this; empty if there is none. Nothing
     * longer begins with a whole token: see {@link PseudonymMap}.
     */
    String first(String prefix);
}
