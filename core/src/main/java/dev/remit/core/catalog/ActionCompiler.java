package dev.remit.core.catalog;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Nearest;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Reads one action over the resources of the catalogs. An action with a mistake is left out. */
final class ActionCompiler {
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
        Means means = MeansCompiler.compile(source, named, arguments, facts, findings);
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
        return ActionBreadth.narrow(action, values, findings) ? action : null;
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
}
