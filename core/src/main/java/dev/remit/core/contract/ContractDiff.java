package dev.remit.core.contract;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Field;
import dev.remit.core.condition.ActionCondition;
import dev.remit.core.condition.Predicate;
import dev.remit.core.condition.Predicates;
import dev.remit.core.contract.Change.Effect;
import dev.remit.core.escalation.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a change of configuration newly allows, newly forbids, and otherwise changes. */
public final class ContractDiff {
    private static final String CANNOT_BE_ORDERED = "changed: cannot be ordered";

    private final List<Change> changes = new ArrayList<>();
    private final String workflow;

    private ContractDiff(String workflow) {
        this.workflow = workflow;
    }

    /** What is newly allowed first; then what may be; then what is newly forbidden; then the rest. By workflow. */
    public static List<Change> between(Contracts old, Contracts now) {
        List<Change> all = new ArrayList<>();
        Set<String> names = new TreeSet<>(old.workflows().keySet());
        names.addAll(now.workflows().keySet());
        for (String name : names) {
            ContractDiff diff = new ContractDiff(name);
            diff.compare(old.workflows().get(name), now.workflows().get(name));
            all.addAll(diff.changes);
        }
        all.sort(Comparator.comparing(Change::effect));
        return List.copyOf(all);
    }

    private void compare(@Nullable Workflow before, @Nullable Workflow after) {
        if (before == null && after != null) {
            Effect effect = after.phase() == Phase.OFF ? Effect.NEUTRAL : Effect.ALLOWS;
            add(effect, "workflow", workflow, "", after.purpose());
        } else if (before != null && after == null) {
            add(Effect.FORBIDS, "workflow", workflow, before.purpose(), "");
        } else if (before != null && after != null) {
            phase(before.phase(), after.phase());
            names("agent", "agents", before.agents(), after.agents());
            verify(before.verify(), after.verify());
            liveCase(before.liveCase(), after.liveCase());
            data(before, after);
            actions(before, after);
            limits(before.limits(), after.limits());
            retention(before.retention(), after.retention());
            apart(before.apart(), after.apart());
            payloads(before.payloads(), after.payloads());
            unsourced(before.unsourced(), after.unsourced());
            escalate(before.escalate(), after.escalate());
            fallbacks(before, after);
            texts(before, after);
            if (changes.isEmpty() && !before.digest().equals(after.digest())) {
                add(Effect.NEUTRAL, "text", "category, challenge or owners", before.digest(), after.digest());
            }
        }
    }

    private void phase(Phase before, Phase after) {
        if (before != after) {
            Effect effect = after == Phase.OFF ? Effect.FORBIDS : Effect.ALLOWS;
            add(effect, "phase", "phase", lower(before), lower(after));
        }
    }

    private void actions(Workflow before, Workflow after) {
        Set<String> names = new TreeSet<>(before.actions().keySet());
        names.addAll(after.actions().keySet());
        for (String name : names) {
            ActionGrant old = before.actions().get(name);
            ActionGrant now = after.actions().get(name);
            if (old == null && now != null) {
                add(Effect.ALLOWS, "action", "actions", "", name);
            } else if (old != null && now == null) {
                add(Effect.FORBIDS, "action", "actions", name, "");
            } else if (old != null && now != null) {
                action(name, old, now);
            }
        }
    }

