package dev.remit.gateway.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counters over an hour, across grants: attempts, grants opened, customers served. An hour begins with the first count
 * and not with the clock's, so that nobody gains by waiting for the full hour. Thread-safe.
 *
 * <p>Whoever counts holds {@link #order} from counting until the record with the new count is handed to the journal, so
 * that counts stand there in order. Nobody waits for the disk under it.
 */
public final class Windows {
    /** In seconds. */
    private static final long LENGTH = Duration.ofHours(1).toSeconds();

    private final ReentrantLock order = new ReentrantLock();
    private final Map<String, Change.WindowSet> windows = new ConcurrentHashMap<>();

    public ReentrantLock order() {
        return order;
    }

    void restore(Change.WindowSet window) {
        windows.put(window.id(), window);
    }

    /** How often it was counted in the hour that runs. */
    public int count(String id, Instant now) {
        Change.WindowSet window = windows.get(id);
        return window == null || over(window, now) ? 0 : window.count();
    }

    /** Counts one, and gives what has to be put on record. */
    public Change.WindowSet add(String id, Instant now) {
        Change.WindowSet before = windows.get(id);
        Change.WindowSet after = before == null || over(before, now)
                ? new Change.WindowSet(id, now.getEpochSecond(), 1)
                : new Change.WindowSet(id, before.startsAt(), before.count() + 1);
        windows.put(id, after);
        return after;
    }

    List<Change> sweep(Instant now) {
        List<Change> forgotten = new ArrayList<>();
        for (Change.WindowSet window : List.copyOf(windows.values())) {
            if (over(window, now) && windows.remove(window.id(), window)) {
                forgotten.add(window);
            }
        }
        return forgotten;
    }

    private static boolean over(Change.WindowSet window, Instant now) {
        return now.getEpochSecond() - window.startsAt() >= LENGTH;
    }
}
