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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one action over the resources of the catalogs. An action with a mistake is left out. */
final class ActionCompiler {
    private static final String ARGS = "args.";
    private static final String FACTS = "facts.";
    private static final Pattern ONE_PLACEHOLDER = Pattern.compile("/\\{[^{}]*}/?");
    private static final int LONGEST = 200;

    private final Source source;
    private final Map<String, Resource> resources;
    private final Named<Values> named;
    private final Values values;
    private final Findings findings;
    private boolean wrong;

    private ActionCompiler(
            Source source, Map<String, Resource> resources, Named<Values> named, Values values, Findings findings) {
        this.source = source;
        this.resources = resources;
        this.named = named;
        this.values = values;
        this.findings = findings;
    }

    static @Nullable Action compile(
            Source source, Map<String, Resource> resources, Named<Values> named, Findings findings) {
        Values values = named.value();
        return values == null ? null : new ActionCompiler(source, resources, named, values, findings).action();
    }

    private @Nullable Action action() {
        String description = values.get(ActionFile.ACTION_DESCRIPTION);
        Effect effect = values.get(ActionFile.EFFECT);
        Resource on = on();
        SequencedMap<String, Argument> arguments = arguments(on);
        SequencedMap<String, Fact> facts = facts(on, arguments);
        Means means = means(arguments, facts);
        if (wrong || description == null || effect == null || means == null) {
            return null;
        }
        Source.Writing writing = source.writing();
        Action action = new Action(
                named.name(),
                source.name(),
                description,
                effect,
                on,
                arguments,
                facts,
                means,
                result(means),
                values.get(ActionFile.UNDO),
                values.get(ActionFile.STEERABLE, true),
                writing == null ? null : writing.operations(),
                named.at());
        narrow(action);
        return wrong ? null : action;
    }

    private void error(String code, Location at, String message, String hint) {
        wrong = true;
        findings.error(code, at, message, hint);
    }

    private @Nullable Resource on() {
        String name = values.get(ActionFile.ON);
        if (name == null) {
            wrong |= values.has(ActionFile.ON);
            return null;
        }
        Resource resource = resource(name, values.at(ActionFile.ON));
        if (resource != null && !resource.source().equals(source.name())) {
            error(
                    "action-source",
                    values.at(ActionFile.ON),
                    "'" + name + "' is in the source '" + resource.source() + "', and the action in '" + source.name()
                            + "'.",
                    "Declare the action where its resource is.");
        } else if (resource != null && !(resource.scope() instanceof Scope.OfSubject)) {
            error(
                    "broad-action",
                    values.at(ActionFile.ON),
                    "The rows of '" + name + "' belong to no customer, so an action on them would be felt by others.",
                    "Act on a resource whose scope has a 'subject', or leave 'on' out and make something new.");
        }
        return resource;
    }

    private @Nullable Resource resource(String name, Location at) {
        Resource resource = resources.get(name);
        if (resource == null) {
            error(
                    "unknown-resource",
                    at,
                    "No catalog has a readable resource '" + name + "'.",
                    Nearest.hint(name, resources.keySet(), "What is not in a catalog cannot be reached."));
        }
        return resource;
    }

    /** Whether the customer has one row of it, so that nothing has to name the row. */
    static boolean customersOwn(Resource resource) {
        return resource.scope() instanceof Scope.OfSubject(Path subject, var tenant)
                && subject.joins().isEmpty()
                && subject.column().equals(resource.key().column());
    }

    private SequencedMap<String, Argument> arguments(@Nullable Resource on) {
        SequencedMap<String, Argument> arguments = new LinkedHashMap<>();
        if (on != null && !customersOwn(on)) {
            Field key = on.key();
            arguments.put(
                    key.name(),
                    new Argument(
                            key.name(),
                            key.type(),
                            key.kind(),
                            0,
                            true,
                            on,
                            List.of(),
                            null,
                            null,
                            LONGEST,
                            key.description(),
                            named.at()));
        }
        for (Named<Values> each : values.get(ActionFile.ARGUMENTS, List.of())) {
            Argument argument = argument(each);
            if (argument == null) {
                wrong = true;
            } else if (arguments.putIfAbsent(argument.name(), argument) != null) {
                error(
                        "duplicate-name",
                        each.at(),
                        "'" + each.name() + "' is the key of what the action is on, and so an argument already.",
                        "Remove it here.");
            }
        }
        return arguments;
    }

