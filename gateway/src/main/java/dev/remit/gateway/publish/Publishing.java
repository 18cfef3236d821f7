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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the log's checkpoint up with the journal, signed by the log and cosigned by its witnesses; at least once a second.
 *
 * <p>The first thing after a start is to ask the witnesses how much they have seen, and where {@code require} wants
 * cosignatures, nothing is signed before so many of them answered: a log that was restored from a backup must not sign its
 * history anew. That it was is noted in a file ({@link Setback}), and nothing is signed under that name any more.
 *
 * <p>Thread-safe.
 */
public final class Publishing implements AutoCloseable {
    /** A checkpoint follows an entry within a second; when it does not for so long, something is wrong. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private static final String SETBACK = "log.behind";

    private final Log log;
    private final Journal journal;
    private final Path setback;
    private final LedgerSettings settings;
    private final InstantSource clock;
    private volatile Term term;

    /** The time under one name. */
    private record Term(LogIdentity identity, List<WitnessClient> witnesses, Publisher publisher, Instant startedAt) {}

    /** Why checkpoints are not what they should be; a fixed word each, that anybody may see. */
    public enum Trouble {
        /** The log was restored from an older backup. */
        BEHIND,
        /** Nothing is published any more until somebody acts. */
        STOPPED,
        /** Fewer witnesses cosigned than are required. */
        COSIGNATURES_MISSING,
        /** The checkpoint does not follow the entries. */
        LATE
    }

    private Publishing(
            Log log, Journal journal, LogIdentity identity, Path data, LedgerSettings settings, InstantSource clock) {
        this.log = log;
        this.journal = journal;
        this.setback = data.resolve(SETBACK);
        this.settings = settings;
        this.clock = clock;
        this.term = begin(identity);
    }

    /**
     * Starts; the log and the journal stay open when this is closed.
     *
     * @param data the data directory
     */
    public static Publishing start(
            Log log, Journal journal, LogIdentity identity, Path data, LedgerSettings settings, InstantSource clock) {
        withdrawOld(log, identity);
        return new Publishing(log, journal, identity, data, settings, clock);
    }

    private Term begin(LogIdentity identity) {
        List<WitnessClient> witnesses = new ArrayList<>();
        List<Endorser> endorsers = new ArrayList<>();
        for (LedgerSettings.Witness each : settings.witnesses()) {
            WitnessClient witness = WitnessClient.of(each.url().toString(), each.key(), log::consistency);
            witnesses.add(witness);
            endorsers.add((oldSize, proof, signed) -> {
                requireNoSetback(identity.origin());
                return cosigned(witness, identity.origin(), witness.ask(identity.origin(), oldSize, proof, signed));
            });
        }
        Setback.read(setback); // one that cannot be read is said at the start
        Publisher publisher = Publisher.start(
                log,
                journal,
                identity.key(),
                identity.origin(),
                identity.extensions(),
                endorsers,
                PublisherOptions.defaults().withHeard(settings.required()),
                Publisher.Listener.NONE,
                clock);
        return new Term(identity, witnesses, publisher, clock.instant());
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

    /** Whether the log is known to have been restored from an older backup than what is published now. */
    private Optional<Setback> setback(String origin) {
        return Setback.read(setback)
                .filter(one -> one.origin().equals(origin))
                .filter(one -> one.known()
                        > log.published()
                                .flatMap(Publishing::checkpoint)
                                .map(Checkpoint::size)
                                .orElse(0L));
    }

    private void requireNoSetback(String origin) throws Endorser.Ahead {
        Optional<Setback> known = setback(origin);
        if (known.isPresent()) {
            throw new Endorser.Ahead(known.get().sentence("A witness"));
        }
    }

    private List<NoteSignature> cosigned(WitnessClient witness, String origin, Cosigning outcome) throws Exception {
        return switch (outcome) {
            case Cosigning.Cosigned(List<NoteSignature> signatures) -> signatures;
            case Cosigning.Behind(long known) -> {
                if (known > log.size()) {
                    Setback found = new Setback(origin, known);
                    found.write(setback);
                    throw new Endorser.Ahead(found.sentence("The witness " + witness.name()));
                }
                yield List.of(); // it cosigned what a crash kept from being published
            }
            case Cosigning.Refused(String why) -> throw new IdentityException(why, null);
            case Cosigning.Unreachable(String why) -> throw new IOException(why);
        };
    }

    /** How it goes. */
    public PublisherStatus status() {
        return term.publisher().status();
    }

    /** The log's name and key. */
    public LogIdentity identity() {
        return term.identity();
    }

    /** How many witnesses must cosign. */
    public int required() {
        return settings.required();
    }

    /** What keeps checkpoints from being published with as many cosignatures as are required, or null. */
    public @Nullable Trouble trouble() {
        Term current = term;
        PublisherStatus now = current.publisher().status();
        if (!(now.state() instanceof PublisherStatus.State.Running)) {
            boolean behind = now.published() > now.size()
                    || setback(current.identity().origin()).isPresent();
            return behind ? Trouble.BEHIND : Trouble.STOPPED;
        }
        boolean asked = now.published() > 0 || (now.size() > 0 && now.failure().isPresent());
        if (asked && now.got() < settings.required()) {
            return Trouble.COSIGNATURES_MISSING;
        }
        boolean late = now.published() != now.size()
                && !clock.instant()
                        .isBefore(now.publishedAt().orElse(current.startedAt()).plus(LATE));
        return late ? Trouble.LATE : null;
    }

    /** Signs nothing any more under the name that it has. */
    void halt() {
        close();
    }

    /** Goes on under the name that it had. */
    void resume() {
        term = begin(term.identity());
    }

    /** Goes on under another name, whose identity is durable. */
    void resumeAs(LogIdentity next) throws IOException {
        withdrawOld(log, next);
        Files.deleteIfExists(setback);
        term = begin(next);
    }

    Log log() {
        return log;
    }

    Journal journal() {
        return journal;
    }

    /** Ends; whoever is being asked for a cosignature is not waited for. */
    @Override
    public void close() {
        Term ended = term;
        ended.publisher().close();
        ended.witnesses().forEach(WitnessClient::close);
    }
}
