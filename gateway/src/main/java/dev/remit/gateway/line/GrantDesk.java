package dev.remit.gateway.line;

import dev.remit.core.contract.CaseRule;
import dev.remit.core.contract.Limits;
import dev.remit.core.contract.Phase;
import dev.remit.core.contract.Workflow;
import dev.remit.core.decision.Reason;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.GrantRequest;
import dev.remit.gateway.call.GrantResult;
import dev.remit.gateway.call.GrantService;
import dev.remit.gateway.call.Introspection;
import dev.remit.gateway.call.Narrowing;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.call.Problems;
import dev.remit.gateway.facts.Ownership;
import dev.remit.gateway.facts.Ownership.Owner;
import dev.remit.gateway.grant.Assurance;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.grant.Grant;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.grant.Usage;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.Tokens;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.record.Recorder;
import dev.remit.gateway.serving.Serving;
import dev.remit.gateway.serving.Version;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Windows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens, narrows, inspects and revokes grants. Thread-safe. */
public final class GrantDesk implements GrantService {
    private static final Logger LOG = LoggerFactory.getLogger(GrantDesk.class);

    /**
     * Refused requests that one agent may put on record in an hour; behind that they are refused unheard, but for those
     * that are counted, whose own limit is lower.
     */
    private static final int REFUSALS_PER_HOUR = 1_000;

    /** Cases named in vain by one agent for one tenant in an hour. */
    private static final int CASE_MISSES_PER_HOUR = 100;

    /** How often a grant can be passed on. */
    private static final int DEEPEST = 8;

    private final Steps steps;
    private final Doorkeeper doorkeeper;
    private final Tokens tokens;
    private final Serving serving;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Custody custody;

    /** @param ids makes ids of grants and conversations: unique, not guessable */
    public GrantDesk(
            Steps steps,
            Doorkeeper doorkeeper,
            Tokens tokens,
            Serving serving,
            InstantSource clock,
            Supplier<String> ids) {
        this.steps = steps;
        this.doorkeeper = doorkeeper;
        this.tokens = tokens;
        this.serving = serving;
        this.clock = clock;
        this.ids = ids;
        this.custody = new Custody(steps, doorkeeper, tokens, serving, clock);
    }

    @Override
    public GrantResult open(@Nullable String bearer, GrantRequest request, CallContext context) {
        Instant now = clock.instant();
        return switch (doorkeeper.caller(bearer, context, now)) {
            case Doorkeeper.Caller.Turned(Problem problem) -> new GrantResult.Refused(problem);
            case Doorkeeper.Caller.Known(Agent agent) -> {
                try {
                    yield open(agent, request, context, now);
                } catch (RecordException e) {
                    LOG.error("{}: no grant is opened: {}", context.correlationId(), e.getMessage());
                    yield new GrantResult.Refused(Problems.of(Reason.JOURNAL_UNAVAILABLE, context, null));
                }
            }
        };
    }

    private GrantResult open(Agent agent, GrantRequest request, CallContext context, Instant now) {
        Version version = serving.current();
        Workflow workflow = version.workflow(request.workflow());
        if (workflow == null
                || !workflow.agents().contains(agent.name())
                || !agent.tenants().contains(request.tenant())) {
            return refuse(agent, request, context, now, Reason.NOT_ALLOWED, null, List.of());
        }
        if (workflow.phase() == Phase.OFF) {
            return refuse(agent, request, context, now, Reason.WORKFLOW_OFF, workflow, List.of());
        }
        if (!steps.state().stops().allowed(agent, workflow.name(), request.tenant())) {
            return refuse(agent, request, context, now, Reason.STOPPED, workflow, List.of());
        }
        if (request.renews() != null) {
            return renew(agent, request, request.renews(), version, workflow, context, now);
        }
        // Before the source is asked: an agent at its limit does not go on to find out which cases there are.
        if (steps.state().windows().count(opened(agent, request), now)
                >= workflow.limits().grantsPerHour()) {
            return refuse(agent, request, context, now, Reason.GRANT_LIMIT, workflow, List.of());
        }
        CaseRule rule = workflow.liveCase();
        if (rule == null) {
            // On record as the conversation's case, it would look as if somebody had checked it.
            return request.caseId() == null
                    ? begin(agent, request, workflow, null, context, now)
                    : refuse(agent, request, context, now, Reason.CASE_UNKNOWN, workflow, List.of());
        }
        if (request.caseId() == null) {
            return refuse(agent, request, context, now, Reason.CASE_REQUIRED, workflow, List.of());
        }
        return withCase(agent, request, request.caseId(), version, workflow, rule, context, now);
    }

