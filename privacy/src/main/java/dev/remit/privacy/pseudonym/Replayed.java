package dev.remit.privacy.pseudonym;

/** What comes of taking in what another copy of a map wrote. */
public sealed interface Replayed {
    /** @param added how many tokens were new; zero if all were there already */
    record Applied(int added) implements Replayed {}

    /**
     * Nothing was taken in.
     *
     * @param why a sentence without any value
     */
    record Refused(String why) implements Replayed {}
}
