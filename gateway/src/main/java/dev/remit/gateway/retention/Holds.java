package dev.remit.gateway.retention;

import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.Recorder;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Hold;
import dev.remit.gateway.state.State;
import dev.remit.gateway.state.Whose;
import dev.remit.gateway.trail.HashedNames;
import dev.remit.gateway.trail.Query;
import dev.remit.gateway.trail.Row;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Legal holds: placed, released, asked before anything is erased. Customers and cases are only ever keyed hashes here.
 * Whoever erases holds {@link #order} from asking until it is erased, so that nothing goes which a hold that was
 * acknowledged covers. Thread-safe.
 */
public final class Holds {
    private final State state;
    private final Recorder recorder;
    private final HashedNames names;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final ReentrantLock order = new ReentrantLock();

    public Holds(State state, Recorder recorder, HashedNames names, InstantSource clock, Supplier<String> ids) {
        this.state = state;
        this.recorder = recorder;
        this.names = names;
        this.clock = clock;
        this.ids = ids;
    }

    /** What is to be held. */
    public sealed interface What {
        record OfCustomer(Query.Customer customer) implements What {}

        record OfWorkflow(String workflow) implements What {}

        record OfCase(String caseId) implements What {}

        record Everything() implements What {}
    }

    ReentrantLock order() {
        return order;
    }

    /**
     * Places a hold: on record and in force on return.
     *
     * @param reason why; it is kept as it is, so it names no customer
     * @throws dev.remit.gateway.record.RecordException if it could not be put on record; it is not in force then
     */
    public Hold add(What what, String reason) {
        order.lock();
        try {
            String id = ids.get();
            Hold hold = new Hold(id, scope(what), match(what), reason, clock.instant(), false);
            recorder.write(entry(id, "hold.add", hold, reason), List.of(new Change.HoldSet(hold)));
            state.set(hold);
            return hold;
        } finally {
            order.unlock();
        }
    }

    /** Releases a hold. Returns what it was, or null where there is none of that id. */
    public @Nullable Hold release(String id) {
        order.lock();
        try {
            Hold hold = state.hold(id);
            if (hold == null) {
                return null;
            }
            recorder.write(
                    entry(ids.get(), "hold.release", hold, hold.reason()), List.of(new Change.HoldSet(hold.over())));
            state.set(hold.over());
            return hold;
        } finally {
            order.unlock();
        }
    }

    /** Those in force, oldest first. */
    public List<Hold> list() {
        return state.holds().stream()
                .sorted(Comparator.comparing(Hold::placedAt).thenComparing(Hold::id))
                .toList();
    }

    /** The first hold that covers an entry, or null. */
    @Nullable
    Hold covering(Row row) {
        for (Hold hold : state.holds()) {
            if (covers(hold, row)) {
                return hold;
            }
        }
        return null;
    }

    /** The first hold that covers a customer as such, or null; those of a case or a workflow are about entries. */
    @Nullable
    Hold covering(Query.Customer customer) {
        String name = names.customer(customer.tenant(), customer.subject());
        for (Hold hold : state.holds()) {
            if (hold.scope() == Hold.Scope.ALL
                    || (hold.scope() == Hold.Scope.CUSTOMER && hold.match().equals(name))) {
                return hold;
            }
        }
        return null;
    }

    /** Whether one covers what is about somebody. */
    boolean covers(Whose whose) {
        return state.holds().stream().anyMatch(hold -> covers(hold, whose));
    }

    private boolean covers(Hold hold, Whose whose) {
        String subject = whose.subject();
        String caseId = whose.caseId();
        return switch (hold.scope()) {
            case ALL -> true;
            case WORKFLOW -> hold.match().equals(whose.workflow());
            case CUSTOMER -> subject != null && hold.match().equals(names.customer(whose.tenant(), subject));
            case CASE -> caseId != null && hold.match().equals(names.caseId(caseId));
        };
    }

    private static boolean covers(Hold hold, Row row) {
        Row.Link link = row.link();
        return switch (hold.scope()) {
            case ALL -> true;
            case WORKFLOW -> hold.match().equals(row.labels().workflow());
            case CUSTOMER -> link != null && hold.match().equals(link.customer());
            case CASE -> link != null && hold.match().equals(link.caseId());
        };
    }

    private static Hold.Scope scope(What what) {
        return switch (what) {
            case What.OfCustomer customer -> Hold.Scope.CUSTOMER;
            case What.OfWorkflow workflow -> Hold.Scope.WORKFLOW;
            case What.OfCase caseId -> Hold.Scope.CASE;
            case What.Everything everything -> Hold.Scope.ALL;
        };
    }

    private String match(What what) {
        return switch (what) {
            case What.OfCustomer(Query.Customer customer) -> names.customer(customer.tenant(), customer.subject());
            case What.OfWorkflow(String workflow) -> workflow;
            case What.OfCase(String caseId) -> names.caseId(caseId);
            case What.Everything everything -> "";
        };
    }

    /** Says what kind of thing is held, and by name only where the name is nobody's. */
    private Entry entry(String id, String event, Hold hold, String reason) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("by", "operator");
        facts.put("hold", hold.id());
        facts.put("scope", hold.scope().name().toLowerCase(Locale.ROOT));
        facts.put("why", reason);
        if (hold.scope() == Hold.Scope.WORKFLOW) {
            facts.put("workflow", hold.match());
        }
        return new Entry(id, clock.instant(), event, facts, null);
    }
}
