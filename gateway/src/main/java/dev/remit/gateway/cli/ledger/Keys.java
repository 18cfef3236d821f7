package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Verifier keys as people give them: the text, or a file that holds it. */
final class Keys {
    /** No key is longer; a file that is was not meant. */
    private static final int LONGEST = 4096;

    private Keys() {}

    /** @param option what it was given with, for the person who did */
    static VerifierKey log(Terminal terminal, String option, String given) throws IOException {
        VerifierKey key = any(terminal, option, given);
        if (key.type() != KeyType.NOTE) {
            throw Trouble.usage(option + ": " + key.name()
                    + " is the key of a witness, and the log's own is needed. Give a witness with --witness.");
        }
        return key;
    }

    static VerifierKey witness(Terminal terminal, String option, String given) throws IOException {
        VerifierKey key = any(terminal, option, given);
        if (key.type() != KeyType.COSIGNATURE) {
            throw Trouble.usage(
                    option + ": " + key.name() + " is the key of a log, and a witness's is needed. Ask the witness.");
        }
        return key;
    }

    private static VerifierKey any(Terminal terminal, String option, String given) throws IOException {
        return switch (VerifierKey.parse(text(terminal, option, given))) {
            case Parsed.WellFormed<VerifierKey>(VerifierKey key) -> key;
            case Parsed.Malformed<VerifierKey>(String finding) ->
                throw Trouble.usage(
                        option + ": '" + shortened(given) + "' is neither a verifier key nor a file with one. "
                                + finding + " It looks like name+1234abcd+AQ...; get it from a place you trust.");
        };
    }

    private static String text(Terminal terminal, String option, String given) throws IOException {
        Path file;
        try {
            file = terminal.path(Path.of(given));
        } catch (InvalidPathException e) {
            return given;
        }
        if (!Files.isRegularFile(file)) {
            return given;
        }
        if (Files.size(file) > LONGEST) {
            throw Trouble.usage(option + ": " + given + " is too large to hold a key. Name the file with the key.");
        }
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        if (lines.size() != 1) {
            throw Trouble.usage(option + ": " + given + " has " + lines.size()
                    + " lines, and a file with a verifier key has one. Name the file with the key.");
        }
        return lines.getFirst().strip();
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
