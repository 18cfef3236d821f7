package dev.remit.gateway.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Calls of actions, in memory. Thread-safe. */
public final class Operations {
    /** How long one that is over is remembered, to be asked for, undone, or told from its retry; unless payloads go sooner. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final Map<String, Operation> all = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> byConversation = new ConcurrentHashMap<>();
    private final Map<String, String> byKey = new ConcurrentHashMap<>();
    private final Map<Operation.Status, ConcurrentSkipListSet<Place>> waiting = new EnumMap<>(Operation.Status.class);

    public Operations() {
        for (Operation.Status status : Operation.Status.values()) {
            if (status.waits()) {
                waiting.put(status, new ConcurrentSkipListSet<>());
            }
        }
    }

    /**
     * Where one stands among those that wait: what is due first comes first.
     *
     * @param due as {@link Operation#due}
     */
    public record Place(long due, String id) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::due).thenComparing(Place::id);

        public static Place of(Operation operation) {
            return new Place(operation.due(), operation.id());
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Those of a status that waits for people, what is due first first; looks at no more than it gives.
     *
     * @param after where to go on, or null for the beginning
     */
    public List<Operation> waiting(Operation.Status status, @Nullable Place after, int most) {
        ConcurrentSkipListSet<Place> places = places(status);
        return (after == null ? places : places.tailSet(after, false))
                .stream()
                        .map(place -> all.get(place.id()))
                        .filter(operation -> operation != null && operation.status() == status)
                        .limit(most)
                        .toList();
    }

    /** How many are of a status that waits for people. */
    public int waiting(Operation.Status status) {
        return places(status).size();
    }

    private ConcurrentSkipListSet<Place> places(Operation.Status status) {
        ConcurrentSkipListSet<Place> places = waiting.get(status);
        if (places == null) {
            throw new IllegalArgumentException(status + " waits for nobody");
        }
        return places;
    }

    /** Keeps the order up while nobody else changes the same operation. */
    private void move(@Nullable Operation before, @Nullable Operation after) {
        if (before != null && before.status().waits()) {
            places(before.status()).remove(Place.of(before));
        }
        if (after != null && after.status().waits()) {
            places(after.status()).add(Place.of(after));
        }
    }

    public @Nullable Operation get(String id) {
        return all.get(id);
    }

    /** All of them, in no order, as they are while one looks. */
    public Collection<Operation> all() {
        return Collections.unmodifiableCollection(all.values());
    }

    public void set(Operation operation) {
        all.compute(operation.id(), (id, before) -> {
            move(before, operation);
            return operation;
        });
        byConversation
                .computeIfAbsent(operation.what().conversation(), id -> ConcurrentHashMap.newKeySet())
                .add(operation.id());
        String key = operation.what().key();
        if (key != null) {
            byKey.put(key(operation.what().conversation(), operation.what().action(), key), operation.id());
        }
    }

    /** The one that came under a key, or null. */
    public @Nullable Operation byKey(String conversation, String action, String key) {
        String id = byKey.get(key(conversation, action, key));
        return id == null ? null : all.get(id);
    }

    private static String key(String conversation, String action, String key) {
        return conversation + '/' + action + '/' + key;
    }

    /** Those of a conversation, the oldest first. */
    public List<Operation> of(String conversation) {
        return byConversation.getOrDefault(conversation, Set.of()).stream()
                .map(all::get)
                .filter(operation -> operation != null)
                .sorted(Comparator.comparing(Operation::createdAt).thenComparing(Operation::id))
                .toList();
    }

    /** All that fit, the oldest first. */
    public List<Operation> where(Predicate<Operation> fits) {
        return all.values().stream()
                .filter(fits)
                .sorted(Comparator.comparing(Operation::createdAt).thenComparing(Operation::id))
                .toList();
    }

    /** Those of a customer are forgotten, whatever their status: says which. */
    List<Change> forget(String tenant, String subject) {
        return remove(all.values().stream()
                .filter(one -> one.what().tenant().equals(tenant)
                        && subject.equals(one.what().subject()))
                .toList());
    }

    /** How long one is remembered when it is over. */
    public static Duration remembered(Operation operation) {
        return Keep.atMost(REMEMBERED, operation.what().keep());
    }

    /** Forgets those that are over, have been kept long enough and may go: says which. */
    List<Change> sweep(Instant now, Predicate<Operation> mayGo) {
        return remove(all.values().stream()
                .filter(one ->
                        one.status().over() && Keep.over(one.changedAt(), remembered(one), now) && mayGo.test(one))
                .toList());
    }

    /**
     * Forgets what went in and came out of those that nobody can tell, when that has been kept long enough and may go. The
     * rest stays until a person has found out: says what became of what.
     */
    List<Bared> bare(Instant now, Predicate<Operation> mayGo) {
        List<Bared> bared = new ArrayList<>();
        for (Operation one : where(one -> one.status() == Operation.Status.UNKNOWN
                && !one.what().erased()
                && Keep.over(one.changedAt(), Duration.ofDays(one.what().keep()), now)
                && mayGo.test(one))) {
            Operation bare = one.bare();
            if (all.replace(one.id(), one, bare)) {
                bared.add(new Bared(one, bare));
            }
        }
        return bared;
    }

    /** An operation, and what is left of it. */
    public record Bared(Operation before, Operation after) {}

    private boolean forgets(Operation one) {
        boolean[] gone = {false};
        all.computeIfPresent(one.id(), (id, now) -> {
            gone[0] = now.equals(one);
            if (gone[0]) {
                move(now, null);
            }
            return gone[0] ? null : now;
        });
        return gone[0];
    }

    private List<Change> remove(Collection<Operation> gone) {
        List<Change> forgotten = new ArrayList<>();
        for (Operation one : gone) {
            if (forgets(one)) {
                byConversation.computeIfPresent(one.what().conversation(), (id, ids) -> {
                    ids.remove(one.id());
                    return ids.isEmpty() ? null : ids;
                });
                String key = one.what().key();
                if (key != null) {
                    byKey.remove(key(one.what().conversation(), one.what().action(), key), one.id());
                }
                forgotten.add(new Change.OperationSet(one));
            }
        }
        return forgotten;
    }
}
