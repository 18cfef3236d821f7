package dev.remit.ledger.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A text with signatures (C2SP signed-note v1.0.0). The text must be ignored until {@link #verify} accepts it.
 *
 * <p>There is one encoding of a note: what {@link #parse} accepts, {@link #encode} gives back byte for byte.
 *
 * @param text ends in a newline; of the control characters below U+0020 it has no others
 * @param signatures 1 to {@value #MAX_SIGNATURES}, none of them verified
 */
public record Note(String text, List<NoteSignature> signatures) {
    /** The longest note that is read: 1 MiB. */
    public static final int MAX_BYTES = 1 << 20;

    public static final int MAX_SIGNATURES = 100;

    /** @throws IllegalArgumentException when text or number of signatures are not allowed, or the note is too long */
    public Note {
        signatures = List.copyOf(signatures);
        Optional<String> wrong = fault(text, signatures);
        if (wrong.isPresent()) {
            throw new IllegalArgumentException(wrong.get());
        }
    }

    private static Optional<String> fault(String text, List<NoteSignature> signatures) {
        if (!text.endsWith("\n")) {
            return Optional.of("A note's text ends in a newline; this one does not.");
        }
        if (hasControls(text) || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return Optional.of("A note's text has no control characters but newlines, and no broken surrogates.");
        }
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            return Optional.of("A note has 1 to " + MAX_SIGNATURES + " signatures.");
        }
        return encode(text, signatures).length > MAX_BYTES
                ? Optional.of("A note has at most " + MAX_BYTES + " bytes.")
                : Optional.empty();
    }

    /** Reads a note of at most {@value #MAX_BYTES} bytes and {@value #MAX_SIGNATURES} signatures, and verifies nothing. */
    public static Parsed<Note> parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return malformed("it has more than " + MAX_BYTES + " bytes");
        }
        String all;
        try {
            all = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return malformed("it is not UTF-8");
        }
        if (hasControls(all)) {
            return malformed("it has a control character other than a newline");
        }
        int split = all.lastIndexOf("\n\n");
        if (split < 0) {
            return malformed("no empty line separates text and signatures");
        }
        String block = all.substring(split + 2);
        if (!block.endsWith("\n")) {
            return malformed("it does not end in a signature line with a newline");
        }
        return parseSignatures(block)
                .then(signatures -> new Parsed.WellFormed<>(new Note(all.substring(0, split + 1), signatures)));
    }

    /**
     * Reads signature lines alone, as a witness returns them (C2SP tlog-witness, "add-checkpoint").
     *
     * @param block 1 to {@value #MAX_SIGNATURES} lines, each with its newline
     */
    public static Parsed<List<NoteSignature>> parseSignatures(String block) {
        List<NoteSignature> signatures = new ArrayList<>();
        int start = 0;
        while (start < block.length()) {
            int end = block.indexOf('\n', start);
            if (end < 0) {
                return new Parsed.Malformed<>("The last signature line has no newline.");
            }
            if (signatures.size() == MAX_SIGNATURES) {
                return new Parsed.Malformed<>("There are more than " + MAX_SIGNATURES + " signatures.");
            }
            switch (NoteSignature.parse(block.substring(start, end))) {
                case Parsed.Malformed<NoteSignature>(String finding) -> {
                    return new Parsed.Malformed<>(finding);
                }
                case Parsed.WellFormed<NoteSignature>(NoteSignature signature) -> signatures.add(signature);
            }
            start = end + 1;
        }
        return signatures.isEmpty()
                ? new Parsed.Malformed<>("There is no signature.")
                : new Parsed.WellFormed<>(List.copyOf(signatures));
    }

    private static Parsed<Note> malformed(String why) {
        return new Parsed.Malformed<>("This is not a signed note: " + why + ".");
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> c < ' ' && c != '\n');
    }

    /**
     * Checks the signatures of the known keys and ignores all others. Every signature that names a known key must be by
     * it.
     *
     * @param known keys that are trusted for this text
     * @throws IllegalArgumentException when two known keys differ but have the same name and id
     */
    public NoteCheck verify(Collection<VerifierKey> known) {
        refuseAmbiguity(known);
        Map<VerifierKey, Endorsement> by = new LinkedHashMap<>();
        for (NoteSignature signature : signatures) {
            for (VerifierKey key : known) {
                if (key.isNamedBy(signature)) {
                    Optional<Endorsement> endorsement = key.check(text, signature);
                    if (endorsement.isEmpty()) {
                        return new NoteCheck.Forged(key);
                    }
                    by.putIfAbsent(key, endorsement.get());
                }
            }
        }
        return by.isEmpty() ? new NoteCheck.Unknown() : new NoteCheck.Verified(List.copyOf(by.values()));
    }

    private static void refuseAmbiguity(Collection<VerifierKey> known) {
        Map<String, VerifierKey> seen = new LinkedHashMap<>();
        for (VerifierKey key : known) {
            VerifierKey other = seen.putIfAbsent(key.name() + "+" + key.id(), key);
            if (other != null && !other.equals(key)) {
                throw new IllegalArgumentException("two keys have the same name and id: " + key + " and " + other);
            }
        }
    }

    /** This note with one more signature line at its end. */
    public Note with(NoteSignature signature) {
        List<NoteSignature> more = new ArrayList<>(signatures);
        more.add(signature);
        return new Note(text, more);
    }

    /** The bytes that {@link #parse} reads. */
    public byte[] encode() {
        return encode(text, signatures);
    }

    private static byte[] encode(String text, List<NoteSignature> signatures) {
        StringBuilder all = new StringBuilder(text).append('\n');
        for (NoteSignature signature : signatures) {
            all.append(signature.line());
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }
}
