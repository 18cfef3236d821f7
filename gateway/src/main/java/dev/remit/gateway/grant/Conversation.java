package dev.remit.gateway.grant;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.contract.Limits;
import dev.remit.core.decision.Reason;
import dev.remit.gateway.state.Change;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
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
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock verifying = new ReentrantLock();
    private ConversationFacts facts;
    private int reservedRows;
    private long reservedBytes;
    private @Nullable Reason lastRefusal;

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
                boolean first = refusal != lastRefusal;
                lastRefusal = refusal;
                return new Admission.Refused(refusal, first);
            }
            lastRefusal = null;
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
            return new Admission.Admitted(facts, reserved);
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
        if (usage.minute() == minute && usage.minuteCalls() >= limits.callsPerMinute()) {
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
     */
    public record Used(int rows, long bytes, boolean missed, boolean attempted, Set<DataClass> served) {
        public static final Used NOTHING = new Used(0, 0, false, false, Set.of());
    }

    /**
     * Gives back what was set aside, counts what was used, and hands the new state to {@code submit} in order.
     *
     * @return what {@code submit} returned
     */
    public <T> T settle(LiveGrant grant, Admission.Admitted admitted, Used used, Function<List<Change>, T> submit) {
        lock.lock();
        try {
            reservedRows -= admitted.rows();
            reservedBytes -= used.bytes();
            Usage usage = facts.usage().released(used.rows(), used.bytes());
            if (used.missed()) {
                usage = usage.missed();
            }
            if (used.attempted()) {
                usage = usage.attempted();
            }
            facts = facts.with(usage);
            if (!facts.served().containsAll(used.served())) {
                Set<DataClass> served = EnumSet.copyOf(used.served());
                served.addAll(facts.served());
                facts = facts.served(served);
            }
            List<Change> changes = new ArrayList<>(2);
            changes.add(new Change.ConversationSet(facts));
            for (LiveGrant one = grant; one != null; one = one.parent()) {
                one.rows -= admitted.rows() - used.rows();
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
     * The facts as they would be with a customer bound. Nothing changes until {@link #bind}.
     *
     * @throws IllegalStateException if there is a customer already
     */
    public ConversationFacts proposed(String subject, Assurance by) {
        return facts().bound(subject, by);
    }

    /** Binds the customer, once the record that says so is durable. */
    public void bind(String subject, Assurance by) {
        locked(() -> facts = facts.bound(subject, by));
    }

    /** One verification at a time: held while the source is asked and the record written. */
    public ReentrantLock verifying() {
        return verifying;
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
