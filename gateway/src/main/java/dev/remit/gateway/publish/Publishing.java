package dev.remit.gateway.publish;

import dev.remit.gateway.config.LedgerSettings;
import dev.remit.ledger.Journal;
import dev.remit.ledger.log.Endorser;
import dev.remit.ledger.log.Log;
import dev.remit.ledger.log.Publisher;
import dev.remit.ledger.log.PublisherOptions;
import dev.remit.ledger.log.PublisherStatus;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.NoteSignature;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.witness.Cosigning;
import dev.remit.ledger.witness.WitnessClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the log's checkpoint up with the journal, signed by the log and cosigned by its witnesses; at least once a second.
 * Thread-safe.
 */
public final class Publishing implements AutoCloseable {
    /** A checkpoint follows an entry within a second; when it does not for so long, something is wrong. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private final LogIdentity identity;
    private final List<WitnessClient> witnesses;
    private final int required;
    private final Publisher publisher;
    private final InstantSource clock;
    private final Instant startedAt;

    private Publishing(
            LogIdentity identity,
            List<WitnessClient> witnesses,
            int required,
            Publisher publisher,
            InstantSource clock) {
        this.identity = identity;
        this.witnesses = witnesses;
        this.required = required;
        this.publisher = publisher;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Starts; the log and the journal stay open when this is closed. */
    public static Publishing start(
            Log log, Journal journal, LogIdentity identity, LedgerSettings settings, InstantSource clock) {
        withdrawOld(log, identity);
        List<WitnessClient> witnesses = new ArrayList<>();
        List<Endorser> endorsers = new ArrayList<>();
        for (LedgerSettings.Witness each : settings.witnesses()) {
            WitnessClient witness = WitnessClient.of(each.url().toString(), each.key(), log::consistency);
            witnesses.add(witness);
            endorsers.add((oldSize, proof, signed) ->
                    cosigned(witness, witness.ask(identity.origin(), oldSize, proof, signed)));
        }
        Publisher publisher = Publisher.start(
                log,
                journal,
                identity.key(),
                identity.origin(),
                identity.extensions(),
                endorsers,
                PublisherOptions.defaults(),
                Publisher.Listener.NONE,
                clock);
        return new Publishing(identity, witnesses, settings.required(), publisher, clock);
    }

    /** A checkpoint of a log that this one continues was left by a crash in the middle of changing the name. */
    private static void withdrawOld(Log log, LogIdentity identity) {
        Optional<String> published = log.published().flatMap(Publishing::origin);
        boolean old = published.isPresent()
                && identity.continues().stream()
                        .anyMatch(one -> one.checkpoint().origin().equals(published.get()));
        if (old) {
            log.withdraw();
        }
    }

    /** Whose a published checkpoint is; empty where it cannot be read, which the publisher reports. */
    private static Optional<String> origin(byte[] published) {
        return checkpoint(published).map(Checkpoint::origin);
    }

    /** The checkpoint in a signed note. */
    static Optional<Checkpoint> checkpoint(byte[] published) {
        return Note.parse(published) instanceof Parsed.WellFormed<Note>(Note note)
                        && Checkpoint.parse(note.text()) instanceof Parsed.WellFormed<Checkpoint>(Checkpoint found)
                ? Optional.of(found)
                : Optional.empty();
    }

    private static List<NoteSignature> cosigned(WitnessClient witness, Cosigning outcome) {
        return switch (outcome) {
            case Cosigning.Cosigned(List<NoteSignature> signatures) -> signatures;
            case Cosigning.Behind(long known) ->
                throw new IdentityException(
                        "The witness " + witness.name() + " has seen this log with " + known
                                + " entries, more than there are: it was restored from an older backup. Restore a newer"
                                + " one, or go on under a new name: remit ledger new-origin NAME",
                        null);
            case Cosigning.Refused(String why) -> throw new IdentityException(why, null);
            case Cosigning.Unreachable(String why) -> throw new IdentityException(why, null);
        };
    }

    /** How it goes. */
    public PublisherStatus status() {
        return publisher.status();
    }

    /** The log's name and key. */
    public LogIdentity identity() {
        return identity;
    }

    /** Whether checkpoints are published, with as many cosignatures as are required. */
    public boolean isWell() {
        PublisherStatus now = status();
        boolean current = now.published() == now.size()
                || clock.instant().isBefore(now.publishedAt().orElse(startedAt).plus(LATE));
        return now.state() instanceof PublisherStatus.State.Running
                && current
                && (now.published() == 0 || now.got() >= required);
    }

    /** Ends; whoever is being asked for a cosignature is not waited for. */
    @Override
    public void close() {
        publisher.close();
        witnesses.forEach(WitnessClient::close);
    }
}
