package dev.remit.privacy.pseudonym;

/** What a token, in canonical form, stands for. */
public sealed interface Resolved {
    /** @param value as it was first written in the conversation */
    record Value(String value) implements Resolved {
        @Override
        public String toString() {
            return "Value[hidden]"; // so that no log shows it by chance
        }
    }

    /** It is a token of this conversation that is never restored. */
    record Sealed() implements Resolved {}

    /** This conversation never gave out such a token. */
    record Unknown() implements Resolved {}
}