    /** Begins a conversation where its case is live. */
    private GrantResult withCase(
            Agent agent,
            GrantRequest request,
            String caseId,
            Version version,
            Workflow workflow,
            CaseRule rule,
            CallContext context,
            Instant now) {
        Windows windows = steps.state().windows();
        String misses = misses(agent, request);
        if (!windows.hold(Map.of(misses, CASE_MISSES_PER_HOUR), now)) {
            return refuse(agent, request, context, now, Reason.VERIFY_LIMIT, workflow, List.of());
        }
        try {
            return switch (Ownership.ofCase(version, rule, caseId, request.tenant(), now)) {
                case Owner.One(String subject) ->
                    begin(agent, request, workflow, rule.binds() ? subject : null, context, now);
                case Owner.NotOne none ->
                    refuse(agent, request, context, now, Reason.CASE_NOT_LIVE, workflow, List.of(misses));
                case Owner.Failed(SourceFailure failure) -> {
                    LOG.warn("{}: {}: {}", context.correlationId(), failure.reason(), failure.detail());
                    yield refuse(agent, request, context, now, Reason.SOURCE_UNAVAILABLE, workflow, List.of());
                }
            };
        } finally {
            windows.release(Set.of(misses));
        }
    }

    private GrantResult begin(
            Agent agent,
            GrantRequest request,
            Workflow workflow,
            @Nullable String subject,
            CallContext context,
            Instant now) {
        Limits limits = workflow.limits();
        ConversationFacts facts = new ConversationFacts(
                ids.get(),
                agent.name(),
                request.actor(),
                workflow.name(),
                request.tenant(),
                request.caseId(),
                subject == null ? Assurance.NONE : Assurance.CASE,
                subject,
                now,
                now.plus(limits.conversation()),
                Usage.NONE,
                Set.of(),
                false);
        String token = tokens.mint(Tokens.GRANT);
        Instant expires = earlier(now.plus(limits.lifetime()), facts.endsAt());
        Grant grant =
                new Grant(ids.get(), tokens.hash(token), null, facts.id(), workflow.digest(), now, expires, null, null);
        Entry.About about = subject == null ? null : new Entry.About(facts.tenant(), subject);
        Recorder.Prepared prepared = steps.recorder()
                .prepare(facts(agent, workflow, context)
                        .conversation(facts)
                        .put("grant", grant.id())
                        .put("purpose", request.purpose())
                        .put("decision", "allow")
                        .put("outcome", "opened")
                        .entry(context, now, "grant.open", about));
        Recorder.@Nullable Submitted submitted = null;
        Reason limit = Reason.GRANT_LIMIT;
        Windows windows = steps.state().windows();
        String opened = opened(agent, request);
        windows.order().lock();
        try {
            if (windows.count(opened, now) < limits.grantsPerHour()) {
                List<Change> seen = subject == null
                        ? List.of()
                        : new SubjectLimit(windows, steps.claims())
                                .take(agent.name(), workflow, facts.tenant(), subject, now);
                if (seen == null) {
                    limit = Reason.SUBJECT_LIMIT;
                } else {
                    List<Change> changes = new ArrayList<>(seen);
                    changes.add(windows.add(opened, now));
                    changes.add(new Change.ConversationSet(facts));
                    changes.add(new Change.GrantSet(grant));
                    submitted = steps.recorder().submit(prepared, changes);
                }
            }
        } finally {
            windows.order().unlock();
        }
        if (submitted == null) {
            // A live case at this point is as good an answer as one that is not live, so it counts like that.
            List<String> counted = subject == null ? List.of() : List.of(misses(agent, request));
            return refuse(agent, request, context, now, limit, workflow, counted);
        }
        submitted.await();
        Conversation conversation = new Conversation(facts);
        conversation.addGrant(false);
        LiveGrant live = new LiveGrant(grant, conversation, null);
        steps.state().add(live);
        steps.metrics().grantOpened(workflow.name());
        return opened(live, token);
    }

