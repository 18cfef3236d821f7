package dev.remit.gateway.cli.ledger;

import dev.remit.ledger.witness.Follower;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks at a log again and again, on a thread of its own, and tells what is new. */
final class Following implements AutoCloseable {
    private final Follower follower;
    private final Duration every;
    private final Consumer<String> events;
    private final Runnable release;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private String told = "";

    private Following(Follower follower, Duration every, Consumer<String> events, Runnable release) {
        this.follower = follower;
        this.every = every;
        this.events = events;
        this.release = release;
        this.thread = Thread.ofPlatform().name("remit-follow").unstarted(this::run);
    }

    /** @param release ends what the follower waits for; an interrupt would also close files that are being written */
    static Following start(Follower follower, Duration every, Consumer<String> events, Runnable release) {
        Following following = new Following(follower, every, events, release);
        following.thread.start();
        return following;
    }

    private void run() {
        try {
            do {
                switch (follower.look()) {
                    case Follower.Look.Cosigned(String origin, long size) ->
                        tell("cosigned " + origin + " at " + size + " entries");
                    case Follower.Look.Unchanged _ -> {} // not worth a line
                    case Follower.Look.Refused(String why) -> tell("refused. " + why);
                    case Follower.Look.Unreachable(String why) -> tell("not read. " + why);
                }
            } while (!stop.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped while it looked
        }
    }

    /** What stays as it was is told once. */
    private void tell(String event) {
        if (!event.equals(told) && stop.getCount() > 0) {
            events.accept(event);
            told = event;
        }
    }

    /** Returns when the last look has ended. */
    @Override
    public void close() {
        stop.countDown();
        release.run();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
