package dev.remit.privacy.pseudonym;

/** The tokens of a conversation, as far as finding them in a text asks. In canonical form: {@code kind:body}. */
interface KnownTokens {
    /** Whether a known kind starts with this letter, a to z. */
    boolean startWith(char letter);

    /** Whether a known token starts with this, or is this. */
    boolean begin(String prefix);

    /** Whether this is a known token. Then nothing longer begins with it: see {@link PseudonymMap}. */
    boolean have(String canonical);
}
