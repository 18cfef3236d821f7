package dev.remit.ledger.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import dev.remit.ledger.JournalSurface;
import dev.remit.ledger.log.LogSurface;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.NoteSignature;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.note.VerifierKey;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tlog.EntryBundle;
import dev.remit.ledger.tlog.HashTile;
import dev.remit.ledger.tlog.ProofFile;
import dev.remit.ledger.tlog.TilePath;
import dev.remit.ledger.witness.AddCheckpoint;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Each place where this library reads bytes that anybody may have written, with what holds for all bytes: nothing is
 * thrown, what is accepted is written back byte for byte, and memory stays in proportion to the input.
 */
public enum Surface {
    NOTE(parsed(Note::parse, Note::encode)),
    SIGNATURES(Surface::signatures),
    CHECKPOINT(parsed(
            bytes -> Checkpoint.parse(new String(bytes, ISO_8859_1)),
            head -> head.text().getBytes(ISO_8859_1))),
    VERIFIER_KEY(parsed(
            bytes -> VerifierKey.parse(new String(bytes, ISO_8859_1)),
            key -> key.encode().getBytes(ISO_8859_1))),
    SIGNING_KEY(parsed(
            bytes -> SigningKey.parse(new String(bytes, ISO_8859_1)),
            key -> key.secret().getBytes(ISO_8859_1))),
    HASH_TILE(parsed(Surface::tile, HashTile::encode)),
    ENTRY_BUNDLE(Surface::bundle),
    TILE_PATH(parsed(
            bytes -> TilePath.parse(new String(bytes, ISO_8859_1)),
            path -> path.path().getBytes(ISO_8859_1))),
    PROOF(parsed(ProofFile::parse, ProofFile::encode)),
    ADD_CHECKPOINT(parsed(AddCheckpoint::parse, AddCheckpoint::encode)),
    SEGMENT(JournalSurface::verify),
    FRAMES(Surface::frames),
    SNAPSHOT(LogSurface::snapshot),
    SIDECARS(LogSurface::sidecars);

    /** The lengths that a batch of the journal claims are believed up to their bound. */
    private static final long CLAIMED = 65L << 20;

    private static final long BASE = 1L << 20;
    private static final long PER_BYTE = 400;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @SuppressWarnings("ImmutableEnumChecker") // a function without state; the annotation that says so is not of the JDK
    private final Predicate<byte[]> reader;

    Surface(Predicate<byte[]> reader) {
        this.reader = reader;
    }

    /**
     * Reads.
     *
     * @return whether the input was accepted
     * @throws AssertionError when something does not hold that must
     */
    public boolean read(byte[] input) {
        long most = BASE + PER_BYTE * input.length + (this == SEGMENT ? CLAIMED : 0);
        Reading reading = once(input);
        for (int again = 0; again < 3 && reading.memory() > most; again++) {
            reading = once(input); // the first time classes may have been loaded
        }
        if (reading.memory() > most) {
            throw new AssertionError("reading " + input.length + " bytes takes " + reading.memory()
                    + " bytes of memory, and at most " + most + " may be");
        }
        return reading.accepted();
    }

    private record Reading(boolean accepted, long memory) {}

    private Reading once(byte[] input) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        boolean accepted = reader.test(input);
        return new Reading(accepted, THREADS.getCurrentThreadAllocatedBytes() - before);
    }

    private static <T> Predicate<byte[]> parsed(Function<byte[], Parsed<T>> parse, Function<T, byte[]> encode) {
        return input -> switch (parse.apply(input)) {
            case Parsed.WellFormed<T>(T value) -> {
                same(input, encode.apply(value));
                yield true;
            }
            case Parsed.Malformed<T>(String finding) -> {
                if (!finding.endsWith(".")) {
                    throw new AssertionError("no sentence: " + finding);
                }
                yield false;
            }
        };
    }

    private static void same(byte[] input, byte[] output) {
        if (!Arrays.equals(input, output)) {
            throw new AssertionError("accepted in another spelling: " + new String(output, UTF_8));
        }
    }

    /** Text that is not UTF-8 does not come this far: see {@code NOTE}. */
    private static boolean signatures(byte[] input) {
        String text = new String(input, UTF_8);
        if (!Arrays.equals(text.getBytes(UTF_8), input)) {
            return false;
        }
        Function<byte[], Parsed<List<NoteSignature>>> parse = bytes -> Note.parseSignatures(text);
        return parsed(
                        parse,
                        lines -> lines.stream()
                                .map(NoteSignature::line)
                                .collect(Collectors.joining())
                                .getBytes(UTF_8))
                .test(input);
    }

    /** As wide as it is long. */
    private static Parsed<HashTile> tile(byte[] input) {
        return HashTile.parse(input, Math.clamp(input.length / 32, 1, TilePath.FULL));
    }

    /** The first byte says how many entries there should be. */
    private static boolean bundle(byte[] input) {
        if (input.length == 0) {
            return false;
        }
        int width = Byte.toUnsignedInt(input[0]) + 1;
        Function<byte[], Parsed<EntryBundle>> parse = bytes -> EntryBundle.parse(bytes, width);
        return parsed(parse, EntryBundle::encode).test(Arrays.copyOfRange(input, 1, input.length));
    }

    /** The first byte says how many records there should be; up to 7 bytes of padding are not looked at. */
    private static boolean frames(byte[] input) {
        if (input.length == 0) {
            return false;
        }
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        byte[] again = JournalSurface.frames(body, Byte.toUnsignedInt(input[0]));
        if (again.length > body.length || !Arrays.equals(again, Arrays.copyOf(body, again.length))) {
            throw new AssertionError("accepted in another spelling");
        }
        return again.length > 0;
    }

    /** The folder with its seeds. */
    public String folder() {
        return Arrays.stream(name().toLowerCase(Locale.ROOT).split("_"))
                .reduce((head, next) -> head + Character.toUpperCase(next.charAt(0)) + next.substring(1))
                .orElseThrow();
    }
}
