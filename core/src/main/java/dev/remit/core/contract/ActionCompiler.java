package dev.remit.core.contract;

import dev.remit.core.catalog.Action;
import dev.remit.core.catalog.Argument;
import dev.remit.core.catalog.CatalogReading;
import dev.remit.core.catalog.Effect;
import dev.remit.core.catalog.Fact;
import dev.remit.core.catalog.FactReader;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Handling;
import dev.remit.core.catalog.Kind;
import dev.remit.core.catalog.Resource;
import dev.remit.core.condition.ActionCondition;
import dev.remit.core.condition.ActionRules;
import dev.remit.core.condition.ValueType;
import dev.remit.core.condition.Vocabulary;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Nearest;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.Values;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles what a workflow may do. An action with a mistake is left out, and the contract does not serve. */
final class ActionCompiler {
    private static final List<Allowance> TEN =
            List.of(new Allowance(BigDecimal.TEN, null, Allowance.Per.GRANT, Duration.ofDays(1)));
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final CatalogReading catalog;
    private final Draft draft;
    private final Findings findings;

    ActionCompiler(CatalogReading catalog, Draft draft, Findings findings) {
        this.catalog = catalog;
        this.draft = draft;
        this.findings = findings;
    }

    SequencedMap<String, ActionGrant> compile(Values workflow) {
        SequencedMap<String, ActionGrant> actions = new LinkedHashMap<>();
        draft.incomplete |= workflow.has(ActionKeys.ACTIONS) && workflow.get(ActionKeys.ACTIONS) == null;
        for (Named<Values> each : workflow.get(ActionKeys.ACTIONS, List.of())) {
            Action action = action(each.name(), each.at());
            Values values = each.value();
            if (action == null || values == null) {
                draft.incomplete = true;
                continue;
            }
            draft.actions.add(new Draft.Acts(action, values.get(ActionKeys.WHY), each.at()));
            ActionGrant grant = grant(action, values, each.at());
            draft.incomplete |= grant == null;
            if (grant != null) {
                actions.put(action.name(), grant);
            }
        }
        return actions;
    }

    private @Nullable Action action(String name, Location at) {
        Action action = catalog.catalog().actions().get(name);
        if (action == null && !catalog.actionNames().contains(name)) {
            findings.error(
                    "unknown-action",
                    at,
                    "No catalog has an action '" + name + "'.",
                    Nearest.hint(name, catalog.actionNames(), "What is not in a catalog cannot be done."));
        }
        return action;
    }

    private @Nullable ActionGrant grant(Action action, Values values, Location at) {
        SequencedMap<String, Fact> facts = facts(action, values);
        Vocabulary vocabulary = vocabulary(action.arguments(), facts);
        List<ActionCondition> when = new ArrayList<>();
        boolean understood = condition(values, ActionKeys.WHEN, vocabulary, when);
        List<Approval> approvals = approvals(action, values, vocabulary, at);
        ActionGrant.Level level = level(action, values);
        List<Allowance> budget = budget(action, facts, values, at);
        boolean undo = values.get(ActionKeys.UNDO, false);
        if (undo && action.undo() == null) {
            findings.error(
                    "action-undo",
                    values.at(ActionKeys.UNDO),
                    "Nothing in the catalog takes '" + action.name() + "' back.",
                    "Remove 'undo', or declare an action that does.");
        }
        return understood && approvals != null && level != null && budget != null
                ? new ActionGrant(
                        action,
                        values.get(ActionKeys.WHY, ""),
                        level,
                        facts,
                        when,
                        approvals,
                        budget,
                        values.get(ActionKeys.AFTER_READING, ActionGrant.AfterReading.APPROVE),
                        undo)
                : null;
    }

