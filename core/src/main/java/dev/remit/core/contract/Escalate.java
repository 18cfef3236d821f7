package dev.remit.core.contract;

import dev.remit.core.escalation.Topic;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When a person takes over, and what the agent may do until then.
 *
 * @param to the queue that people look at
 * @param within how soon somebody should answer
 * @param topics what customers say, or run into, that goes to a person by itself
 * @param watches conditions on data that send a conversation to a person by themselves
 * @param then names of tools that still work while a person is asked
 * @param say what the agent tells the customer when a person is asked, or null
 * @param otherwise what the agent tells the customer when nobody answered in time, or null for the words at the boundary
 */
public record Escalate(
        String to,
        Duration within,
        Set<Topic> topics,
        List<Watch> watches,
        Set<String> then,
        @Nullable String say,
        @Nullable String otherwise) {
    /** Where a contract says nothing. */
    public static final Escalate DEFAULT =
            new Escalate("desk", Duration.ofHours(4), EnumSet.allOf(Topic.class), List.of(), Set.of(), null, null);

    public Escalate {
        Set<Topic> sorted = EnumSet.noneOf(Topic.class);
        sorted.addAll(topics);
        topics = Collections.unmodifiableSet(sorted);
        watches = List.copyOf(watches);
        then = Collections.unmodifiableSet(new TreeSet<>(then));
    }

    /** What both allow: more topics and conditions, sooner, fewer tools; where it goes and the words are the other's. */
    Escalate stricter(Escalate now) {
        Set<Topic> either = EnumSet.noneOf(Topic.class);
        either.addAll(topics);
        either.addAll(now.topics);
        SequencedMap<String, Watch> all = new LinkedHashMap<>();
        now.watches.forEach(watch -> all.put(Canonical.of(watch), watch));
        watches.forEach(watch -> all.putIfAbsent(Canonical.of(watch), watch));
        Set<String> both = new TreeSet<>(then);
        both.retainAll(now.then);
        return new Escalate(
                now.to,
                within.compareTo(now.within) < 0 ? within : now.within,
                either,
                List.copyOf(all.values()),
                both,
                now.say == null ? say : now.say,
                now.otherwise == null ? otherwise : now.otherwise);
    }
}
