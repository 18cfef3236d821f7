package dev.remit.gateway.line;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.contract.Limits;
import dev.remit.core.contract.ResourceGrant;
import dev.remit.core.contract.Verify;
import dev.remit.core.contract.Workflow;
import dev.remit.core.decision.Decider;
import dev.remit.core.decision.Decision;
import dev.remit.core.decision.Obligation;
import dev.remit.core.decision.Read;
import dev.remit.core.decision.Reason;
import dev.remit.core.decision.Request;
import dev.remit.core.decision.Standing;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Message;
import dev.remit.gateway.call.Problems;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.Conversation.Admission;
import dev.remit.gateway.grant.Conversation.Used;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.guard.AnswerGuard;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.record.Recorder;
import dev.remit.gateway.shape.Shaper;
import dev.remit.gateway.source.ReadResult;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Escalation;
import dev.remit.gateway.text.FreeText;
import dev.remit.gateway.tool.Arguments;
import dev.remit.gateway.tool.Arguments.Parsed;
import dev.remit.gateway.tool.ToolSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One call on its way: grant → facts → decide → perform → shape → record → reply. Used once, by one thread. */
final class Walk {
    private static final Logger LOG = LoggerFactory.getLogger(Walk.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** After the id of a call, the id of the record which says that its result was withheld. */
    private static final String WITHHELD = "-withheld";
    /** Stands for a tool where a message is heard. */
    static final String MESSAGE = "message";
    /** Stands for a tool where an answer is checked. */
    static final String ANSWER = "answer";

    private final Steps steps;
    private final Doorkeeper.Visitor.Known visitor;
    private final Workflow workflow;
    private final Conversation conversation;
    private final String tool;
    private final CallContext context;
    private final InstantSource clock;
    private final Instant begin;
    private PayloadText payload;
    private @Nullable Reason refusal;
    private boolean deniedField;

    Walk(Steps steps, Doorkeeper.Visitor.Known visitor, String tool, CallContext context, InstantSource clock) {
        this.steps = steps;
        this.visitor = visitor;
        this.workflow = visitor.effective().workflow();
        this.conversation = visitor.grant().conversation();
        this.tool = tool;
        this.context = context;
        this.clock = clock;
        this.begin = clock.instant();
        this.payload = new PayloadText(
                workflow.payloads(),
                null,
                JSON.createObjectNode(),
                visitor.effective().version().text());
    }

    CallResult call(ObjectNode arguments) {
        CallResult result = decide(arguments);
        if (result instanceof CallResult.Released && stopped()) {
            result = withheld();
        }
        steps.metrics().decided(workflow.name(), result instanceof CallResult.Released ? "allow" : "deny");
        AnswerGuard guard = steps.guard();
        if (guard != null && result instanceof CallResult.Released released) {
            guard.released(conversation, granted(), released.structured());
        }
        return met(result, deniedField);
    }

    private @Nullable ResourceGrant granted() {
        return switch (visitor.effective().tools().get(tool)) {
            case ToolSpec.Gets gets -> gets.grant();
            case ToolSpec.Lists lists -> lists.grant();
            case null, default -> null;
        };
    }

    /** Where a call ends short of an answer, a person may have to know. */
    private CallResult met(CallResult result, boolean field) {
        Reason met = refusal;
        CallResult instead = met == null ? null : people().met(met, field);
        return instead == null ? result : instead;
    }

    /** A message, not a call of a tool. */
    CallResult hear(Message message) {
        payload = new PayloadText(
                workflow.payloads(),
                null,
                JSON.createObjectNode().put("role", message.role().label()).put("text", message.text()),
                text());
        CallResult result = new MessageWalk(steps, visitor, this, begin).heard(message);
        AnswerGuard guard = steps.guard();
        if (guard != null && result instanceof CallResult.Released && message.role() == Message.Role.CUSTOMER) {
            guard.said(conversation, message.text());
        }
        return met(result, false);
    }

    /** What is about to be said to the customer, not a call of a tool. The record keeps of it only what was let out. */
    CallResult answer(String text) {
        CallResult result = new AnswerWalk(steps, visitor, this).checked(text);
        if (result instanceof CallResult.Released && stopped()) {
            result = withheld();
        }
        steps.metrics().decided(workflow.name(), result instanceof CallResult.Released ? "allow" : "deny");
        return met(result, false);
    }

    /** Lets go of an operation that waits for people, not a call of a tool. */
    CallResult withdraw(String operation) {
        return enter(admitted -> actions().withdraw(operation, admitted));
    }

    /** Lets in what counts as a call and is none of a tool. */
    CallResult enter(Function<Admission.Admitted, CallResult> call) {
        return enter(() -> {}, call);
    }

    /** @param turnedAway what is done first where it is not let in */
    CallResult enter(Runnable turnedAway, Function<Admission.Admitted, CallResult> call) {
        try {
            return switch (conversation.admit(visitor.grant(), workflow.limits(), 0, begin.getEpochSecond() / 60)) {
                case Admission.Refused(Reason reason, boolean first) -> {
                    turnedAway.run();
                    yield refusedAtTheDoor(reason, first);
                }
                case Admission.Admitted admitted -> call.apply(admitted);
            };
        } catch (RecordException e) {
            LOG.error(
                    "{}: it is not on record, and so nothing came of it: {}", context.correlationId(), e.getMessage());
            return refused(Reason.JOURNAL_UNAVAILABLE);
        }
    }

    /** The record keeps nothing of what the call was told but its form. */
    void keepNoValues() {
        payload.withoutValues();
    }

    /** Whether somebody threw a switch that this call has to do with. Asked again right before something is released. */
    boolean stopped() {
        return !steps.state()
                .stops()
                .allowed(visitor.agent(), workflow.name(), conversation.facts().tenant(), tool);
    }

    /** The record says that it was released; a switch was thrown while that became durable, so another one corrects it. */
    private CallResult withheld() {
        payload = new PayloadText(workflow.payloads(), null, JSON.createObjectNode(), text());
        CallContext second = new CallContext(context.wire(), context.correlationId() + WITHHELD, context.traceParent());
        try {
            Entry entry = facts().denied(Reason.STOPPED)
                    .put("outcome", "withheld")
                    .put("corrects", context.correlationId())
                    .entry(second, clock.instant(), "call", about());
            steps.recorder().write(entry, List.of());
        } catch (RuntimeException e) {
            LOG.error("{}: it was withheld, and that is not on record: {}", context.correlationId(), Traces.of(e));
        }
        return refused(Reason.STOPPED);
    }

    private CallResult decide(ObjectNode arguments) {
        ToolSpec spec = visitor.effective().tools().get(tool);
        int wanted = switch (spec) {
            case ToolSpec.Gets gets -> 1;
            case ToolSpec.Lists lists -> lists.grant().limit();
            case ToolSpec.Verifies verifies -> 0;
            case ToolSpec.Acts acts -> 0;
            case ToolSpec.Checks checks -> 0;
            case ToolSpec.Undoes undoes -> 0;
            case ToolSpec.Escalates escalates -> 0;
            case null -> 0;
        };
        payload = new PayloadText(workflow.payloads(), spec, arguments, text());
        Limits limits = workflow.limits();
        switch (conversation.admit(visitor.grant(), limits, wanted, begin.getEpochSecond() / 60)) {
            case Admission.Refused(Reason reason, boolean first) -> {
                CallResult asked = reason == Reason.RATE_LIMITED || spec == null
                        ? null
                        : people().askAtTheDoor(spec, parse(spec, arguments));
                return asked == null ? refusedAtTheDoor(reason, first) : asked;
            }
            case Admission.Admitted admitted -> {
                try {
                    return admitted(spec, arguments, admitted);
                } catch (RecordException e) {
                    LOG.error("{}: nothing is released: {}", context.correlationId(), e.getMessage());
                    return refused(Reason.JOURNAL_UNAVAILABLE);
                } catch (RuntimeException e) {
                    LOG.error("{}: a call failed: {}", context.correlationId(), Traces.of(e));
                    return deny(admitted, facts().denied(Reason.INTERNAL), Reason.INTERNAL, Used.NOTHING);
                }
            }
        }
    }

    /** Budgets and rates: the first refusal of its kind goes on record, a flood of them does not. */
    CallResult refusedAtTheDoor(Reason reason, boolean first) {
        if (first) {
            try {
                Entry entry = facts().denied(reason).entry(context, begin, "call", about());
                steps.recorder()
                        .submit(steps.recorder().prepare(entry), List.of())
                        .await();
            } catch (RecordException e) {
                LOG.error("{}: a refusal is not on record: {}", context.correlationId(), e.getMessage());
            }
        }
        return refused(reason);
    }

    private CallResult admitted(@Nullable ToolSpec spec, ObjectNode arguments, Admission.Admitted admitted) {
        if (spec == null) {
            return deny(admitted, facts().denied(Reason.UNKNOWN_TOOL), Reason.UNKNOWN_TOOL, Used.NOTHING);
        }
        if (stopped()) {
            return deny(admitted, facts().denied(Reason.STOPPED), Reason.STOPPED, Used.NOTHING);
        }
        Escalation held = people().inTheWay(spec);
        if (held != null) {
            return people().waits(held, admitted);
        }
        return switch (parse(spec, arguments)) {
            case Parsed.Wrong(Reason reason, String detail) -> {
                refusal = reason;
                deniedField = Arguments.namesWhatIsNotGranted(spec, arguments);
                record(admitted, facts().denied(reason), "call", Used.NOTHING);
                yield new CallResult.Refused(Problems.of(reason, detail, context, workflow.boundary()));
            }
            case Parsed.Claims(List<Read.Filter> said) -> verify(said, admitted);
            case Parsed.Reads reads -> watched(admitted, () -> read(reads, admitted));
            case Parsed.Acts(var grant, var told) ->
                watched(admitted, () -> actions().act(grant, told, admitted));
            case Parsed.Asks asks -> people().ask(asks, admitted);
            case Parsed.Names(String operation) ->
                spec instanceof ToolSpec.Undoes
                        ? watched(admitted, () -> actions().undo(operation, admitted))
                        : actions().check(operation, admitted);
        };
    }

    /** What reads or changes something goes on unless what the contract says of the customer's data asks for a person. */
    private CallResult watched(Admission.Admitted admitted, Supplier<CallResult> call) {
        CallResult instead = people().watch(tool, admitted, begin);
        return instead == null ? call.get() : instead;
    }

    private Parsed parse(ToolSpec spec, ObjectNode arguments) {
        return steps.arguments().parse(spec, arguments, visitor.grant().facts().id());
    }

    private EscalationWalk people() {
        return new EscalationWalk(steps, visitor, this);
    }

    private ActionWalk actions() {
        return new ActionWalk(steps, visitor, this, begin);
    }

    private CallResult verify(List<Read.Filter> said, Admission.Admitted admitted) {
        Verify verify = workflow.verify();
        if (verify == null) {
            return deny(admitted, facts().denied(Reason.UNKNOWN_TOOL), Reason.UNKNOWN_TOOL, Used.NOTHING);
        }
        return new Verification(steps, visitor, this, begin).verify(verify, said, admitted);
    }

    private CallResult read(Parsed.Reads reads, Admission.Admitted admitted) {
        Request request = reads.request();
        ResourceGrant grant = request.grant();
        ConversationFacts now = admitted.facts();
        Standing standing = new Standing(now.tenant(), now.subject(), admitted.rows(), now.served());
        return switch (Decider.decide(workflow, request, standing, begin)) {
            case Decision.Deny(Reason reason) ->
                deny(admitted, facts().resource(grant).denied(reason), reason, Used.NOTHING);
            case Decision.Allow(Read read) -> perform(reads, read, List.of(), admitted, "allow");
            case Decision.Modify(Read read, List<Obligation> obligations) ->
                perform(reads, read, obligations, admitted, "modify");
        };
    }

    private CallResult perform(
            Parsed.Reads reads, Read read, List<Obligation> obligations, Admission.Admitted admitted, String decision) {
        ResourceGrant grant = reads.request().grant();
        Facts facts = facts().resource(grant)
                .put("decision", decision)
                .put("obligations", Facts.joined("; ", obligations, Obligation::text))
                .put(
                        "filters",
                        Facts.joined(
                                " ", read.filters(), filter -> filter.field().name()));
        if (workflow.apart().isEmpty()) {
            return lookUp(reads, read, obligations, facts, admitted);
        }
        Set<DataClass> classes = Decider.classes(grant);
        if (!conversation.mayServe(classes, all -> !Decider.breaksApart(workflow, all))) {
            return deny(admitted, facts.denied(Reason.CLASSES_APART), Reason.CLASSES_APART, Used.NOTHING);
        }
        try {
            return lookUp(reads, read, obligations, facts, admitted);
        } finally {
            conversation.endServing(classes);
        }
    }

    private CallResult lookUp(
            Parsed.Reads reads, Read read, List<Obligation> obligations, Facts facts, Admission.Admitted admitted) {
        if (!mayMiss(read)) {
            return ask(reads, read, obligations, facts, admitted);
        }
        if (!conversation.mayMiss(workflow.limits())) {
            return deny(admitted, facts.denied(Reason.BUDGET_MISSES), Reason.BUDGET_MISSES, Used.NOTHING);
        }
        try {
            return ask(reads, read, obligations, facts, admitted);
        } finally {
            conversation.lookedUp();
        }
    }

    /** Whether finding nothing counts as a miss: where the caller named something. */
    private static boolean mayMiss(Read read) {
        return !read.filters().isEmpty() && read.after() == null;
    }

    private CallResult ask(
            Parsed.Reads reads, Read read, List<Obligation> obligations, Facts facts, Admission.Admitted admitted) {
        return switch (visitor.effective()
                .version()
                .reader(read.resource().source())
                .read(read)) {
            case ReadResult.Failed(SourceFailure failure) -> failed(failure, facts, admitted);
            case ReadResult.Rows rows -> shape(reads, read, rows, obligations, facts, admitted);
        };
    }

    CallResult failed(SourceFailure failure, Facts facts, Admission.Admitted admitted) {
        LOG.warn("{}: {}: {}", context.correlationId(), failure.reason(), failure.detail());
        Reason reason = switch (failure.reason()) {
            case UNAVAILABLE -> Reason.SOURCE_UNAVAILABLE;
            case TIMEOUT -> Reason.SOURCE_TIMEOUT;
            case WRONG_SHAPE -> Reason.SOURCE_WRONG_SHAPE;
            case TOO_LARGE -> Reason.SOURCE_TOO_LARGE;
        };
        return deny(admitted, facts.put("outcome", "failed").put("error", reason.code()), reason, Used.NOTHING);
    }

    private CallResult shape(
            Parsed.Reads reads,
            Read read,
            ReadResult.Rows rows,
            List<Obligation> obligations,
            Facts facts,
            Admission.Admitted admitted) {
        int count = rows.rows().size();
        boolean missed = count == 0 && mayMiss(read);
        boolean single = reads.request() instanceof Request.Get;
        if (single && count == 0) {
            Used miss = new Used(0, 0, missed, false, Set.of());
            return deny(admitted, facts.put("outcome", "not_found").put("rows", 0), Reason.NOT_FOUND, miss);
        }
        Shaper.Shaped shaped = steps.shaper()
                .shape(
                        read.columns(),
                        rows.rows(),
                        obligations,
                        admitted.facts().id(),
                        text());
        if (!(shaped instanceof Shaper.Shaped.Objects(List<ObjectNode> objects))) {
            tell(shaped);
            return deny(
                    admitted,
                    facts.put("outcome", "failed").put("error", "shape_failed"),
                    Reason.SHAPE_FAILED,
                    Used.NOTHING);
        }
        if (stopped()) {
            return deny(admitted, facts.denied(Reason.STOPPED), Reason.STOPPED, Used.NOTHING);
        }
        ObjectNode structured = single ? objects.getFirst() : page(reads, objects, rows);
        CallResult.Released released = new CallResult.Released(structured);
        long bytes = released.bytes().length;
        if (!conversation.reserveBytes(workflow.limits(), bytes)) {
            return deny(admitted, facts.denied(Reason.BUDGET_BYTES), Reason.BUDGET_BYTES, Used.NOTHING);
        }
        Used used = new Used(
                count,
                bytes,
                missed,
                false,
                count == 0 ? Set.of() : Decider.classes(reads.request().grant()),
                count > 0 && hasText(obligations));
        payload.released(structured, released.json());
        record(
                admitted,
                facts.put("outcome", "released")
                        .put("rows", count)
                        .put("bytes", bytes)
                        .put("keys", Facts.joined(" ", rows.keys(), Object::toString)),
                "call",
                used);
        ResourceGrant grant = reads.request().grant();
        conversation.saw(grant.resource().name(), grant.fields().keySet(), count);
        return released;
    }

    private static boolean hasText(List<Obligation> obligations) {
        for (Obligation obligation : obligations) {
            if (obligation instanceof Obligation.Scan) {
                return true;
            }
        }
        return false;
    }

    private FreeText text() {
        return visitor.effective().version().text();
    }

    private void tell(Shaper.Shaped shaped) {
        if (shaped instanceof Shaper.Shaped.Unsafe(String field, Throwable cause)) {
            String why = cause == null ? "it is too long to be read" : "the detector failed: " + Traces.of(cause);
            LOG.error("{}: nothing is released, because of the text of {}: {}", context.correlationId(), field, why);
        }
    }

    private ObjectNode page(Parsed.Reads reads, List<ObjectNode> objects, ReadResult.Rows rows) {
        ObjectNode structured = JSON.createObjectNode();
        ArrayNode items = structured.putArray(reads.plural());
        objects.forEach(items::add);
        Read.Position next = rows.next();
        if (next != null) {
            structured.put(
                    "next_cursor",
                    steps.cursors().seal(next, visitor.grant().facts().id(), reads.query()));
        }
        return structured;
    }

    /** Records an answer that holds no row, then gives it. */
    CallResult release(ObjectNode structured, Facts facts, Admission.Admitted admitted) {
        return release(structured, facts, admitted, Used.NOTHING, List::of);
    }

    /** @param more what else changes with it */
    CallResult release(ObjectNode structured, Facts facts, Admission.Admitted admitted, Supplier<List<Change>> more) {
        return release(structured, facts, admitted, Used.NOTHING, more);
    }

    /** @param besides the classes that are served, whether text is, and whether it counts as a miss */
    CallResult release(
            ObjectNode structured,
            Facts facts,
            Admission.Admitted admitted,
            Used besides,
            Supplier<List<Change>> more) {
        CallResult.Released released = new CallResult.Released(structured);
        long bytes = released.bytes().length;
        if (!conversation.reserveBytes(workflow.limits(), bytes)) {
            return deny(admitted, facts.denied(Reason.BUDGET_BYTES), Reason.BUDGET_BYTES, Used.NOTHING);
        }
        payload.released(structured, released.json());
        Used used = new Used(0, bytes, besides.missed(), false, besides.served(), besides.text());
        record(admitted, facts.put("bytes", bytes), "call", used, more);
        return released;
    }

    /** Records a denial, then answers it. */
    CallResult deny(Admission.Admitted admitted, Facts facts, Reason reason, Used used) {
        try {
            record(admitted, facts.put("reason", reason.code()), "call", used);
        } catch (RecordException e) {
            LOG.error("{}: a refusal is not on record: {}", context.correlationId(), e.getMessage());
            return refused(Reason.JOURNAL_UNAVAILABLE);
        }
        return refused(reason);
    }

    CallResult refused(Reason reason) {
        refusal = reason;
        return new CallResult.Refused(Problems.of(reason, context, workflow.boundary()));
    }

    /**
     * Settles and records; returns when that is durable.
     *
     * @throws RecordException if it is not: nothing may be released
     */
    private void record(Admission.Admitted admitted, Facts facts, String event, Used used) {
        record(admitted, facts, event, used, List::of);
    }

    private void record(
            Admission.Admitted admitted, Facts facts, String event, Used used, Supplier<List<Change>> more) {
        Recorder.Prepared prepared = prepare(admitted, facts, event);
        Instant from = clock.instant();
        conversation
                .settle(visitor.grant(), admitted, used, changes -> {
                    List<Change> all = new ArrayList<>(changes);
                    all.addAll(more.get());
                    return steps.recorder().submit(prepared, all);
                })
                .await();
        steps.metrics().journalAppended(Duration.between(from, clock.instant()).toNanos());
    }

    /**
     * Seals what is to be put on record.
     *
     * @throws RecordException if it cannot be; the call is settled then
     */
    Recorder.Prepared prepare(Admission.Admitted admitted, Facts facts, String event) {
        try {
            return steps.recorder().prepare(facts.took(begin, clock.instant()).entry(context, begin, event, about()));
        } catch (RecordException e) {
            conversation.settle(visitor.grant(), admitted, Used.NOTHING, changes -> null);
            throw e;
        }
    }

    /** What every record of this walk says. */
    Facts facts() {
        return Facts.of(visitor.agent(), context)
                .conversation(conversation.facts())
                .workflow(workflow)
                .grant(visitor.grant())
                .put("tool", known() ? tool : "unknown")
                .payload(payload);
    }

    private boolean known() {
        return visitor.effective().tools().get(tool) != null || tool.equals(MESSAGE) || tool.equals(ANSWER);
    }

    CallContext context() {
        return context;
    }

    private Entry.@Nullable About about() {
        ConversationFacts facts = conversation.facts();
        return facts.subject() == null ? null : new Entry.About(facts.tenant(), facts.subject());
    }
}
