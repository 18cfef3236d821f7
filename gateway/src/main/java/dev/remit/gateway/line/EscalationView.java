package dev.remit.gateway.line;

import dev.remit.core.contract.Boundary;
import dev.remit.core.contract.Fallback;
import dev.remit.core.contract.Workflow;
import dev.remit.gateway.state.Escalation;
import dev.remit.gateway.state.Escalation.Status;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An escalation as the agent of its conversation may see it, and as a person may. */
public final class EscalationView {
    private static final String ASKED = "I have asked a colleague to take this over.";
    private static final String NOBODY = "Nobody could take this over yet. Please contact us again later.";

    private EscalationView() {}

    public static String status(Escalation escalation) {
        return escalation.status().name().toLowerCase(Locale.ROOT);
    }

    static ObjectNode forAgent(Escalation escalation, Workflow workflow) {
        ObjectNode view = OperationView.object()
                .put("escalation", escalation.id())
                .put("status", status(escalation))
                .put("deadline", escalation.deadline().toString());
        String words = words(escalation, workflow);
        if (words != null) {
            view.put("say", words);
        }
        if (escalation.answer() != null) {
            view.put("answer", escalation.answer());
        }
        return view;
    }

    /** What the agent tells the customer, or null where there is nothing to wait for. */
    static @Nullable String words(Escalation escalation, Workflow workflow) {
        if (!escalation.status().holds()) {
            return null;
        }
        boolean expired = escalation.status() == Status.EXPIRED;
        Fallback nobody = workflow.boundary().fallback(Fallback.Cause.NOBODY_ANSWERS);
        if (nobody != null && !expired && escalation.queue().equals(nobody.to())) {
            return nobody.say();
        }
        String own =
                expired ? workflow.escalate().otherwise() : workflow.escalate().say();
        if (own != null) {
            return own;
        }
        if (expired && nobody != null) {
            return nobody.say();
        }
        String atTheBoundary = expired ? workflow.boundary().words(Boundary.Edge.LIMIT) : null;
        return atTheBoundary != null ? atTheBoundary : expired ? NOBODY : ASKED;
    }

    /** Without the hand-over. */
    public static ObjectNode brief(Escalation escalation) {
        Escalation.Where where = escalation.where();
        ObjectNode view = OperationView.object()
                .put("id", escalation.id())
                .put("status", status(escalation))
                .put("queue", escalation.queue())
                .put("by", escalation.by().name().toLowerCase(Locale.ROOT))
                .put("tenant", where.tenant())
                .put("workflow", where.workflow())
                .put("agent", where.agent())
                .put("case", where.caseId())
                .put("action", escalation.action())
                .put("created_at", escalation.createdAt().toString())
                .put("deadline", escalation.deadline().toString())
                .put("claimed_by", escalation.claimedBy());
        escalation.topics().forEach(view.putArray("topics")::add);
        return view;
    }

    /** With the hand-over, and nothing that anybody wrote. */
    public static ObjectNode withoutWords(Escalation escalation, ObjectNode handOver) {
        ObjectNode view = whole(escalation, handOver);
        view.remove(List.of("reason_by_agent", "answer"));
        for (JsonNode message : handOver.path("messages")) {
            ((ObjectNode) message).remove("text");
        }
        return view;
    }

    /** With the hand-over. */
    public static ObjectNode whole(Escalation escalation, ObjectNode handOver) {
        ObjectNode view = brief(escalation)
                .put("conversation", escalation.where().conversation())
                .put("reason_by_agent", escalation.reason())
                .put("answer", escalation.answer());
        view.set("hand_over", handOver);
        return view;
    }
}