    /** A renewal prolongs time, never a budget: it goes on in the same conversation, and ends the grant before. */
    private GrantResult renew(
            Agent agent,
            GrantRequest request,
            String renews,
            Version version,
            Workflow workflow,
            CallContext context,
            Instant now) {
        LiveGrant before =
                Tokens.wellFormed(renews, Tokens.GRANT) ? steps.state().grantByToken(tokens.hash(renews)) : null;
        if (before == null || before.parent() != null || !before.live(now)) {
            return refuse(agent, request, context, now, Reason.NOT_ALLOWED, workflow, List.of());
        }
        ConversationFacts facts = before.conversation().facts();
        boolean same = facts.agent().equals(agent.name())
                && facts.workflow().equals(workflow.name())
                && facts.tenant().equals(request.tenant())
                && (request.caseId() == null || request.caseId().equals(facts.caseId()))
                && (request.actor() == null || request.actor().equals(facts.actor()))
                && now.isBefore(facts.endsAt());
        if (!same) {
            return refuse(agent, request, context, now, Reason.NOT_ALLOWED, workflow, List.of());
        }
        Reason caseOver = caseOver(facts, workflow, version, context, now);
        if (caseOver != null) {
            return refuse(agent, request, context, now, caseOver, workflow, List.of());
        }
        if (!before.beginRenewal()) {
            return refuse(agent, request, context, now, Reason.NOT_ALLOWED, workflow, List.of());
        }
        if (!before.conversation().addGrant(false)) {
            before.abandonRenewal();
            return refuse(agent, request, context, now, Reason.GRANT_LIMIT, workflow, List.of());
        }
        try {
            return renew(agent, before, workflow, context, now);
        } catch (RuntimeException e) {
            before.conversation().forgetGrant(false);
            before.abandonRenewal();
            throw e;
        }
    }

    /** Why a conversation's case does not let it go on, or null: it is looked at again with each renewal. */
    private static @Nullable Reason caseOver(
            ConversationFacts facts, Workflow workflow, Version version, CallContext context, Instant now) {
        CaseRule rule = workflow.liveCase();
        if (rule == null) {
            return null;
        }
        if (facts.caseId() == null) {
            return Reason.CASE_REQUIRED;
        }
        return switch (Ownership.ofCase(version, rule, facts.caseId(), facts.tenant(), now)) {
            case Owner.One(String subject) ->
                facts.subject() == null || facts.subject().equals(subject) ? null : Reason.CASE_NOT_LIVE;
            case Owner.NotOne none -> Reason.CASE_NOT_LIVE;
            case Owner.Failed(SourceFailure failure) -> {
                LOG.warn("{}: {}: {}", context.correlationId(), failure.reason(), failure.detail());
                yield Reason.SOURCE_UNAVAILABLE;
            }
        };
    }

