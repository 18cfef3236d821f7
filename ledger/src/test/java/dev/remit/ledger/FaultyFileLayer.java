package dev.remit.ledger;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A disk in memory that keeps apart what was written and what was synced, and that fails, fills up or dies at a chosen
 * call. It is as unkind as a real one may be: after a power cut any of the unsynced sectors may be there, in any
 * combination; names that were not synced may be gone; and a sync that fails drops what it should have written and
 * calls it clean.
 */
public final class FaultyFileLayer implements FileLayer {
    private static final int SECTOR = 512;

    public enum Call {
        CREATE_DIRECTORIES,
        LIST,
        OPEN_READ,
        OPEN_WRITE,
        CREATE,
        RENAME,
        DELETE,
        FORCE_DIRECTORY,
        SIZE,
        READ,
        WRITE,
        TRUNCATE,
        FORCE
    }

    public enum Effect {
        FAIL,
        FAIL_HALFWAY,
        NO_SPACE,
        READ_ONLY,
        DIE_BEFORE,
        DIE_HALFWAY,
        DIE_AFTER
    }

    /** The {@code nth} call of a kind, from 1, goes wrong. */
    public record Fault(Call call, int nth, Effect effect) {}

    /** What is left when the process, or the machine, is gone. */
    public enum Loss {
        /** A kill: the operating system keeps all that was written. */
        NOTHING,
        /** A power cut: only what was synced is left. */
        ALL_UNSYNCED,
        /** A power cut: of what was not synced, something is left. */
        SOME_UNSYNCED
    }

    private sealed interface Naming {
        record Made(Path name, Inode inode) implements Naming {}

        record Renamed(Path from, Path to, Inode inode) implements Naming {}

        record Deleted(Path name) implements Naming {}

        /** The directory whose sync makes it last. */
        default Optional<Path> directory() {
            return Optional.ofNullable(
                    switch (this) {
                        case Made made -> made.name().getParent();
                        case Renamed renamed -> renamed.to().getParent();
                        case Deleted deleted -> deleted.name().getParent();
                    });
        }
    }

    private static final class Inode {
        private byte[] live = new byte[0];
        private byte[] synced = new byte[0];
        private final BitSet dirty = new BitSet();

        void write(byte[] bytes, int at) {
            if (bytes.length == 0) {
                return;
            }
            if (at + bytes.length > live.length) {
                live = Arrays.copyOf(live, at + bytes.length);
            }
            System.arraycopy(bytes, 0, live, at, bytes.length);
            dirty.set(at / SECTOR, (at + bytes.length - 1) / SECTOR + 1);
        }

        void truncate(int size) {
            if (size < live.length) {
                dirty.set(size / SECTOR, (live.length - 1) / SECTOR + 1);
                live = Arrays.copyOf(live, size);
            }
        }

        void sync() {
            synced = merged(live.length, dirty);
            dirty.clear();
        }

        void loseSync() {
            dirty.clear();
        }

        /** The synced content, with those sectors as they are in memory. */
        private byte[] merged(int size, BitSet sectors) {
            byte[] merged = Arrays.copyOf(synced, size);
            sectors.stream().forEach(sector -> {
                int from = sector * SECTOR;
                int to = Math.min(from + SECTOR, size);
                for (int i = from; i < to; i++) {
                    merged[i] = i < live.length ? live[i] : 0;
                }
            });
            return merged;
        }

        Inode after(Loss loss, RandomGenerator random) {
            Inode copy = new Inode();
            if (loss == Loss.NOTHING) {
                copy.live = live.clone();
                copy.synced = synced.clone();
                copy.dirty.or(dirty);
                return copy;
            }
            BitSet kept = new BitSet();
            int size = synced.length;
            if (loss == Loss.SOME_UNSYNCED) {
                dirty.stream().filter(sector -> random.nextBoolean()).forEach(kept::set);
                size = random.nextBoolean() ? live.length : synced.length;
            }
            copy.synced = merged(size, kept);
            copy.live = copy.synced.clone();
            return copy;
        }
    }

    private final Map<Path, Inode> names = new HashMap<>();
    private final Set<Path> directories = new HashSet<>(); // made to last by the call that makes them
    private final Map<Path, Inode> syncedNames = new HashMap<>();
    private final List<Naming> unsyncedNames = new ArrayList<>();
    private final Map<Call, Integer> calls = new EnumMap<>(Call.class);
    private Optional<Fault> fault = Optional.empty();
    private Optional<Effect> standing = Optional.empty();
    private Runnable beforeForce = () -> {};
    private boolean locked;
    private boolean dead;

    /** From now on counts calls anew and lets that one go wrong. */
    public synchronized FaultyFileLayer with(Fault planned) {
        calls.clear();
        fault = Optional.of(planned);
        return this;
    }

