package dev.remit.gateway.publish;

import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.record.Recorder;
import dev.remit.ledger.log.Log;
import dev.remit.ledger.log.LogException;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tlog.CheckpointCheck;
import dev.remit.ledger.tlog.TileHashes;
import dev.remit.ledger.tlog.TrustedLog;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.HashUnavailableException;
import dev.remit.ledger.tree.Prover;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets a log go on under a new name and key after it was restored from an older backup.
 *
 * <p>Nothing is signed under the old name for it. The new log embeds the largest checkpoint of the old one that is known
 * and that its entries begin with; where there is none, the empty one, which every log begins with. Grants of the restored
 * state are ended, because what they have used since, and whether they were revoked, was lost.
 *
 * <p>First the entry, then the identity, then the old checkpoint goes: a crash before the identity is durable leaves the
 * old name, and the act is done again; one after it is finished by the next start. Thread-safe.
 */
public final class NewOrigin {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:-]{0,199}");
    private static final int LONGEST_REASON = 500;

    private final Publishing publishing;
    private final Keeping keeping;
    private final Recorder recorder;
    private final Supplier<OptionalInt> endGrants;
    private final InstantSource clock;
    private final ReentrantLock one = new ReentrantLock();

    /** Makes an identity durable. */
    @FunctionalInterface
    public interface Keeping {
        void keep(LogIdentity identity) throws IOException;
    }

    /** @param endGrants ends all live grants, durably, and says how many those were; nothing if that failed */
    public NewOrigin(
            Publishing publishing,
            Keeping keeping,
            Recorder recorder,
            Supplier<OptionalInt> endGrants,
            InstantSource clock) {
        this.publishing = publishing;
        this.keeping = keeping;
        this.recorder = recorder;
        this.endGrants = endGrants;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** @param ended how many grants were ended */
        record Done(LogIdentity identity, Checkpoint embedded, int ended) implements Outcome {}

        /** Nothing was changed; says why and what to do. */
        record Refused(String why) implements Outcome {}
    }

    /**
     * @param name never used for one of these logs before
     * @param published a newer checkpoint of the old log that somebody else has kept, as a signed note; or null
     * @param reason for the record, up to 500 characters
     * @param id the correlation id of the entry
     * @throws RecordException if it cannot be put on record: the log goes on under its old name
     */
    public Outcome take(String name, @Nullable String published, String reason, String id) {
        one.lock();
        try {
            return taken(name, published, reason, id);
        } finally {
            one.unlock();
        }
    }

    private Outcome taken(String name, @Nullable String published, String reason, String id) {
        LogIdentity old = publishing.identity();
        if (!NAME.matcher(name).matches()) {
            return new Outcome.Refused(
                    "A log's name has up to 200 letters, digits and ._/:- and begins with a letter or"
                            + " digit, such as log.shop.example/remit-2.");
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            return new Outcome.Refused("Say why, in up to " + LONGEST_REASON + " characters: it is put on record.");
        }
        Checkpoint shown = null;
        if (published != null) {
            switch (TrustedLog.of(old.origin(), old.verifier()).open(published.getBytes(StandardCharsets.UTF_8))) {
                case CheckpointCheck.Trusted trusted -> shown = trusted.checkpoint();
                case CheckpointCheck.Rejected rejected -> {
                    return new Outcome.Refused(
                            "What is given as published is none of " + old.origin() + ": " + rejected.sentence());
                }
            }
        }
        publishing.halt();
        boolean continued = false;
        try {
            Checkpoint embedded = embedded(old, shown);
            LogIdentity next = old.continuedAs(name, embedded);
            OptionalInt ended = endGrants.get();
            if (ended.isEmpty()) {
                return new Outcome.Refused(
                        "The end of a grant could not be put on record, so the log keeps its name. See the"
                                + " gateway's log, then try again.");
            }
            recorder.write(entry(id, old, next, embedded, published, reason), List.of());
            keeping.keep(next);
            continued = true;
            publishing.resumeAs(next);
            return new Outcome.Done(next, embedded, ended.getAsInt());
        } catch (IdentityException | LogException | HashUnavailableException e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Outcome.Refused((continued
                            ? "The new name is durable, and the old checkpoint could not be taken away; restart the gateway: "
                            : "The new name could not be made durable: ")
                    + e.getMessage());
        } finally {
            if (!continued) {
                publishing.resume();
            }
        }
    }

    /** The largest checkpoint of the old log that is known and that the entries here begin with. */
    private Checkpoint embedded(LogIdentity old, @Nullable Checkpoint shown) {
        Log log = publishing.log();
        log.integrate(publishing.journal());
        Checkpoint best = new Checkpoint(old.origin(), 0, Hash.OF_EMPTY_TREE, List.of());
        Optional<Checkpoint> own = log.published()
                .map(bytes -> TrustedLog.of(old.origin(), old.verifier()).open(bytes))
                .filter(CheckpointCheck.Trusted.class::isInstance)
                .map(trusted -> ((CheckpointCheck.Trusted) trusted).checkpoint());
        for (Optional<Checkpoint> candidate : List.of(own, Optional.ofNullable(shown))) {
            if (candidate.isPresent() && candidate.get().size() > best.size() && beginsWith(log, candidate.get())) {
                best = candidate.get();
            }
        }
        return best;
    }

    private static boolean beginsWith(Log log, Checkpoint checkpoint) {
        long size = checkpoint.size();
        return size <= log.size()
                && new Prover(new TileHashes(size, log)).root(size).equals(checkpoint.root());
    }

    private Entry entry(
            String id,
            LogIdentity old,
            LogIdentity next,
            Checkpoint embedded,
            @Nullable String published,
            String reason) {
        SequencedMap<String, Object> facts = new TreeMap<>();
        facts.put("by", "operator");
        facts.put("wire", "admin");
        facts.put("origin", next.origin());
        facts.put("verifier", next.verifier().toString());
        facts.put("continues", old.origin());
        facts.put("embedded", embedded.text());
        facts.put("why", reason);
        if (published != null) {
            facts.put("published", published);
        }
        return new Entry(id, clock.instant(), "log.continued", facts, null);
    }
}
