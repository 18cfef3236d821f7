package dev.remit.gateway.source;

import dev.remit.core.decision.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One source, open for actions. Thread-safe; calls block, for no longer than the source's time-out. */
public interface Writer extends AutoCloseable {
    /**
     * Does it, at most once. Never throws for what the source did.
     *
     * @param last asked once, when everything that can be held still is: a database has locked the row that the action is
     *     on, and it is this customer's
     */
    Written write(Deed deed, LastLook last);

    /** Whether it was done, asked after a crash. It must not be under way any more. */
    Resolution resolve(Deed deed);

    /**
     * How long after it was sent a deed may still be under way, whatever became of the one who sent it. Only after that
     * can {@link Resolution#UNDONE} be believed.
     */
    default Duration settles() {
        return Duration.ZERO;
    }

    /** Decides again, just before it is done. */
    interface LastLook {
        /** Why it may not be done now, or null where it may. */
        @Nullable
        Reason objection();
    }

    /** What is known of something that may have been done. */
    enum Resolution {
        DONE,
        UNDONE,
        UNKNOWN
    }

    @Override
    void close();
}
