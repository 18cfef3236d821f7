package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.ledger.Finding.Code;
import dev.remit.gateway.cli.ledger.Finding.Relation;
import dev.remit.ledger.note.Endorsement;
import dev.remit.ledger.note.VerifierKey;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tlog.CheckpointCheck;
import dev.remit.ledger.tlog.ProofCheck;
import dev.remit.ledger.tlog.ProofFile;
import dev.remit.ledger.tlog.TileHashes;
import dev.remit.ledger.tlog.TileSource;
import dev.remit.ledger.tlog.TrustedLog;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.HashUnavailableException;
import dev.remit.ledger.tree.Prover;
import dev.remit.ledger.tree.Verdict;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody with nothing but public keys can conclude from a proof, an entry, and perhaps another checkpoint.
 *
 * <p>A proof carries a checkpoint of its own and needs no other. A second one, fetched elsewhere or kept from earlier,
 * shows whether the log tells everybody the same: equal sizes must have equal roots, and of two sizes the smaller must be
 * the beginning of the larger, which the log's tiles prove.
 */
final class Examination {
    private final TrustedLog log;
    private final List<VerifierKey> witnesses;
    private final int quorum;

    /** @throws IllegalArgumentException when the keys do not fit together; says why */
    Examination(String origin, VerifierKey key, List<VerifierKey> witnesses, int quorum) {
        this.log = new TrustedLog(origin, List.of(key), witnesses, 0); // who cosigned which tree is counted below
        this.witnesses = new TrustedLog(origin, List.of(key), witnesses, quorum).witnesses();
        this.quorum = quorum;
    }

    /** A checkpoint besides the proof's, with a name for people, and the tiles that go with it. */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Other(String name, byte[] bytes, Optional<TileSource> tiles) {}

    /** @throws HashUnavailableException when tiles that should be there cannot be read */
    Finding examine(String name, ProofFile proof, byte[] entry, Optional<Other> other) {
        return switch (proof.verify(Hash.ofLeaf(entry), log)) {
            case ProofCheck.NotTrusted(CheckpointCheck.Rejected why) -> rejected("The checkpoint in " + name, why);
            case ProofCheck.NotIncluded(Verdict.Reason reason) ->
                new Finding.Unproven(
                        Code.NOT_INCLUDED,
                        "The entry is not shown to be number " + proof.index() + " of the log. " + reason.sentence()
                                + " Check that entry and proof belong together; if they do, one of them was altered.");
            case ProofCheck.Proven proven ->
                other.isPresent()
                        ? compare(proven, other.get())
                        : counted(proven, Optional.empty(), Relation.NONE, proven.witnesses());
        };
    }

    private static Finding.Unproven rejected(String what, CheckpointCheck.Rejected why) {
        Code code = switch (why) {
            case CheckpointCheck.Malformed _ -> Code.MALFORMED;
            case CheckpointCheck.OtherLog _ -> Code.OTHER_LOG;
            case CheckpointCheck.Forged _ -> Code.FORGED;
            case CheckpointCheck.Unsigned _ -> Code.FOREIGN_KEY;
            case CheckpointCheck.TooFewWitnesses _ -> Code.TOO_FEW_WITNESSES;
        };
        return new Finding.Unproven(code, what + " is not to be believed. " + why.sentence());
    }

    private Finding compare(ProofCheck.Proven proven, Other other) {
        return switch (log.open(other.bytes())) {
            case CheckpointCheck.Rejected why -> rejected("The checkpoint " + other.name(), why);
            case CheckpointCheck.Trusted given -> compare(proven, other, given);
        };
    }

