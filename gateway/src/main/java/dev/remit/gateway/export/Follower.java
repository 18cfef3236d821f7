package dev.remit.gateway.export;

import dev.remit.gateway.config.ExportSettings;
import dev.remit.gateway.trail.Disclosure;
import dev.remit.gateway.trail.Records;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log for one target: sends what it has not accepted yet, in order, again and again until it accepts. Its
 * position moves when that is durable, so a batch may come twice and none is left out. Holds one batch in memory, and makes
 * it anew for each try, so that what was erased meanwhile is sent as erased. Runs on one thread; {@link #status} for any.
 */
final class Follower implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    /** After a batch was too large, each that is accepted lets the next be larger by this part: few are too large again. */
    private static final int GROWTH = 16;

    /** Waits; says whether to go on. */
    @FunctionalInterface
    interface Rest {
        boolean rest(Duration pause) throws InterruptedException;
    }

    private final String id;
    private final String name;
    private final ExportSettings settings;
    private final Records records;
    private final Positions positions;
    private final Post post;
    private final Pauses pauses;
    private final Rest rest;
    private final InstantSource clock;
    private int most = Batch.MOST;
    private volatile Progress progress;

    private record Progress(
            long next,
            @Nullable String failure,
            int failures,
            boolean refused,
            long rejected,
            @Nullable Instant acceptedAt) {
        Progress failed(String why, boolean forGood) {
            return new Progress(next, why, failures + 1, forGood, rejected, acceptedAt);
        }
    }

    /** @param next where to begin */
    Follower(
            String id,
            String name,
            ExportSettings settings,
            Records records,
            Positions positions,
            Post post,
            Pauses pauses,
            Rest rest,
            InstantSource clock,
            long next) {
        this.id = id;
        this.name = name;
        this.settings = settings;
        this.records = records;
        this.positions = positions;
        this.post = post;
        this.pauses = pauses;
        this.rest = rest;
        this.clock = clock;
        this.progress = new Progress(next, null, 0, false, 0, null);
    }

    TargetStatus status() {
        Progress now = progress;
        return new TargetStatus(
                name,
                now.next(),
                Math.max(0, records.size() - now.next()),
                Optional.ofNullable(now.failure()),
                now.failures(),
                now.refused(),
                now.rejected(),
                Optional.ofNullable(now.acceptedAt()));
    }

    @Override
    public void run() {
        try {
            while (rest.rest(step())) {
                // each step says how long to wait for the next
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends one batch, if there is one. Returns how long to wait then. */
    Duration step() throws InterruptedException {
        Progress before = progress;
        if (before.next() >= records.size()) {
            return LOOK;
        }
        try {
            Disclosure disclosure = settings.subjects() ? Disclosure.WITH_SUBJECTS : Disclosure.WITHOUT_SUBJECTS;
            Batch batch = Batch.of(records, before.next(), most, settings.form(), disclosure);
            return switch (post.send(batch)) {
                case Answer.Accepted(long rejected) -> accepted(batch, rejected);
                case Answer.Later(String why, Optional<Duration> after) -> later(why, after);
                case Answer.TooLarge(String why) -> tooLarge(batch, why);
                case Answer.Never(String why) -> never(why);
            };
        } catch (IOException e) {
            return later("How far it has come could not be kept: " + e.getMessage(), Optional.empty());
        } catch (RuntimeException e) {
            return later(
                    "The entries from " + before.next() + " on could not be sent: " + e.getMessage(), Optional.empty());
        }
    }

    private Duration accepted(Batch batch, long rejected) throws IOException {
        positions.move(id, batch.next());
        Progress before = progress;
        if (before.failure() != null) {
            LOG.info("The export to {} goes on", name);
        }
        if (rejected > 0) {
            LOG.warn("The target {} accepted the entries {} and left out {} of them", name, batch.range(), rejected);
        }
        progress = new Progress(batch.next(), null, 0, false, before.rejected() + rejected, clock.instant());
        most = Math.min(Batch.MOST, most + Math.max(1, most / GROWTH));
        return Duration.ZERO;
    }

    private Duration later(String why, Optional<Duration> after) {
        fail(why, false);
        return pauses.after(progress.failures(), after);
    }

    private Duration tooLarge(Batch batch, String why) {
        if (batch.count() == 1) {
            return never(why);
        }
        most = batch.count() / 2;
        return Duration.ZERO;
    }

    private Duration never(String why) {
        fail(why, true);
        return pauses.slow();
    }

    private void fail(String why, boolean forGood) {
        if (progress.failure() == null) {
            LOG.warn("The export to {} waits, and tries again: {}", name, why);
        }
        progress = progress.failed(why, forGood);
    }
}
