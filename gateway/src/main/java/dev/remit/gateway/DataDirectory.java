package dev.remit.gateway;

import dev.remit.gateway.config.References;
import dev.remit.gateway.config.Settings;
import dev.remit.gateway.key.KeyFile;
import dev.remit.gateway.key.MasterKey;
import dev.remit.ledger.FileJournal;
import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A data directory that this process owns: the journal, whose lock is the directory's lock, and the master key.
 *
 * @param journal open
 */
public record DataDirectory(Journal journal, MasterKey master) {
    /**
     * Opens the directory, making it where there is none.
     *
     * @throws IOException if it cannot be made
     * @throws RuntimeException whose message says what to change
     */
    public static DataDirectory open(Settings settings, References references, SecureRandom random) throws IOException {
        Path data = settings.data();
        Files.createDirectories(
                data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Journal journal = FileJournal.open(data.resolve("journal"), JournalOptions.defaults());
        try {
            if (journal.size() > 0) {
                notLost(data.resolve("keys.db"), "what customers' records say");
            }
            return new DataDirectory(journal, master(settings, references, random, journal.size() == 0));
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** A journal without its keys is a restore that went wrong; making new ones would hide that until it is too late. */
    private static void notLost(Path file, String opens) {
        if (!Files.exists(file)) {
            throw new IllegalStateException("The file " + file + " is gone, and with it the keys to " + opens
                    + ". Restore it from the backup that belongs to the journal; or make an empty file of that name to"
                    + " go on without.");
        }
    }

    private static MasterKey master(
            Settings settings, References references, SecureRandom random, boolean nothingSealedYet) {
        String reference = settings.masterKey();
        if (reference == null) {
            Path file = settings.data().resolve("master.key");
            return nothingSealedYet ? KeyFile.readOrCreate(file, random) : KeyFile.read(file);
        }
        try {
            return new MasterKey(
                    Base64.getDecoder().decode(references.apply(reference).strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "master_key in remit.yaml does not lead to 32 bytes in base64; make one with:"
                            + " openssl rand -base64 32",
                    e);
        }
    }
}