    private Finding compare(ProofCheck.Proven proven, Other other, CheckpointCheck.Trusted given) {
        Checkpoint ours = proven.checkpoint();
        Checkpoint theirs = given.checkpoint();
        if (ours.size() == theirs.size()) {
            return ours.root().equals(theirs.root())
                    ? counted(proven, Optional.of(theirs), Relation.SAME, both(proven.witnesses(), given.witnesses()))
                    : forked("The log's key signed two different trees of " + ours.size() + " entries: "
                            + ours.root().base64() + " in the proof, "
                            + theirs.root().base64() + " at " + other.name()
                            + ".");
        }
        boolean later = theirs.size() > ours.size();
        Checkpoint smaller = later ? ours : theirs;
        Checkpoint larger = later ? theirs : ours;
        Optional<Finding> obstacle = other.tiles().isEmpty()
                ? Optional.of(notCompared(other, smaller, larger, later))
                : inconsistency(smaller, larger, other, later);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        return later
                ? counted(proven, Optional.of(theirs), Relation.LATER, both(proven.witnesses(), given.witnesses()))
                : counted(proven, Optional.of(theirs), Relation.EARLIER, proven.witnesses());
    }

    private static Optional<Finding> inconsistency(Checkpoint smaller, Checkpoint larger, Other other, boolean later) {
        TileSource tiles = other.tiles().orElseThrow();
        Verdict verdict;
        try {
            verdict = new Prover(new TileHashes(larger.size(), tiles))
                    .consistency(smaller.size(), larger.size())
                    .verify(smaller.root(), larger.root());
        } catch (HashUnavailableException e) {
            if (later) {
                throw e;
            }
            return Optional.of(notCompared(other, smaller, larger, false)); // tiles of a log that went back
        }
        return verdict instanceof Verdict.Proven
                ? Optional.empty()
                : Optional.of(
                        forked(
                                "By the log's own tiles, its tree of " + larger.size()
                                        + " entries does not begin with its tree of " + smaller.size()
                                        + ": entries were removed or rewritten between the two checkpoints, or the tiles are damaged."));
    }

    private static Finding notCompared(Other other, Checkpoint smaller, Checkpoint larger, boolean later) {
        return later
                ? new Finding.Unproven(
                        Code.NOT_COMPARED,
                        "The checkpoint " + other.name() + " is newer (" + larger.size()
                                + " entries) than the proof's ("
                                + smaller.size() + "), and nothing shows that it holds the same entries. Name the log's"
                                + " tiles with --tiles URL|DIR, or ask for a proof against the newer checkpoint.")
                : new Finding.Unproven(
                        Code.OLDER_CHECKPOINT,
                        "The checkpoint " + other.name() + " is older (" + smaller.size()
                                + " entries) than the proof's (" + larger.size()
                                + "). If it is an old copy, fetch it again, or name the log's tiles with --tiles URL|DIR;"
                                + " if the log publishes it now, the log went back, so keep both as evidence.");
    }

    private static Finding forked(String what) {
        return new Finding.Unproven(
                Code.FORKED, what + " Keep the proof and the checkpoint as evidence, and show them to others.");
    }

    private Finding counted(
            ProofCheck.Proven proven,
            Optional<Checkpoint> other,
            Relation relation,
            Collection<Endorsement.Cosigned> cosigned) {
        Map<String, Endorsement.Cosigned> names = new LinkedHashMap<>();
        for (Endorsement.Cosigned one : cosigned) {
            names.merge(one.key().name(), one, (first, second) -> first.time() >= second.time() ? first : second);
        }
        if (names.size() < quorum) {
            return new Finding.Unproven(
                    Code.TOO_FEW_WITNESSES,
                    "Of the " + witnesses.size() + " witnesses that you trust, " + names.size()
                            + " cosigned and " + quorum
                            + " are required. The log alone vouches for this, and could show"
                            + " others something else. Wait for the witnesses and fetch the proof again.");
        }
        return new Finding.Proven(proven.index(), proven.checkpoint(), other, relation, List.copyOf(names.values()));
    }

    private static List<Endorsement.Cosigned> both(List<Endorsement.Cosigned> one, List<Endorsement.Cosigned> another) {
        return Stream.concat(one.stream(), another.stream()).toList();
    }
}
