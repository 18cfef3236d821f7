package dev.remit.core.catalog;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Nearest;
import dev.remit.core.template.BodyTemplate;
import dev.remit.core.template.Method;
import dev.remit.core.template.PathTemplate;
import dev.remit.core.template.RequestFile;
import dev.remit.core.template.RequestTemplate;
import dev.remit.core.template.ToolTemplate;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.Node;
import dev.remit.core.yaml.Values;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how an action is done: by a statement, a request or a tool of its source. */
final class MeansCompiler {
    private static final Pattern ONE_PLACEHOLDER = Pattern.compile("/\\{[^{}]*}/?");

    private final Source source;
    private final Named<Values> named;
    private final Values values;
    private final SequencedMap<String, Argument> arguments;
    private final Set<String> totals;
    private final Findings findings;
    private boolean wrong;

    private MeansCompiler(
            Source source,
            Named<Values> named,
            Values values,
            SequencedMap<String, Argument> arguments,
            SequencedMap<String, Fact> facts,
            Findings findings) {
        this.source = source;
        this.named = named;
        this.values = values;
        this.arguments = arguments;
        this.totals = totals(facts);
        this.findings = findings;
    }

    /** Null where something of it is wrong, which is among the findings then. */
    static @Nullable Means compile(
            Source source,
            Named<Values> named,
            SequencedMap<String, Argument> arguments,
            SequencedMap<String, Fact> facts,
            Findings findings) {
        Values values = named.value();
        if (values == null) {
            return null;
        }
        MeansCompiler compiler = new MeansCompiler(source, named, values, arguments, facts, findings);
        Means means = compiler.means();
        return compiler.wrong ? null : means;
    }

    private @Nullable Means means() {
        int ways = 0;
        for (var way : List.of(ActionFile.STATEMENT, ActionFile.REQUEST, ActionFile.TOOL)) {
            ways += values.has(way) ? 1 : 0;
        }
        if (ways != 1) {
            error(
                    "action-means",
                    named.at(),
                    "An action is done in one way, and this has " + (ways == 0 ? "none." : ways + "."),
                    "Write one of 'statement:', 'request:' and 'tool:'.");
            return null;
        }
        return switch (source.connect()) {
            case Source.Connect.Jdbc _ when ours(ActionFile.STATEMENT, "a database") -> statement();
            case Source.Connect.Http _ when ours(ActionFile.REQUEST, "a JSON API") -> request();
            case Source.Connect.Mcp(var _, Map<String, String> tools)
            when ours(ActionFile.TOOL, "an MCP server") -> tool(tools);
            case Source.Connect _ -> null;
        };
    }

    /** Whether it is done in the way that its source takes. */
    private boolean ours(Key<?> way, String kind) {
        if (values.has(way)) {
            return true;
        }
        error(
                "action-means",
                named.at(),
                "The source is " + kind + ", and the action is not written for one.",
                "Write '" + way.name() + ":'.");
        return false;
    }

    private static Set<String> totals(SequencedMap<String, Fact> facts) {
        Set<String> totals = new LinkedHashSet<>();
        facts.values().stream().filter(fact -> fact instanceof Fact.Total).forEach(fact -> totals.add(fact.name()));
        return totals;
    }

    /** What a template can name: arguments and facts apart, because an agent says the ones and not the others. */
    private Set<String> placeholders(Set<String> totals) {
        Set<String> known = new LinkedHashSet<>(Names.GIVEN);
        arguments.keySet().forEach(name -> known.add(Means.ARGS + name));
        totals.forEach(total -> known.add(Means.FACTS + total));
        return known;
    }

