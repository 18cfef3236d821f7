package dev.remit.core.contract;

import dev.remit.core.catalog.Fact;
import dev.remit.core.catalog.FactReader;
import dev.remit.core.catalog.Scope;
import dev.remit.core.condition.ActionRules;
import dev.remit.core.condition.Vocabulary;
import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** Compiles the conditions on data under {@code escalate}. One with a mistake is left out, and the contract does not serve. */
final class WatchCompiler {
    private WatchCompiler() {}

    static List<Watch> compile(Values escalate, Draft draft, Findings findings) {
        SequencedMap<String, Fact> facts = facts(escalate, draft, findings);
        Vocabulary vocabulary = ActionCompiler.vocabulary(facts);
        List<Watch> watches = new ArrayList<>();
        Set<String> used = new LinkedHashSet<>();
        Values conditions = escalate.get(EscalateKeys.IF);
        if (conditions != null) {
            EscalateKeys.CONDITIONS.forEach((topic, key) -> {
                String text = conditions.get(key);
                if (text != null) {
                    switch (ActionRules.compile(text, conditions.textAt(key), vocabulary)) {
                        case ActionRules.Result.Rule(var condition) -> {
                            used.addAll(condition.variables());
                            watches.add(new Watch(
                                    topic,
                                    condition,
                                    facts.values().stream()
                                            .filter(fact ->
                                                    condition.variables().contains(fact.name()))
                                            .toList()));
                        }
                        case ActionRules.Result.Rejected(var why) -> {
                            findings.addAll(why);
                            used.addAll(facts.keySet());
                        }
                    }
                }
            });
        }
        unused(escalate, facts.keySet(), used, findings);
        return watches;
    }

    private static SequencedMap<String, Fact> facts(Values escalate, Draft draft, Findings findings) {
        SequencedMap<String, Fact> facts = new LinkedHashMap<>();
        for (Named<Values> each : escalate.get(FactReader.CUSTOMER_FACTS, List.of())) {
            Fact fact = each.value() == null
                    ? null
                    : FactReader.read(
                            each.name(),
                            each.at(),
                            each.value(),
                            draft.catalog.catalog().resources(),
                            new LinkedHashMap<>(),
                            findings);
            if (fact == null) {
                continue;
            }
            facts.put(fact.name(), fact);
            if (fact.resource().scope() instanceof Scope.OfSubject && !draft.binds()) {
                findings.error(
                        "gate-need",
                        each.at(),
                        "The rows of '" + fact.resource().name()
                                + "' belong to one customer, but nothing says which customer it is.",
                        "Add 'verify:', or a 'case:' with 'binds: true'.");
            }
        }
        return facts;
    }

    /** What is looked up for nothing is data that nobody needs. */
    private static void unused(Values escalate, Set<String> facts, Set<String> used, Findings findings) {
        for (Named<Values> each : escalate.get(FactReader.CUSTOMER_FACTS, List.of())) {
            if (facts.contains(each.name()) && !used.contains(each.name())) {
                findings.error(
                        "fact-unused",
                        each.at(),
                        "No condition under 'if' looks at '" + each.name() + "'.",
                        "Remove the fact, or write the condition that needs it.");
            }
        }
    }
}
