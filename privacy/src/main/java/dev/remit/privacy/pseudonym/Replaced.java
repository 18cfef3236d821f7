package dev.remit.privacy.pseudonym;

/** What comes of putting tokens in the place of values. */
public sealed interface Replaced {
    /**
     * Safe to send, as far as the spans went.
     *
     * @param tokens how many places now hold a token
     */
    record Done(String text, int tokens) implements Replaced {}

    /** The conversation has all the tokens that it may have; nothing of the text may be sent. */
    record MapFull(int entries) implements Replaced {}

    /**
     * Not JSON (RFC 8259), or nested too deeply; nothing of it may be sent.
     *
     * @param at index of the char that could not be read
     */
    record NotJson(int at) implements Replaced {}
}
