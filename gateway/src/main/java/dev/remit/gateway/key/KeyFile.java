package dev.remit.gateway.key;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The master key on disk: one line of base64, readable by its owner alone. */
public final class KeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    /**
     * Reads the key, or makes one where there is none yet.
     *
     * @throws KeyFileException if others may read it, or it holds something else
     */
    public static MasterKey readOrCreate(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                create(file, random);
            }
            return read(file);
        } catch (IOException e) {
            throw new KeyFileException("The key file " + file + " cannot be read or made: " + e.getMessage(), e);
        }
    }

    /** @throws KeyFileException if it is not there, others may read it, or it holds something else */
    public static MasterKey read(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNER_ONLY.containsAll(permissions)) {
                throw new KeyFileException(
                        "The key file " + file + " can be read by others; run: chmod 600 " + file, null);
            }
            byte[] bytes = Base64.getDecoder()
                    .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
            return new MasterKey(bytes);
        } catch (NoSuchFileException e) {
            throw new KeyFileException("There is no key file " + file + "; restore it from its backup.", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new KeyFileException(
                    "The key file " + file + " does not hold 32 bytes in base64; restore it from its backup.", e);
        }
    }

    private static void create(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[MasterKey.LENGTH];
        random.nextBytes(key);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n", StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    /** The key cannot be had; the message says why and what to do, never what the file holds. */
    public static final class KeyFileException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KeyFileException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
