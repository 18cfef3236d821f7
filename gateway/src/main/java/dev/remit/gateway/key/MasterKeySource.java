package dev.remit.gateway.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Where the master key comes from when the gateway starts. */
public sealed interface MasterKeySource {
    /**
     * The master key.
     *
     * @param create whether nothing was sealed yet, so that a new one may be made
     * @throws RuntimeException whose message says what is wrong and what to do, and holds no secret
     */
    MasterKey get(boolean create, SecureRandom random);

    /** In a file of its own, made where there is none. */
    record InFile(Path file) implements MasterKeySource {
        @Override
        public MasterKey get(boolean create, SecureRandom random) {
            return create ? KeyFile.readOrCreate(file, random) : KeyFile.read(file);
        }
    }

    /**
     * Where a reference of the settings leads: an environment variable, or a file that something else provides.
     *
     * @param base64 resolves it
     */
    record Referred(Supplier<String> base64) implements MasterKeySource {
        @Override
        public MasterKey get(boolean create, SecureRandom random) {
            String text = base64.get();
            try {
                return new MasterKey(Base64.getDecoder().decode(text.strip()));
            } catch (IllegalArgumentException e) {
                // Without the cause: it may quote what was found.
                throw new IllegalArgumentException(
                        "master_key in remit.yaml does not lead to 32 bytes in base64; make one"
                                + " with: openssl rand -base64 32");
            }
        }
    }

    /**
     * Made here, kept in the data directory as a KMS has wrapped it, unwrapped by the KMS at each start.
     *
     * @param file the wrapped key
     */
    record Wrapped(Path file, Kms kms) implements MasterKeySource {
        @Override
        public MasterKey get(boolean create, SecureRandom random) {
            try {
                if (create && !Files.exists(file)) {
                    MasterKey made = MasterKey.random(random);
                    write(made);
                    return made;
                }
                return new MasterKey(kms.unwrap(
                        Files.readString(file, StandardCharsets.US_ASCII).strip()));
            } catch (NoSuchFileException e) {
                throw new KeyFile.KeyFileException(
                        "There is no wrapped master key " + file + "; restore it from its backup.", e);
            } catch (IOException e) {
                throw new KeyFile.KeyFileException("The wrapped master key " + file + " cannot be read or made.", e);
            } catch (IllegalArgumentException e) {
                throw new KeyFile.KeyFileException(
                        "What " + kms + " unwrapped from " + file + " is not a master key; restore " + file
                                + " from its backup.",
                        null);
            }
        }

        /** Has a key wrapped and keeps it, in place of the one before: for a rotation. */
        public void write(MasterKey key) throws IOException {
            OwnerFile.write(file, kms.wrap(key.bytes()));
        }
    }
}
