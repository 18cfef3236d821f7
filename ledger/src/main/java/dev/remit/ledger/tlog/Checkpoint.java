package dev.remit.ledger.tlog;

import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.tree.Hash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The head of a log, as its owner and witnesses sign it (C2SP tlog-checkpoint v1.0.0). By itself it is a claim; see
 * {@link TrustedLog}. Immutable.
 *
 * @param origin which log; one line, not empty
 * @param size number of entries, 0 to 2^63-1
 * @param root of the Merkle tree over them
 * @param extensions further lines, none empty; they mean nothing here
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    /** @throws IllegalArgumentException when a line is empty or has control characters, or the size is negative */
    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (size < 0) {
            throw new IllegalArgumentException("a log cannot have " + size + " entries");
        }
        if (!isLine(origin) || !extensions.stream().allMatch(Checkpoint::isLine)) {
            throw new IllegalArgumentException("origin and extensions are lines of at least one character, without"
                    + " control characters and broken surrogates");
        }
    }

    private static boolean isLine(String text) {
        return !text.isEmpty()
                && text.chars().noneMatch(c -> c < ' ')
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Reads the text of a note; extension lines are bounded by {@link Note#MAX_BYTES}, which applies here too. */
    public static Parsed<Checkpoint> parse(String text) {
        if (text.length() > Note.MAX_BYTES) {
            return malformed("it is longer than " + Note.MAX_BYTES + " characters");
        }
        if (!text.endsWith("\n")) {
            return malformed("its last line has no newline");
        }
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        if (lines.size() < 3) {
            return malformed("it has fewer than the three lines origin, size and root");
        }
        if (!lines.stream().allMatch(Checkpoint::isLine)) {
            return malformed("a line is empty or has a control character");
        }
        OptionalLong size = Decimal.parse(lines.get(1));
        if (size.isEmpty()) {
            return malformed("its second line is not a size from 0 to 2^63-1 without leading zeros");
        }
        Optional<Hash> root = HashLine.parse(lines.get(2));
        if (root.isEmpty()) {
            return malformed("its third line is not the Base64 of a root hash");
        }
        return new Parsed.WellFormed<>(
                new Checkpoint(lines.getFirst(), size.getAsLong(), root.get(), lines.subList(3, lines.size())));
    }

    private static Parsed<Checkpoint> malformed(String why) {
        return new Parsed.Malformed<>("This is not a checkpoint: " + why + ".");
    }

    /** What is signed; {@link #parse} reads it. */
    public String text() {
        StringBuilder text = new StringBuilder(origin)
                .append('\n')
                .append(size)
                .append('\n')
                .append(root.base64())
                .append('\n');
        for (String extension : extensions) {
            text.append(extension).append('\n');
        }
        return text.toString();
    }
}