    private GrantResult renew(Agent agent, LiveGrant before, Workflow workflow, CallContext context, Instant now) {
        ConversationFacts facts = before.conversation().facts();
        String token = tokens.mint(Tokens.GRANT);
        Grant grant = new Grant(
                ids.get(),
                tokens.hash(token),
                null,
                facts.id(),
                workflow.digest(),
                now,
                earlier(now.plus(workflow.limits().lifetime()), facts.endsAt()),
                null,
                null);
        steps.recorder()
                .write(
                        facts(agent, workflow, context)
                                .conversation(facts)
                                .put("grant", grant.id())
                                .put("renews", before.facts().id())
                                .put("decision", "allow")
                                .put("outcome", "renewed")
                                .entry(context, now, "grant.renew", Facts.about(facts)),
                        List.of(
                                new Change.GrantSet(grant),
                                new Change.GrantSet(before.facts().revoked(now))));
        LiveGrant live = new LiveGrant(grant, before.conversation(), null);
        steps.state().add(live);
        if (before.facts().revokedAt() != null) {
            // Revoked while it was being renewed: what it became goes with it.
            custody.revoke(live, "holder", context, now);
            return new GrantResult.Refused(Problems.of(Reason.NOT_ALLOWED, context, workflow.boundary()));
        }
        before.revoke(now);
        steps.metrics().grantOpened(workflow.name());
        return opened(live, token);
    }

    @Override
    public GrantResult delegate(@Nullable String bearer, Narrowing narrowing, CallContext context) {
        Instant now = clock.instant();
        return switch (doorkeeper.visitor(bearer, context, now)) {
            case Doorkeeper.Visitor.Turned(Problem problem) -> new GrantResult.Refused(problem);
            case Doorkeeper.Visitor.Known known -> {
                try {
                    yield delegate(known, narrowing, context, now);
                } catch (RecordException e) {
                    LOG.error("{}: no grant is passed on: {}", context.correlationId(), e.getMessage());
                    yield new GrantResult.Refused(Problems.of(Reason.JOURNAL_UNAVAILABLE, context, null));
                }
            }
        };
    }

    private GrantResult delegate(
            Doorkeeper.Visitor.Known known, Narrowing narrowing, CallContext context, Instant now) {
        Workflow workflow = known.effective().workflow();
        String wrong = wrong(known, narrowing);
        if (wrong != null) {
            return new GrantResult.Refused(Problems.of(Reason.INVALID_ARGUMENT, wrong, context, workflow.boundary()));
        }
        LiveGrant parent = known.grant();
        if (!parent.conversation().addGrant(true)) {
            return new GrantResult.Refused(Problems.of(Reason.GRANT_LIMIT, context, workflow.boundary()));
        }
        try {
            return passOn(known, parent, narrowing, context, now);
        } catch (RuntimeException e) {
            parent.conversation().forgetGrant(true);
            throw e;
        }
    }

    private GrantResult passOn(
            Doorkeeper.Visitor.Known known, LiveGrant parent, Narrowing narrowing, CallContext context, Instant now) {
        Workflow workflow = known.effective().workflow();
        Instant expires = parent.facts().expiresAt();
        if (narrowing.lifetime() != null) {
            expires = earlier(expires, now.plus(narrowing.lifetime()));
        }
        String token = tokens.mint(Tokens.GRANT);
        ConversationFacts facts = parent.conversation().facts();
        Grant grant = new Grant(
                ids.get(),
                tokens.hash(token),
                parent.facts().id(),
                facts.id(),
                parent.facts().contract(),
                now,
                expires,
                new Grant.Part(narrowing.fields(), narrowing.calls(), narrowing.rows()),
                null);
        steps.recorder()
                .write(
                        facts(known.agent(), workflow, context)
                                .conversation(facts)
                                .put("grant", grant.id())
                                .put("parent", parent.facts().id())
                                .put("decision", "allow")
                                .put("outcome", "delegated")
                                .entry(context, now, "grant.delegate", Facts.about(facts)),
                        List.of(new Change.GrantSet(grant)));
        LiveGrant live = new LiveGrant(grant, parent.conversation(), parent);
        steps.state().add(live);
        steps.metrics().grantOpened(workflow.name());
        return opened(live, token);
    }

