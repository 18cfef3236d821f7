package dev.remit.gateway.line;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** A lock for each id, shared by few: as many as are held at once, however many ids there are. Thread-safe. */
final class Stripes {
    private static final int MOST = 256;

    private final Lock[] locks = Stream.generate(ReentrantLock::new).limit(MOST).toArray(Lock[]::new);

    /** The same for the same id, always; reentrant. */
    Lock of(String id) {
        return locks[Math.floorMod(id.hashCode(), locks.length)];
    }
}