    /** Every write goes wrong until further notice. */
    public synchronized void everyWrite(Effect effect) {
        standing = Optional.of(effect);
    }

    public synchronized void everyWriteWorks() {
        standing = Optional.empty();
    }

    /** Runs on the syncing thread before each sync of a file. */
    public synchronized void beforeForce(Runnable action) {
        beforeForce = action;
    }

    public synchronized int calls(Call call) {
        return calls.getOrDefault(call, 0);
    }

    public synchronized byte[] content(Path file) {
        return inode(file).live.clone();
    }

    /** Changes what is on the disk behind everybody's back. */
    public synchronized void replace(Path file, byte[] content) {
        Inode inode = inode(file);
        inode.live = content.clone();
        inode.synced = content.clone();
        inode.dirty.clear();
    }

    public synchronized void remove(Path file) {
        names.remove(file);
        syncedNames.remove(file);
    }

    public synchronized void put(Path file, byte[] content) {
        for (Path at = file.getParent(); at != null; at = at.getParent()) {
            directories.add(at);
        }
        Inode inode = new Inode();
        names.put(file, inode);
        syncedNames.put(file, inode);
        replace(file, content);
    }

    public synchronized List<Path> segments() {
        return names.keySet().stream()
                .filter(name -> name.toString().endsWith(SegmentHeader.SUFFIX))
                .sorted()
                .toList();
    }

    /** The same disk as the next process finds it. This one is not changed. */
    public synchronized FaultyFileLayer after(Loss loss, RandomGenerator random) {
        IdentityHashMap<Inode, Inode> copies = new IdentityHashMap<>();
        FaultyFileLayer next = new FaultyFileLayer();
        syncedNames.forEach((name, inode) ->
                next.names.put(name, copies.computeIfAbsent(inode, from -> from.after(loss, random))));
        next.syncedNames.putAll(next.names);
        next.directories.addAll(directories);
        int kept = switch (loss) {
            case NOTHING -> unsyncedNames.size();
            case ALL_UNSYNCED -> 0;
            case SOME_UNSYNCED -> random.nextInt(unsyncedNames.size() + 1);
        };
        for (Naming naming : unsyncedNames.subList(0, kept)) {
            Naming copy = switch (naming) {
                case Naming.Made(Path name, Inode inode) ->
                    new Naming.Made(name, copies.computeIfAbsent(inode, old -> old.after(loss, random)));
                case Naming.Renamed(Path from, Path to, Inode inode) ->
                    new Naming.Renamed(from, to, copies.computeIfAbsent(inode, old -> old.after(loss, random)));
                case Naming.Deleted deleted -> deleted;
            };
            apply(copy, next.names);
            if (loss == Loss.NOTHING) {
                next.unsyncedNames.add(copy);
            } else {
                apply(copy, next.syncedNames);
            }
        }
        return next;
    }

    @Override
    public synchronized void createDirectories(Path dir) throws IOException {
        call(
                Call.CREATE_DIRECTORIES,
                () -> {
                    for (Path at = dir; at != null; at = at.getParent()) {
                        directories.add(at);
                    }
                },
                () -> {});
    }

    @Override
    public synchronized List<Path> list(Path dir) throws IOException {
        call(Call.LIST, () -> {}, () -> {});
        return names.keySet().stream()
                .filter(name -> dir.equals(name.getParent()))
                .toList();
    }

    @Override
    public synchronized List<Path> directories(Path dir) throws IOException {
        call(Call.LIST, () -> {}, () -> {});
        return directories.stream().filter(name -> dir.equals(name.getParent())).toList();
    }

    @Override
    public synchronized Handle openForReading(Path file) throws IOException {
        call(Call.OPEN_READ, () -> {}, () -> {});
        return new Open(existing(file), false);
    }

    @Override
    public synchronized Handle openForWriting(Path file) throws IOException {
        call(Call.OPEN_WRITE, () -> {}, () -> {});
        return new Open(existing(file), true);
    }

    @Override
    public synchronized Handle create(Path file) throws IOException {
        Inode inode = new Inode();
        call(Call.CREATE, () -> name(new Naming.Made(file, inode)), () -> {});
        return new Open(inode, true);
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        Inode inode = existing(from);
        call(Call.RENAME, () -> name(new Naming.Renamed(from, to, inode)), () -> {});
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        if (directories.contains(file)) {
            if (names.keySet().stream().anyMatch(name -> name.startsWith(file))) {
                throw new DirectoryNotEmptyException(file.toString());
            }
            call(Call.DELETE, () -> directories.remove(file), () -> {});
            return;
        }
        existing(file);
        call(Call.DELETE, () -> name(new Naming.Deleted(file)), () -> {});
    }

