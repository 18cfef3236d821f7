package dev.remit.gateway.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
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

    /** A key that is to take the place of the present one: kept durably beside it, or, where it comes from elsewhere, read anew. */
    MasterKey prepare(SecureRandom random) throws IOException;

    /** What {@link #prepare} kept, where it is still beside the present one. */
    Optional<MasterKey> prepared();

    /** Puts what was prepared into the place of the present key, durably; does nothing where nothing is kept here. */
    void settle() throws IOException;

    /** Removes what was prepared. */
    void discard() throws IOException;

    /** Where a key is kept that is to take the place of another. */
    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".next");
    }

    /** In a file of its own, made where there is none. */
    record InFile(Path file) implements MasterKeySource {
        @Override
        public MasterKey get(boolean create, SecureRandom random) {
            return create ? KeyFile.readOrCreate(file, random) : KeyFile.read(file);
        }

        @Override
        public MasterKey prepare(SecureRandom random) {
            MasterKey next = MasterKey.random(random);
            KeyFile.write(beside(file), next);
            return next;
        }

        @Override
        public Optional<MasterKey> prepared() {
            Path next = beside(file);
            return Files.exists(next) ? Optional.of(KeyFile.read(next)) : Optional.empty();
        }

        @Override
        public void settle() throws IOException {
            OwnerFile.replace(beside(file), file);
        }

        @Override
        public void discard() throws IOException {
            Files.deleteIfExists(beside(file));
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

        @Override
        public MasterKey prepare(SecureRandom random) {
            return get(false, random);
        }

        @Override
        public Optional<MasterKey> prepared() {
            return Optional.empty();
        }

        @Override
        public void settle() {
            // whoever keeps the key has put the new one in its place already
        }

        @Override
        public void discard() {
            // nothing is kept here
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
                return unwrapped(file);
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

        private MasterKey unwrapped(Path from) throws IOException {
            return new MasterKey(
                    kms.unwrap(Files.readString(from, StandardCharsets.US_ASCII).strip()));
        }

        @Override
        public MasterKey prepare(SecureRandom random) throws IOException {
            MasterKey next = MasterKey.random(random);
            OwnerFile.write(beside(file), kms.wrap(next.bytes()));
            return next;
        }

        @Override
        public Optional<MasterKey> prepared() {
            Path next = beside(file);
            if (!Files.exists(next)) {
                return Optional.empty();
            }
            try {
                return Optional.of(unwrapped(next));
            } catch (IOException | IllegalArgumentException e) {
                throw new KeyFile.KeyFileException(
                        "The wrapped master key " + next + ", which was to take the place of " + file
                                + ", cannot be read. Restore it from its backup, if there is one; else remove it, and"
                                + " start again.",
                        e);
            }
        }

        @Override
        public void settle() throws IOException {
            OwnerFile.replace(beside(file), file);
        }

        @Override
        public void discard() throws IOException {
            Files.deleteIfExists(beside(file));
        }

        /** Has a key wrapped and keeps it, in place of the one before: for a rotation. */
        public void write(MasterKey key) throws IOException {
            OwnerFile.write(file, kms.wrap(key.bytes()));
        }
    }
}
