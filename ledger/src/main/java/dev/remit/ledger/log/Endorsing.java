package dev.remit.ledger.log;

import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.NoteSignature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks endorsers, all at once, and remembers how far each has come. Used by one thread. */
final class Endorsing implements AutoCloseable {
    private static final class Seat {
        private final Endorser endorser;
        private long endorsed;
        private boolean done;

        Seat(Endorser endorser, long endorsed) {
            this.endorser = endorser;
            this.endorsed = endorsed;
        }
    }

    private final Log log;
    private final Duration patience;
    private final List<Seat> seats = new ArrayList<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("remit-endorser-", 0).factory());
    private Optional<String> failure = Optional.empty();

    /** @param published the size that the endorsers have seen, presumably */
    Endorsing(Log log, List<Endorser> endorsers, Duration patience, long published) {
        this.log = log;
        this.patience = patience;
        endorsers.forEach(endorser -> seats.add(new Seat(endorser, published)));
    }

    /** Another head: nobody has endorsed it. */
    void begin() {
        seats.forEach(seat -> seat.done = false);
    }

    int wanted() {
        return seats.size();
    }

    int got() {
        return (int) seats.stream().filter(seat -> seat.done).count();
    }

    /** What the first of those that failed the last time said. */
    Optional<String> failure() {
        return failure;
    }

    /**
     * Asks everybody about a head that contradicts nothing, to learn whether they know of more than there is.
     *
     * @return how many answered
     * @throws LogException of kind {@code BEHIND} if somebody does
     */
    int heard(long size, Note signed) throws InterruptedException {
        failure = Optional.empty();
        List<Future<List<NoteSignature>>> answers = new ArrayList<>();
        for (Seat seat : seats) {
            answers.add(threads.submit(() -> seat.endorser.endorse(size, log.consistency(size, size), signed)));
        }
        int heard = 0;
        long deadline = System.nanoTime() + patience.toNanos();
        for (Future<List<NoteSignature>> answer : answers) {
            if (answer(answer, deadline).isPresent()) {
                heard++;
            }
        }
        return heard;
    }

    /** New cosignatures by those who have not endorsed this head yet. */
    List<NoteSignature> ask(long size, Note signed) throws InterruptedException {
        failure = Optional.empty();
        List<Seat> asked = seats.stream().filter(seat -> !seat.done).toList();
        List<Future<List<NoteSignature>>> answers = new ArrayList<>();
        for (Seat seat : asked) {
            long from = Math.min(seat.endorsed, size);
            answers.add(threads.submit(() -> seat.endorser.endorse(from, log.consistency(from, size), signed)));
        }
        List<NoteSignature> all = new ArrayList<>();
        long deadline = System.nanoTime() + patience.toNanos();
        for (int i = 0; i < asked.size(); i++) {
            Seat seat = asked.get(i);
            List<NoteSignature> signatures = answer(answers.get(i), deadline).orElse(List.of());
            if (!signatures.isEmpty()) {
                all.addAll(signatures);
                seat.done = true;
                seat.endorsed = size;
            }
        }
        return all;
    }

    /** Empty where there was none. */
    private Optional<List<NoteSignature>> answer(Future<List<NoteSignature>> answer, long deadline)
            throws InterruptedException {
        try {
            return Optional.of(answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            failed("It did not answer within " + patience.toMillis() + " ms.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Endorser.Ahead ahead) {
                throw new LogException(LogException.Kind.BEHIND, String.valueOf(ahead.getMessage()), ahead);
            }
            failed(words(e.getCause()));
        }
        return Optional.empty();
    }

    private void failed(String why) {
        failure = failure.or(() -> Optional.of(
                "A witness gave no cosignature. " + why + " Look whether the witness is there; it is asked again."));
    }

    /** What an endorser says in sentences; of anything else, what it is. */
    private static String words(@Nullable Throwable cause) {
        String message = cause == null ? null : cause.getMessage();
        return message != null && message.endsWith(".") ? message : cause + ".";
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