    private void action(String name, ActionGrant old, ActionGrant now) {
        String what = "actions." + name;
        if (old.level() != now.level()) {
            Effect effect = now.level().compareTo(old.level()) < 0 ? Effect.ALLOWS : Effect.FORBIDS;
            add(
                    effect,
                    "action",
                    what + ".level",
                    old.level().label(),
                    now.level().label());
        }
        if (old.read() != now.read()) {
            Effect effect = now.read().compareTo(old.read()) < 0 ? Effect.ALLOWS : Effect.FORBIDS;
            add(
                    effect,
                    "action",
                    what + ".after_reading",
                    old.read().label(),
                    now.read().label());
        }
        if (old.undo() != now.undo()) {
            add(
                    now.undo() ? Effect.ALLOWS : Effect.FORBIDS,
                    "action",
                    what + ".undo",
                    Boolean.toString(old.undo()),
                    Boolean.toString(now.undo()));
        }
        conditions(what + ".when", texts(old.when()), texts(now.when()));
        rule(
                what + ".approve",
                old.approvals().stream().map(Canonical::of).collect(Collectors.toCollection(TreeSet::new)),
                now.approvals().stream().map(Canonical::of).collect(Collectors.toCollection(TreeSet::new)));
        rule(
                what + ".budget",
                old.budget().stream().map(Canonical::of).collect(Collectors.toCollection(TreeSet::new)),
                now.budget().stream().map(Canonical::of).collect(Collectors.toCollection(TreeSet::new)));
        catalog(
                "action",
                Canonical.of(old.action()) + Canonical.facts(old),
                Canonical.of(now.action()) + Canonical.facts(now),
                true);
    }

