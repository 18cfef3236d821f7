package dev.remit.core.catalog;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Nearest;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Reads facts, in catalogs as in contracts. */
public final class FactReader {
    /** The key that facts stand under, in both. */
    public static final Key<List<Named<Values>>> FACTS = ActionFile.FACTS;

    /** The same, where nothing is told: facts about the customer. */
    public static final Key<List<Named<Values>>> CUSTOMER_FACTS = ActionFile.CUSTOMER_FACTS;

    private static final String TOLD = "args.";

    private FactReader() {}

    /**
     * The fact, or null where it is none; why is then among the findings.
     *
     * @param arguments what the action is told
     */
    public static @Nullable Fact read(
            String name,
            Location at,
            Values written,
            Map<String, Resource> resources,
            SequencedMap<String, Argument> arguments,
            Findings findings) {
        if (Names.reservedForFacts(name)) {
            findings.error(
                    "reserved-name",
                    at,
                    "'" + name + "' means something else in conditions and statements.",
                    "Give the fact another name.");
            return null;
        }
        List<Form> said = FORMS.stream().filter(form -> written.has(form.key())).toList();
        if (said.size() != 1) {
            findings.error(
                    "fact-kind",
                    at,
                    "A fact is one of a row, a sum, a count and values; this is " + said.size() + " of them.",
                    "Write one of 'row:', 'sum:', 'count:' and 'values:'.");
            return null;
        }
        Form form = said.getFirst();
        String of = written.get(form.key());
        if (of == null) {
            return null;
        }
        Location place = written.at(form.key());
        int dot = of.indexOf('.');
        Resource resource = resource(dot < 0 ? of : of.substring(0, dot), place, resources, findings);
        List<Fact.Match> where = resource == null ? null : where(written, resource, arguments, findings);
        if (resource == null || where == null) {
            return null;
        }
        if (form.over() == null) {
            return new Fact.Row(name, resource, where);
        }
        Field field = dot < 0 ? null : field(of.substring(dot + 1), place, resource, findings);
        if (dot >= 0 && field == null) {
            return null;
        }
        if (form.over() == Fact.Over.SUM
                && field != null
                && field.type() != FieldType.DECIMAL
                && field.type() != FieldType.INTEGER) {
            findings.error(
                    "fact-type",
                    place,
                    "'" + field.name() + "' is no number, so it has no sum.",
                    "Name a field of 'type: decimal' or 'type: integer'.");
            return null;
        }
        return new Fact.Total(name, form.over(), resource, field, where);
    }

    /** A form that a fact is written in; a row is not made over others. */
    private record Form(Key<String> key, Fact.@Nullable Over over) {}

    private static final List<Form> FORMS = List.of(
            new Form(ActionFile.ROW, null),
            new Form(ActionFile.SUM, Fact.Over.SUM),
            new Form(ActionFile.COUNT, Fact.Over.COUNT),
            new Form(ActionFile.VALUES, Fact.Over.VALUES));

    private static @Nullable List<Fact.Match> where(
            Values written, Resource resource, SequencedMap<String, Argument> arguments, Findings findings) {
        List<Fact.Match> matches = new ArrayList<>();
        boolean wrong = false;
        for (Named<String> each : written.get(ActionFile.WHERE, List.of())) {
            Field field = field(each.name(), each.at(), resource, findings);
            String value = each.value();
            if (field == null || value == null) {
                wrong = true;
            } else if (!value.startsWith(TOLD)) {
                wrong |= notText(field, each.at(), findings);
                matches.add(new Fact.Match.Always(field, value));
            } else {
                Argument argument = arguments.get(value.substring(TOLD.length()));
                if (argument == null) {
                    wrong = true;
                    String name = value.substring(TOLD.length());
                    findings.error(
                            "unknown-argument",
                            each.at(),
                            arguments.isEmpty()
                                    ? "Nothing is told here, so there is no argument '" + name + "'."
                                    : "The action has no argument '" + name + "'.",
                            arguments.isEmpty()
                                    ? "Write a text, or leave it out."
                                    : Nearest.hint(
                                            name,
                                            arguments.keySet(),
                                            "Arguments: " + String.join(", ", arguments.keySet()) + "."));
                } else if (argument.type() != field.type()) {
                    wrong = true;
                    findings.error(
                            "fact-type",
                            each.at(),
                            "'" + field.name() + "' is " + field.type().label() + ", and the argument "
                                    + argument.type().label() + ".",
                            "Compare things of one type.");
                } else {
                    matches.add(new Fact.Match.Told(field, argument.name()));
                }
            }
        }
        return wrong ? null : matches;
    }

    private static boolean notText(Field field, Location at, Findings findings) {
        if (field.type() == FieldType.TEXT) {
            return false;
        }
        findings.error(
                "fact-type",
                at,
                "'" + field.name() + "' is " + field.type().label() + ", and only text can be written here.",
                "Compare it with an argument, as in args.name.");
        return true;
    }

    private static @Nullable Resource resource(
            String name, Location at, Map<String, Resource> resources, Findings findings) {
        Resource resource = resources.get(name);
        if (resource == null) {
            findings.error(
                    "unknown-resource",
                    at,
                    "No catalog has a readable resource '" + name + "'.",
                    Nearest.hint(name, resources.keySet(), "What is not in a catalog cannot be reached."));
        }
        return resource;
    }

    private static @Nullable Field field(String name, Location at, Resource resource, Findings findings) {
        Field field = resource.field(name);
        if (field == null) {
            findings.error(
                    "unknown-field",
                    at,
                    "'" + resource.name() + "' has no field '" + name + "'.",
                    Nearest.hint(
                            name,
                            resource.fields().keySet(),
                            "Fields: " + String.join(", ", resource.fields().keySet()) + "."));
        } else if (field.floor() == Handling.NEVER) {
            findings.error(
                    "never-granted",
                    at,
                    "'" + name + "' is never looked at, whatever asks for it.",
                    "Use another field.");
            return null;
        }
        return field;
    }
}
