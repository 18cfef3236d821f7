package dev.remit.gateway.line;

import dev.remit.core.catalog.Fact;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Handling;
import dev.remit.core.catalog.Kind;
import dev.remit.core.contract.ActionGrant;
import dev.remit.core.decision.ActionDecider;
import dev.remit.core.decision.ActionDecision;
import dev.remit.core.decision.Obligation;
import dev.remit.core.decision.Reason;
import dev.remit.gateway.facts.FactFetch;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.serving.Version;
import dev.remit.gateway.shape.Shaper;
import dev.remit.gateway.source.Deed;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.gateway.source.Written;
import dev.remit.gateway.state.Operation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deciding about an action and doing it, whoever set it in motion: an agent's call, a person's approval, an undo. Nothing
 * here is put on record; whoever calls does that, before and after. Thread-safe.
 */
final class Acting {
    private final Shaper shaper;

    Acting(Shaper shaper) {
        this.shaper = shaper;
    }

    /** An action, for whom, in which version. */
    record Job(
            Version version,
            ActionGrant grant,
            ConversationFacts conversation,
            Map<String, Object> told,
            String workflow) {}

    /** What was looked up, and what it leads to. */
    sealed interface Judged {
        /**
         * It was decided.
         *
         * @param values what conditions name
         * @param keys the keys of rows that were looked at
         */
        record Decided(ActionDecision decision, SequencedMap<String, Object> values, String keys) implements Judged {}

        /** What it is about is not there, or not this customer's. */
        record Missing() implements Judged {}

        record Failed(SourceFailure failure) implements Judged {}
    }

    Judged judge(Job job, Instant now) {
        FactFetch.Scope scope = new FactFetch.Scope(
                job.conversation().tenant(), job.conversation().subject());
        return switch (FactFetch.fetch(job.version(), job.grant().facts().values(), job.told(), scope, now)) {
            case FactFetch.Found.Missing missing -> new Judged.Missing();
            case FactFetch.Found.Failed(SourceFailure failure) -> new Judged.Failed(failure);
            case FactFetch.Found.All(SequencedMap<String, Object> facts, SequencedMap<String, String> keys) -> {
                SequencedMap<String, Object> values = new LinkedHashMap<>(facts);
                values.put("args", job.told());
                values.put("grant", grant(job.conversation(), job.workflow()));
                values.put("now", now);
                ActionDecision decision = ActionDecider.decide(
                        job.grant(), values, job.conversation().hasReadText());
                List<String> all = new ArrayList<>();
                keys.forEach((name, key) -> all.add(name + "=" + key));
                yield new Judged.Decided(decision, values, String.join("; ", all));
            }
        };
    }

    /** What conditions know under {@code grant}. */
    static Map<String, @Nullable Object> grant(ConversationFacts conversation, String workflow) {
        Map<String, @Nullable Object> grant = new LinkedHashMap<>();
        grant.put("agent", conversation.agent());
        grant.put("actor", conversation.actor());
        grant.put("tenant", conversation.tenant());
        grant.put("workflow", workflow);
        grant.put("case", conversation.caseId());
        grant.put("assurance", conversation.assurance().label());
        grant.put("has_read_text", conversation.hasReadText());
        return grant;
    }

    /**
     * Does it. The decision is taken again at the last moment, when the source holds still: what it was taken from may
     * have changed since.
     *
     * @param allowed what people have allowed; an action that steps up is done only with it
     * @param stopped asked at the last moment, too
     */
    Written perform(
            Job job, Operation operation, Judged.Decided first, Allowed allowed, LastWord stopped, Instant now) {
        Deed deed = deed(job, operation, first.values());
        return job.version().writer(job.grant().action().source()).write(deed, () -> {
            Reason word = stopped.objection();
            return word != null ? word : objection(job, first, allowed, now);
        });
    }

    /** Whether people have allowed what a decision asks them for. */
    interface Allowed {
        boolean covers(ActionDecision decision);
    }

    /** Something that may have changed since: a kill switch, a revocation. */
    interface LastWord {
        @Nullable
        Reason objection();
    }

    private @Nullable Reason objection(Job job, Judged.Decided first, Allowed allowed, Instant now) {
        return switch (judge(job, now)) {
            case Judged.Missing missing -> Reason.NOT_FOUND;
            case Judged.Failed failed -> Reason.SOURCE_UNAVAILABLE;
            case Judged.Decided(ActionDecision.Deny(Reason reason), var values, var keys) -> reason;
            case Judged.Decided(ActionDecision decision, var values, var keys)
            when !(decision instanceof ActionDecision.Allow) && !allowed.covers(decision) -> Reason.CONDITION_NOT_MET;
            case Judged.Decided(var decision, var values, var keys) ->
                sameTotals(job, first.values(), values) ? null : Reason.CHANGED_MEANWHILE;
        };
    }

    /** Sums and counts are what is done with and what budgets count: those that were looked up first are on their way. */
    private static boolean sameTotals(Job job, Map<String, Object> first, Map<String, Object> last) {
        return job.grant().facts().values().stream()
                .filter(Acting::total)
                .allMatch(fact -> same(first.get(fact.name()), last.get(fact.name())));
    }

    /** Whether it is a sum or a count. */
    static boolean total(@Nullable Fact fact) {
        return fact instanceof Fact.Total total && total.over() != Fact.Over.VALUES;
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
            return a.compareTo(b) == 0;
        }
        return Objects.equals(one, other);
    }

    static Deed deed(Job job, Operation operation, Map<String, Object> values) {
        Map<String, Object> known = new LinkedHashMap<>(job.told());
        job.grant().facts().values().forEach(fact -> {
            Object value = values.get(fact.name());
            if (value != null && !(value instanceof Map)) {
                known.put(fact.name(), value);
            }
        });
        return new Deed(
                job.grant().action(),
                operation.id(),
                job.conversation().tenant(),
                job.conversation().subject(),
                known);
    }

    /** What an action gave back, as it may be released: each field under the handling of its class. */
    @Nullable
    ObjectNode shaped(Job job, Map<String, @Nullable Object> values) {
        List<Field> columns = new ArrayList<>();
        List<@Nullable Object> row = new ArrayList<>();
        List<Obligation> obligations = new ArrayList<>();
        for (Field field : job.grant().action().result().values()) {
            if (field.defaultHandling() == Handling.NEVER) {
                continue;
            }
            columns.add(field);
            row.add(values.get(field.name()));
            if (field.defaultHandling() != Handling.CLEAR) {
                obligations.add(new Obligation.Handle(field, field.defaultHandling()));
            } else if (field.kind() == Kind.TEXT) {
                obligations.add(new Obligation.Scan(field));
            }
        }
        return shaper.shape(
                                columns,
                                List.of(row),
                                obligations,
                                job.conversation().id(),
                                job.version().text())
                        instanceof Shaper.Shaped.Objects(List<ObjectNode> rows)
                ? rows.getFirst()
                : null;
    }
}
