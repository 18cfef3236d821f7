package dev.remit.gateway.export;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other systems of what holds now, each at least once: signed, again and again until it is accepted, each target on a
 * thread of its own. There is no queue that could grow or be lost: what is due is asked for anew each time, and after a
 * restart it is told again. Thread-safe.
 */
public final class Notices implements AutoCloseable {
    /** Seconds since 1970. */
    static final String TIMESTAMP = "Remit-Timestamp";

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    /** How often it looks by itself; a wake-up is sooner. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final List<Teller> tellers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closing;

    private Notices() {}

    /** What there is to tell a target. */
    public interface Due {
        /** What holds now, the most urgent first; each key stands for one thing to tell. */
        List<String> keys();

        /** What is told, as JSON; null where it does not hold any more. */
        byte @Nullable [] body(String key);
    }

    /**
     * Who is told.
     *
     * @param secret a reference to what requests are signed with
     */
    public record Target(URI to, String secret, Due due) {}

    /** @param random so that targets that failed together are not tried again together */
    public static Notices start(
            List<Target> targets, UnaryOperator<String> references, InstantSource clock, RandomGenerator random) {
        return start(targets, references, clock, new Pauses(random));
    }

    static Notices start(List<Target> targets, UnaryOperator<String> references, InstantSource clock, Pauses pauses) {
        Notices notices = new Notices();
        for (Target target : targets) {
            Teller teller = notices.new Teller(target, references, clock, pauses);
            notices.tellers.add(teller);
            notices.threads.add(
                    Thread.ofPlatform().name("remit-notices").daemon(true).start(teller));
        }
        return notices;
    }

    /** There may be something new to tell. Never waits. */
    public void wake() {
        tellers.forEach(teller -> teller.wakened.release());
    }

    /** By target's host and place in the configuration: tries that failed in a row. */
    public Map<String, Double> failures() {
        Map<String, Double> failures = new LinkedHashMap<>();
        for (int i = 0; i < tellers.size(); i++) {
            failures.put(tellers.get(i).name + "-" + (i + 1), (double)
                    tellers.get(i).failures.get());
        }
        return failures;
    }

    /** Ends; what was not accepted yet is told after the next start. */
    @Override
    public void close() {
        closing = true;
        wake();
        tellers.forEach(teller -> teller.courier.close());
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Tells one target. */
    private final class Teller implements Runnable {
        private final Target target;
        private final String name;
        private final UnaryOperator<String> references;
        private final InstantSource clock;
        private final Pauses pauses;
        private final Courier courier;
        private final Semaphore wakened = new Semaphore(0);
        private final Set<String> accepted = new HashSet<>();
        private final Set<String> refused = new HashSet<>();
        private final AtomicInteger failures = new AtomicInteger();

        Teller(Target target, UnaryOperator<String> references, InstantSource clock, Pauses pauses) {
            this.target = target;
            this.name = target.to().getHost();
            this.references = references;
            this.clock = clock;
            this.pauses = pauses;
            this.courier = new Courier(clock, Courier.WHOLE);
        }

        @Override
        public void run() {
            try {
                while (!closing) {
                    Duration pause = tell();
                    // After a failure no wake-up shortens the pause: each event would be one more try.
                    if (failures.get() > 0) {
                        rest(pause);
                    } else if (wakened.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                        wakened.drainPermits();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void rest(Duration pause) throws InterruptedException {
            long until = System.nanoTime() + pause.toNanos();
            for (long left = pause.toNanos(); left > 0 && !closing; left = until - System.nanoTime()) {
                if (wakened.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                    wakened.drainPermits();
                }
            }
        }

        /**
         * Tells all that is due; returns how long to wait then. What was refused comes last, so that one notice that a
         * target does not like keeps no other from it; where it likes none, it is asked twice and then left alone.
         */
        private Duration tell() throws InterruptedException {
            List<String> due = target.due().keys();
            accepted.retainAll(Set.copyOf(due));
            refused.retainAll(Set.copyOf(due));
            int refusals = 0;
            for (String key : inTurn(due)) {
                byte[] body =
                        accepted.contains(key) || closing ? null : target.due().body(key);
                if (body == null) {
                    continue;
                }
                switch (send(body)) {
                    case Answer.Accepted taken -> {
                        accepted.add(key);
                        refused.remove(key);
                        if (failures.get() > 0) {
                            LOG.info("Notices to {} go on", name);
                        }
                        failures.set(0);
                    }
                    case Answer.Later(String why, Optional<Duration> after) -> {
                        fail(why);
                        return pauses.after(failures.get(), after);
                    }
                    case Answer.TooLarge(String why) -> {
                        fail(why);
                        return pauses.slow();
                    }
                    case Answer.Never(String why) -> {
                        fail(why);
                        refused.add(key);
                        if (++refusals > 1) {
                            return pauses.slow();
                        }
                    }
                }
            }
            return refusals > 0 ? pauses.slow() : LOOK;
        }

        private List<String> inTurn(List<String> due) {
            List<String> turn = new ArrayList<>(due);
            turn.sort(Comparator.comparing(refused::contains)); // stable: the most urgent first among each
            return turn;
        }

        private void fail(String why) {
            if (failures.get() == 0 && !closing) {
                LOG.warn("Notices to {} wait, and are tried again: {}", name, why);
            }
            failures.incrementAndGet();
        }

        private Answer send(byte[] body) throws InterruptedException {
            String secret;
            try {
                secret = references.apply(target.secret());
            } catch (IllegalArgumentException e) {
                return new Answer.Later("The secret cannot be had: " + e.getMessage(), Optional.empty());
            }
            if (secret.isEmpty()) {
                return new Answer.Later("The secret is empty.", Optional.empty());
            }
            String time = Long.toString(clock.instant().getEpochSecond());
            HttpRequest request = HttpRequest.newBuilder(target.to())
                    .header("Content-Type", "application/json")
                    .header(TIMESTAMP, time)
                    .header(Signature.HEADER, "v1=" + Signature.hex(secret, time, body))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            return courier.send(request, answer -> 0);
        }
    }
}
