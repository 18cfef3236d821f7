package dev.remit.gateway.state;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is used of the budgets of actions: counts and sums over windows that begin with their first claim. What is set
 * aside is handed to the journal under the same lock, so that sums stand there in order; nobody waits for the disk under
 * it. Thread-safe.
 */
public final class Spending {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Change.SpendingSet> windows = new HashMap<>();

    /** Held while changes are handed over, so that they are in order. */
    public ReentrantLock order() {
        return lock;
    }

    /** A claim with the most that its window may hold. */
    public record Bounded(Operation.Claim claim, BigDecimal most) {}

    /**
     * Sets all of these aside, or nothing.
     *
     * @param submit is given the changes, and hands them to the journal with the record that they belong to
     * @return what {@code submit} returned, or null where there is no room
     */
    public <T> @Nullable T reserve(List<Bounded> claims, Instant now, Function<List<Change>, T> submit) {
        lock.lock();
        try {
            Map<String, Change.SpendingSet> after = new HashMap<>();
            for (Bounded bounded : claims) {
                Operation.Claim claim = bounded.claim();
                Change.SpendingSet window = after.containsKey(claim.window())
                        ? after.get(claim.window())
                        : current(claim.window(), claim.seconds(), now);
                BigDecimal sum = window.amount().add(claim.amount());
                if (claim.amount().signum() < 0 || sum.compareTo(bounded.most()) > 0) {
                    return null;
                }
                after.put(claim.window(), window.holding(sum));
            }
            windows.putAll(after);
            return submit.apply(List.copyOf(after.values()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives back what was set aside; of a window that is over nothing is left to give back to, and the one that follows
     * it holds nothing of it.
     *
     * @param submit as with {@link #reserve}
     */
    public <T> T giveBack(List<Operation.Claim> claims, Instant now, Function<List<Change>, T> submit) {
        lock.lock();
        try {
            List<Change> changes = new ArrayList<>();
            for (Operation.Claim claim : claims) {
                Change.SpendingSet window = windows.get(claim.window());
                if (window != null && holds(window, claim, now)) {
                    Change.SpendingSet less = window.holding(
                            window.amount().subtract(claim.amount()).max(BigDecimal.ZERO));
                    windows.put(claim.window(), less);
                    changes.add(less);
                }
            }
            return submit.apply(changes);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives back what was set aside and sets other things aside, or leaves everything as it is.
     *
     * @param submit as with {@link #reserve}
     * @return what {@code submit} returned, or null where there is no room
     */
    public <T> @Nullable T exchange(
            List<Operation.Claim> before, List<Bounded> claims, Instant now, Function<List<Change>, T> submit) {
        lock.lock();
        try {
            Map<String, Change.SpendingSet> after = new HashMap<>();
            for (Operation.Claim claim : before) {
                Change.SpendingSet window = after.getOrDefault(claim.window(), windows.get(claim.window()));
                if (window != null && holds(window, claim, now)) {
                    after.put(
                            claim.window(),
                            window.holding(
                                    window.amount().subtract(claim.amount()).max(BigDecimal.ZERO)));
                }
            }
            for (Bounded bounded : claims) {
                Operation.Claim claim = bounded.claim();
                Change.SpendingSet begun = after.get(claim.window());
                Change.SpendingSet window = begun != null ? begun : current(claim.window(), claim.seconds(), now);
                BigDecimal sum = window.amount().add(claim.amount());
                if (claim.amount().signum() < 0 || sum.compareTo(bounded.most()) > 0) {
                    return null;
                }
                after.put(claim.window(), window.holding(sum));
            }
            windows.putAll(after);
            return submit.apply(List.copyOf(after.values()));
        } finally {
            lock.unlock();
        }
    }

    /** How much is used of a window that runs. */
    public BigDecimal used(String window, Instant now) {
        lock.lock();
        try {
            Change.SpendingSet known = windows.get(window);
            return known == null || over(known, now) ? BigDecimal.ZERO : known.amount();
        } finally {
            lock.unlock();
        }
    }

    private Change.SpendingSet current(String id, long seconds, Instant now) {
        Change.SpendingSet known = windows.get(id);
        return known == null || over(known, now)
                ? new Change.SpendingSet(id, now.getEpochSecond(), seconds, BigDecimal.ZERO)
                : known;
    }

    /** Whether a claim is in this window, and counts still. */
    private static boolean holds(Change.SpendingSet window, Operation.Claim claim, Instant now) {
        return !over(window, now) && window.startsAt() <= claim.at().getEpochSecond();
    }

    private static boolean over(Change.SpendingSet window, Instant now) {
        return now.getEpochSecond() - window.startsAt() >= window.seconds();
    }

    void restore(Change.SpendingSet window) {
        lock.lock();
        try {
            windows.put(window.id(), window);
        } finally {
            lock.unlock();
        }
    }

    List<Change> sweep(Instant now) {
        return remove(window -> over(window, now));
    }

    List<Change> forget(Predicate<String> ids) {
        return remove(window -> ids.test(window.id()));
    }

    private List<Change> remove(Predicate<Change.SpendingSet> gone) {
        lock.lock();
        try {
            List<Change> forgotten = windows.values().stream()
                    .filter(gone)
                    .map(Change.class::cast)
                    .toList();
            forgotten.forEach(one -> windows.remove(one.id()));
            return forgotten;
        } finally {
            lock.unlock();
        }
    }
}
