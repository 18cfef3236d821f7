package dev.remit.gateway.cli.bridge;

import org.jspecify.annotations.Nullable;

/** A request under way, that its client may give up. Only the exchange with the gateway is cut short, nothing else. */
final class Errand {
    private @Nullable Thread exchanging;
    private boolean givenUp;

    /** Says that this thread begins an exchange; false where nobody waits for it any more. */
    synchronized boolean begin() {
        if (givenUp) {
            return false;
        }
        exchanging = Thread.currentThread();
        return true;
    }

    /** The exchange is over, however it ended; an interrupt that came too late is taken back. */
    synchronized void end() {
        exchanging = null;
        if (givenUp) {
            Thread.interrupted();
        }
    }

    synchronized void giveUp() {
        givenUp = true;
        if (exchanging != null) {
            exchanging.interrupt();
        }
    }

    synchronized boolean isGivenUp() {
        return givenUp;
    }
}