    /** The action's own, then the contract's. */
    private SequencedMap<String, Fact> facts(Action action, Values values) {
        SequencedMap<String, Fact> facts = new LinkedHashMap<>(action.facts());
        for (Named<Values> each : values.get(FactReader.FACTS, List.of())) {
            Fact fact = each.value() == null
                    ? null
                    : FactReader.read(
                            each.name(),
                            each.at(),
                            each.value(),
                            catalog.catalog().resources(),
                            action.arguments(),
                            findings);
            if (fact != null && action.arguments().containsKey(fact.name())) {
                findings.error(
                        "duplicate-name",
                        each.at(),
                        "The action has an argument '" + each.name() + "' already.",
                        "Give the fact another name, so that what an agent says cannot pass for what is looked up.");
            } else if (fact != null && facts.putIfAbsent(fact.name(), fact) != null) {
                findings.error(
                        "duplicate-name",
                        each.at(),
                        "The action has a fact '" + each.name() + "' already.",
                        "Give it another name.");
            }
        }
        return facts;
    }

    private static Vocabulary vocabulary(SequencedMap<String, Argument> told, SequencedMap<String, Fact> facts) {
        SequencedMap<String, ValueType> variables = new LinkedHashMap<>();
        SequencedMap<String, ValueType> arguments = new LinkedHashMap<>();
        for (Argument argument : told.values()) {
            arguments.put(
                    argument.name(),
                    argument.list() ? new ValueType.ListOf(argument.type()) : new ValueType.Scalar(argument.type()));
        }
        variables.put("args", new ValueType.Row(arguments));
        variables.putAll(vocabulary(facts).variables());
        return new Vocabulary(variables);
    }

    /** What a condition may name where nothing is told. */
    static Vocabulary vocabulary(SequencedMap<String, Fact> facts) {
        SequencedMap<String, ValueType> variables = new LinkedHashMap<>();
        SequencedMap<String, ValueType> grant = new LinkedHashMap<>();
        for (String text : List.of("agent", "actor", "tenant", "workflow", "case", "assurance")) {
            grant.put(text, new ValueType.Scalar(FieldType.TEXT));
        }
        grant.put("has_read_text", new ValueType.Scalar(FieldType.BOOLEAN));
        variables.put("grant", new ValueType.Row(grant));
        facts.forEach((name, fact) -> variables.put(
                name,
                switch (fact) {
                    case Fact.Row row -> row(row.resource());
                    case Fact.Total total ->
                        total.over() == Fact.Over.VALUES
                                ? new ValueType.ListOf(total.type())
                                : new ValueType.Scalar(total.type());
                }));
        return new Vocabulary(variables);
    }

    /** What is never released is not looked at either. */
    private static ValueType row(Resource resource) {
        SequencedMap<String, ValueType> members = new LinkedHashMap<>();
        resource.fields().forEach((name, field) -> {
            if (field.floor() != Handling.NEVER) {
                members.put(name, new ValueType.Scalar(field.type()));
            }
        });
        return new ValueType.Row(members);
    }

    /** Whether what is written there was understood; a condition that is not written is. */
    private boolean condition(Values values, Key<String> key, Vocabulary vocabulary, List<ActionCondition> into) {
        String text = values.get(key);
        if (text == null) {
            return !values.has(key);
        }
        return switch (ActionRules.compile(text, values.textAt(key), vocabulary)) {
            case ActionRules.Result.Rule(ActionCondition condition) -> into.add(condition);
            case ActionRules.Result.Rejected(var why) -> {
                findings.addAll(why);
                yield false;
            }
        };
    }

