package dev.remit.gateway.trail;

import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Entries and answers as JSON, the same for the REST wire, the command line and exports. */
public final class EntryJson {
    private EntryJson() {}

    /**
     * {@code {sequence, id, at, erased}}, with {@code keep}, {@code expires_at} and {@code facts} where it can be read.
     */
    public static ObjectNode of(Records.Opened opened, Disclosure disclosure) {
        ObjectNode node = node();
        node.put("sequence", opened.sequence());
        node.put("id", opened.id());
        node.put("at", opened.at().toString());
        switch (opened) {
            case Records.Opened.Erased erased -> node.put("erased", true);
            case Records.Opened.Clear clear -> {
                node.put("erased", false);
                node.put("keep", clear.keep());
                node.put("expires_at", clear.expires().toString());
                facts(shown(clear, disclosure), node.putObject("facts"));
            }
        }
        return node;
    }

    /** The facts that are shown, by name, sorted. */
    static SequencedMap<String, Object> shown(Records.Opened.Clear clear, Disclosure disclosure) {
        SequencedMap<String, Object> shown = new TreeMap<>(clear.facts());
        shown.keySet().removeIf(name -> !disclosure.shows(name));
        return shown;
    }

    /** {@code {entries, next, unindexed}}: the page and, where there may be more, the cursor of the next. */
    public static ObjectNode of(Audit.Page page, Disclosure disclosure) {
        ObjectNode node = node();
        ArrayNode entries = node.putArray("entries");
        page.entries().forEach(opened -> entries.add(of(opened, disclosure)));
        Query.Place next = page.next();
        node.put("next", next == null ? null : Asked.cursor(next));
        node.put("unindexed", page.unindexed());
        return node;
    }

    /** {@code {count, more, unindexed, accesses: [{agent, workflow, …, count, first, last}]}}. */
    public static ObjectNode of(Accesses accesses) {
        ObjectNode node = node();
        node.put("count", accesses.count());
        node.put("more", accesses.more());
        node.put("unindexed", accesses.unindexed());
        ArrayNode lines = node.putArray("accesses");
        for (Accesses.Line line : accesses.lines()) {
            ObjectNode one = lines.addObject();
            one.put("agent", line.agent());
            one.put("account", line.account());
            one.put("workflow", line.workflow());
            one.put("event", line.event());
            one.put("resource", line.resource());
            one.put("action", line.action());
            one.put("fields", line.fields());
            one.put("decision", line.decision());
            one.put("reason", line.reason());
            one.put("outcome", line.outcome());
            one.put("count", line.count());
            one.put("first", line.first().toString());
            one.put("last", line.last().toString());
        }
        return node;
    }

    /** {@code {state, …}}. */
    public static ObjectNode of(Reindex.Status status) {
        return switch (status) {
            case Reindex.Status.Idle idle -> node().put("state", "idle");
            case Reindex.Status.Running running ->
                node().put("state", "running")
                        .put("from", running.from())
                        .put("done", running.done())
                        .put("total", running.total())
                        .put("millis", running.took().toMillis());
            case Reindex.Status.Done done ->
                node().put("state", "done")
                        .put("done", done.total())
                        .put("total", done.total())
                        .put("millis", done.took().toMillis());
            case Reindex.Status.Failed failed ->
                node().put("state", "failed")
                        .put("message", failed.message())
                        .put("done", failed.done())
                        .put("total", failed.total());
        };
    }

    static void facts(Map<String, Object> facts, ObjectNode into) {
        facts.forEach((name, value) -> {
            switch (value) {
                case Long number -> into.put(name, number);
                case Integer number -> into.put(name, number);
                case Boolean truth -> into.put(name, truth);
                case Object text -> into.put(name, text.toString());
            }
        });
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
