package dev.remit.gateway.trail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What is on record, findable: one row for each record, in SQLite, up to a place in the log. It may lag behind, and it may
 * be lost: it is made again from the records. Thread-safe.
 *
 * <p>While it is made anew ({@link Reindex}), a second file grows beside the first, which goes on answering until the new
 * one has caught up and takes its place. What is to be forgotten is forgotten in both, also for records that are not in
 * them yet.
 */
public final class Index implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Index.class);

    /** Its name in the data directory. */
    public static final String FILE = "index.db";

    private final Path path;
    private final Path fresh;
    private final HashedNames names;
    private final LongSupplier nanos;
    private final ReentrantReadWriteLock swap = new ReentrantReadWriteLock();
    private IndexFile current;
    private @Nullable IndexFile growing;

    private Index(Path path, HashedNames names, LongSupplier nanos, IndexFile current) {
        this.path = path;
        this.fresh = path.resolveSibling(path.getFileName() + ".new");
        this.names = names;
        this.nanos = nanos;
        this.current = current;
    }

    /**
     * Opens the index, making it where there is none. One that is damaged or of another version is thrown away.
     *
     * @param path {@code index.db} of the data directory, whose lock the caller holds
     * @param nanos a clock that only goes forward, like {@link System#nanoTime}
     */
    public static Index open(Path path, HashedNames names, LongSupplier nanos) {
        try {
            Index index = new Index(path, names, nanos, openOrBegin(path, nanos));
            if (Files.exists(index.fresh)) {
                index.growing = openOrBegin(index.fresh, nanos);
            }
            return index;
        } catch (SQLException | IOException e) {
            throw failed("opened", e);
        }
    }

    private static IndexFile openOrBegin(Path path, LongSupplier nanos) throws SQLException, IOException {
        try {
            return IndexFile.open(path, nanos);
        } catch (SQLException e) {
            if (!derivedAnew(e)) {
                throw e;
            }
            LOG.warn("The index {} cannot be used ({}); it is made again from the records", path, e.getMessage());
            IndexFile.delete(path);
            return IndexFile.open(path, nanos);
        }
    }

    /** Not where the disk fails or the file may not be read: making it again would not help. */
    private static boolean derivedAnew(SQLException e) {
        return !(e instanceof SQLiteException known)
                || known.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB
                || known.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT
                || known.getResultCode() == SQLiteErrorCode.SQLITE_ERROR;
    }

    /** The place of the first record that is not in it. */
    public long next() {
        return inside(() -> current.next());
    }

    /**
     * Adds rows in one transaction.
     *
     * @param rows in their order, beginning with {@link #next}
     */
    public void add(List<Row> rows) {
        add(next -> rows);
    }

    /**
     * The same with rows that are read while nothing else is written: what is erased meanwhile is marked so afterwards,
     * not before.
     *
     * @param from the rows from a place on
     * @return how many that were
     */
    int add(LongFunction<List<Row>> from) {
        return inside(() -> added(current, from));
    }

    private static int added(IndexFile file, LongFunction<List<Row>> from) throws SQLException {
        AtomicInteger count = new AtomicInteger();
        file.write(writer -> {
            List<Row> rows = from.apply(writer.next());
            writer.add(rows);
            count.set(rows.size());
        });
        return count.get();
    }

    /** A page of entries, newest first. */
    public List<Row> find(Query query) {
        return inside(() -> current.read(reader -> reader.find(query, names)));
    }

    /** The row of a record; empty where it is not in the index. */
    public Optional<Row> row(long sequence) {
        return inside(() -> current.read(reader -> reader.row(sequence)));
    }

    /** Who saw what of a customer. */
    public Accesses accesses(Query.Customer customer, @Nullable Instant since, @Nullable Instant until) {
        String name = names.customer(customer.tenant(), customer.subject());
        return inside(() -> current.read(reader -> reader.accesses(name, since, until)));
    }

    /** The first place from which on records are of that time or later; empty where none is. */
    public OptionalLong firstSince(Instant since) {
        return inside(() -> current.read(reader -> reader.firstSince(since)));
    }

    /**
     * Entries whose details have been kept long enough and are not erased yet, those first that expired first.
     *
     * @param after the expiry and the sequence of the last one of the page before, or null
     * @param limit at least 1
     */
    public List<Row> expired(Instant now, Query.@Nullable Place after, int limit) {
        return inside(() -> current.read(reader -> reader.expired(now, after, limit)));
    }

    /**
     * Entries whose payloads have been kept long enough and are not erased yet, in the order in which they expired.
     *
     * @param after the last one of the page before, or null
     * @param limit at least 1
     */
    public List<PayloadDue> expiredPayloads(Instant now, @Nullable PayloadDue after, int limit) {
        return inside(() -> current.read(reader -> reader.expiredPayloads(now, after, limit)));
    }

    /** Notes that the payloads of these entries are erased; their other details stay. */
    public void markPayloadsErased(Collection<Long> sequences) {
        inside(() -> {
            current.write(writer -> writer.erasePayloads(sequences));
            if (growing != null) {
                growing.write(writer -> writer.erasePayloads(sequences));
            }
            return sequences;
        });
    }

    /**
     * Where the entries of a customer are, in their order.
     *
     * @param from the first place that may be among them
     * @param limit at least 1
     */
    public List<Long> sequences(Query.Customer customer, long from, int limit) {
        String name = names.customer(customer.tenant(), customer.subject());
        return inside(() -> current.read(reader -> reader.sequences(name, from, limit)));
    }

    /**
     * Unlinks all entries of a customer before a place, also those that come into the index only later. On return nothing
     * of the link is left in the index's files. Call it when the customer's key is destroyed.
     *
     * @param before the place of the first record that stays linked
     * @return how many entries were unlinked now
     */
    public long forgetSubject(Query.Customer customer, long before) {
        String name = names.customer(customer.tenant(), customer.subject());
        AtomicLong changed = new AtomicLong();
        inside(() -> {
            current.writeAndSettle(writer -> changed.set(writer.forget(name, before)));
            if (growing != null) {
                growing.writeAndSettle(writer -> writer.forget(name, before));
            }
            return changed;
        });
        return changed.get();
    }

    /** Notes that the details of these entries are erased, and unlinks them. On return nothing of the link is left. */
    public void markErased(Collection<Long> sequences) {
        inside(() -> {
            current.writeAndSettle(writer -> writer.erase(sequences));
            if (growing != null) {
                growing.writeAndSettle(writer -> writer.erase(sequences));
            }
            return sequences;
        });
    }

    /** Throws all away and begins with the first record; for an index that is ahead of its records. */
    void clear() {
        swap.writeLock().lock();
        try {
            if (growing != null) {
                growing.close();
                growing = null;
                IndexFile.delete(fresh);
            }
            current.close();
            IndexFile.delete(path);
            current = IndexFile.open(path, nanos);
        } catch (SQLException | IOException e) {
            throw failed("made again", e);
        } finally {
            swap.writeLock().unlock();
        }
    }

    /** Whether a new index has been begun. */
    boolean isGrowing() {
        return inside(() -> growing != null);
    }

    /** Begins a new index, or goes on with the one that was begun; says from which place on. */
    long grow() {
        swap.writeLock().lock();
        try {
            if (growing == null) {
                growing = IndexFile.open(fresh, nanos);
            }
            return growing.next();
        } catch (SQLException e) {
            throw failed("made again", e);
        } finally {
            swap.writeLock().unlock();
        }
    }

    /** Adds rows to the new index, as {@link #add(LongFunction)} does to the one in use. */
    int addGrown(LongFunction<List<Row>> from) {
        return inside(() -> {
            if (growing == null) {
                throw new SQLException("no new index was begun");
            }
            return added(growing, from);
        });
    }

    /** Puts the new index in the place of the old one, if it has all that the old one has. */
    boolean takeOver() {
        swap.writeLock().lock();
        try {
            IndexFile grown = growing;
            if (grown == null || grown.next() < current.next()) {
                return false;
            }
            grown.writeAndSettle(writer -> {});
            grown.close();
            growing = null;
            current.close();
            try {
                IndexFile.deleteBeside(path);
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
                IndexFile.deleteBeside(fresh);
            } finally {
                current = IndexFile.open(path, nanos);
            }
            return true;
        } catch (SQLException | IOException e) {
            throw failed("replaced", e);
        } finally {
            swap.writeLock().unlock();
        }
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T inside(Work<T> work) {
        swap.readLock().lock();
        try {
            return work.run();
        } catch (SQLException e) {
            throw failed("used", e);
        } finally {
            swap.readLock().unlock();
        }
    }

    private static TrailException failed(String what, Exception because) {
        return new TrailException(
                TrailException.Code.UNREADABLE,
                "The index could not be " + what + ": " + because.getMessage()
                        + ". Look at the disk; then make it again with: remit ledger reindex",
                because);
    }

    @Override
    public void close() {
        swap.writeLock().lock();
        try {
            current.close();
            if (growing != null) {
                growing.close();
            }
        } catch (SQLException e) {
            throw failed("closed", e);
        } finally {
            swap.writeLock().unlock();
        }
    }
}