    private @Nullable List<Approval> approvals(Action action, Values values, Vocabulary vocabulary, Location at) {
        ActionKeys.ApprovalText written = values.get(ActionKeys.APPROVE);
        if (written == null && values.has(ActionKeys.APPROVE)) {
            return null;
        }
        Values full = written == null ? null : written.values();
        boolean sometimes = full != null && full.has(ActionKeys.IF);
        if (action.effect() == Effect.IRREVERSIBLE && (written == null || !written.wanted() || sometimes)) {
            findings.error(
                    "irreversible-approval",
                    written == null ? at : values.at(ActionKeys.APPROVE),
                    "'" + action.name() + "' cannot be taken back, so it always waits for a person.",
                    "Write 'approve: true', or 'approve: { by: …, within: … }' without 'if'.");
            return null;
        }
        if (written == null || !written.wanted()) {
            return List.of();
        }
        if (full == null) {
            return List.of(new Approval(null, Set.of(Approval.Approver.APPROVER), HALF_AN_HOUR, 1, true, false));
        }
        List<ActionCondition> when = new ArrayList<>();
        if (!condition(full, ActionKeys.IF, vocabulary, when)) {
            return null;
        }
        return List.of(new Approval(
                when.isEmpty() ? null : when.getFirst(),
                full.get(ActionKeys.BY, Set.of(Approval.Approver.APPROVER)),
                full.get(ActionKeys.WITHIN, HALF_AN_HOUR),
                full.get(ActionKeys.PEOPLE, 1),
                full.get(ActionKeys.FOUR_EYES, true),
                full.get(ActionKeys.TELL_WHY, false)));
    }

    private ActionGrant.@Nullable Level level(Action action, Values values) {
        ActionGrant.Level derived = ActionGrant.Level.of(action.effect());
        ActionGrant.Level written = values.get(ActionKeys.LEVEL, derived);
        if (written.compareTo(derived) < 0) {
            findings.error(
                    "level-floor",
                    values.at(ActionKeys.LEVEL),
                    "'" + action.name() + "' makes a draft, which a person sends.",
                    "Write 'level: assist', or leave it out.");
            return null;
        }
        return written;
    }

    private @Nullable List<Allowance> budget(
            Action action, SequencedMap<String, Fact> facts, Values values, Location at) {
        List<Allowance> budget = new ArrayList<>();
        Set<String> summed = new LinkedHashSet<>();
        boolean wrong = values.has(ActionKeys.BUDGET) && values.get(ActionKeys.BUDGET) == null;
        for (Located<Values> each : values.get(ActionKeys.BUDGET, List.of())) {
            Values limit = each.value();
            BigDecimal most = limit.get(ActionKeys.MOST);
            Allowance.Per per = limit.get(ActionKeys.PER);
            String of = limit.get(ActionKeys.OF);
            if (most == null || per == null) {
                wrong = true;
                continue;
            }
            if (of != null && !number(action, facts, of)) {
                wrong = true;
                findings.error(
                        "unknown-amount",
                        limit.at(ActionKeys.OF),
                        "'" + of + "' is neither a fact nor an argument that is a number.",
                        "Name a sum, a count, or an argument of 'type: decimal'.");
            }
            if (of != null) {
                summed.add(of);
            }
            budget.add(new Allowance(most, of, per, limit.get(ActionKeys.WINDOW, Duration.ofDays(1))));
        }
        for (Argument argument : action.arguments().values()) {
            if (argument.kind() == Kind.AMOUNT && argument.highest() == null && !summed.contains(argument.name())) {
                wrong = true;
                findings.error(
                        "broad-action",
                        at,
                        "Nothing bounds the amount '" + argument.name() + "' that an agent may name.",
                        "Add 'most:' to the argument, or '{ most: …, of: " + argument.name()
                                + ", per: … }' to the budget.");
            }
        }
        return wrong ? null : budget.isEmpty() ? TEN : budget;
    }

    private static boolean number(Action action, SequencedMap<String, Fact> facts, String name) {
        if (facts.get(name) instanceof Fact.Total total) {
            return total.over() != Fact.Over.VALUES && isNumber(total.type());
        }
        Argument argument = action.arguments().get(name);
        return argument != null && !argument.list() && isNumber(argument.type());
    }

    private static boolean isNumber(FieldType type) {
        return type == FieldType.DECIMAL || type == FieldType.INTEGER;
    }
}