    @Override
    public synchronized void forceDirectory(Path dir) throws IOException {
        call(
                Call.FORCE_DIRECTORY,
                () -> {
                    Set<Inode> moved = Collections.newSetFromMap(new IdentityHashMap<>());
                    for (Naming naming : unsyncedNames) {
                        if (naming.directory().equals(Optional.of(dir))) {
                            apply(naming, syncedNames);
                            if (naming instanceof Naming.Renamed renamed) {
                                moved.add(renamed.inode());
                            }
                        }
                    }
                    // A file that has its last name for good cannot come back under the name that it was made with.
                    unsyncedNames.removeIf(naming -> naming.directory().equals(Optional.of(dir))
                            || (naming instanceof Naming.Made made && moved.contains(made.inode())));
                },
                () -> {});
    }

    @Override
    public synchronized Optional<Closeable> lock(Path file) {
        if (locked) {
            return Optional.empty();
        }
        locked = true;
        return Optional.of(() -> {
            synchronized (this) {
                locked = false;
            }
        });
    }

    private void name(Naming naming) {
        apply(naming, names);
        unsyncedNames.add(naming);
    }

    private static void apply(Naming naming, Map<Path, Inode> to) {
        switch (naming) {
            case Naming.Made made -> to.put(made.name(), made.inode());
            case Naming.Renamed renamed -> {
                to.remove(renamed.from(), renamed.inode());
                to.put(renamed.to(), renamed.inode());
            }
            case Naming.Deleted deleted -> to.remove(deleted.name());
        }
    }

    /** Every file, sorted. */
    public synchronized List<Path> files() {
        return names.keySet().stream().sorted().toList();
    }

    private Inode inode(Path file) {
        return Optional.ofNullable(names.get(file)).orElseThrow(() -> new AssertionError("no file " + file));
    }

    private Inode existing(Path file) throws IOException {
        Inode inode = names.get(file);
        if (inode == null) {
            throw new FileNotFoundException(file.toString());
        }
        return inode;
    }

    private synchronized void call(Call call, Runnable whole, Runnable half) throws IOException {
        if (dead) {
            throw new IOException("the process is dead");
        }
        int nth = calls.merge(call, 1, Integer::sum);
        Optional<Effect> effect = fault.filter(planned -> planned.call() == call && planned.nth() == nth)
                .map(Fault::effect)
                .or(() -> call == Call.WRITE ? standing : Optional.empty());
        if (effect.isEmpty()) {
            whole.run();
            return;
        }
        switch (effect.get()) {
            case FAIL, READ_ONLY, DIE_BEFORE -> {}
            case FAIL_HALFWAY, NO_SPACE, DIE_HALFWAY -> half.run();
            case DIE_AFTER -> whole.run();
        }
        IOException thrown = new IOException("injected " + effect.get() + " at " + call + " " + nth);
        switch (effect.get()) {
            case NO_SPACE -> throw new NoSpaceException("No space left on device", thrown);
            case READ_ONLY -> throw new NotWritableException("Read-only file system", thrown);
            case DIE_BEFORE, DIE_HALFWAY, DIE_AFTER -> dead = true;
            case FAIL, FAIL_HALFWAY -> {}
        }
        throw thrown;
    }

    private final class Open implements Handle {
        private final Inode inode;
        private final boolean writable;

        Open(Inode inode, boolean writable) {
            this.inode = inode;
            this.writable = writable;
        }

        @Override
        public long size() throws IOException {
            synchronized (FaultyFileLayer.this) {
                call(Call.SIZE, () -> {}, () -> {});
                return inode.live.length;
            }
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            synchronized (FaultyFileLayer.this) {
                call(Call.READ, () -> {}, () -> {});
                if (position >= inode.live.length) {
                    return -1;
                }
                int length = Math.min(into.remaining(), inode.live.length - (int) position);
                into.put(inode.live, (int) position, length);
                return length;
            }
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            byte[] bytes = new byte[from.remaining()];
            from.get(bytes);
            change(
                    Call.WRITE,
                    () -> inode.write(bytes, (int) position),
                    () -> inode.write(Arrays.copyOf(bytes, bytes.length / 2), (int) position));
        }

        @Override
        public void truncate(long size) throws IOException {
            change(Call.TRUNCATE, () -> inode.truncate((int) size), () -> {});
        }

        @Override
        public void force() throws IOException {
            Runnable before;
            synchronized (FaultyFileLayer.this) {
                before = beforeForce;
            }
            before.run();
            synchronized (FaultyFileLayer.this) {
                try {
                    change(Call.FORCE, inode::sync, () -> {});
                } catch (IOException e) {
                    if (!dead) {
                        inode.loseSync();
                    }
                    throw e;
                }
            }
        }

        private void change(Call call, Runnable whole, Runnable half) throws IOException {
            if (!writable) {
                throw new IOException("opened for reading only");
            }
            FaultyFileLayer.this.call(call, whole, half);
        }

        @Override
        public void close() {}
    }
}