    private @Nullable Argument argument(Named<Values> each) {
        Values written = each.value();
        String owner = ActionFile.OWN.get(each.name());
        if (owner != null || Names.GIVEN.contains(each.name()) || Names.reservedForFields(each.name())) {
            error(
                    "reserved-name",
                    each.at(),
                    "'" + each.name() + "' " + (owner == null ? "means something else" : owner) + " in every action.",
                    "Give the argument another name.");
        }
        if (written == null) {
            return null;
        }
        String name = written.get(ActionFile.OF);
        Resource of = name == null ? null : resource(name, written.at(ActionFile.OF));
        FieldType type = of == null
                ? written.get(ActionFile.TYPE, FieldType.TEXT)
                : of.key().type();
        Kind kind =
                of == null ? written.get(ActionFile.KIND, Kind.OTHER) : of.key().kind();
        boolean number = type == FieldType.INTEGER || type == FieldType.DECIMAL;
        if (!number && (written.has(ActionFile.LEAST) || written.has(ActionFile.HIGHEST))) {
            error(
                    "argument-type",
                    written.at(written.has(ActionFile.LEAST) ? ActionFile.LEAST : ActionFile.HIGHEST),
                    "Only a number has a least and a highest value.",
                    "Add 'type: integer' or 'type: decimal', or remove it.");
        }
        if (type != FieldType.TEXT && (written.has(ActionFile.CHOICES) || written.has(ActionFile.LONGEST))) {
            error(
                    "argument-type",
                    written.at(written.has(ActionFile.CHOICES) ? ActionFile.CHOICES : ActionFile.LONGEST),
                    "Only text has choices and a length.",
                    "Remove it, or the type.");
        }
        if (of != null && written.has(ActionFile.TYPE)) {
            error(
                    "argument-type",
                    written.at(ActionFile.TYPE),
                    "The argument is the key of '" + of.name() + "', and so of its type.",
                    "Remove 'type'.");
        }
        return new Argument(
                each.name(),
                type,
                kind,
                written.get(ActionFile.LIST, 0),
                !written.get(ActionFile.OPTIONAL, false),
                of,
                written.get(ActionFile.CHOICES, List.of()).stream()
                        .map(Located::value)
                        .toList(),
                written.get(ActionFile.LEAST),
                written.get(ActionFile.HIGHEST),
                written.get(ActionFile.LONGEST, LONGEST),
                written.get(CatalogFile.DESCRIPTION, ""),
                each.at());
    }

    /** The row acted on under the resource's name, rows that arguments name under theirs, then what is written. */
    private SequencedMap<String, Fact> facts(@Nullable Resource on, SequencedMap<String, Argument> arguments) {
        SequencedMap<String, Fact> facts = new LinkedHashMap<>();
        if (on != null) {
            reserved(on.name(), values.at(ActionFile.ON), "Give the resource another name.");
            facts.put(on.name(), new Fact.Row(on.name(), on, named(on, on.key().name())));
        }
        for (Argument argument : arguments.values()) {
            Resource of = argument.of();
            if (of != null && !of.equals(on) && !argument.list()) {
                reserved(argument.name(), argument.location(), "Give the argument another name.");
                // The row that the argument names, and not just the one that the customer has.
                List<Fact.Match> told = List.of(new Fact.Match.Told(of.key(), argument.name()));
                facts.put(argument.name(), new Fact.Row(argument.name(), of, told));
            }
        }
        for (Named<Values> each : values.get(ActionFile.FACTS, List.of())) {
            Fact fact = each.value() == null
                    ? null
                    : FactReader.read(each.name(), each.at(), each.value(), resources, arguments, findings);
            if (fact == null) {
                wrong = true;
            } else if (arguments.containsKey(fact.name())) {
                error(
                        "duplicate-name",
                        each.at(),
                        "There is an argument '" + each.name() + "' already.",
                        "Give the fact another name, so that what an agent says cannot pass for what is looked up.");
            } else if (facts.putIfAbsent(fact.name(), fact) != null) {
                error(
                        "duplicate-name",
                        each.at(),
                        "There is a fact '" + each.name() + "' already: the row of that name.",
                        "Give it another name.");
            }
        }
        return facts;
    }

