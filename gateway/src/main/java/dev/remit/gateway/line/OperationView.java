package dev.remit.gateway.line;

import dev.remit.core.catalog.Action;
import dev.remit.core.contract.Fallback;
import dev.remit.core.contract.Workflow;
import dev.remit.core.decision.Reason;
import dev.remit.gateway.state.Operation;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An operation as the agent that asked for it may see it. */
final class OperationView {
    private static final JsonMapper JSON = JsonMapper.shared();

    private OperationView() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String status(Operation operation) {
        return operation.status().name().toLowerCase(Locale.ROOT);
    }

    static ObjectNode of(Operation operation) {
        ObjectNode view = object().put("operation", operation.id()).put("status", status(operation));
        String result = operation.result();
        if (result != null) {
            view.set("result", JSON.readTree(result));
        }
        Operation.Need need = operation.need();
        if (need != null && operation.status().undecided()) {
            view.put("expires_at", need.deadline().toString());
            need.because().forEach(view.putArray("because")::add);
        }
        if (operation.reason() != null) {
            view.put("reason", operation.reason());
        }
        if (operation.status() == Operation.Status.DENIED && !operation.votes().isEmpty()) {
            Operation.Vote last = operation.votes().getLast();
            if (last.note() != null && operation.tellsWhy()) {
                view.put("note", last.note());
            }
        }
        return view;
    }

    /** With the contract's words where nobody decided in time. */
    static ObjectNode of(Operation operation, Workflow workflow) {
        ObjectNode view = of(operation);
        Fallback nobody = workflow.boundary().fallback(Fallback.Cause.NOBODY_ANSWERS);
        if (nobody != null && operation.status() == Operation.Status.EXPIRED) {
            view.put("say", nobody.say());
        }
        return view;
    }

    /** Why it was not done. */
    static Reason reason(Operation operation) {
        String code = operation.reason();
        for (Reason reason : Reason.values()) {
            if (reason.code().equals(code)) {
                return reason;
            }
        }
        return Reason.ACTION_NOT_ACCEPTED;
    }

    /** What the action that takes it back is told: what it was told itself, and what it gave back. */
    static ObjectNode toldTo(Action undo, Operation operation) {
        ObjectNode told = object();
        JsonNode arguments = JSON.readTree(operation.what().arguments());
        JsonNode result = operation.result() == null ? object() : JSON.readTree(operation.result());
        for (String name : undo.arguments().keySet()) {
            JsonNode value = arguments.has(name) ? arguments.get(name) : result.get(name);
            if (value != null && !value.isNull()) {
                told.set(name, value);
            }
        }
        return told;
    }
}
