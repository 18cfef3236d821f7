package dev.remit.gateway.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

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
    private final Condition released = order.newCondition();
    private final Map<String, Change.WindowSet> windows = new ConcurrentHashMap<>();
    private final Map<String, Integer> held = new HashMap<>();

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

    /**
     * Sets one aside in each of these windows, for what may end up counted there. Where it is only others under way that
     * leave no room, waits for them, since most of them will not be counted. Must be followed by {@link #release}.
     *
     * @param limits the most that may be counted, by window
     * @return whether there was room in all of them; if not, nothing was set aside
     */
    public boolean hold(Map<String, Integer> limits, Instant now) {
        order.lock();
        try {
            while (true) {
                if (limits.entrySet().stream().anyMatch(one -> count(one.getKey(), now) >= one.getValue())) {
                    return false;
                }
                if (limits.entrySet().stream()
                        .allMatch(one ->
                                count(one.getKey(), now) + held.getOrDefault(one.getKey(), 0) < one.getValue())) {
                    limits.keySet().forEach(id -> held.merge(id, 1, Integer::sum));
                    return true;
                }
                released.awaitUninterruptibly();
            }
        } finally {
            order.unlock();
        }
    }

    /** Ends what {@link #hold} began, after what came of it was counted. */
    public void release(Set<String> ids) {
        order.lock();
        try {
            ids.forEach(id -> held.computeIfPresent(id, (same, count) -> count == 1 ? null : count - 1));
            released.signalAll();
        } finally {
            order.unlock();
        }
    }

    /** When the hour that runs began, in seconds since the epoch; now where none runs. */
    public long begin(String id, Instant now) {
        Change.WindowSet window = windows.get(id);
        return window == null || over(window, now) ? now.getEpochSecond() : window.startsAt();
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

    /** Forgets windows, and says which. */
    List<Change> forget(Predicate<String> ids) {
        List<Change> forgotten = new ArrayList<>();
        for (Change.WindowSet window : List.copyOf(windows.values())) {
            if (ids.test(window.id()) && windows.remove(window.id(), window)) {
                forgotten.add(window);
            }
        }
        return forgotten;
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
