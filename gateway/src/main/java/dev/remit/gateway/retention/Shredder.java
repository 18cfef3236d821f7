package dev.remit.gateway.retention;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.line.Custody;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.record.SidecarParts;
import dev.remit.gateway.record.Store;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Hold;
import dev.remit.gateway.state.Shredding;
import dev.remit.gateway.trail.Index;
import dev.remit.gateway.trail.Query;
import dev.remit.gateway.trail.Row;
import dev.remit.ledger.log.Sidecar;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases a customer: keys, details, links, state. What stays are leaves, which name nobody, so that the tree still
 * verifies.
 *
 * <p>First it is on record that it begins, with all that a start needs to finish it in the state; each step after that may
 * be done again. The last one is a record of what was done, whose state no longer names the customer. A customer who comes
 * back later gets a new key, and nothing leads from there to what was before.
 *
 * <p>The records of a customer are found through the index, which has to be complete before the keys are destroyed: after
 * that nobody can tell whose they were. What an interruption may have kept from the index is found by the ids of the keys
 * in front of the sidecars. Thread-safe; one at a time.
 */
public final class Shredder {
    private static final Logger LOG = LoggerFactory.getLogger(Shredder.class);
    private static final int BATCH = 1_000;
    private static final byte[] NOTHING = {};
    private static final int LOOKS = 3_000;
    private static final int BETWEEN_LOOKS_MILLIS = 10;

    private final Store store;
    private final Index index;
    private final Holds holds;
    private final Supplier<@Nullable Custody> custody;
    private final KeyedHash claims;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Consumer<Step> done;
    private final ReentrantLock running = new ReentrantLock();
    private final Map<String, List<Change>> forgotten = new HashMap<>();

    /** @param claims what windows name customers by */
    public Shredder(
            Store store,
            Index index,
            Holds holds,
            Supplier<@Nullable Custody> custody,
            KeyedHash claims,
            InstantSource clock,
            Supplier<String> ids) {
        this(store, index, holds, custody, claims, clock, ids, step -> {});
    }

    /** @param done is told after each step; what it throws ends the work there, as a crash would */
    Shredder(
            Store store,
            Index index,
            Holds holds,
            Supplier<@Nullable Custody> custody,
            KeyedHash claims,
            InstantSource clock,
            Supplier<String> ids,
            Consumer<Step> done) {
        this.store = store;
        this.index = index;
        this.holds = holds;
        this.custody = custody;
        this.claims = claims;
        this.clock = clock;
        this.ids = ids;
        this.done = done;
    }

    /** The steps in their order. */
    enum Step {
        BEGUN,
        REVOKED,
        KEYS_DESTROYED,
        ERASED,
        UNLINKED,
        FORGOTTEN,
        RECORDED
    }

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * Nothing is left.
         *
         * @param id names the act on record
         * @param records entries whose details were erased
         * @param keys keys that were destroyed
         * @param grants live grants that were ended
         */
        record Done(String id, int records, int keys, int grants) implements Outcome {}

        /** A hold keeps it; nothing was changed. */
        record Held(Hold hold) implements Outcome {}