    private @Nullable Means request() {
        Values request = values.get(ActionFile.REQUEST);
        if (request == null) {
            wrong = true;
            return null;
        }
        Method method = request.get(RequestFile.METHOD);
        if (method != null && method.safe()) {
            error(
                    "action-method",
                    request.at(RequestFile.METHOD),
                    "A request with " + method + " does nothing.",
                    "Use POST, PUT, PATCH or DELETE; what only reads is a resource.");
        }
        RequestTemplate template = RequestFile.compile(request, placeholders(totals), findings);
        Values probe = request.get(ActionFile.PROBE);
        Means.Probe compiled = probe == null ? null : probe(probe);
        if (template == null || (request.has(ActionFile.PROBE) && compiled == null)) {
            wrong = true;
            return null;
        }
        if (ONE_PLACEHOLDER.matcher(template.path().text()).matches()) {
            error(
                    "broad-action",
                    request.at(RequestFile.PATH),
                    "The whole path is one value, so it says where the request goes.",
                    "Write the path down, as in /refunds/{args.refund_no}.");
        }
        if (compiled != null && !template.names().contains(RequestTemplate.OPERATION)) {
            error(
                    "action-probe",
                    request.at(ActionFile.PROBE),
                    "The request never says which operation it is, so it cannot be asked for by it.",
                    "Add 'idempotency: Idempotency-Key', or {operation} to the body.");
        }
        return new Means.Request(template, compiled);
    }

    /** Facts are not put in: after a crash nobody knows any more what they were. */
    private Means.@Nullable Probe probe(Values probe) {
        Set<String> known = placeholders(Set.of());
        PathTemplate path = RequestFile.path(probe, RequestFile.PATH, known, findings);
        List<Integer> done = statuses(probe, ActionFile.DONE);
        List<Integer> undone = statuses(probe, ActionFile.UNDONE);
        if (path == null || done.isEmpty() || undone.isEmpty()) {
            return null;
        }
        if (!path.names().contains(RequestTemplate.OPERATION)) {
            error(
                    "action-probe",
                    probe.at(RequestFile.PATH),
                    "The probe does not name the operation, so another one would answer for it.",
                    "Put {operation} into its path.");
        }
        if (done.stream().anyMatch(undone::contains)) {
            error(
                    "action-probe",
                    probe.at(ActionFile.UNDONE),
                    "A status says that it was done and that it was not.",
                    "Leave it in one of both.");
        }
        return new Means.Probe(path, done, undone);
    }

    private static List<Integer> statuses(Values probe, Key<List<Located<Integer>>> key) {
        return probe.get(key, List.of()).stream().map(Located::value).toList();
    }

    private @Nullable Means tool(Map<String, String> pinned) {
        Values tool = values.get(ActionFile.TOOL);
        String name = tool == null ? null : tool.get(ActionFile.TOOL_NAME);
        if (tool == null || name == null) {
            wrong = true;
            return null;
        }
        Node written = tool.get(ActionFile.TOOL_ARGUMENTS);
        BodyTemplate told = written == null ? null : BodyTemplate.compile(written, placeholders(totals), findings);
        String digest = pinned.get(name);
        if (digest == null) {
            error(
                    "unpinned-tool",
                    tool.at(ActionFile.TOOL_NAME),
                    "The source does not pin a tool '" + name + "'.",
                    Nearest.hint(
                            name,
                            pinned.keySet(),
                            "Review the tool, and add it with its digest to 'tools' of 'connect'."));
        }
        if (digest == null || (tool.has(ActionFile.TOOL_ARGUMENTS) && told == null)) {
            wrong = true;
            return null;
        }
        return new Means.Tool(new ToolTemplate(name, told), digest);
    }

    private @Nullable Means statement() {
        String sql = values.get(ActionFile.STATEMENT);
        if (sql == null) {
            wrong = true;
            return null;
        }
        Set<String> known = new LinkedHashSet<>(Names.GIVEN);
        known.addAll(arguments.keySet());
        known.addAll(totals);
        ActionFile.Changes changes = values.get(ActionFile.CHANGES, new ActionFile.Changes(1, 1));
        if (changes.fewest() > changes.most()) {
            error(
                    "bad-value",
                    values.at(ActionFile.CHANGES),
                    "The fewest rows are more than the most.",
                    "Exchange them.");
        }
        if (source.writing() == null) {
            error(
                    "action-login",
                    values.at(ActionFile.STATEMENT),
                    "The source has no log-in to write with.",
                    "Add 'write: { user: …, password: \"${env:NAME}\" }' to its 'connect'.");
        }
        return StatementText.read(sql, values.textAt(ActionFile.STATEMENT), known, changes, findings);
    }

    private void error(String code, Location at, String message, String hint) {
        wrong = true;
        findings.error(code, at, message, hint);
    }
}
