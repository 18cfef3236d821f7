package dev.remit.ledger.witness;

import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.NoteCheck;
import dev.remit.ledger.note.NoteSignature;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.VerifierKey;
import dev.remit.ledger.tlog.Decimal;
import dev.remit.ledger.tree.ConsistencyProof;
import dev.remit.ledger.tree.HashUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A witness at its address, as a log asks it (C2SP tlog-witness, "add-checkpoint").
 *
 * <p>An answer counts only after its cosignature was verified with the witness's key. Safe for use by many threads.
 */
public final class WitnessClient implements Cosigner, AutoCloseable {
    /** Dozens of signature lines of the longest kind. */
    private static final int LARGEST_ANSWER = 64 * 1024;

    private final URI address;
    private final VerifierKey key;
    private final Proofs proofs;
    private final Web web;

    private WitnessClient(URI address, VerifierKey key, Proofs proofs, Web web) {
        this.address = address;
        this.key = key;
        this.proofs = proofs;
        this.web = web;
    }

    /** Makes proofs for a witness that is elsewhere than was believed; {@code Log::consistency} does. */
    @FunctionalInterface
    public interface Proofs {
        /** @throws HashUnavailableException when the log cannot be read */
        ConsistencyProof consistency(long oldSize, long newSize);
    }

    /**
     * @param submissionPrefix the witness's address; {@code /add-checkpoint} is put behind it
     * @param key of type {@link KeyType#COSIGNATURE}, from a place that is trusted
     * @throws IllegalArgumentException when the address or the type of the key will not do; says what to change
     */
    public static WitnessClient of(String submissionPrefix, VerifierKey key, Proofs proofs) {
        return of(submissionPrefix, key, proofs, Web.LIMIT);
    }

    static WitnessClient of(String submissionPrefix, VerifierKey key, Proofs proofs, Duration limit) {
        if (key.type() != KeyType.COSIGNATURE) {
            throw new IllegalArgumentException("The verifier key of a witness has type 0x04; this one is a log's.");
        }
        URI address = URI.create(Web.prefix(submissionPrefix) + "/add-checkpoint");
        return new WitnessClient(address, key, proofs, new Web(limit));
    }

    @Override
    public String name() {
        return key.name();
    }

    /** Asks once; and once more where the witness answers that it knows a smaller tree than was believed. */
    @Override
    public Cosigning ask(String origin, long oldSize, ConsistencyProof proof, Note signedCheckpoint) {
        AddCheckpoint request = AddCheckpoint.of(oldSize, proof.path(), signedCheckpoint);
        if (!request.head().origin().equals(origin)) {
            throw new IllegalArgumentException("the checkpoint is of another log than " + origin);
        }
        Answer first = post(request);
        if (!(first instanceof Answer.Elsewhere(long known))) {
            return first.outcome();
        }
        if (known > request.head().size()) {
            return new Cosigning.Behind(known);
        }
        if (known == oldSize) {
            return refused("contradicts itself: it does not take size " + known + " and says that it is there");
        }
        ConsistencyProof nearer;
        try {
            nearer = proofs.consistency(known, request.head().size());
        } catch (HashUnavailableException e) {
            return new Cosigning.Unreachable(
                    "No proof could be made for the witness " + name() + ": " + e.getMessage());
        }
        Answer second = post(AddCheckpoint.of(known, nearer.path(), signedCheckpoint));
        return second instanceof Answer.Elsewhere(long later)
                        && later > request.head().size()
                ? new Cosigning.Behind(later)
                : second.outcome();
    }

    /** One answer. */
    private sealed interface Answer {
        Cosigning outcome();

        record Final(Cosigning outcome) implements Answer {}

        /** The witness cosigned another size last. */
        record Elsewhere(long known) implements Answer {
            @Override
            public Cosigning outcome() {
                return new Cosigning.Unreachable(
                        "The witness moved to size " + known + " meanwhile: somebody else asks it too. Ask again.");
            }
        }
    }

    private Answer post(AddCheckpoint request) {
        Web.Reply reply;
        try {
            reply = web.post(address, request.encode(), LARGEST_ANSWER);
        } catch (IOException e) {
            return new Answer.Final(
                    new Cosigning.Unreachable("The witness " + name() + " was not heard: " + e.getMessage()));
        }
        return switch (reply.status()) {
            case 200 -> new Answer.Final(verified(reply, request.signed().text()));
            case 409 ->
                known(reply)
                        .<Answer>map(Answer.Elsewhere::new)
                        .orElseGet(() -> new Answer.Final(refused("answered 409 without a size")));
            case 429, 500, 502, 503, 504 ->
                new Answer.Final(new Cosigning.Unreachable(
                        "The witness " + name() + " cannot answer now (" + reply.status() + saying(reply) + ")."));
            default -> new Answer.Final(refused("answered " + reply.status() + saying(reply)));
        };
    }

    private Cosigning verified(Web.Reply reply, String text) {
        return switch (text(reply).then(Note::parseSignatures)) {
            case Parsed.Malformed<List<NoteSignature>>(String finding) ->
                refused("answered with something else than signatures. " + finding);
            case Parsed.WellFormed<List<NoteSignature>>(List<NoteSignature> lines) ->
                switch (new Note(text, lines).verify(List.of(key))) {
                    case NoteCheck.Verified _ ->
                        new Cosigning.Cosigned(
                                lines.stream().filter(this::isOurs).toList());
                    case NoteCheck.Forged _ -> refused("answered with a cosignature that does not verify");
                    case NoteCheck.Unknown() -> refused("answered with cosignatures of other keys than " + key);
                };
        };
    }

    private boolean isOurs(NoteSignature line) {
        return line.keyId() == key.id() && line.name().equals(key.name());
    }

    private Cosigning.Refused refused(String what) {
        return new Cosigning.Refused("The witness " + name() + " " + what + (what.endsWith(".") ? "" : ".")
                + " Check that address, key and witness belong together.");
    }

    private static Optional<Long> known(Web.Reply reply) {
        boolean size = reply.type().filter("text/x.tlog.size"::equals).isPresent();
        if (!size || !(text(reply) instanceof Parsed.WellFormed<String>(String text)) || !text.endsWith("\n")) {
            return Optional.empty();
        }
        OptionalLong known = Decimal.parse(text.substring(0, text.length() - 1));
        return known.isPresent() ? Optional.of(known.getAsLong()) : Optional.empty();
    }

    private static Parsed<String> text(Web.Reply reply) {
        try {
            return new Parsed.WellFormed<>(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(reply.body()))
                    .toString());
        } catch (CharacterCodingException e) {
            return new Parsed.Malformed<>("It is not UTF-8.");
        }
    }

    /** What the other side says, cut short and without what could move a terminal's cursor. */
    private static String saying(Web.Reply reply) {
        String said = new String(reply.body(), StandardCharsets.UTF_8)
                .replaceAll("[^\\p{Graph}]+", " ")
                .strip();
        return said.isEmpty() ? "" : ": " + said.substring(0, Math.min(300, said.length()));
    }

    @Override
    public void close() {
        web.close();
    }
}
