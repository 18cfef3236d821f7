package dev.remit.gateway;

import dev.remit.gateway.config.MasterKeySetting;
import dev.remit.gateway.config.References;
import dev.remit.gateway.config.Settings;
import dev.remit.gateway.key.KeyRotation;
import dev.remit.gateway.key.MasterKey;
import dev.remit.gateway.key.MasterKeySource;
import dev.remit.gateway.key.VaultTransit;
import dev.remit.gateway.state.Projection;
import dev.remit.ledger.FileJournal;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalOptions;
import dev.remit.ledger.log.Log;
import dev.remit.ledger.log.LogException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A data directory that this process owns, by the locks of the journal and of the log that is made from it; with the
 * master key.
 *
 * @param journal open
 * @param log open
 */
public record DataDirectory(Journal journal, Log log, MasterKey master) {
    /** A start waits no longer for a KMS. */
    private static final Duration KMS_PATIENCE = Duration.ofSeconds(10);

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
        Log log = log(data);
        Journal journal = null;
        try {
            // What the log has made durable may be gone from the journal; all that comes after must be there.
            journal = FileJournal.open(
                    data.resolve("journal"),
                    JournalOptions.defaults().withHeld(log.settled()).withAcknowledged(accepted(data, log)));
            boolean empty = journal.size() == 0;
            if (!empty) {
                notLost(data.resolve("keys.db"));
            }
            MasterKeySource source = source(settings, references);
            MasterKey master = source.get(empty, random);
            return new DataDirectory(
                    journal, log, empty ? master : KeyRotation.settled(source, master, data.resolve("keys.db")));
        } catch (SQLException e) {
            String what =
                    journal == null ? "state in " + data.resolve("state.db") : "keys in " + data.resolve("keys.db");
            if (journal != null) {
                journal.close();
            }
            log.close();
            throw new IllegalStateException("The " + what + " cannot be read: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            if (journal != null) {
                journal.close();
            }
            log.close();
            throw e;
        }
    }

    /**
     * How many records were accepted, by all that knows besides the journal: a journal that has fewer has not lost what a
     * write left half done.
     */
    private static long accepted(Path data, Log log) throws SQLException {
        return Math.max(Math.max(log.settled(), log.publishedSize()), Projection.position(data.resolve("state.db")));
    }

    /** The first of the locks: who has it owns the directory. */
    private static Log log(Path data) {
        try {
            return Log.open(data.resolve("log"), FileLayer.system());
        } catch (LogException e) {
            if (e.kind() != LogException.Kind.LOCKED) {
                throw e;
            }
            throw new IllegalStateException(
                    "Another gateway or command has the data directory " + data + ". Stop it first, or use another"
                            + " directory ('data' in remit.yaml). A lock that is left over frees itself: delete nothing.",
                    e);
        }
    }

    /** A journal without its keys is a restore that went wrong; making new ones would hide that until it is too late. */
    private static void notLost(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    "The file " + file + " is gone, and with it the keys to all that the journal"
                            + " holds. Restore it from the backup that belongs to the journal.");
        }
    }

    /** Where the settings say that the master key comes from. */
    public static MasterKeySource source(Settings settings, References references) {
        return switch (settings.masterKey()) {
            case null -> new MasterKeySource.InFile(settings.data().resolve("master.key"));
            case MasterKeySetting.Reference(String reference) ->
                new MasterKeySource.Referred(() -> references.apply(reference));
            case MasterKeySetting.Vault(URI address, String key, String token) ->
                new MasterKeySource.Wrapped(
                        settings.data().resolve("master.wrapped"),
                        new VaultTransit(address, key, () -> references.apply(token), KMS_PATIENCE));
        };
    }
}