        /** Nothing is known of such a customer; nothing was changed. */
        record Unknown() implements Outcome {}
    }

    /**
     * Erases a customer. On return it is done.
     *
     * @param reason why; it stays on record, so it names no customer
     * @throws RuntimeException if it could not be finished: what is done stays so, and calling it again, or the next start,
     *     goes on
     */
    public Outcome shred(Query.Customer customer, String reason) {
        running.lock();
        try {
            Shredding begun = pending(customer);
            if (begun != null) {
                return finish(begun, true);
            }
            caughtUp();
            Shredding shredding;
            holds.order().lock(); // a hold that is placed now comes before it or finds it begun
            try {
                List<String> keys = keys(customer);
                if (keys.isEmpty()
                        && index.sequences(customer, 0, 1).isEmpty()
                        && store.state()
                                .conversations(customer.tenant(), customer.subject())
                                .isEmpty()) {
                    return new Outcome.Unknown();
                }
                Hold hold = held(customer);
                if (hold != null) {
                    return new Outcome.Held(hold);
                }
                shredding =
                        new Shredding(ids.get(), new Shredding.Customer(customer.tenant(), customer.subject(), keys));
                Map<String, Object> facts = facts(shredding, "begun");
                facts.put("why", reason);
                store.recorder().write(entry(facts), List.of(new Change.ShreddingSet(shredding)));
                store.state().set(shredding);
            } finally {
                holds.order().unlock();
            }
            done.accept(Step.BEGUN);
            return finish(shredding, false);
        } finally {
            running.unlock();
        }
    }

    /** Finishes what was begun before the last end of the process. Call it before anybody is served. */
    public void resume() {
        running.lock();
        try {
            for (Shredding shredding : store.state().shreddings()) {
                LOG.info("The erasure of a customer ({}) was begun and not finished; it goes on", shredding.id());
                finish(shredding, true);
            }
        } finally {
            running.unlock();
        }
    }

    /** How many were begun and are not done. */
    public int pending() {
        return store.state().shreddings().size();
    }

    private @Nullable Shredding pending(Query.Customer customer) {
        for (Shredding one : store.state().shreddings()) {
            Shredding.Customer who = one.customer();
            if (who != null
                    && who.tenant().equals(customer.tenant())
                    && who.subject().equals(customer.subject())) {
                return one;
            }
        }
        return null;
    }

    private @Nullable Hold held(Query.Customer customer) {
        Hold hold = holds.covering(customer);
        long from = 0;
        while (hold == null) {
            List<Long> some = index.sequences(customer, from, BATCH);
            for (long sequence : some) {
                Row row = index.row(sequence).orElse(null);
                hold = hold != null || row == null ? hold : holds.covering(row);
            }
            if (some.size() < BATCH) {
                return hold;
            }
            from = some.getLast() + 1;
        }
        return hold;
    }

    /** @param interrupted whether the index may have missed some of it */
    private Outcome finish(Shredding shredding, boolean interrupted) {
        Shredding.Customer who = shredding.customer();
        if (who == null) {
            return new Outcome.Unknown();
        }
        Query.Customer customer = new Query.Customer(who.tenant(), who.subject());
        int grants = revoke(customer);
        done.accept(Step.REVOKED);
        long known = caughtUp();
        Set<String> keys = new HashSet<>(who.keys());
        keys.addAll(destroy(customer));
        long before = store.journal().size();
        done.accept(Step.KEYS_DESTROYED);
        int records = erase(customer, keys, interrupted ? 0 : known, before);
        done.accept(Step.ERASED);
        caughtUp(); // what comes into the index later would have to be known there by the customer's name
        index.forgetSubject(customer, before);
        done.accept(Step.UNLINKED);
        forget(shredding.id(), who);
        store.compact();
        done.accept(Step.FORGOTTEN);
        Shredding over = shredding.over();
        Map<String, Object> facts = facts(shredding, "done");
        facts.put("records", (long) records);
        facts.put("keys", (long) keys.size());
        facts.put("grants", (long) grants);
        store.recorder().write(entry(facts), List.of(new Change.ShreddingSet(over)));
        store.state().set(over);
        done.accept(Step.RECORDED);
        store.forget(List.of(new Change.ShreddingSet(over)));
        return new Outcome.Done(shredding.id(), records, keys.size(), grants);
    }

    /** What memory has forgotten is remembered here until the disk has, too. */
    private void forget(String id, Shredding.Customer who) {
        String counted = '/' + claims.hex("subject", who.tenant(), who.subject());
        List<Change> forgetting = forgotten.computeIfAbsent(id, same -> new ArrayList<>());
        ReentrantLock order = store.state().windows().order();
        order.lock();
        try {
            forgetting.addAll(store.state().forget(who.tenant(), who.subject(), window -> window.endsWith(counted)));
        } finally {
            order.unlock();
        }
        store.forget(forgetting);
        forgotten.remove(id);
    }

    private int revoke(Query.Customer customer) {
        int ended = 0;
        Set<Conversation> about = new HashSet<>(store.state().conversations(customer.tenant(), customer.subject()));
        CallContext context = new CallContext("admin", ids.get(), null);
        for (LiveGrant grant : store.state().grants()) {
            if (about.contains(grant.conversation()) && grant.live(clock.instant())) {
                Custody keeper = custody.get();
                Problem problem = keeper == null ? null : keeper.revoke(grant, "operator", context, clock.instant());
                if (problem != null) {
                    throw new RecordException("a grant of the customer could not be ended: " + problem.detail(), null);
                }
                ended++;
            }
        }
        for (Conversation conversation : about) {
            wait(conversation::idle, "a call of the customer's is still under way");
        }
        return ended;
    }

    /** Waits until the index has all that is on record now, and says up to where that is. */
    private long caughtUp() {
        long size = store.journal().size();
        wait(() -> index.next() >= size, "the index does not keep up");
        return size;
    }

    private static void wait(BooleanSupplier holds, String otherwise) {
        for (int looks = 0; !holds.getAsBoolean(); looks++) {
            if (looks == LOOKS) {
                throw new RecordException(otherwise + "; do it again later", null);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RecordException("it was interrupted", e);
            }
        }
    }

    private List<String> keys(Query.Customer customer) {
        try {
            return store.keys().ids(customer.tenant(), customer.subject());
        } catch (SQLException e) {
            throw new RecordException("the store of keys cannot be read", e);
        }
    }

    private List<String> destroy(Query.Customer customer) {
        try {
            return store.keys().destroy(customer.tenant(), customer.subject());
        } catch (SQLException e) {
            throw new RecordException("it is not certain that the keys are destroyed; do it again", e);
        }
    }

    private int erase(Query.Customer customer, Set<String> keys, long unsure, long before) {
        NavigableSet<Long> found = new TreeSet<>();
        List<Long> some = index.sequences(customer, 0, BATCH);
        while (!some.isEmpty() && some.getFirst() < before) {
            some.stream().filter(sequence -> sequence < before).forEach(found::add);
            some = index.sequences(customer, some.getLast() + 1, BATCH);
        }
        if (store.log().size() < before) {
            store.log().integrate(store.journal());
        }
        store.log().scan(unsure, before, entry -> {
            if (entry.sidecar() instanceof Sidecar.Present(byte[] sidecar)) {
                String key = SidecarParts.read(sidecar).keyId();
                if (key != null && keys.contains(key)) {
                    found.add(entry.index());
                }
            }
        });
        List<Long> all = new ArrayList<>(found);
        for (int from = 0; from < all.size(); from += BATCH) {
            NavigableSet<Long> batch = new TreeSet<>(all.subList(from, Math.min(all.size(), from + BATCH)));
            store.rewrite(batch, whole -> NOTHING);
            index.markErased(batch);
        }
        return all.size();
    }

    private static Map<String, Object> facts(Shredding shredding, String outcome) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("by", "operator");
        facts.put("shredding", shredding.id());
        facts.put("outcome", outcome);
        return facts;
    }

    private Entry entry(Map<String, Object> facts) {
        return new Entry(ids.get(), clock.instant(), "subject.shred", facts, null);
    }
}
