package dev.remit.gateway.line;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.contract.ResourceGrant;
import dev.remit.core.contract.Workflow;
import dev.remit.core.decision.Decider;
import dev.remit.core.decision.Reason;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.FactSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gathers what a record says, under the field's names. Absent things are left out. */
final class Facts {
    private final FactSet.Builder facts = new FactSet.Builder();
    private @Nullable PayloadText payload;
    private int keep = Entry.KEEP;
    private int payloadKeep = Entry.PAYLOAD_KEEP;

    static Facts of(Agent agent, CallContext context) {
        return by(context).put("agent", agent.name()).put("owner", agent.owner());
    }

    static Facts by(CallContext context) {
        return new Facts().put("wire", context.wire()).put("trace", context.traceParent());
    }

    Facts conversation(ConversationFacts conversation) {
        return put("conversation", conversation.id())
                .put("tenant", conversation.tenant())
                .put("actor", conversation.actor())
                .put("case", conversation.caseId())
                .put("assurance", conversation.assurance().label());
    }

    Facts workflow(Workflow workflow) {
        return put("workflow", workflow.name())
                .put("contract", workflow.digest())
                .kept(workflow);
    }

    /** How long the record can be read: as the contract says, and as everywhere where there is none. */
    Facts kept(@Nullable Workflow workflow) {
        if (workflow != null) {
            keep = days(workflow.retention().records());
            payloadKeep = Math.min(keep, days(workflow.retention().payloads()));
        }
        return this;
    }

    /** A day that has begun is a day. */
    private static int days(Duration duration) {
        return Math.toIntExact(
                Math.ceilDiv(duration.toSeconds(), Duration.ofDays(1).toSeconds()));
    }

    /** The version that opened the grant stands there only where it is not the one in force. */
    Facts grant(LiveGrant grant) {
        put("grant", grant.facts().id());
        String opening = grant.facts().contract();
        return opening.equals(facts.get("contract")) ? this : put("opened_under", opening);
    }

    Facts resource(ResourceGrant grant) {
        return put("resource", grant.resource().name())
                .put("fields", String.join(" ", grant.fields().keySet()))
                .put("classes", joined(" ", Decider.classes(grant), DataClass::label));
    }

    /** A loop, not a stream: it runs several times for every call. */
    static <T> String joined(String separator, Collection<T> all, Function<T, String> text) {
        StringJoiner joined = new StringJoiner(separator);
        for (T one : all) {
            joined.add(text.apply(one));
        }
        return joined.toString();
    }

    Facts denied(Reason reason) {
        return put("decision", "deny").put("reason", reason.code());
    }

    Facts took(Instant from, Instant to) {
        facts.put("micros", Duration.between(from, to).toNanos() / 1_000);
        return this;
    }

    /** Who did it, where a person did. */
    Facts person(@Nullable Person person) {
        return person == null ? this : put("account", person.account()).put("role", person.role());
    }

    Facts put(String name, @Nullable String value) {
        if (value != null) {
            facts.put(name, value);
        }
        return this;
    }

    Facts put(String name, long value) {
        facts.put(name, value);
        return this;
    }

    /** What went in and came out, for the record to keep in the form that the contract allows. */
    Facts payload(PayloadText text) {
        payload = text;
        return this;
    }

    /** The customer whom a conversation is about, or null. */
    static Entry.@Nullable About about(ConversationFacts facts) {
        return about(facts.tenant(), facts.subject());
    }

    /** A customer, or null where none is known yet. */
    static Entry.@Nullable About about(String tenant, @Nullable String subject) {
        return subject == null ? null : new Entry.About(tenant, subject);
    }

    Entry entry(CallContext context, Instant at, String event, Entry.@Nullable About about) {
        String kept = payload == null ? null : payload.json(about != null);
        return new Entry(context.correlationId(), at, event, facts.build(), about, keep, payloadKeep, kept);
    }
}
