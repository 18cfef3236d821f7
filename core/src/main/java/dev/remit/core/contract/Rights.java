package dev.remit.core.contract;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Handling;
import dev.remit.core.catalog.Scope;
import dev.remit.core.condition.Predicate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rights only narrow. A live grant has what the version that opened it and the version in force both give; a grant that
 * is passed on has a part of that. Pure and thread-safe.
 */
public final class Rights {
    private Rights() {}

    /**
     * What two versions of a workflow both grant.
     *
     * <p>Fields in both, each with the stricter handling; both row rules; the lower limits; the agents and the ways to
     * verify that both know; both cases; the lesser payloads on record; an answer without identifiers
     * from nowhere where either withholds them; a person for what either sends to one, in the shorter time,
     * and until then only the tools that both name; the classes that either keeps apart; off where either is off. A field or
     * resource whose meaning changed in the catalog (its column, class, type or kind; its table, key or scope) is in
     * neither: who opened the grant never asked for what it is now. Rows of one customer remain only where both bind a
     * customer in the same way, because a customer found in a way that the version in force has dropped is not found.
     *
     * <p>What is said, not granted (purpose, need, words at the boundary), and the digest are those of the version in
     * force.
     *
     * @param opening the version that opened the grant
     * @param current the version in force
     * @throws IllegalArgumentException where they are not versions of one workflow
     */
    public static Workflow intersect(Workflow opening, Workflow current) {
        if (!opening.name().equals(current.name())) {
            throw new IllegalArgumentException("two workflows: " + opening.name() + " and " + current.name());
        }
        Verify verify = verify(opening.verify(), current.verify());
        CaseRule liveCase = liveCase(opening.liveCase(), current.liveCase());
        boolean bound = verify != null || (liveCase != null && liveCase.binds());
        SequencedMap<String, ResourceGrant> data = new LinkedHashMap<>();
        current.data().forEach((name, grant) -> {
            ResourceGrant before = opening.data().get(name);
            ResourceGrant both = before == null ? null : grant(before, grant);
            if (both != null && (bound || !(both.resource().scope() instanceof Scope.OfSubject))) {
                data.put(name, both);
            }
        });
        Set<String> agents = new LinkedHashSet<>(current.agents());
        agents.retainAll(opening.agents());
        return new Workflow(
                current.name(),
                current.purpose(),
                current.owner(),
                current.need(),
                opening.phase() == Phase.OFF ? Phase.OFF : current.phase(),
                agents,
                verify,
                liveCase,
                data,
                actions(opening, current, bound),
                opening.limits().tighter(current.limits()),
                apart(opening.apart(), current.apart()),
                boundary(opening.boundary(), current.boundary()),
                opening.escalate().stricter(current.escalate()),
                opening.retention().shorter(current.retention()),
                opening.payloads().less(current.payloads()),
                opening.unsourced().stricter(current.unsourced()),
                current.digest(),
                current.location());
    }

    /**
     * A part of a workflow, to be passed on. Names that it does not grant are without effect.
     *
     * @param fields by resource, the fields kept; a resource that is not named is dropped, and so are all actions.
     *     Null keeps everything
     * @param calls the most calls, at least 0; null for the workflow's own
     * @param rows the most rows, at least 0; null for the workflow's own
     * @throws IllegalArgumentException for a negative number
     */
    public static Workflow narrow(
            Workflow workflow,
            @Nullable Map<String, Set<String>> fields,
            @Nullable Integer calls,
            @Nullable Integer rows) {
        Limits limits = workflow.limits().capped(calls, rows);
        SequencedMap<String, ResourceGrant> data = new LinkedHashMap<>();
        workflow.data().forEach((name, grant) -> {
            SequencedMap<String, GrantedField> kept = new LinkedHashMap<>(grant.fields());
            if (fields != null) {
                kept.keySet().retainAll(fields.getOrDefault(name, Set.of()));
            }
            if (!kept.isEmpty()) {
                data.put(name, new ResourceGrant(grant.resource(), kept, grant.rows(), grant.limit()));
            }
        });
        return new Workflow(
                workflow.name(),
                workflow.purpose(),
                workflow.owner(),
                workflow.need(),
                workflow.phase(),
                workflow.agents(),
                workflow.verify(),
                workflow.liveCase(),
                data,
                fields == null ? workflow.actions() : new LinkedHashMap<>(),
                limits,
                workflow.apart(),
                workflow.boundary(),
                workflow.escalate(),
                workflow.retention(),
                workflow.payloads(),
                workflow.unsourced(),
                workflow.digest(),
                workflow.location());
    }

    /** Actions in both whose meaning did not change: both conditions, both approvals, both budgets, the stricter level. */
    private static SequencedMap<String, ActionGrant> actions(Workflow opening, Workflow current, boolean bound) {
        SequencedMap<String, ActionGrant> actions = new LinkedHashMap<>();
        current.actions().forEach((name, grant) -> {
            ActionGrant before = opening.actions().get(name);
            if (before != null
                    && Canonical.of(before.action()).equals(Canonical.of(grant.action()))
                    && Canonical.facts(before).equals(Canonical.facts(grant))
                    && (bound || !ActionGrant.ofSubject(grant.action()))) {
                actions.put(
                        name,
                        new ActionGrant(
                                grant.action(),
                                grant.why(),
                                before.level().stricter(grant.level()),
                                grant.facts(),
                                both(before.when(), grant.when()),
                                both(before.approvals(), grant.approvals()),
                                both(before.budget(), grant.budget()),
                                before.read().stricter(grant.read()),
                                before.undo() && grant.undo()));
            }
        });
        return actions;
    }

