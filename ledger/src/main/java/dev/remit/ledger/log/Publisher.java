package dev.remit.ledger.log;

import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalException;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.NoteSignature;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.HashUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps a log up with its journal: integrates what is durable there, signs the head, asks for cosignatures, publishes,
 * settles. One thread does all of that; {@link #status} and {@link #close} may be called by any.
 *
 * <p>Publishes nothing when nothing changed, and nothing of an empty log. Asks endorsers that are missing again each
 * time, and publishes the same head again with what they gave. Never signs a head smaller than the published one, or of
 * another tree: then it stops and says so. Before it signs for the first time it asks the endorsers about what was
 * published last, or about the empty tree, which contradict nothing: one that knows of more than the log has stops it,
 * too. Other failures are tried again; one that nobody thought of stops it.
 */
public final class Publisher implements AutoCloseable {
    /** Told on the publisher's thread; must be short. */
    @FunctionalInterface
    public interface Listener {
        Listener NONE = position -> {};

        /** Entries before this one are durable in the log, so the log does not need them in the journal any more. */
        void settled(long position);
    }

    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Log log;
    private final Journal journal;
    private final SigningKey key;
    private final String origin;
    private final List<String> extensions;
    private final PublisherOptions options;
    private final Listener listener;
    private final InstantSource clock;
    private final Endorsing endorsing;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean closing; // under the lock
    private Optional<Note> current = Optional.empty(); // the publisher's thread only, as all below
    private long published;
    private Optional<Instant> publishedAt = Optional.empty();
    private long told;
    private Instant settledAt;
    private boolean asked;
    private volatile PublisherStatus status;

    private Publisher(
            Log log,
            Journal journal,
            SigningKey key,
            String origin,
            List<String> extensions,
            List<Endorser> endorsers,
            PublisherOptions options,
            Listener listener,
            InstantSource clock) {
        this.log = log;
        this.journal = journal;
        this.key = key;
        this.origin = origin;
        this.extensions = List.copyOf(extensions);
        this.options = options;
        this.listener = listener;
        this.clock = clock;
        this.settledAt = clock.instant();
        Optional<Checkpoint> before = log.published().flatMap(Publisher::checkpoint);
        this.published = before.map(Checkpoint::size).orElse(0L);
        this.endorsing = new Endorsing(log, endorsers, options.patience(), published);
        this.status = status(new PublisherStatus.State.Running(), Optional.empty());
        this.thread = Thread.ofPlatform().name("remit-publisher").unstarted(this::run);
    }

    /**
     * Starts publishing.
     *
     * @param key of type note; its name should be the origin
     * @param origin the log's name in its checkpoints
     * @param extensions further lines of every checkpoint
     */
    public static Publisher start(
            Log log,
            Journal journal,
            SigningKey key,
            String origin,
            List<String> extensions,
            List<Endorser> endorsers,
            PublisherOptions options,
            Listener listener,
            InstantSource clock) {
        Publisher publisher = ready(log, journal, key, origin, extensions, endorsers, options, listener, clock);
        publisher.thread.start();
        return publisher;
    }

    /** One that does nothing by itself, for tests. */
    static Publisher ready(
            Log log,
            Journal journal,
            SigningKey key,
            String origin,
            List<String> extensions,
            List<Endorser> endorsers,
            PublisherOptions options,
            Listener listener,
            InstantSource clock) {
        return new Publisher(log, journal, key, origin, extensions, endorsers, options, listener, clock);
    }

    private static Optional<Checkpoint> checkpoint(byte[] bytes) {
        return Published.parse(bytes) instanceof Parsed.WellFormed<Checkpoint>(Checkpoint value)
                ? Optional.of(value)
                : Optional.empty();
    }

    /** Never waits. */
    public PublisherStatus status() {
        return status;
    }

    private void run() {
        while (status.state() instanceof PublisherStatus.State.Running) {
            long begun = System.nanoTime();
            try {
                step();
                if (followed(options.interval().minusNanos(System.nanoTime() - begun))) {
                    return;
                }
            } catch (InterruptedException e) {
                return; // closing
            }
        }
    }

    /**
     * Waits, and while records come takes them over in between: the journal then still has them in memory, which spares
     * reading its files. What goes wrong shows in the next round. Returns whether it was closed meanwhile.
     */
    private boolean followed(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        long before = log.size() - 1;
        for (Duration left = pause; ; left = Duration.ofNanos(end - System.nanoTime())) {
            boolean look = left.compareTo(GLANCE) > 0 && log.size() > before;
            before = log.size();
            if (paused(look ? GLANCE : left)) {
                return true;
            }
            if (!look) {
                return false;
            }
            try {
                log.integrate(journal);
            } catch (RuntimeException e) {
                before = Long.MAX_VALUE; // the next round meets it again, and says so
            }
        }
    }

    /** Whether it was closed meanwhile. */
    private boolean paused(Duration pause) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = pause.toNanos();
            while (!closing && nanos > 0) {
                nanos = woken.awaitNanos(nanos);
            }
            return closing;
        } finally {
            lock.unlock();
        }
    }

    /** One round. */
    void step() throws InterruptedException {
        try {
            log.integrate(journal);
            publish();
            settle();
            status = status(new PublisherStatus.State.Running(), endorsing.failure());
        } catch (LogException e) {
            PublisherStatus.State next = switch (e.kind()) {
                case FULL, FAILED, READ_ONLY -> new PublisherStatus.State.Running();
                case STOPPED, CORRUPT, LOCKED, BEHIND, FORKED -> new PublisherStatus.State.Stopped(words(e));
            };
            status = status(next, Optional.of(words(e)));
        } catch (JournalException | HashUnavailableException e) {
            status = status(new PublisherStatus.State.Running(), Optional.of(words(e)));
        } catch (RuntimeException e) {
            // Ends the thread in order, and says so: a status that goes on saying Running would be a lie.
            String words = "Publishing failed in a way that was not foreseen (" + e
                    + "). Start it again; if that does not help, report it.";
            status = status(new PublisherStatus.State.Stopped(words), Optional.of(words));
        }
    }

    private static String words(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }

    private void publish() throws InterruptedException {
        Head head = log.head();
        boolean grown = head.size() > published || (current.isEmpty() && head.size() > 0);
        if (head.size() < published) {
            log.requireUnpublished(head.size());
        }
        if (grown) {
            log.requireUnpublished(head.size());
            requireOrigin();
            if (!mayBegin()) {
                return;
            }
            endorsing.begin();
            String text = new Checkpoint(origin, head.size(), head.root(), extensions).text();
            current = Optional.of(new Note(text, List.of(key.sign(text))));
        }
        if (current.isEmpty() || (!grown && endorsing.got() == endorsing.wanted())) {
            return;
        }
        publish(current.get(), grown);
    }

    /** Whether enough endorsers were heard, and none of them knows of more than the log has. */
    private boolean mayBegin() throws InterruptedException {
        if (asked || endorsing.wanted() == 0) {
            return true;
        }
        Optional<byte[]> bytes = log.published();
        String empty = new Checkpoint(origin, 0, Hash.OF_EMPTY_TREE, extensions).text();
        Note known = bytes.isPresent() && Note.parse(bytes.get()) instanceof Parsed.WellFormed<Note>(Note note)
                ? note
                : new Note(empty, List.of(key.sign(empty)));
        asked = endorsing.heard(published, known) >= options.heard();
        return asked;
    }

    private void publish(Note note, boolean grown) throws InterruptedException {
        Checkpoint checkpoint = checkpoint(note.encode()).orElseThrow();
        List<NoteSignature> more = endorsing.ask(checkpoint.size(), note);
        Note signed = note;
        for (NoteSignature signature : more) {
            signed = signed.with(signature);
        }
        current = Optional.of(signed);
        if (grown || !more.isEmpty()) {
            log.publish(signed.encode());
            published = checkpoint.size();
            publishedAt = Optional.of(clock.instant());
        }
    }

    private void requireOrigin() {
        Optional<String> other = log.published()
                .flatMap(Publisher::checkpoint)
                .map(Checkpoint::origin)
                .filter(name -> !name.equals(origin));
        if (other.isPresent()) {
            throw new LogException(
                    LogException.Kind.FORKED,
                    "The published checkpoint is of the log \"" + other.get() + "\", and this one is configured as \""
                            + origin + "\". A log keeps its origin: configure the old one, or begin a new log.");
        }
    }

    private void settle() {
        long waiting = log.size() - log.settled();
        Instant now = clock.instant();
        if (waiting >= options.settleEntries()
                || (waiting > 0 && !now.isBefore(settledAt.plus(options.settleInterval())))) {
            log.settle();
        }
        long settled = log.settled();
        if (settled > told) {
            told = settled;
            settledAt = now;
            listener.settled(settled);
        }
    }

    private PublisherStatus status(PublisherStatus.State state, Optional<String> failure) {
        return new PublisherStatus(
                state, log.size(), log.settled(), published, publishedAt, failure, endorsing.wanted(), endorsing.got());
    }

    /** Ends after what is under way; endorsers are not waited for. The log stays open. Closing again does nothing. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
        endorsing.close();
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
        if (status.state() instanceof PublisherStatus.State.Running) {
            status = status(new PublisherStatus.State.Closed(), status.failure());
        }
    }
}
