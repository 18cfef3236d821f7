package dev.remit.gateway.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * One random data key per customer, wrapped by a key derived from the master key. They live apart from the journal, so
 * that a copy of one without the other says nothing, and destroying a row makes everything sealed under it unreadable.
 *
 * <p>A row is named by a keyed hash of tenant and subject, never by them. A new key is durable before it is handed out.
 * Thread-safe.
 */
public final class SubjectKeys implements AutoCloseable {
    private static final int NAME_BYTES = 16;
    private static final int CACHED = 20_000;

    private final Connection connection;
    private final KeyedHash names;
    private final Aead wrap;
    private final SecureRandom random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Cache<String, DataKey> cache =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    private SubjectKeys(Connection connection, MasterKey master, SecureRandom random) {
        this.connection = connection;
        this.names = new KeyedHash(master.derive(MasterKey.Use.SUBJECT_NAME));
        this.wrap = new Aead(master.derive(MasterKey.Use.SUBJECT_WRAP), random);
        this.random = random;
    }

    /** Opens the store of keys, making it where there is none. */
    public static SubjectKeys open(Path file, MasterKey master, SecureRandom random) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS subject_key (name BLOB PRIMARY KEY, wrapped BLOB NOT NULL)"
                    + " WITHOUT ROWID");
        }
        return new SubjectKeys(connection, master, random);
    }

    /**
     * The subject's key, made and made durable where there is none yet.
     *
     * @throws SQLException if the store of keys cannot be read or written: nothing may be recorded or released
     */
    public DataKey of(String tenant, String subject) throws SQLException {
        byte[] name = Arrays.copyOf(names.of(tenant, subject), NAME_BYTES);
        String cached = HexFormat.of().formatHex(name);
        DataKey known = cache.getIfPresent(cached);
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            SecretKey key = find(name);
            if (key == null) {
                key = create(name);
            }
            DataKey found = new DataKey(cached, new Aead(key, random));
            cache.put(cached, found);
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** The key of that name, or null where there is none (any more). */
    public @Nullable DataKey named(String name) throws SQLException {
        lock.lock();
        try {
            SecretKey key = find(HexFormat.of().parseHex(name));
            return key == null ? null : new DataKey(name, new Aead(key, random));
        } finally {
            lock.unlock();
        }
    }

    private @Nullable SecretKey find(byte[] name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT wrapped FROM subject_key WHERE name = ?")) {
            select.setBytes(1, name);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    return null;
                }
                byte[] plain = wrap.open(rows.getBytes(1), name);
                if (plain == null) {
                    throw new SQLException("a subject key was wrapped by another master key, or was changed");
                }
                return new SecretKeySpec(plain, "AES");
            }
        }
    }

    private SecretKey create(byte[] name) throws SQLException {
        byte[] plain = new byte[MasterKey.LENGTH];
        random.nextBytes(plain);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO subject_key (name, wrapped) VALUES (?, ?)")) {
            insert.setBytes(1, name);
            insert.setBytes(2, wrap.seal(plain, name));
            insert.executeUpdate();
        }
        return new SecretKeySpec(plain, "AES");
    }

    @Override
    public void close() throws SQLException {
        lock.lock();
        try {
            connection.close();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A subject's key in use.
     *
     * @param name 32 hex digits that tell nothing of the subject
     */
    public record DataKey(String name, Aead aead) {}
}
