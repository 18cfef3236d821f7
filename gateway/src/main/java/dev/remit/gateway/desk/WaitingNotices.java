package dev.remit.gateway.desk;

import dev.remit.gateway.config.DeskSettings;
import dev.remit.gateway.config.DeskSettings.Event;
import dev.remit.gateway.export.Notices;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Operations;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Operations that somebody is to be told of: ids, names and times, and nothing of a customer. Thread-safe. */
public final class WaitingNotices implements Notices.Due {
    /** What expired before the start is told again only if it is that young: somebody may not have been told. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private final Operations operations;
    private final Set<Event> on;
    private final @Nullable String link;
    private final Instant expiredSince;

    private WaitingNotices(Operations operations, Set<Event> on, @Nullable String link, Instant started) {
        this.operations = operations;
        this.on = on;
        this.link = link;
        this.expiredSince = started.minus(YOUNG);
    }

    /** One for each webhook of the settings. */
    public static List<Notices.Target> targets(DeskSettings settings, Operations operations, Instant started) {
        return settings.hooks().stream()
                .map(hook -> new Notices.Target(
                        hook.url(), hook.secret(), new WaitingNotices(operations, hook.on(), settings.link(), started)))
                .toList();
    }

    @Override
    public List<String> keys() {
        return operations.all().stream()
                .filter(operation -> event(operation) != null)
                .sorted(Comparator.comparingLong(Queue::due).thenComparing(Operation::id))
                .map(operation -> event(operation) + "/" + operation.id())
                .toList();
    }

    @Override
    public byte @Nullable [] body(String key) {
        Operation operation = operations.get(key.substring(key.indexOf('/') + 1));
        Event event = operation == null ? null : event(operation);
        if (operation == null || event == null || !key.startsWith(event + "/")) {
            return null;
        }
        String path = "/v1/desk/operations/" + operation.id();
        ObjectNode notice = DeskJson.object()
                .put("event", "operation." + event.label())
                .put("operation", operation.id())
                .put("status", DeskJson.status(operation))
                .put("workflow", operation.what().workflow())
                .put("tenant", operation.what().tenant())
                .put("action", operation.what().action())
                .put("at", operation.changedAt().toString());
        Operation.Need need = operation.need();
        if (need != null) {
            notice.put("deadline", need.deadline().toString());
        }
        notice.put("link", link == null ? path : link + path);
        return JsonMapper.shared().writeValueAsBytes(notice);
    }

    private @Nullable Event event(Operation operation) {
        Event event = switch (operation.status()) {
            case WAITING, DRAFT -> Event.WAITING;
            case UNKNOWN -> Event.UNKNOWN;
            case EXPIRED -> operation.changedAt().isBefore(expiredSince) ? null : Event.EXPIRED;
            case STARTED, DONE, UNDONE, DENIED, DROPPED -> null;
        };
        return event != null && on.contains(event) ? event : null;
    }
}
