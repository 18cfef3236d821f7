package dev.remit.privacy.detect;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Brings recognisers that read a text with something that an operator supplies, such as a trained model. Found by
 * {@link java.util.ServiceLoader}, so that what it needs is on nobody's class path who does not ask for it. Stateless and
 * thread-safe.
 */
public interface RecogniserPlugin {
    /** Opens one. Never throws for what is in the model's folder, and never goes to the network for it. */
    Opened open(Wanted wanted);

    /**
     * What is to be opened, and for what.
     *
     * @param model the folder that holds it
     * @param kinds by the names that the model has for what it finds; what is not named is not reported. Not empty
     * @param least how probable it must be, more than 0 and less than 1
     * @param within how long one part of a text may take, waiting for its turn included
     */
    record Wanted(Path model, Map<String, Kind> kinds, double least, Duration within) {
        /** Takes its own copy. */
        public Wanted {
            kinds = Map.copyOf(kinds);
            if (kinds.isEmpty() || !(least > 0 && least < 1) || !within.isPositive()) {
                throw new IllegalArgumentException("kinds, a probability between 0 and 1, and a time are needed");
            }
        }
    }

    /** What came of opening it. */
    sealed interface Opened {
        /** It may be asked. */
        record Ready(Model model) implements Opened {}

        /**
         * It cannot be used.
         *
         * @param why one sentence
         * @param advice one sentence that says what to do
         */
        record Refused(String why, String advice) implements Opened {}
    }

    /**
     * A recogniser that holds something until it is closed. Thread-safe.
     *
     * <p>A pass throws a {@link Failure} wherever it cannot say what is in a part: something in it failed, its time is
     * over, it is closed. The text is not to be released then.
     */
    interface Model extends Recogniser, AutoCloseable {
        /** Waits for passes that are under way. Has no effect the second time. */
        @Override
        void close();
    }

    /** Why a part of a text could not be read, in a message that has nothing of the text, so that it may be logged. */
    final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** @param message nothing of the text, nor of what is found in it */
        public Failure(String message) {
            super(message);
        }
    }
}
