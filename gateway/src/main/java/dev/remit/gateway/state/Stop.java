package dev.remit.gateway.state;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A kill switch that was thrown. The same thing may be stopped more than once; each stop is one of its own.
 *
 * @param id unique, never used again
 * @param reason why, in the words of whoever threw it; it is kept as it is, so it names no customer
 * @param by who threw it: {@code operator} for whoever may use the admin socket, else an account's name
 * @param lifted whether it holds no more
 */
public record Stop(String id, Target target, String reason, String by, Instant since, boolean lifted) {

    /** What a stop is about. */
    public enum What {
        AGENT,
        WORKFLOW,
        TENANT,
        /** Every agent that is registered with this model vendor. */
        VENDOR,
        /** One tool, in every workflow that has it. */
        ACTION,
        /** Everything. */
        ALL;

        /** As it is written in commands and records. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<What> of(String label) {
            return Arrays.stream(values())
                    .filter(one -> one.label().equals(label))
                    .findFirst();
        }
    }

    /**
     * What is stopped.
     *
     * @param name empty for {@link What#ALL}, and only there; a vendor's is compared without regard to case, because it is
     *     what somebody typed when registering an agent
     */
    public record Target(What what, String name) {
        public static final Target EVERYTHING = new Target(What.ALL, "");

        public Target {
            if (what == What.VENDOR) {
                name = name.strip().toLowerCase(Locale.ROOT);
            }
            if (name.isEmpty() != (what == What.ALL)) {
                throw new IllegalArgumentException("a stop has a name, or is about everything");
            }
        }

        /** Such as {@code agent support-assistant}, or {@code everything}. */
        public String text() {
            return what == What.ALL ? "everything" : what.label() + ' ' + name;
        }
    }

    /** The same, as what holds no more. */
    public Stop over() {
        return new Stop(id, target, reason, by, since, true);
    }
}
