package dev.remit.gateway.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Escalations, and what was said in conversations, in memory. Thread-safe. */
public final class Escalations {
    /** How long one that is over is remembered, and one that nobody ever answered; unless payloads go sooner. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private static final Duration NEVER_ANSWERED = Duration.ofDays(30);

    private static final Comparator<Escalation> OLDEST_FIRST =
            Comparator.comparing(Escalation::createdAt).thenComparing(Escalation::id);

    private final Map<String, Escalation> all = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> byConversation = new ConcurrentHashMap<>();
    private final Map<String, Said> said = new ConcurrentHashMap<>();

    public @Nullable Escalation get(String id) {
        return all.get(id);
    }

    /** All of them, in no order, as they are while one looks. */
    public Collection<Escalation> all() {
        return Collections.unmodifiableCollection(all.values());
    }

    public void set(Escalation escalation) {
        all.put(escalation.id(), escalation);
        byConversation
                .computeIfAbsent(escalation.where().conversation(), id -> ConcurrentHashMap.newKeySet())
                .add(escalation.id());
    }

    /** Those of a conversation, the oldest first. */
    public List<Escalation> of(String conversation) {
        Set<String> ids = byConversation.get(conversation);
        return ids == null
                ? List.of()
                : ids.stream()
                        .map(all::get)
                        .filter(escalation -> escalation != null)
                        .sorted(OLDEST_FIRST)
                        .toList();
    }

    /** The one that a conversation's agent has to wait for, or null. */
    public @Nullable Escalation holding(String conversation) {
        if (!byConversation.containsKey(conversation)) {
            return null; // nearly always: this is asked on every call
        }
        for (Escalation one : of(conversation)) {
            if (one.status().holds()) {
                return one;
            }
        }
        return null;
    }

    /** All that fit, the oldest first. */
    public List<Escalation> where(Predicate<Escalation> fits) {
        return all.values().stream().filter(fits).sorted(OLDEST_FIRST).toList();
    }

    /** What was said last in a conversation. */
    public Said said(String conversation) {
        return said.getOrDefault(conversation, new Said(conversation, List.of()));
    }

    public void set(Said messages) {
        said.put(messages.id(), messages);
    }

    /** Those of a customer, and what was said in the customer's conversations, are forgotten: says which. */
    List<Change> forget(String tenant, String subject, Set<String> conversations) {
        List<Change> forgotten =
                remove(where(one -> conversations.contains(one.where().conversation())
                        || (one.where().tenant().equals(tenant)
                                && subject.equals(one.where().subject()))));
        conversations.forEach(id -> unsay(id, forgotten));
        return forgotten;
    }

    /** What was said in a conversation that is forgotten. */
    void unsay(String conversation, List<Change> forgotten) {
        Said gone = said.remove(conversation);
        if (gone != null) {
            forgotten.add(new Change.SaidSet(gone));
        }
    }

    /** Forgets those that have been kept long enough and may go: says which. */
    List<Change> sweep(Instant now, Predicate<Escalation> mayGo) {
        return remove(where(one -> keptLongEnough(one, now) && mayGo.test(one)));
    }

    private static boolean keptLongEnough(Escalation one, Instant now) {
        int keep = one.where().keep();
        return one.status().holds()
                ? Keep.over(one.deadline(), Keep.atMost(NEVER_ANSWERED, keep), now)
                : Keep.over(one.changedAt(), Keep.atMost(REMEMBERED, keep), now);
    }

    private List<Change> remove(Collection<Escalation> gone) {
        List<Change> forgotten = new ArrayList<>();
        for (Escalation one : gone) {
            if (all.remove(one.id(), one)) {
                byConversation.computeIfPresent(one.where().conversation(), (id, ids) -> {
                    ids.remove(one.id());
                    return ids.isEmpty() ? null : ids;
                });
                forgotten.add(new Change.EscalationSet(one));
            }
        }
        return forgotten;
    }
}
