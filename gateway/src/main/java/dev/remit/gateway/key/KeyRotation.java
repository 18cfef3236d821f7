package dev.remit.gateway.key;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Changes keys for others while they are used. Nothing that was sealed is written anew: of the master key and a tenant's,
 * only what they wrap is wrapped anew; of a customer, what is sealed from now on takes the new key.
 *
 * <p>A new master key is durable beside the present one before anything is wrapped by it, and takes its place afterwards; so
 * at every moment one of the two opens the keys, and a start finds out which ({@link #settled}). Thread-safe.
 */
public final class KeyRotation {
    private final MasterKeySource source;
    private final SubjectKeys keys;
    private final SecureRandom random;
    private final ReentrantLock one = new ReentrantLock();

    public KeyRotation(MasterKeySource source, SubjectKeys keys, SecureRandom random) {
        this.source = source;
        this.keys = keys;
        this.random = random;
    }

    /**
     * Has all keys wrapped by another master key: a new one where it is kept here, the one that the reference of the settings
     * leads to now where it is kept elsewhere.
     *
     * @return why nothing was done, or null where it was
     * @throws SQLException if it is not certain that the one before opens nothing any more: do it again
     * @throws IOException if the new one could not be kept; or not put in its place, which the next start does
     */
    public @Nullable String master() throws SQLException, IOException {
        one.lock();
        try {
            Optional<MasterKey> left = source.prepared();
            if (left.isPresent() && keys.isWrappedBy(left.get())) {
                source.settle(); // a new one would overwrite the only key that opens
            }
            MasterKey next = source.prepare(random);
            if (keys.isWrappedBy(next)) {
                return "master_key in remit.yaml still leads to the present key. Put a new one where it leads, keep the"
                        + " old one until this is done, and do it again. An environment variable cannot change while"
                        + " the gateway runs: lead it to a file first, as in \"${file:path}\".";
            }
            keys.rotateMaster(next);
            source.settle();
            return null;
        } finally {
            one.unlock();
        }
    }

    /** Whether a tenant has a key. */
    public boolean knows(String tenant) throws SQLException {
        return keys.hasTenant(tenant);
    }

    /** Whether a customer has a key. */
    public boolean knows(String tenant, String subject) throws SQLException {
        return !keys.ids(tenant, subject).isEmpty();
    }

    /** Gives a tenant another key. Returns whether it had one. */
    public boolean tenant(String tenant) throws SQLException {
        return keys.rotateTenant(tenant);
    }

    /** Gives a customer another key for what is sealed from now on. Returns whether there was one. */
    public boolean customer(String tenant, String subject) throws SQLException {
        return keys.rotateSubject(tenant, subject);
    }

    /**
     * The master key that opens the keys, where an exchange may have been cut off: finishes it, or takes it back.
     *
     * @param file the keys, {@code keys.db}
     * @param present what the source gave
     * @throws IOException if it cannot be finished
     * @throws SQLException if the keys cannot be read
     */
    public static MasterKey settled(MasterKeySource source, MasterKey present, Path file)
            throws IOException, SQLException {
        Optional<MasterKey> left = source.prepared();
        if (left.isEmpty()) {
            return present;
        }
        if (SubjectKeys.isWrapped(file, left.get())) {
            source.settle();
            return left.get();
        }
        source.discard();
        return present;
    }
}
