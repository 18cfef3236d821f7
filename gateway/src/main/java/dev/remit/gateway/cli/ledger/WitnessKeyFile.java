package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.Trouble;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.SigningKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

/** A witness's private key on disk: one line, as Go's {@code sumdb/note} writes it, readable by its owner alone. */
final class WitnessKeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int LONGEST = 4096;

    private WitnessKeyFile() {}

    /** Makes a new key in a file that is not there yet. */
    static SigningKey create(Path file, String name, SecureRandom random) throws IOException {
        SigningKey key;
        try {
            key = SigningKey.generate(name, KeyType.COSIGNATURE, random);
        } catch (IllegalArgumentException e) {
            throw Trouble.usage("'" + name + "' is no name for a witness: " + e.getMessage()
                    + ". Take one that is yours, like witness.example.com/1.");
        }
        ByteBuffer line = ByteBuffer.wrap((key.secret() + "\n").getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        }
        try (FileChannel directory =
                FileChannel.open(Optional.ofNullable(file.getParent()).orElse(file), StandardOpenOption.READ)) {
            directory.force(true);
        }
        return key;
    }

    /** What is wrong with the file is said without a part of it. */
    static SigningKey read(Path file, String shown) throws IOException {
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw Trouble.failed("The key file " + shown + " can be read by others. Run: chmod 600 " + shown);
        }
        if (Files.size(file) > LONGEST) {
            throw Trouble.failed("The file " + shown + " is too large to hold a key. Name the key file.");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        return switch (SigningKey.parse(text)) {
            case Parsed.WellFormed<SigningKey>(SigningKey key)
            when key.verifier().type() == KeyType.COSIGNATURE -> key;
            case Parsed.WellFormed<SigningKey> _ ->
                throw Trouble.failed("The key in " + shown + " is for notes, not for cosignatures. Make one with:"
                        + " remit ledger witness --new-key NAME --key FILE");
            case Parsed.Malformed<SigningKey>(String finding) ->
                throw Trouble.failed(shown + ": " + finding + " Restore it from its backup, or make a new one with:"
                        + " remit ledger witness --new-key NAME --key FILE");
        };
    }
}