    /** What is wrong with a narrowing, or null. */
    private static @Nullable String wrong(Doorkeeper.Visitor.Known known, Narrowing narrowing) {
        int depth = 0;
        for (LiveGrant one = known.grant(); one != null; one = one.parent()) {
            depth++;
        }
        if (depth > DEEPEST) {
            return "This grant was passed on " + DEEPEST + " times already, which is the most.";
        }
        if ((narrowing.calls() != null && narrowing.calls() < 1)
                || (narrowing.rows() != null && narrowing.rows() < 1)) {
            return "calls and rows must be at least 1.";
        }
        Duration lifetime = narrowing.lifetime();
        if (lifetime != null && (lifetime.isNegative() || lifetime.isZero())) {
            return "lifetime must be longer than nothing.";
        }
        if (narrowing.fields() == null) {
            return null;
        }
        for (Map.Entry<String, Set<String>> kept : narrowing.fields().entrySet()) {
            var granted = known.effective().workflow().data().get(kept.getKey());
            if (granted == null
                    || kept.getValue().isEmpty()
                    || !granted.fields().keySet().containsAll(kept.getValue())) {
                return "fields may name only what the grant has; see its list of tools.";
            }
        }
        return narrowing.fields().isEmpty() ? "fields must name at least one resource." : null;
    }

    @Override
    public Introspection introspect(@Nullable String bearer, String token, CallContext context) {
        return custody.introspect(bearer, token, context);
    }

    @Override
    public @Nullable Problem revoke(@Nullable String bearer, String token, CallContext context) {
        return custody.revoke(bearer, token, context);
    }

    /** Looks after grants that are open. */
    public Custody custody() {
        return custody;
    }

    private GrantResult refuse(
            Agent agent,
            GrantRequest request,
            CallContext context,
            Instant now,
            Reason reason,
            @Nullable Workflow workflow,
            List<String> counted) {
        Windows windows = steps.state().windows();
        String refusals = "refusals/" + agent.name();
        if (!counted.isEmpty() || windows.count(refusals, now) < REFUSALS_PER_HOUR) {
            Facts facts = Facts.of(agent, context)
                    .put("tenant", request.tenant())
                    .put("workflow", request.workflow())
                    .put("case", request.caseId())
                    .kept(workflow)
                    .denied(reason);
            Recorder.Prepared prepared = steps.recorder().prepare(facts.entry(context, now, "grant.open", null));
            Recorder.Submitted submitted;
            windows.order().lock();
            try {
                List<Change> changes = new ArrayList<>();
                changes.add(windows.add(refusals, now));
                counted.forEach(window -> changes.add(windows.add(window, now)));
                submitted = steps.recorder().submit(prepared, changes);
            } finally {
                windows.order().unlock();
            }
            submitted.await();
        }
        return new GrantResult.Refused(Problems.of(reason, context, workflow == null ? null : workflow.boundary()));
    }

    /** The window that counts grants opened. */
    private static String opened(Agent agent, GrantRequest request) {
        return "grants/" + agent.name() + '/' + request.workflow() + '/' + request.tenant();
    }

    /** The window that counts cases named in vain. */
    private static String misses(Agent agent, GrantRequest request) {
        return "cases/" + agent.name() + '/' + request.tenant();
    }

    private static Facts facts(Agent agent, Workflow workflow, CallContext context) {
        return Facts.of(agent, context).workflow(workflow);
    }

    private static GrantResult.Opened opened(LiveGrant live, String token) {
        Grant grant = live.facts();
        ConversationFacts facts = live.conversation().facts();
        return new GrantResult.Opened(
                grant.id(),
                token,
                facts.id(),
                facts.workflow(),
                facts.tenant(),
                facts.caseId(),
                grant.expiresAt(),
                facts.assurance().label());
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