    /** What an agent or a row brings must not pass for what conditions mean by a name. */
    private void reserved(String name, Location at, String hint) {
        if (Names.reservedForFacts(name)) {
            error("reserved-name", at, "'" + name + "' means something else in the conditions of actions.", hint);
        }
    }

    private static List<Fact.Match> named(Resource resource, String argument) {
        return customersOwn(resource) ? List.of() : List.of(new Fact.Match.Told(resource.key(), argument));
    }

    private @Nullable Means means(SequencedMap<String, Argument> arguments, SequencedMap<String, Fact> facts) {
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
            case Source.Connect.Jdbc _ when ours(ActionFile.STATEMENT, "a database") -> statement(arguments, facts);
            case Source.Connect.Http _ when ours(ActionFile.REQUEST, "a JSON API") -> request(arguments, facts);
            case Source.Connect.Mcp(var _, Map<String, String> tools)
            when ours(ActionFile.TOOL, "an MCP server") -> tool(tools, arguments, facts);
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
    private Set<String> placeholders(SequencedMap<String, Argument> arguments, SequencedMap<String, Fact> facts) {
        Set<String> known = new LinkedHashSet<>(Names.GIVEN);
        arguments.keySet().forEach(name -> known.add(ARGS + name));
        totals(facts).forEach(total -> known.add(FACTS + total));
        return known;
    }

    private @Nullable Means request(SequencedMap<String, Argument> arguments, SequencedMap<String, Fact> facts) {
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
        RequestTemplate template = RequestFile.compile(request, placeholders(arguments, facts), findings);
        Values probe = request.get(ActionFile.PROBE);
        Means.Probe compiled = probe == null ? null : probe(probe, arguments);
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
    private Means.@Nullable Probe probe(Values probe, SequencedMap<String, Argument> arguments) {
        Set<String> known = placeholders(arguments, new LinkedHashMap<>());
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

    private @Nullable Means tool(
            Map<String, String> pinned, SequencedMap<String, Argument> arguments, SequencedMap<String, Fact> facts) {
        Values tool = values.get(ActionFile.TOOL);
        String name = tool == null ? null : tool.get(ActionFile.TOOL_NAME);
        if (tool == null || name == null) {
            wrong = true;
            return null;
        }
        Node written = tool.get(ActionFile.TOOL_ARGUMENTS);
        BodyTemplate told =
                written == null ? null : BodyTemplate.compile(written, placeholders(arguments, facts), findings);
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

    private @Nullable Means statement(SequencedMap<String, Argument> arguments, SequencedMap<String, Fact> facts) {
        String sql = values.get(ActionFile.STATEMENT);
        if (sql == null) {
            wrong = true;
            return null;
        }
        Set<String> known = new LinkedHashSet<>(Names.GIVEN);
        known.addAll(arguments.keySet());
        known.addAll(totals(facts));
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

    private SequencedMap<String, Field> result(Means means) {
        SequencedMap<String, Field> result = new LinkedHashMap<>();
        for (Named<Values> each : values.get(ActionFile.RESULT, List.of())) {
            Values field = each.value();
            DataClass dataClass = field == null ? null : field.get(CatalogFile.CLASS);
            if (field == null || dataClass == null) {
                wrong = true;
                continue;
            }
            String place = means instanceof Means.Statement
                    ? field.get(CatalogFile.COLUMN, each.name())
                    : field.get(CatalogFile.AT, "/" + each.name());
            result.put(
                    each.name(),
                    new Field(
                            each.name(),
                            place,
                            dataClass,
                            field.get(CatalogFile.TYPE, FieldType.TEXT),
                            field.get(CatalogFile.KIND, Kind.OTHER),
                            !field.get(CatalogFile.REQUIRED, false),
                            field.get(CatalogFile.DESCRIPTION, ""),
                            each.at()));
        }
        return result;
    }

    /** Whether it only adds something about a row of the tenant's, which an argument names: nobody's rows are changed. */
    private static boolean adds(Action action, Means.Statement statement) {
        return StatementText.adds(statement)
                && statement.parameters().contains("tenant")
                && action.arguments().values().stream()
                        .anyMatch(argument -> argument.required()
                                && argument.of() != null
                                && argument.of().scope() instanceof Scope.OfTenant
                                && statement.parameters().contains(argument.name()));
    }

    /** Broad actions are refused: whole tables, rows of nobody, amounts without end. */
    private void narrow(Action action) {
        if (action.means() instanceof Means.Statement statement) {
            Argument target = action.target();
            boolean named = statement.parameters().contains("subject")
                    || (target != null && statement.parameters().contains(target.name()));
            if (StatementText.broad(statement)) {
                error(
                        "broad-action",
                        values.at(ActionFile.STATEMENT),
                        "The statement has no WHERE, so it changes a whole table.",
                        "Say which rows, with the key and :subject.");
            } else if (!named && !adds(action, statement)) {
                error(
                        "broad-action",
                        values.at(ActionFile.STATEMENT),
                        "The statement names neither the customer nor the row that was checked.",
                        target == null
                                ? "Use :subject in it; or, in an INSERT about a tenant's row, :tenant and the argument"
                                        + " that names the row."
                                : "Use :" + target.name() + " or :subject in it.");
            }
        } else {
            narrowThere(action);
        }
        if (action.effect() == Effect.IRREVERSIBLE && !action.resolvable()) {
            error(
                    "unresolvable-action",
                    values.at(ActionFile.EFFECT),
                    "Nothing could tell after a crash whether this was done, and it cannot be undone.",
                    action.means() instanceof Means.Statement
                            ? "Give the source a table for operations: 'write: { …, operations: remit_operations }'."
                            : action.means() instanceof Means.Request
                                    ? "Add a 'probe:' that names the operation."
                                    : "A tool has no probe, so do it over HTTP, or with the effect 'draft'.");
        }
        if (action.undo() != null && action.effect() == Effect.IRREVERSIBLE) {
            error(
                    "action-undo",
                    values.at(ActionFile.UNDO),
                    "What cannot be taken back has no undo.",
                    "Remove 'undo', or make the effect 'write'.");
        }
    }

    /** What goes for another system: nothing of it can be locked, and it does not check whose things it is told of. */
    private void narrowThere(Action action) {
        Key<?> way = action.means() instanceof Means.Request ? ActionFile.REQUEST : ActionFile.TOOL;
        if (action.on() != null) {
            error(
                    "action-on",
                    values.at(ActionFile.ON),
                    "A row of a database cannot be locked while another system acts.",
                    "Leave 'on' out; an argument with 'of:' names a row that must be this customer's.");
        }
        for (Argument argument : action.arguments().values()) {
            if (argument.of() != null && argument.list()) {
                error(
                        "action-list",
                        argument.location(),
                        "Nobody would check whether each of these is this customer's.",
                        "Take one at a time: leave 'list' out.");
            }
        }
        if (action.means().names().stream().noneMatch(name -> customers(name, action))) {
            error(
                    "broad-action",
                    values.at(way),
                    "Nothing in it is known to be this customer's, so it could be about anybody.",
                    "Put in {subject}, an argument with 'of:', or a fact.");
        }
    }

    /** Whether a value is the customer, or was found among what is this customer's. */
    private static boolean customers(String name, Action action) {
        Argument argument = name.startsWith(ARGS) ? action.arguments().get(name.substring(ARGS.length())) : null;
        Fact fact = name.startsWith(FACTS) ? action.facts().get(name.substring(FACTS.length())) : null;
        Resource of = argument != null ? argument.of() : fact != null ? fact.resource() : null;
        return name.equals("subject") || (of != null && of.scope() instanceof Scope.OfSubject);
    }
}
