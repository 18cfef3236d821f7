package dev.remit.core.contract;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow does when something, or somebody, that it needs cannot answer.
 *
 * @param say what the agent is given to say to its customer
 * @param to the queue that is asked next, other than the one that did not answer; null unless nobody answered and
 *     {@code then} is {@link Then#ESCALATE}
 * @param within how soon that queue should answer; null as above, or for the time that escalations have anyway
 */
public record Fallback(
        String say,
        Then then,
        @Nullable String to,
        @Nullable Duration within) {
    /** What failed. */
    public enum Cause {
        /** The system of record cannot be reached, or does not answer as was agreed. */
        SOURCE_DOWN,
        /** The system of record took longer than it may. */
        SOURCE_SLOW,
        /** A value could not be made safe to release. */
        DETECTOR_DOWN,
        /** No person took an escalation, or decided about an approval, in time. */
        NOBODY_ANSWERS;

        /** As it is written in YAML. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What comes after the words. */
    public enum Then {
        /** Nothing: the call is refused. */
        REFUSE,
        /** A person is asked to take the conversation over. */
        ESCALATE;

        /** As it is written in YAML. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean escalates() {
        return then == Then.ESCALATE;
    }

    /** A person for what either sends to one, in the shorter time; the words and the queue are the other's. */
    Fallback stricter(Fallback now) {
        Then either = escalates() ? then : now.then;
        Duration sooner =
                within != null && (now.within == null || within.compareTo(now.within) < 0) ? within : now.within;
        return new Fallback(now.say, either, now.to == null ? to : now.to, sooner);
    }
}
