package dev.remit.gateway.rest;

import dev.remit.gateway.desk.Filter;
import dev.remit.gateway.http.Operation;
import dev.remit.gateway.http.Operation.Answer;
import dev.remit.gateway.http.Operation.Credential;
import dev.remit.gateway.http.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the API document says of the desk. */
final class DeskDocs {
    private static final Map<Integer, String> PROBLEMS = Map.of(
            401, "The credential is missing, unknown, expired or revoked.",
            403, "The credential is none of a person's, or the account's role may not do this: wrong_role, four_eyes.",
            503, "It cannot be put on record, or the source does not answer; nothing was changed.");

    private DeskDocs() {}

    static Operation waiting() {
        return asked(
                "listWaitingOperations", "What waits for people, what is due first first.", null, page(), PROBLEMS);
    }

    static Operation search() {
        ObjectNode body = Schema.object()
                .mayHave(
                        "status",
                        Schema.list(Schema.oneOf(
                                "How far it is; whatever waits for a person unless said.",
                                "started",
                                "done",
                                "undone",
                                "unknown",
                                "waiting",
                                "draft",
                                "denied",
                                "expired",
                                "dropped")))
                .mayHave("workflow", Schema.text("A workflow.", DeskEndpoints.LONGEST_NAME))
                .mayHave("tenant", Schema.text("A tenant.", DeskEndpoints.LONGEST_NAME))
                .mayHave("conversation", Schema.text("A conversation's id.", DeskEndpoints.LONGEST_NAME))
                .mayHave(
                        "limit",
                        Schema.whole(
                                "How many at most; " + Filter.PAGE + " unless said, at most " + Filter.MOST + ".", 1))
                .mayHave("cursor", Schema.text("What the page before ended with as next.", DeskEndpoints.LONGEST_NAME))
                .closed();
        return asked(
                "searchOperations",
                "Operations for which all that is given holds, what is due first first.",
                body,
                page(),
                PROBLEMS);
    }

    static Operation show() {
        return asked(
                "getOperation",
                "One operation. Roles that decide see arguments and facts in clear, which is on record; others, names.",
                null,
                Schema.anything(
                        "The operation: what would happen, to whom, the facts as they are now, what changed since"
                                + " it was asked for, why a person decides, who did what, and its digest."),
                found());
    }

    static Operation approve() {
        return acted(
                "approveOperation",
                "Allow it. With the last yes that it needs it is decided again, on facts as they are then, and done once.",
                Schema.object()
                        .has("digest", Schema.text("The digest of what you looked at.", 64))
                        .mayHave("note", note())
                        .closed());
    }

    static Operation send() {
        return acted(
                "sendDraft",
                "Send a draft: allow it as it stands now.",
                Schema.object()
                        .has("digest", Schema.text("The digest of what you looked at.", 64))
                        .mayHave("note", note())
                        .closed());
    }

    static Operation deny() {
        return acted(
                "denyOperation",
                "Refuse it. The agent reads the note only where the contract says so.",
                Schema.object().has("note", note()).closed());
    }

    static Operation edit() {
        return acted(
                "editDraft",
                "Change what a draft says. Its digest changes, and what others said of it does not count any more.",
                Schema.object()
                        .has("arguments", Schema.anything("All of its arguments, as they are to be."))
                        .closed());
    }

    static Operation drop() {
        return acted(
                "dropOperation",
                "Let go of it. What was set aside of budgets for it is given back.",
                Schema.object().mayHave("note", note()).closed());
    }

    static Operation resolve() {
        return acted(
                "resolveOperation",
                "Say what became of something that nobody could tell, after looking in the system itself.",
                Schema.object()
                        .has("done", Schema.truth("Whether it turned out to be done."))
                        .has("note", note())
                        .closed());
    }

    static Operation undo() {
        return acted("undoOperation", "Take it back, with the action that the catalog names for that.", null);
    }

    static Operation undoAll() {
        ObjectNode answer = Schema.object()
                .has("conversation", Schema.text("Its id."))
                .has("undone", Schema.list(operation()))
                .has("all", Schema.truth("Whether all was taken back."))
                .has("stopped_at", nullable("What could not be taken back, or null."))
                .has("why", Schema.textOrNull("Why not."))
                .closed();
        return asked(
                "undoConversation",
                "Take back all that was done in a conversation, the last first. Stops at the first that cannot be.",
                null,
                answer,
                found());
    }

