package dev.remit.gateway.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The master key on disk: one line of base64, readable by its owner alone. */
public final class KeyFile {
    private KeyFile() {}

    /**
     * Reads the key, or makes one where there is none yet.
     *
     * @throws KeyFileException if others may read it, or it holds something else
     */
    public static MasterKey readOrCreate(Path file, SecureRandom random) {
        if (!Files.exists(file)) {
            write(file, MasterKey.random(random));
        }
        return read(file);
    }

    /** @throws KeyFileException if it is not there, others may read it, or it holds something else */
    public static MasterKey read(Path file) {
        try {
            if (!OwnerFile.owned(file)) {
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

    /** Puts a key there, in place of the one that is there: for a rotation, with the old one kept until it is done. */
    public static void write(Path file, MasterKey key) {
        try {
            OwnerFile.write(file, Base64.getEncoder().encodeToString(key.bytes()));
        } catch (IOException e) {
            throw new KeyFileException("The key file " + file + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** The key cannot be had; the message says why and what to do, never what the file holds. */
    public static final class KeyFileException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KeyFileException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
