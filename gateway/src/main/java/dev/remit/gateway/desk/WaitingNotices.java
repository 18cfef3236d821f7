package dev.remit.gateway.desk;

import dev.remit.gateway.config.DeskSettings;
import dev.remit.gateway.config.DeskSettings.Event;
import dev.remit.gateway.export.Notices;
import dev.remit.gateway.line.EscalationView;
import dev.remit.gateway.state.Escalation;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Operations and conversations that somebody is to be told of: ids, names and times, and nothing of a customer. A notice's
 * key says what is so of which; it is the same for every try and after a restart. Thread-safe.
 */
public final class WaitingNotices implements Notices.Due {
    /** What expired before the start is told again only if it is that young: somebody may not have been told. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private final State state;
    private final Set<Event> on;
    private final @Nullable String link;
    private final Instant expiredSince;

    private WaitingNotices(State state, Set<Event> on, @Nullable String link, Instant started) {
        this.state = state;
        this.on = on;
        this.link = link;
        this.expiredSince = started.minus(YOUNG);
    }

    /** One for each webhook of the settings. */
    public static List<Notices.Target> targets(DeskSettings settings, State state, Instant started) {
        return settings.hooks().stream()
                .map(hook -> new Notices.Target(
                        hook.url(), hook.secret(), new WaitingNotices(state, hook.on(), settings.link(), started)))
                .toList();
    }

    /** What there is to tell, and in which order. */
    private record Told(String key, long due) {}

    @Override
    public List<String> keys() {
        Stream<Told> operations = state.operations().all().stream()
                .filter(operation -> event(operation) != null)
                .map(operation -> new Told(key(operation), operation.due()));
        Stream<Told> escalations = state.escalations().all().stream()
                .filter(escalation -> event(escalation) != null)
                .map(escalation ->
                        new Told(key(escalation), escalation.deadline().toEpochMilli()));
        return Stream.concat(operations, escalations)
                .sorted(Comparator.comparingLong(Told::due).thenComparing(Told::key))
                .map(Told::key)
                .toList();
    }

    private String key(Operation operation) {
        return event(operation) + "/" + operation.id();
    }

    /** Another queue is told of anew. */
    private String key(Escalation escalation) {
        return event(escalation) + "/" + escalation.id() + "/" + escalation.queue();
    }

    @Override
    public byte @Nullable [] body(String key) {
        String id = key.split("/", 3)[1];
        Operation operation = state.operations().get(id);
        if (operation != null && event(operation) != null && key.equals(key(operation))) {
            return JsonMapper.shared().writeValueAsBytes(notice(key, operation));
        }
        Escalation escalation = state.escalations().get(id);
        return escalation != null && event(escalation) != null && key.equals(key(escalation))
                ? JsonMapper.shared().writeValueAsBytes(notice(key, escalation))
                : null;
    }

    private ObjectNode notice(String key, Operation operation) {
        ObjectNode notice = DeskJson.object()
                .put("id", key)
                .put("event", "operation." + event(operation))
                .put("operation", operation.id())
                .put("status", DeskJson.status(operation))
                .put("workflow", operation.what().workflow())
                .put("tenant", operation.what().tenant())
                .put("action", operation.what().action())
                .put("at", operation.changedAt().toString());
        Operation.Need need = operation.need();
        if (need != null && operation.status().undecided()) {
            notice.put("deadline", need.deadline().toString());
        }
        return notice.put("link", link("/v1/desk/operations/" + operation.id()));
    }

    private ObjectNode notice(String key, Escalation escalation) {
        ObjectNode notice = DeskJson.object()
                .put("id", key)
                .put("event", "escalation." + event(escalation))
                .put("escalation", escalation.id())
                .put("status", EscalationView.status(escalation))
                .put("workflow", escalation.where().workflow())
                .put("tenant", escalation.where().tenant())
                .put("queue", escalation.queue());
        escalation.topics().forEach(notice.putArray("topics")::add);
        return notice.put("at", escalation.changedAt().toString())
                .put("deadline", escalation.deadline().toString())
                .put("link", link("/v1/desk/escalations/" + escalation.id()));
    }

    private String link(String path) {
        return link == null ? path : link + path;
    }

    private @Nullable String event(Operation operation) {
        return told(
                switch (operation.status()) {
                    case WAITING, DRAFT -> Event.WAITING;
                    case UNKNOWN -> Event.UNKNOWN;
                    case EXPIRED -> old(operation.changedAt()) ? null : Event.EXPIRED;
                    case STARTED, DONE, UNDONE, DENIED, DROPPED -> null;
                });
    }

    private @Nullable String event(Escalation escalation) {
        return told(
                switch (escalation.status()) {
                    case OPEN -> Event.WAITING;
                    case EXPIRED -> old(escalation.changedAt()) ? null : Event.EXPIRED;
                    case CLAIMED, ANSWERED, CLOSED -> null;
                });
    }

    private boolean old(Instant changed) {
        return changed.isBefore(expiredSince);
    }

    private @Nullable String told(@Nullable Event event) {
        return event != null && on.contains(event) ? event.label() : null;
    }
}