    private static Set<String> texts(List<ActionCondition> conditions) {
        return conditions.stream().map(ActionCondition::text).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Demands: one more of them forbids, one fewer allows, others cannot be ordered. */
    private void rule(String what, Set<String> old, Set<String> now) {
        demands("action", what, old, now);
    }

    private void demands(String kind, String what, Set<String> old, Set<String> now) {
        if (!old.equals(now)) {
            add(effect(old, now), kind, what, "", CANNOT_BE_ORDERED);
        }
    }

    /** The same for demands that people wrote: those that went, and those that came. */
    private void conditions(String what, Set<String> old, Set<String> now) {
        if (!old.equals(now)) {
            add(effect(old, now), "action", what, without(old, now), without(now, old));
        }
    }

    private static Effect effect(Set<String> old, Set<String> now) {
        return now.containsAll(old) ? Effect.FORBIDS : old.containsAll(now) ? Effect.ALLOWS : Effect.MAY_ALLOW;
    }

    private static String without(Set<String> all, Set<String> others) {
        return all.stream().filter(one -> !others.contains(one)).collect(Collectors.joining("; "));
    }

    /** Two rules over rows, of which nobody can tell which lets more through. */
    private void rows(String kind, String what, Predicate old, Predicate now) {
        if (!Canonical.of(old).equals(Canonical.of(now))) {
            add(Effect.MAY_ALLOW, kind, what, Predicates.text(old), Predicates.text(now));
        }
    }

    private void names(String kind, String what, Collection<String> before, Collection<String> after) {
        for (String name : new TreeSet<>(after)) {
            if (!before.contains(name)) {
                add(Effect.ALLOWS, kind, what, "", name);
            }
        }
        for (String name : new TreeSet<>(before)) {
            if (!after.contains(name)) {
                add(Effect.FORBIDS, kind, what, name, "");
            }
        }
    }

    private void verify(@Nullable Verify before, @Nullable Verify after) {
        names("verify", "verify.by", alternatives(before), alternatives(after));
        if (before == null || after == null) {
            return;
        }
        limit("verify.attempts", before.attempts(), after.attempts());
        limit("verify.attempts_per_value", before.attemptsPerValue(), after.attemptsPerValue());
        limit("verify.attempts_per_agent", before.attemptsPerAgent(), after.attemptsPerAgent());
        catalog(
                "verify",
                Canonical.of(before.resource()) + fields(before),
                Canonical.of(after.resource()) + fields(after),
                alternatives(before).equals(alternatives(after)));
    }

    private static Set<String> alternatives(@Nullable Verify verify) {
        return verify == null
                ? Set.of()
                : verify.by().stream()
                        .map(fields -> fields.stream().map(Field::name).sorted().collect(Collectors.joining(" + ")))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String fields(Verify verify) {
        return verify.by().stream().map(Canonical::of).sorted().collect(Collectors.joining());
    }

    private void liveCase(@Nullable CaseRule before, @Nullable CaseRule after) {
        if (before == null && after != null) {
            // A case is one more condition, unless it is also a new way to get at a customer.
            add(
                    after.binds() ? Effect.ALLOWS : Effect.FORBIDS,
                    "case",
                    "case",
                    "",
                    after.resource().name());
        } else if (before != null && after == null) {
            add(
                    before.binds() ? Effect.MAY_ALLOW : Effect.ALLOWS,
                    "case",
                    "case",
                    before.resource().name(),
                    "");
        } else if (before != null && after != null) {
            if (before.binds() != after.binds()) {
                add(
                        after.binds() ? Effect.ALLOWS : Effect.FORBIDS,
                        "case",
                        "case.binds",
                        Boolean.toString(before.binds()),
                        Boolean.toString(after.binds()));
            }
            if (!Canonical.of(before.resource()).equals(Canonical.of(after.resource()))) {
                add(
                        Effect.MAY_ALLOW,
                        "case",
                        "case.resource",
                        before.resource().name(),
                        after.resource().name());
            } else {
                rows("case", "case.live", before.live(), after.live());
            }
        }
    }

    private void data(Workflow before, Workflow after) {
        names("resource", "data", before.data().keySet(), after.data().keySet());
        after.data().forEach((name, grant) -> {
            ResourceGrant old = before.data().get(name);
            if (old != null) {
                grant(name, old, grant);
            }
        });
    }

    private void grant(String name, ResourceGrant before, ResourceGrant after) {
        names("field", name, before.fields().keySet(), after.fields().keySet());
        catalog(name, Canonical.of(before.resource()), Canonical.of(after.resource()), true);
        names("filter", name + ".find_by", filters(before), filters(after));
        rows("rows", name + ".rows", before.rows(), after.rows());
        limit(name + ".limit", before.limit(), after.limit());
        after.fields().forEach((fieldName, field) -> {
            GrantedField old = before.fields().get(fieldName);
            if (old != null) {
                field(name + '.' + fieldName, old, field);
            }
        });
    }

    private static Set<String> filters(ResourceGrant grant) {
        return grant.filters().stream().map(Field::name).collect(Collectors.toSet());
    }

    private void field(String what, GrantedField before, GrantedField after) {
        int order = after.handling().compareTo(before.handling());
        if (order != 0) {
            add(
                    order < 0 ? Effect.ALLOWS : Effect.FORBIDS,
                    "handling",
                    what,
                    before.handling().label(),
                    after.handling().label());
        }
        catalog(what, Canonical.of(before.field()), Canonical.of(after.field()), true);
        text(what + ".why", before.why(), after.why());
    }

    /** The catalog gives the same name another meaning. */
    private void catalog(String what, String before, String after, boolean comparable) {
        if (comparable && !before.equals(after)) {
            add(Effect.MAY_ALLOW, "catalog", what, "", CANNOT_BE_ORDERED);
        }
    }

    private void limits(Limits before, Limits after) {
        limit("limits.grant", before.lifetime(), after.lifetime());
        limit("limits.conversation", before.conversation(), after.conversation());
        limit("limits.calls", before.calls(), after.calls());
        limit("limits.rows", before.rows(), after.rows());
        limit("limits.bytes", before.bytes(), after.bytes());
        limit("limits.misses", before.misses(), after.misses());
        limit("limits.calls_per_minute", before.callsPerMinute(), after.callsPerMinute());
        limit("limits.grants_per_hour", before.grantsPerHour(), after.grantsPerHour());
        limit("limits.subjects_per_hour", before.subjectsPerHour(), after.subjectsPerHour());
    }

    private void retention(Retention before, Retention after) {
        limit("retention.records", before.records(), after.records());
        limit("retention.payloads", before.payloads(), after.payloads());
    }

    private <T extends Comparable<T>> void limit(String what, T before, T after) {
        int order = after.compareTo(before);
        if (order != 0) {
            add(order > 0 ? Effect.ALLOWS : Effect.FORBIDS, "limit", what, before.toString(), after.toString());
        }
    }

    private void apart(List<Set<DataClass>> before, List<Set<DataClass>> after) {
        Function<Set<DataClass>, String> label =
                set -> set.stream().map(DataClass::label).sorted().collect(Collectors.joining(" | "));
        Set<String> old = before.stream().map(label).collect(Collectors.toSet());
        Set<String> now = after.stream().map(label).collect(Collectors.toSet());
        // What is kept apart is forbidden together, so the direction is the other way round.
        Set<String> dropped = new HashSet<>(old);
        dropped.removeAll(now);
        now.removeAll(old);
        dropped.stream().sorted().forEach(each -> add(Effect.ALLOWS, "apart", "apart", each, ""));
        now.stream().sorted().forEach(each -> add(Effect.FORBIDS, "apart", "apart", "", each));
    }

    /** Keeping more of a customer is one more thing that is allowed. */
    private void payloads(Payloads before, Payloads after) {
        if (before != after) {
            Effect effect = after.compareTo(before) > 0 ? Effect.ALLOWS : Effect.FORBIDS;
            add(effect, "record", "record.payloads", before.label(), after.label());
        }
    }

    private void unsourced(Unsourced before, Unsourced after) {
        if (before != after) {
            Effect effect = after == Unsourced.KEEP ? Effect.ALLOWS : Effect.FORBIDS;
            add(effect, "output", "output.unsourced", before.label(), after.label());
        }
    }

    /** What went to a person and does not any more is left to the agent. */
    private void escalate(Escalate before, Escalate after) {
        limit("escalate.within", before.within(), after.within());
        names("tool", "escalate.then", before.then(), after.then());
        Set<String> old = before.watches().stream().map(Canonical::of).collect(Collectors.toSet());
        Set<String> now = after.watches().stream().map(Canonical::of).collect(Collectors.toSet());
        demands("topic", "escalate.if", old, now);
        for (Topic topic : Topic.values()) {
            boolean was = before.topics().contains(topic);
            boolean is = after.topics().contains(topic);
            if (was != is) {
                add(
                        was ? Effect.ALLOWS : Effect.FORBIDS,
                        "topic",
                        "escalate.topics",
                        was ? topic.label() : "",
                        is ? topic.label() : "");
            }
        }
        text("escalate.to", before.to(), after.to());
        text("escalate.say", orEmpty(before.say()), orEmpty(after.say()));
        text("escalate.otherwise", orEmpty(before.otherwise()), orEmpty(after.otherwise()));
    }

    private void texts(Workflow before, Workflow after) {
        text("purpose", before.purpose(), after.purpose());
        text("owner", before.owner(), after.owner());
        text("need", before.need(), after.need());
        Map<Boundary.Edge, String> said = after.boundary().refuse();
        for (Boundary.Edge edge : Boundary.Edge.values()) {
            text(
                    "boundary." + edge.label(),
                    before.boundary().refuse().getOrDefault(edge, ""),
                    said.getOrDefault(edge, ""));
        }
        text(
                "boundary.*",
                orEmpty(before.boundary().otherwise()),
                orEmpty(after.boundary().otherwise()));
    }

    /** Where a person was asked and is not any more, the agent goes on alone. */
    private void fallbacks(Workflow before, Workflow after) {
        for (Fallback.Cause cause : Fallback.Cause.values()) {
            Fallback old = fallback(before, cause);
            Fallback now = fallback(after, cause);
            String what = "fallback." + cause.label();
            if (old.then() != now.then()) {
                add(
                        now.escalates() ? Effect.FORBIDS : Effect.ALLOWS,
                        "fallback",
                        what + ".then",
                        old.then().label(),
                        now.then().label());
            } else if (now.escalates()) {
                limit(what + ".within", within(old, before), within(now, after));
            }
            text(what, old.say(), now.say());
            text(what + ".to", orEmpty(old.to()), orEmpty(now.to()));
        }
    }

    private static Fallback fallback(Workflow workflow, Fallback.Cause cause) {
        Fallback known = workflow.boundary().fallback(cause);
        return known == null ? new Fallback("", Fallback.Then.REFUSE, null, null) : known;
    }

    private static Duration within(Fallback fallback, Workflow workflow) {
        Duration own = fallback.within();
        return own == null ? workflow.escalate().within() : own;
    }

    private void text(String what, String before, String after) {
        if (!before.equals(after)) {
            add(Effect.NEUTRAL, "text", what, before, after);
        }
    }

    private void add(Effect effect, String kind, String what, String before, String after) {
        changes.add(new Change(effect, kind, workflow, what, before, after));
    }

    private static String lower(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