    static Operation correct() {
        ObjectNode body = Schema.object()
                .mayHave("operation", Schema.text("An operation's id.", DeskEndpoints.LONGEST_NAME))
                .mayHave("conversation", Schema.text("A conversation's id.", DeskEndpoints.LONGEST_NAME))
                .mayHave("case", Schema.text("A case.", DeskEndpoints.LONGEST_NAME))
                .has("text", Schema.text("What was wrong, and what is right.", DeskEndpoints.LONGEST_TEXT))
                .closed();
        return asked(
                "correct",
                "Put on record what was wrong in what an agent said or did; name one thing that it is about.",
                body,
                Schema.object()
                        .has("correction", Schema.text("The id of the entry."))
                        .closed(),
                found());
    }

    static Operation incidents() {
        return asked(
                "listIncidents",
                "The newest incidents. That you asked is on record.",
                null,
                Schema.object().has("incidents", Schema.list(incidentSchema())).closed(),
                PROBLEMS);
    }

    static Operation open() {
        ObjectNode body = Schema.object()
                .has("title", Schema.text("What it is, without names of customers.", DeskEndpoints.LONGEST_TITLE))
                .mayHave("text", Schema.text("What is known.", DeskEndpoints.LONGEST_TEXT))
                .mayHave("operations", ids())
                .mayHave("conversations", ids())
                .mayHave("cases", ids())
                .closed();
        return asked(
                "openIncident",
                "Open an incident about operations, conversations or cases. It is on record.",
                body,
                Schema.object().has("incident", Schema.text("Its id.")).closed(),
                found());
    }

    static Operation incident() {
        return asked(
                "getIncident",
                "One incident: which customers' which fields were released, what was done, and what was taken back."
                        + " That you asked is on record.",
                null,
                incidentSchema(),
                found());
    }

    private static ObjectNode incidentSchema() {
        return Schema.object()
                .has("incident", Schema.text("Its id."))
                .has("at", Schema.time("When it was opened."))
                .mayHave("title", Schema.textOrNull("What it is."))
                .mayHave("customers", Schema.list(Schema.anything("A customer, the fields released, what was done.")))
                .open();
    }

    private static ObjectNode ids() {
        return Schema.list(Schema.text("An id.", DeskEndpoints.LONGEST_NAME));
    }

    private static ObjectNode note() {
        return Schema.text("Why.", DeskEndpoints.LONGEST_NOTE);
    }

    private static ObjectNode page() {
        return Schema.object()
                .has("count", Schema.whole("How many there are, on all pages.", 0))
                .has("operations", Schema.list(operation()))
                .has("next", Schema.textOrNull("The cursor of the next page, or null after the last."))
                .closed();
    }

    private static ObjectNode operation() {
        return Schema.object()
                .has("operation", Schema.text("Its id."))
                .has("status", Schema.text("How far it is."))
                .has("action", Schema.text("The action."))
                .has("workflow", Schema.text("The workflow."))
                .has("tenant", Schema.text("The tenant."))
                .has("agent", Schema.text("The agent that asked for it."))
                .has("digest", Schema.text("What an approval is good for: SHA-256 over action and arguments."))
                .mayHave("deadline", Schema.time("When it expires unless somebody decides."))
                .open();
    }

    private static ObjectNode nullable(String description) {
        ObjectNode schema = Schema.anything(description);
        schema.putArray("type").add("object").add("null");
        return schema;
    }

    private static Operation acted(String id, String summary, @Nullable ObjectNode body) {
        return asked(id, summary, body, operation(), found());
    }

    private static Operation asked(
            String id, String summary, @Nullable ObjectNode body, ObjectNode answer, Map<Integer, String> problems) {
        return new Operation(
                id,
                summary,
                Credential.ACCOUNT,
                body == null ? Map.of() : Map.of(Reply.JSON, body),
                List.of(new Answer(200, "The answer.", Reply.JSON, answer)),
                problems);
    }

    private static Map<Integer, String> found() {
        Map<Integer, String> problems = new HashMap<>(PROBLEMS);
        problems.put(404, "There is no such thing, or not any more.");
        problems.put(409, "It does not wait for this, is over, or is not what you looked at any more.");
        return problems;
    }
}
