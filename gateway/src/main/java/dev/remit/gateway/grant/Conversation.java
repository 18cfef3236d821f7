package dev.remit.gateway.grant;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.contract.Limits;
import dev.remit.core.decision.Reason;
import dev.remit.gateway.state.Change;
import dev.remit.privacy.guard.Served;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in memory: the one place where budgets are spent.
 *
 * <p>A call first reserves ({@link #admit}): it is counted, and the most rows that it could bring are set aside, so that
 * parallel calls together never exceed a budget. Afterwards it settles ({@link #settle}): what was really used is
 * counted, and the record with the new state is handed to the journal under the same lock, so that records of one
 * conversation are in the order of its states. Nobody waits for the disk under this lock. A reservation whose call dies
 * stays spent until the next start, when only what is on record counts, and nothing without a record was released.
 */
public final class Conversation {
    /**
     * Grants of one conversation that are remembered at once, as renewing costs memory and no budget: enough for the
     * shortest lifetime, renewed in time.
     */
    private static final int MOST_GRANTS = 600;

    /** How many of them may have been passed on; each of those has tools of its own. */
    private static final int MOST_PASSED_ON = 50;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition looked = lock.newCondition();
    private final Condition served = lock.newCondition();
    private final ReentrantLock verifying = new ReentrantLock();
    private final ReentrantLock asking = new ReentrantLock();
    private final List<Set<DataClass>> serving = new ArrayList<>();
    private final Set<Admission.Admitted> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private ConversationFacts facts;
    private @Nullable Binding proposed;
    private int reservedRows;
    private long reservedBytes;
    private int looking;
    private int grants;
    private int passedOn;
    private final Set<Reason> refused = EnumSet.noneOf(Reason.class);
    private final Map<String, Seen> seen = new TreeMap<>();
    private int denials;
    private @Nullable Served maySay;

    /** A customer who is bound as soon as the record that says so is durable. */
    private record Binding(String subject, Assurance by) {}

    public Conversation(ConversationFacts facts) {
        this.facts = facts;
    }

    public ConversationFacts facts() {
        lock.lock();
        try {
            return facts;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Counts one more grant of this conversation.
     *
     * @param fromAnother whether it is passed on from another grant
     * @return whether there was room; a conversation's first grant always has it
     */
    public boolean addGrant(boolean fromAnother) {
        lock.lock();
        try {
            if (grants >= MOST_GRANTS || (fromAnother && passedOn >= MOST_PASSED_ON)) {
                return false;
            }
            count(1, fromAnother);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes back what {@link #addGrant} counted: the grant came to nothing, or is forgotten. */
    public void forgetGrant(boolean fromAnother) {
        locked(() -> count(-1, fromAnother));
    }

    private void count(int more, boolean fromAnother) {
        grants += more;
        passedOn += fromAnother ? more : 0;
    }

    /**
     * What was released of a resource since the gateway started.
     *
     * @param fields names, sorted
     */
    public record Seen(String resource, List<String> fields, int calls, int rows) {
        /** The fields are mostly those that were released before; then nothing is sorted, since this runs for every call. */
        private Seen more(Collection<String> released, int moreRows) {
            List<String> all = released.size() == fields.size() && released.containsAll(fields)
                    ? fields
                    : Stream.concat(fields.stream(), released.stream())
                            .distinct()
                            .sorted()
                            .toList();
            return new Seen(resource, all, calls + 1, rows + moreRows);
        }
    }

    /** Notes that rows of a resource were released. */
    public void saw(String resource, Collection<String> fields, int rows) {
        if (rows > 0) {
            locked(() -> {
                Seen before = seen.get(resource);
                seen.put(
                        resource,
                        before == null
                                ? new Seen(resource, fields.stream().sorted().toList(), 1, rows)
                                : before.more(fields, rows));
            });
        }
    }

    /** By name of the resource. */
    public List<Seen> seen() {
        lock.lock();
        try {
            return List.copyOf(seen.values());
        } finally {
            lock.unlock();
        }
    }

    /** Counts that something was asked for that is not granted. Returns whether that happened before. */
    public boolean deniedAgain() {
        lock.lock();
        try {
            return ++denials > 1;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What may be said in it.
     *
     * @param nothing made where nothing was kept yet
     */
    public Served served(Supplier<Served> nothing) {
        lock.lock();
        try {
            if (maySay == null) {
                maySay = nothing.get();
            }
            return maySay;
        } finally {
            lock.unlock();
        }
    }

    /** Whether no call of it is under way. */
    public boolean idle() {
        lock.lock();
        try {
            return open.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a call may begin. */
    public sealed interface Admission {
        /**
         * It may.
         *
         * @param facts as they stand, this call counted
         * @param rows set aside for it; possibly zero
         */
        record Admitted(ConversationFacts facts, int rows) implements Admission {}

        /**
         * It may not.
         *
         * @param first whether this is the first refusal of its kind since the last call that was admitted, which is
         *     put on record; the others of the same kind are only counted
         */
        record Refused(Reason reason, boolean first) implements Admission {}
    }

    /**
     * Counts a call and sets rows aside.
     *
     * @param wanted the most rows that the call could release
     * @param minute minutes since the epoch
     */
    public Admission admit(LiveGrant grant, Limits limits, int wanted, long minute) {
        lock.lock();
        try {
            Reason refusal = refusal(grant, limits, minute);
            if (refusal != null) {
                return new Admission.Refused(refusal, refused.add(refusal));
            }
            refused.clear();
            facts = facts.with(facts.usage().called(minute));
            int left = limits.rows() - facts.usage().rows() - reservedRows;
            for (LiveGrant one = grant; one != null; one = one.parent()) {
                one.calls++;
                Grant.Part part = one.facts().part();
                if (part != null && part.rows() != null) {
                    left = Math.min(left, part.rows() - one.rows);
                }
            }
            int reserved = Math.max(0, Math.min(wanted, left));
            reservedRows += reserved;
            for (LiveGrant one = grant; one != null; one = one.parent()) {
                one.rows += reserved;
            }
            Admission.Admitted admitted = new Admission.Admitted(facts, reserved);
            open.add(admitted);
            return admitted;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Reason refusal(LiveGrant grant, Limits limits, long minute) {
        Usage usage = facts.usage();
        if (usage.calls() >= limits.calls()) {
            return Reason.BUDGET_CALLS;
        }
        for (LiveGrant one = grant; one != null; one = one.parent()) {
            Grant.Part part = one.facts().part();
            if (part != null && part.calls() != null && one.calls >= part.calls()) {
                return Reason.BUDGET_CALLS;
            }
        }
        if (usage.misses() >= limits.misses()) {
            return Reason.BUDGET_MISSES;
        }
        if (minute <= usage.minute() && usage.minuteCalls() >= limits.callsPerMinute()) {
            return Reason.RATE_LIMITED;
        }
        return null;
    }

    /**
     * What a call really used.
     *
     * @param rows released; zero where nothing was
     * @param bytes released, set aside before by {@link #reserveBytes}
     * @param missed whether the answer was {@code not_found}
     * @param attempted whether an attempt to verify failed
     * @param served classes released
     * @param text whether text that people wrote was released
     */
    public record Used(int rows, long bytes, boolean missed, boolean attempted, Set<DataClass> served, boolean text) {
        public Used(int rows, long bytes, boolean missed, boolean attempted, Set<DataClass> served) {
            this(rows, bytes, missed, attempted, served, false);
        }

        public static final Used NOTHING = new Used(0, 0, false, false, Set.of());
    }

    /**
     * Gives back what was set aside, counts what was used, and hands the new state to {@code submit} in order. Settling
     * a second time, after a failure, gives nothing back again.
     *
     * @return what {@code submit} returned
     */
    public <T> T settle(LiveGrant grant, Admission.Admitted admitted, Used used, Function<List<Change>, T> submit) {
        lock.lock();
        try {
            int reserved = open.remove(admitted) ? admitted.rows() : 0;
            reservedRows -= reserved;
            reservedBytes -= used.bytes();
            Usage usage = facts.usage().released(used.rows(), used.bytes());
            if (used.missed()) {
                usage = usage.missed();
            }
            if (used.attempted()) {
                usage = usage.attempted();
            }
            facts = facts.with(usage);
            if (used.text() && !facts.hasReadText()) {
                facts = facts.readingText();
            }
            if (!facts.served().containsAll(used.served())) {
                Set<DataClass> served = EnumSet.copyOf(used.served());
                served.addAll(facts.served());
                facts = facts.served(served);
            }
            List<Change> changes = new ArrayList<>(2);
            changes.add(new Change.ConversationSet(onRecord()));
            for (LiveGrant one = grant; one != null; one = one.parent()) {
                one.rows -= reserved - used.rows();
                if (one.hasOwnBudget()) {
                    changes.add(new Change.SpentSet(one.facts().id(), one.calls, one.rows));
                }
            }
            return submit.apply(changes);
        } finally {
            lock.unlock();
        }
    }

    /** Sets bytes aside for a release. Returns whether the budget allows it; {@link #settle} counts them. */
    public boolean reserveBytes(Limits limits, long bytes) {
        lock.lock();
        try {
            if (facts.usage().bytes() + reservedBytes + bytes > limits.bytes()) {
                return false;
            }
            reservedBytes += bytes;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sets a miss aside for a look-up that may find nothing. Where it is only others under way that leave no room, waits
     * for them, since most of them will find something. Must be followed by {@link #lookedUp}.
     *
     * @return whether there was room
     */
    public boolean mayMiss(Limits limits) {
        lock.lock();
        try {
            while (facts.usage().misses() + looking >= limits.misses()) {
                if (facts.usage().misses() >= limits.misses()) {
                    return false;
                }
                looked.awaitUninterruptibly();
            }
            looking++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends what {@link #mayMiss} began, after a miss was counted. */
    public void lookedUp() {
        locked(() -> {
            looking--;
            looked.signalAll();
        });
    }

    /**
     * Sets classes aside for a read that may release them, so that reads under way at once do not bring together what is
     * kept apart. Where it is only others under way that are in the way, waits for them, since they may find nothing.
     * Must be followed by {@link #endServing}, if it returns true.
     *
     * @param together whether one conversation may be served all of these
     * @return whether what was served before leaves room
     */
    public boolean mayServe(Set<DataClass> classes, Predicate<Set<DataClass>> together) {
        lock.lock();
        try {
            while (true) {
                Set<DataClass> all = EnumSet.copyOf(classes);
                all.addAll(facts.served());
                if (!together.test(all)) {
                    return false;
                }
                serving.forEach(all::addAll);
                if (together.test(all)) {
                    serving.add(classes);
                    return true;
                }
                served.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends what {@link #mayServe} began, after what was released was counted. */
    public void endServing(Set<DataClass> classes) {
        locked(() -> {
            serving.remove(classes);
            served.signalAll();
        });
    }

    /**
     * Proposes a customer: from here on records say that the customer is bound, but nobody is served before
     * {@link #bind}. For {@code submit} of {@link #settle}, under whose lock records are ordered: another call's record
     * that follows must not say that nobody is bound, or a restart would forget the customer.
     *
     * @throws IllegalStateException if there is a customer already
     */
    public Change propose(String subject, Assurance by) {
        lock.lock();
        try {
            Change bound = new Change.ConversationSet(facts.bound(subject, by));
            proposed = new Binding(subject, by);
            return bound;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a proposal back: its record was refused. */
    public void withdraw() {
        locked(() -> proposed = null);
    }

    /** Binds the customer, once the record that says so is durable. */
    public void bind(String subject, Assurance by) {
        locked(() -> {
            facts = facts.bound(subject, by);
            proposed = null;
        });
    }

    private ConversationFacts onRecord() {
        return proposed == null ? facts : facts.bound(proposed.subject(), proposed.by());
    }

    /** One verification at a time: held while the source is asked and the record written. */
    public ReentrantLock verifying() {
        return verifying;
    }

    /** One at a time asks people: held from counting what waits for them until one more is on record. */
    public ReentrantLock asking() {
        return asking;
    }

    void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
