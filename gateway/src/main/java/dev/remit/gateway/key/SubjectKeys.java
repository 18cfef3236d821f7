package dev.remit.gateway.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.remit.gateway.key.KeyTables.SubjectRow;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A data directory's keys: the root, wrapped by the master key; each tenant's, wrapped by one that is derived from the root;
 * each customer's data key, wrapped by the tenant's. They live apart from journal and log, so that a copy of one without the
 * other says nothing, and destroying a customer's keys makes everything sealed under them unreadable.
 *
 * <p>A data key has a random id, which stands in front of what it sealed and says nothing. Which id is whose is known here
 * alone, under a keyed hash of tenant and subject; so where the keys are gone, not even what belonged together can be told.
 *
 * <p>Changing a key for another rewrites nothing that was sealed: of the master, a tenant or the root, only what it wraps is
 * wrapped anew; of a customer, new records take a new key and the old one stays to read with.
 *
 * <p>A key is durable before it is handed out. Thread-safe. Who seals keeps {@link #destroy} waiting and the other way
 * round, so that nothing is ever sealed under a key that was destroyed before.
 */
public final class SubjectKeys implements AutoCloseable {
    private static final int NAME_BYTES = 16;
    private static final int ID_BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final int CACHED = 20_000;
    private static final byte[] ROOT_CONTEXT = {'r', 'o', 'o', 't'};

    private final KeyTables tables;
    private final RootKey root;
    private final KeyedHash names;
    private final Aead tenantWrap;
    private final SecureRandom random;

    /**
     * Shared by who uses data keys, taken alone by who destroys or replaces some; before {@link #lock}. Fair: under a
     * steady load of sealing, an unfair lock keeps who wants to destroy waiting for ever.
     */
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);

    /** Around the database. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Cache<Who, DataKey> current =
            Caffeine.newBuilder().maximumSize(CACHED).build();
    private final Cache<String, DataKey> byId =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    private record Who(String tenant, String subject) {}

    /**
     * A subject's key in use.
     *
     * @param id 32 hex digits, random
     */
    public record DataKey(String id, Aead aead) {}

    private SubjectKeys(KeyTables tables, RootKey root, SecureRandom random) {
        this.tables = tables;
        this.root = root;
        this.names = new KeyedHash(root.derive(RootKey.Use.KEY_NAME));
        this.tenantWrap = new Aead(root.derive(RootKey.Use.TENANT_WRAP), random);
        this.random = random;
    }

    /**
     * Opens the keys of a directory in which something was sealed.
     *
     * @throws SQLException if there are none, the master key is not theirs, or they cannot be read
     */
    public static SubjectKeys open(Path file, MasterKey master, SecureRandom random) throws SQLException {
        return open(file, master, random, false);
    }

    /** The same, making them, root and all, where there are none. */
    public static SubjectKeys openOrCreate(Path file, MasterKey master, SecureRandom random) throws SQLException {
        return open(file, master, random, true);
    }

    /** Makes a store of keys over a root that is given, where everything has to come out the same each time. */
    public static void createWith(Path file, MasterKey master, byte[] root, SecureRandom random) throws SQLException {
        try (KeyTables tables = KeyTables.open(file)) {
            tables.root(master.wrap(random).seal(new RootKey(root).bytes(), ROOT_CONTEXT));
        }
    }

    private static SubjectKeys open(Path file, MasterKey master, SecureRandom random, boolean create)
            throws SQLException {
        if (!create && !Files.exists(file)) {
            throw lost(file);
        }
        KeyTables tables = KeyTables.open(file);
        try {
            return new SubjectKeys(tables, root(tables, file, master.wrap(random), random, create), random);
        } catch (SQLException | RuntimeException e) {
            tables.close();
            throw e;
        }
    }

    private static RootKey root(KeyTables tables, Path file, Aead wrap, SecureRandom random, boolean create)
            throws SQLException {
        byte[] wrapped = tables.root();
        if (wrapped == null) {
            if (!create) {
                throw lost(file);
            }
            byte[] made = new byte[KEY_BYTES];
            random.nextBytes(made);
            tables.root(wrap.seal(made, ROOT_CONTEXT));
            return new RootKey(made);
        }
        byte[] plain = wrap.open(wrapped, ROOT_CONTEXT);
        if (plain == null) {
            throw new SQLException("the keys in " + file
                    + " were wrapped by another master key, or changed; put the master key back that belongs to them");
        }
        return new RootKey(plain);
    }

    private static SQLException lost(Path file) {
        return new SQLException("there are no keys in " + file
                + ", but records that were sealed with some; restore it from the backup that belongs to the journal");
    }

    public RootKey root() {
        return root;
    }

    /**
     * Uses the subject's current key, made and made durable where there is none yet.
     *
     * @param use short; keeps destroying waiting
     * @throws SQLException if the store of keys cannot be read or written: nothing may be recorded or released
     */
    public <T> T use(String tenant, String subject, Function<DataKey, T> use) throws SQLException {
        gate.readLock().lock();
        try {
            Who who = new Who(tenant, subject);
            DataKey key = current.getIfPresent(who);
            return use.apply(key == null ? load(who) : key);
        } finally {
            gate.readLock().unlock();
        }
    }

    /** The key of that id, or null where there is none (any more). */
    public @Nullable DataKey withId(String id) throws SQLException {
        gate.readLock().lock();
        try {
            DataKey known = byId.getIfPresent(id);
            if (known != null) {
                return known;
            }
            lock.lock();
            try {
                SubjectRow row = tables.subject(HexFormat.of().parseHex(id));
                return row == null ? null : opened(row);
            } finally {
                lock.unlock();
            }
        } finally {
            gate.readLock().unlock();
        }
    }

    /** The ids of all keys that a subject has, the current one and older ones. */
    public List<String> ids(String tenant, String subject) throws SQLException {
        lock.lock();
        try {
            return tables.named(name(tenant, subject)).stream()
                    .map(row -> HexFormat.of().formatHex(row.id()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a tenant has a key: one of its subjects has, or had. */
    boolean hasTenant(String tenant) throws SQLException {
        lock.lock();
        try {
            return tables.tenant(name(tenant)) != null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Destroys all keys of a subject: what was sealed under them cannot be read again. Durable on return, and no longer in
     * the files as far as SQLite decides over that; a copy made before, and blocks that a disk has set aside, still have
     * them. May be repeated.
     *
     * @return the ids of the keys that were destroyed
     * @throws SQLException if it is not certain that they are gone: do it again
     */
    public List<String> destroy(String tenant, String subject) throws SQLException {
        gate.writeLock().lock();
        try {
            List<String> ids = ids(tenant, subject);
            lock.lock();
            try {
                tables.delete(name(tenant, subject));
                tables.scrub();
            } finally {
                lock.unlock();
                current.invalidate(new Who(tenant, subject));
                byId.invalidateAll(ids);
            }
            return ids;
        } finally {
            gate.writeLock().unlock();
        }
    }

    /**
     * Has the root wrapped by another master key. On return the one before opens nothing any more: whoever calls this has
     * put the new one where the next start finds it, and keeps the old one until this has returned.
     */
    public void rotateMaster(MasterKey next) throws SQLException {
        lock.lock();
        try {
            tables.root(next.wrap(random).seal(root.bytes(), ROOT_CONTEXT));
            tables.scrub();
        } finally {
            lock.unlock();
        }
    }

    /** Whether that master key is the one that the root is wrapped by. */
    boolean isWrappedBy(MasterKey master) throws SQLException {
        lock.lock();
        try {
            return opens(tables, master, random);
        } finally {
            lock.unlock();
        }
    }

    /** The same of a directory's keys that nobody has open. */
    static boolean isWrapped(Path file, MasterKey master) throws SQLException {
        try (KeyTables tables = KeyTables.open(file)) {
            return opens(tables, master, new SecureRandom());
        }
    }

    private static boolean opens(KeyTables tables, MasterKey master, SecureRandom random) throws SQLException {
        byte[] wrapped = tables.root();
        return wrapped != null && master.wrap(random).open(wrapped, ROOT_CONTEXT) != null;
    }

    /**
     * Gives a tenant another key, and wraps all keys of its subjects anew. Data keys stay what they are.
     *
     * @return whether it had one
     */
    public boolean rotateTenant(String tenant) throws SQLException {
        gate.writeLock().lock();
        lock.lock();
        try {
            byte[] name = name(tenant);
            byte[] wrapped = tables.tenant(name);
            if (wrapped == null) {
                return false;
            }
            Aead before = unwrapped(name, wrapped);
            byte[] fresh = new byte[KEY_BYTES];
            random.nextBytes(fresh);
            Aead after = new Aead(new SecretKeySpec(fresh, "Generic"), random);
            tables.atomically(() -> {
                tables.tenant(name, tenantWrap.seal(fresh, name));
                byte[] last = new byte[0];
                for (List<SubjectRow> some = tables.ofTenant(name, last);
                        !some.isEmpty();
                        some = tables.ofTenant(name, last)) {
                    for (SubjectRow row : some) {
                        tables.rewrap(row.id(), after.seal(plain(row, before), context(row)));
                        last = row.id();
                    }
                }
            });
            tables.scrub();
            return true;
        } finally {
            lock.unlock();
            gate.writeLock().unlock();
        }
    }

    /**
     * Gives a subject another key for what is sealed from now on. What was sealed before stays readable.
     *
     * @return whether there was one; nobody gets a key by this who had none
     */
    public boolean rotateSubject(String tenant, String subject) throws SQLException {
        gate.writeLock().lock();
        try {
            current.invalidate(new Who(tenant, subject));
            lock.lock();
            try {
                if (tables.current(name(tenant, subject)) == null) {
                    return false;
                }
                create(new Who(tenant, subject));
                return true;
            } finally {
                lock.unlock();
            }
        } finally {
            gate.writeLock().unlock();
        }
    }

    private DataKey load(Who who) throws SQLException {
        lock.lock();
        try {
            SubjectRow row = tables.current(name(who.tenant(), who.subject()));
            DataKey key = row == null ? create(who) : opened(row);
            current.put(who, key);
            return key;
        } finally {
            lock.unlock();
        }
    }

    private DataKey create(Who who) throws SQLException {
        byte[] drawn = new byte[ID_BYTES + KEY_BYTES];
        random.nextBytes(drawn);
        byte[] id = Arrays.copyOf(drawn, ID_BYTES);
        byte[] plain = Arrays.copyOfRange(drawn, ID_BYTES, drawn.length);
        byte[] tenant = name(who.tenant());
        byte[] name = name(who.tenant(), who.subject());
        SubjectRow unwrapped = new SubjectRow(id, name, tenant, new byte[0]);
        tables.atomically(() -> {
            byte[] wrapped = tenantKey(tenant).seal(plain, context(unwrapped));
            tables.add(new SubjectRow(id, name, tenant, wrapped));
        });
        return remembered(id, plain);
    }

    private DataKey opened(SubjectRow row) throws SQLException {
        return remembered(row.id(), plain(row, tenantKey(row.tenant())));
    }

    private DataKey remembered(byte[] id, byte[] plain) {
        String hex = HexFormat.of().formatHex(id);
        return byId.get(hex, key -> new DataKey(hex, new Aead(new SecretKeySpec(plain, "Generic"), random)));
    }

    private static byte[] plain(SubjectRow row, Aead tenantKey) throws SQLException {
        byte[] plain = tenantKey.open(row.wrapped(), context(row));
        if (plain == null) {
            throw new SQLException("a subject's key in keys.db was changed, or put under another name");
        }
        return plain;
    }

    private Aead tenantKey(byte[] name) throws SQLException {
        byte[] wrapped = tables.tenant(name);
        if (wrapped != null) {
            return unwrapped(name, wrapped);
        }
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        tables.tenant(name, tenantWrap.seal(fresh, name));
        return new Aead(new SecretKeySpec(fresh, "Generic"), random);
    }

    private Aead unwrapped(byte[] name, byte[] wrapped) throws SQLException {
        byte[] plain = tenantWrap.open(wrapped, name);
        if (plain == null) {
            throw new SQLException("a tenant's key in keys.db was changed, or put under another name");
        }
        return new Aead(new SecretKeySpec(plain, "Generic"), random);
    }

    /** A wrapped key belongs to its row: under another id, name or tenant it does not open. */
    private static byte[] context(SubjectRow row) {
        return ByteBuffer.allocate(ID_BYTES + 2 * NAME_BYTES)
                .put(row.id())
                .put(row.name())
                .put(row.tenant())
                .array();
    }

    private byte[] name(String... of) {
        return Arrays.copyOf(names.of(of), NAME_BYTES);
    }

    @Override
    public void close() throws SQLException {
        lock.lock();
        try {
            tables.close();
        } finally {
            lock.unlock();
        }
    }
}
