package dev.remit.gateway.upstream;

import dev.remit.core.catalog.Action;
import dev.remit.core.catalog.Means;
import dev.remit.core.catalog.ResponseField;
import dev.remit.core.catalog.Source;
import dev.remit.core.decision.Reason;
import dev.remit.core.template.Pointer;
import dev.remit.core.template.ToolTemplate;
import dev.remit.gateway.source.Deed;
import dev.remit.gateway.source.InspectedWriter;
import dev.remit.gateway.source.Inspection;
import dev.remit.gateway.source.Written;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON API or MCP server that is asked to do things. A deed is one call: the values are put in, the last look is taken,
 * the call is sent, once. It carries the gateway's own credential and, where the action says so, the operation's id, by
 * which the upstream can tell a second attempt. Whose things it is about was found out before, by the facts: nothing is
 * locked there meanwhile.
 *
 * <p>Where nobody can say whether the upstream acted, its probe is asked once, and only believed when it says that it did:
 * what is not there now may still be under way. Thread-safe.
 */
public final class UpstreamWriter implements InspectedWriter {
    private final Source source;
    private final Doing upstream;

    /** @param upstream whoever reads from it closes it */
    public UpstreamWriter(Source source, Doing upstream) {
        this.source = source;
        this.upstream = upstream;
    }

    @Override
    public Written write(Deed deed, LastLook last) {
        if (source.tenant() != null && !source.tenant().equals(deed.tenant())) {
            return undone(deed, Reason.NOT_FOUND, "the source is another tenant's");
        }
        Means means = deed.action().means();
        return switch (upstream.prepare(means, values(deed, means.names()))) {
            case Doing.Prepared.Unfit(String why) -> undone(deed, Reason.ACTION_NOT_ACCEPTED, why);
            case Doing.Prepared.Ready(Doing.Call call) -> {
                Reason objection = last.objection();
                yield objection == null
                        ? done(deed, call.send(shape(deed.action())))
                        : undone(deed, objection, "the last look found it so");
            }
        };
    }

    private Written done(Deed deed, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var values) -> new Written.Done(values);
            case Outcome.Refused(int _, String reason) -> undone(deed, Reason.ACTION_NOT_ACCEPTED, reason);
            case Outcome.NotSent(String reason) -> undone(deed, Reason.SOURCE_UNAVAILABLE, reason);
            case Outcome.Unknown(String reason) ->
                resolve(deed) == Resolution.DONE
                        ? new Written.Done(Map.of())
                        : new Written.Unknown(about(deed, reason));
        };
    }

    @Override
    public Resolution resolve(Deed deed) {
        if (!(deed.action().means() instanceof Means.Request(var _, Means.Probe probe)) || probe == null) {
            return Resolution.UNKNOWN;
        }
        OptionalInt status =
                upstream.status(probe.request(), values(deed, probe.path().names()));
        if (status.isEmpty()) {
            return Resolution.UNKNOWN;
        }
        int said = status.getAsInt();
        return probe.done().contains(said)
                ? Resolution.DONE
                : probe.undone().contains(said) ? Resolution.UNDONE : Resolution.UNKNOWN;
    }

    /** What was sent may be under way for as long as the upstream is given for a call. */
    @Override
    public Duration settles() {
        return upstream.timeout();
    }

    /** What the agent said and what was looked up are named apart, and cannot stand for each other. */
    private static Map<String, @Nullable Object> values(Deed deed, Set<String> names) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (String name : names) {
            values.put(
                    name,
                    switch (name) {
                        case "subject" -> deed.subject();
                        case "tenant" -> deed.tenant();
                        case "operation" -> deed.operation();
                        default -> deed.values().get(name.substring(name.indexOf('.') + 1));
                    });
        }
        return values;
    }

    private static ResponseShape shape(Action action) {
        List<ResponseField> fields = action.result().values().stream()
                .map(field ->
                        new ResponseField(field.name(), Pointer.of(field.column()), field.type(), !field.nullable()))
                .toList();
        return new ResponseShape(fields);
    }

    /** Which actions call a tool that is not what was reviewed; that it is not, whoever reads from there reports. */
    @Override
    public Inspection inspect(Collection<Action> actions) {
        List<Action> ours = actions.stream()
                .filter(action -> action.source().equals(source.name()))
                .toList();
        Set<String> undoable = new HashSet<>();
        boolean calls = ours.stream().anyMatch(action -> action.means() instanceof Means.Tool);
        if (calls && upstream.look() instanceof Asking.Look.Reached(Map<String, String> changed)) {
            ours.forEach(action -> {
                if (action.means() instanceof Means.Tool(ToolTemplate call, var _)
                        && changed.containsKey(call.tool())) {
                    undoable.add(action.name());
                }
            });
        }
        return new Inspection(true, List.of(), undoable);
    }

    private Written.Undone undone(Deed deed, Reason reason, String detail) {
        return new Written.Undone(reason, about(deed, detail));
    }

    private String about(Deed deed, String what) {
        return "source " + source.name() + ": action " + deed.action().name() + ": " + what;
    }

    @Override
    public void close() {
        // The connections are the reader's, and closed with it.
    }
}
