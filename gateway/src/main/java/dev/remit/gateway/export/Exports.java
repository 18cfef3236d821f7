package dev.remit.gateway.export;

import dev.remit.gateway.config.ExportSettings;
import dev.remit.gateway.trail.Records;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Pushes entries to every target that the configuration names, each on a thread of its own: a slow one holds up neither
 * the gateway nor the others. Thread-safe.
 */
public final class Exports implements AutoCloseable {
    private static final int SHOWN = 8;

    private final List<Follower> followers = new ArrayList<>();
    private final List<Post> posts = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    private Exports() {}

    /**
     * All that may fail of it; {@link #start} begins to send.
     *
     * @param records only grow, but for a restore
     * @param durable how many records there are, with those that are not in {@code records} yet
     * @param file where the positions are kept
     * @param random so that targets that failed together are not tried again together
     * @throws IOException if the positions cannot be read or kept
     */
    public static Exports open(
            List<ExportSettings> targets,
            Records records,
            long durable,
            Path file,
            UnaryOperator<String> references,
            InstantSource clock,
            RandomGenerator random)
            throws IOException {
        Exports exports = new Exports();
        if (targets.isEmpty()) {
            return exports;
        }
        Positions positions = Positions.open(file);
        for (ExportSettings target : targets) {
            String id = id(target);
            long next = begin(positions, id, target, durable);
            Post post = new Post(target, references, clock, Post.WHOLE);
            exports.posts.add(post);
            exports.followers.add(new Follower(
                    id,
                    target.to().getHost() + "-" + id.substring(0, SHOWN),
                    target,
                    records,
                    positions,
                    post,
                    new Pauses(random),
                    exports::rest,
                    clock,
                    next));
        }
        return exports;
    }

    /** Begins to send. Returns at once. */
    public void start() {
        for (Follower follower : followers) {
            threads.add(Thread.ofPlatform().name("remit-export").daemon(true).start(follower));
        }
    }

    /** Where a target goes on; that of a new one is kept, so that {@code now} is not a later now after a restart. */
    private static long begin(Positions positions, String id, ExportSettings target, long durable) throws IOException {
        OptionalLong known = positions.next(id);
        if (known.isEmpty()) {
            long first = switch (target.start()) {
                case START -> 0;
                case NOW -> durable;
            };
            positions.move(id, first);
            return first;
        }
        if (known.getAsLong() > durable) {
            // The log was restored from a backup: what comes at these places now, the target has not seen.
            positions.move(id, durable);
            return durable;
        }
        return known.getAsLong();
    }

    /** Where a target stands is remembered under this: an address may be a secret, and is nobody's to read there. */
    private static String id(ExportSettings target) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((target.form().label() + " " + target.to()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot do SHA-256", e);
        }
    }

    private boolean rest(Duration pause) throws InterruptedException {
        return !closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How each target does, in the order of the configuration. */
    public List<TargetStatus> status() {
        return followers.stream().map(Follower::status).toList();
    }

    /** Ends; a batch that is under way is sent again after the next start. */
    @Override
    public void close() {
        closing.countDown();
        posts.forEach(Post::close); // rather than an interrupt, which would close files that are being read
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
