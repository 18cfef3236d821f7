package dev.remit.core.contract;

import java.util.Locale;

/**
 * What a workflow does when something that it needs cannot answer.
 *
 * @param say what the agent is given to say to its customer
 */
public record Fallback(String say, Then then) {
    /** What failed. */
    public enum Cause {
        /** The system of record cannot be reached, or does not answer as was agreed. */
        SOURCE_DOWN,
        /** The system of record took longer than it may. */
        SOURCE_SLOW,
        /** A value could not be made safe to release. */
        DETECTOR_DOWN;

        /** As it is written in YAML. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What comes after the words. */
    public enum Then {
        /** Nothing: the call is refused. */
        REFUSE;

        /** As it is written in YAML. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
