package dev.remit.gateway.line;

import dev.remit.core.contract.CaseRule;
import dev.remit.core.contract.Verify;
import dev.remit.core.contract.Workflow;
import dev.remit.core.decision.Read;
import dev.remit.core.decision.Reason;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.facts.Ownership;
import dev.remit.gateway.facts.Ownership.Owner;
import dev.remit.gateway.grant.Assurance;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.Conversation.Admission;
import dev.remit.gateway.grant.Conversation.Used;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.record.Recorder;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Windows;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Binding by what the caller says: exactly one customer must match, once, and never again another.
 *
 * <p>Failed attempts are limited per conversation, and across conversations per agent and claimed value and per agent,
 * so that neither one customer's postcode nor many customers' addresses can be tried out. While one verification of a
 * conversation is under way, another waits.
 */
final class Verification {
    private final Steps steps;
    private final Doorkeeper.Visitor.Known visitor;
    private final Conversation conversation;
    private final Workflow workflow;
    private final Walk walk;
    private final Instant now;

    Verification(Steps steps, Doorkeeper.Visitor.Known visitor, Walk walk, Instant now) {
        this.steps = steps;
        this.visitor = visitor;
        this.conversation = visitor.grant().conversation();
        this.workflow = visitor.effective().workflow();
        this.walk = walk;
        this.now = now;
    }

    CallResult verify(Verify verify, List<Read.Filter> said, Admission.Admitted admitted) {
        conversation.verifying().lock();
        try {
            return alone(verify, said, admitted);
        } finally {
            conversation.verifying().unlock();
        }
    }

    private CallResult alone(Verify verify, List<Read.Filter> said, Admission.Admitted admitted) {
        ConversationFacts facts = conversation.facts();
        if (facts.subject() != null) {
            return deny(admitted, Reason.ALREADY_VERIFIED, Used.NOTHING);
        }
        Map<String, Integer> limits = limits(verify, facts, said);
        Windows windows = steps.state().windows();
        if (facts.usage().attempts() >= verify.attempts() || !windows.hold(limits, now)) {
            return deny(admitted, Reason.VERIFY_LIMIT, Used.NOTHING);
        }
        try {
            return switch (owner(verify, said, facts)) {
                case Owner.One(String subject) ->
                    walk.stopped()
                            ? deny(admitted, Reason.STOPPED, Used.NOTHING)
                            : bind(subject, limits.keySet(), admitted);
                case Owner.NotOne none -> failedAttempt(limits.keySet(), admitted);
                case Owner.Failed(SourceFailure failure) -> walk.failed(failure, facts(), admitted);
            };
        } finally {
            windows.release(limits.keySet());
        }
    }

    /** Whom the claim matches; where a case is demanded, only if the live case is theirs. */
    private Owner owner(Verify verify, List<Read.Filter> said, ConversationFacts facts) {
        var version = visitor.effective().version();
        Owner claimed = Ownership.claimed(version, verify, said, facts.tenant(), now);
        CaseRule rule = workflow.liveCase();
        String caseId = facts.caseId();
        if (rule == null || caseId == null || !(claimed instanceof Owner.One)) {
            return claimed;
        }
        Owner ofCase = Ownership.ofCase(version, rule, caseId, facts.tenant(), now);
        return ofCase instanceof Owner.Failed || ofCase.equals(claimed) ? ofCase : new Owner.NotOne();
    }

    private CallResult bind(String subject, Set<String> windows, Admission.Admitted admitted) {
        String agent = visitor.agent().name();
        ConversationFacts facts = conversation.facts();
        SubjectLimit limit = new SubjectLimit(steps.state().windows(), steps.claims());
        Entry.About about = new Entry.About(facts.tenant(), subject);
        Recorder.Prepared prepared = steps.recorder()
                .prepare(facts().put("decision", "allow")
                        .put("outcome", "verified")
                        .entry(walk.context(), now, "verify", about));
        Recorder.@Nullable Submitted submitted;
        steps.state().windows().order().lock();
        try {
            List<Change> seen = limit.take(agent, workflow, facts.tenant(), subject, now);
            submitted = seen == null
                    ? null
                    : conversation.settle(visitor.grant(), admitted, Used.NOTHING, changes -> {
                        List<Change> all = new ArrayList<>(seen);
                        all.addAll(changes);
                        all.addAll(steps.escalated().binding(facts.id(), subject));
                        all.add(conversation.propose(subject, Assurance.CLAIMED));
                        Recorder.Submitted handed = steps.recorder().submit(prepared, all);
                        if (handed.refused()) {
                            conversation.withdraw();
                        }
                        return handed;
                    });
        } finally {
            steps.state().windows().order().unlock();
        }
        if (submitted == null) {
            return failedAttempt(windows, admitted);
        }
        try {
            submitted.await();
        } catch (RecordException e) {
            conversation.withdraw();
            throw e;
        }
        conversation.bind(subject, Assurance.CLAIMED);
        return new CallResult.Released(JsonNodeFactory.instance
                .objectNode()
                .put("verified", true)
                .put("assurance", Assurance.CLAIMED.label()));
    }

    /**
     * Nobody is bound. Where no further customer may be served, that is the answer whether somebody matched or not: else
     * an agent at its limit could go on to find out who is a customer.
     */
    private CallResult failedAttempt(Set<String> windows, Admission.Admitted admitted) {
        ConversationFacts facts = conversation.facts();
        boolean room = new SubjectLimit(steps.state().windows(), steps.claims())
                .room(visitor.agent().name(), workflow, facts.tenant(), now);
        Reason reason = room ? Reason.VERIFY_FAILED : Reason.SUBJECT_LIMIT;
        Recorder.Prepared prepared =
                steps.recorder().prepare(facts().denied(reason).entry(walk.context(), now, "verify", null));
        Recorder.Submitted submitted;
        steps.state().windows().order().lock();
        try {
            Used attempt = new Used(0, 0, false, true, Set.of());
            submitted = conversation.settle(visitor.grant(), admitted, attempt, changes -> {
                List<Change> all = new ArrayList<>(changes);
                windows.forEach(window -> all.add(steps.state().windows().add(window, now)));
                return steps.recorder().submit(prepared, all);
            });
        } finally {
            steps.state().windows().order().unlock();
        }
        submitted.await();
        return walk.refused(reason);
    }

    /**
     * What attempts are counted under, with the limit of each: agent and each claimed value by itself, so that a name
     * cannot be tried out with every postcode; agent and tenant.
     */
    private Map<String, Integer> limits(Verify verify, ConversationFacts facts, List<Read.Filter> said) {
        String agent = facts.agent() + '/' + facts.tenant();
        Map<String, Integer> limits = new LinkedHashMap<>();
        for (Read.Filter filter : said) {
            String value = filter.value() instanceof BigDecimal number
                    ? number.stripTrailingZeros().toString() // 7 and 7.0 are one value
                    : filter.value().toString().strip().toLowerCase(Locale.ROOT);
            limits.put(
                    "claim/" + agent + '/' + steps.claims().hex(filter.field().name(), value),
                    verify.attemptsPerValue());
        }
        limits.put("claims/" + agent, verify.attemptsPerAgent());
        return limits;
    }

    private Facts facts() {
        return walk.facts();
    }

    private CallResult deny(Admission.Admitted admitted, Reason reason, Used used) {
        return walk.deny(admitted, facts().denied(reason), reason, used);
    }
}