    private static <T> List<T> both(List<T> before, List<T> now) {
        return Stream.concat(now.stream(), before.stream()).distinct().toList();
    }

    private static @Nullable ResourceGrant grant(ResourceGrant opening, ResourceGrant current) {
        if (!Canonical.of(opening.resource()).equals(Canonical.of(current.resource()))) {
            return null;
        }
        SequencedMap<String, GrantedField> fields = new LinkedHashMap<>();
        current.fields().forEach((name, field) -> {
            GrantedField before = opening.fields().get(name);
            if (before != null && Canonical.of(before.field()).equals(Canonical.of(field.field()))) {
                Handling handling = before.handling().stricter(field.handling());
                fields.put(name, new GrantedField(field.field(), handling, field.why()));
            }
        });
        return fields.isEmpty()
                ? null
                : new ResourceGrant(
                        current.resource(),
                        fields,
                        and(opening.rows(), current.rows()),
                        Math.min(opening.limit(), current.limit()));
    }

    private static @Nullable Verify verify(@Nullable Verify opening, @Nullable Verify current) {
        if (opening == null
                || current == null
                || !Canonical.of(opening.resource()).equals(Canonical.of(current.resource()))) {
            return null;
        }
        Set<String> before = opening.by().stream().map(Canonical::of).collect(Collectors.toSet());
        List<List<Field>> by = current.by().stream()
                .filter(alternative -> before.contains(Canonical.of(alternative)))
                .toList();
        return by.isEmpty()
                ? null
                : new Verify(
                        current.resource(),
                        by,
                        Math.min(opening.attempts(), current.attempts()),
                        Math.min(opening.attemptsPerValue(), current.attemptsPerValue()),
                        Math.min(opening.attemptsPerAgent(), current.attemptsPerAgent()));
    }

    /** A case that either demands is demanded; where they demand cases of different kinds, none is live. */
    private static @Nullable CaseRule liveCase(@Nullable CaseRule opening, @Nullable CaseRule current) {
        if (opening == null || current == null) {
            CaseRule one = opening == null ? current : opening;
            return one == null ? null : new CaseRule(one.resource(), one.live(), false);
        }
        if (!Canonical.of(opening.resource()).equals(Canonical.of(current.resource()))) {
            return new CaseRule(current.resource(), new Predicate.Always(false), false);
        }
        return new CaseRule(
                current.resource(), and(opening.live(), current.live()), opening.binds() && current.binds());
    }

    /** Both rules; the same rule twice is itself, so that intersecting again changes nothing. */
    private static Predicate and(Predicate a, Predicate b) {
        SequencedMap<String, Predicate> parts = new LinkedHashMap<>();
        for (Predicate part : Stream.of(a, b).flatMap(Rights::conjuncts).toList()) {
            if (part instanceof Predicate.Always(boolean value)) {
                if (!value) {
                    return part;
                }
            } else {
                parts.putIfAbsent(Canonical.of(part), part);
            }
        }
        return switch (parts.size()) {
            case 0 -> new Predicate.Always(true);
            case 1 -> parts.firstEntry().getValue();
            default -> new Predicate.And(List.copyOf(parts.sequencedValues()));
        };
    }

    private static Stream<Predicate> conjuncts(Predicate predicate) {
        return predicate instanceof Predicate.And(List<Predicate> parts)
                ? parts.stream().flatMap(Rights::conjuncts)
                : Stream.of(predicate);
    }

    private static List<Set<DataClass>> apart(List<Set<DataClass>> opening, List<Set<DataClass>> current) {
        Set<Set<DataClass>> either = new LinkedHashSet<>(current);
        either.addAll(opening);
        return List.copyOf(either);
    }

    private static Boundary boundary(Boundary opening, Boundary current) {
        Map<Boundary.Edge, String> words = new EnumMap<>(Boundary.Edge.class);
        for (Boundary.Edge edge : Boundary.Edge.values()) {
            String said = current.words(edge) == null ? opening.words(edge) : current.words(edge);
            if (said != null) {
                words.put(edge, said);
            }
        }
        return new Boundary(
                words,
                current.otherwise() == null ? opening.otherwise() : current.otherwise(),
                Boundary.either(opening.fallback(), current.fallback()));
    }

    /** What is granted, in one rendering for each meaning: what is only said, and the digest, are left out. */
    static String granted(Workflow workflow) {
        Canonical canonical = new Canonical()
                .put("phase", workflow.phase().name())
                .putSorted("agents", workflow.agents())
                .put("verify", workflow.verify() == null ? "" : Canonical.of(workflow.verify()))
                .put("case", workflow.liveCase() == null ? "" : Canonical.of(workflow.liveCase()))
                .put("limits", Canonical.of(workflow.limits()))
                .put("retention", Canonical.of(workflow.retention()))
                .putSorted("apart", new HashSet<>(Canonical.of(workflow.apart())))
                .put("escalate", Canonical.granted(workflow.escalate()))
                .put("fallback", Canonical.granted(workflow.boundary()))
                .put("payloads", workflow.payloads().label())
                .put("unsourced", workflow.unsourced().label());
        new TreeMap<>(workflow.actions())
                .values()
                .forEach(action -> canonical.put("action", Canonical.granted(action)));
        new TreeMap<>(workflow.data()).forEach((name, grant) -> {
            canonical
                    .put("resource", name)
                    .put("rows", Canonical.of(grant.rows()))
                    .put("limit", grant.limit());
            new TreeMap<>(grant.fields())
                    .forEach((field, granted) -> canonical
                            .put("field", Canonical.of(granted.field()))
                            .put("handling", granted.handling().label()));
        });
        return canonical.text();
    }
}
