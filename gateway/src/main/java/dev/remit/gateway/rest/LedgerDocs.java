package dev.remit.gateway.rest;

import dev.remit.gateway.http.Operation;
import dev.remit.gateway.http.Operation.Answer;
import dev.remit.gateway.http.Operation.Credential;
import dev.remit.gateway.http.Reply;
import dev.remit.gateway.trail.Asked;
import dev.remit.gateway.trail.Audit;
import dev.remit.gateway.trail.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What the API document says of asking the ledger. */
final class LedgerDocs {
    static final String PROOF = "text/plain; charset=utf-8";

    private static final Map<Integer, String> PROBLEMS = Map.of(
            401, "The credential is missing, unknown, expired or revoked.",
            403, "The credential is an agent's, a grant's or an account's without the role auditor.",
            422, "Answering would take too long; ask for less.",
            503, "The ledger cannot be read, or it cannot be put on record that you asked, so there is no answer.");

    private LedgerDocs() {}

    static Operation entries() {
        return asked("listLedgerEntries", "The newest entries.", Map.of(), page(), PROBLEMS);
    }

    static Operation search() {
        ObjectNode body = times(Schema.object()
                        .mayHave("customer", customer())
                        .mayHave("case", name("A case."))
                        .mayHave("agent", name("An agent."))
                        .mayHave("account", name("A person who asked the ledger, or operator."))
                        .mayHave("workflow", name("A workflow."))
                        .mayHave("event", name("An event: call, verify, grant.open, …"))
                        .mayHave("action", name("An action, as the catalog names it."))
                        .mayHave("decision", name("A decision: allow, modify, deny, …"))
                        .mayHave("reason", name("A reason's code: not_found, verify_first, …"))
                        .mayHave("grant", name("A grant's id."))
                        .mayHave("conversation", name("A conversation's id."))
                        .mayHave("id", name("A correlation id.")))
                .mayHave("limit", Schema.whole("How many at most; " + Query.MOST + " are the most.", 1))
                .mayHave("cursor", Schema.text("What the page before ended with as next.", 40))
                .mayHave("with_subjects", subjects())
                .closed();
        return asked(
                "searchLedger",
                "Entries for which all that is given holds, newest first. That you asked is on record.",
                Map.of(Reply.JSON, body),
                page(),
                PROBLEMS);
    }

    static Operation accesses() {
        ObjectNode body = times(Schema.object().has("customer", customer())).closed();
        ObjectNode line = Schema.object()
                .has("agent", Schema.textOrNull("The agent."))
                .has("account", Schema.textOrNull("The person, where it was no agent."))
                .has("workflow", Schema.textOrNull("The workflow."))
                .has("event", Schema.textOrNull("What happened."))
                .has("resource", Schema.textOrNull("The resource."))
                .has("action", Schema.textOrNull("The action."))
                .has("fields", Schema.textOrNull("The fields, between spaces."))
                .has("decision", Schema.textOrNull("What was decided."))
                .has("reason", Schema.textOrNull("Why, where it was no."))
                .has(
                        "outcome",
                        Schema.textOrNull("released where the fields were seen; of an action what became of it."))
                .has("count", Schema.whole("How often.", 1))
                .has("first", Schema.time("The first time."))
                .has("last", Schema.time("The last time."))
                .closed();
        ObjectNode answer = Schema.object()
                .has("count", Schema.whole("How many entries these are.", 0))
                .has("more", Schema.truth("Whether there are more lines than this; ask for a shorter time."))
                .has("unindexed", unindexed())
                .has("accesses", Schema.list(line))
                .closed();
        return asked(
                "listAccesses",
                "Who saw what of a customer. That you asked is on record.",
                Map.of(Reply.JSON, body),
                answer,
                PROBLEMS);
    }

    static Operation entry() {
        return asked("getLedgerEntry", "One entry. That you asked is on record.", Map.of(), entrySchema(), found());
    }

    static Operation proof() {
        Map<Integer, String> problems = new HashMap<>(found());
        problems.put(501, "This gateway keeps no log that it could prove from.");
        return new Operation(
                "proveLedgerEntry",
                "The proof that an entry is in the log (C2SP tlog-proof), for remit ledger verify.",
                Credential.ACCOUNT,
                Map.of(),
                List.of(new Answer(200, "A proof file.", PROOF, null)),
                problems);
    }

    static Operation payload() {
        return new Operation(
                "getLedgerPayload",
                "What went in and came out of one entry, in the form that its contract allowed. That you asked is on"
                        + " record.",
                Credential.ACCOUNT,
                Map.of(),
                List.of(new Answer(200, "Redacted or in full, as form says.", Reply.JSON, null)),
                found());
    }

    static Operation disclosure() {
        Map<Integer, String> problems = new HashMap<>(found());
        problems.put(501, "This gateway's records do not commit to each of their facts.");
        ObjectNode body = Schema.object()
                .mayHave("facts", Schema.list(name("The name of a fact that is shown; all unless said.")))
                .closed();
        return new Operation(
                "discloseLedgerFacts",
                "What shows facts of an entry to whoever has its proof, for remit ledger verify --facts. That you asked"
                        + " is on record.",
                Credential.ACCOUNT,
                Map.of(Reply.JSON, body),
                List.of(new Answer(200, "The facts, and what the entry commits to them with.", Reply.JSON, null)),
                problems);
    }

    static Operation export() {
        ObjectNode body = Schema.object()
                .mayHave("from", Schema.whole("The first place; 0 unless said.", 0))
                .mayHave("to", Schema.whole("The place after the last; all that there is unless said.", 0))
                .mayHave("since", Schema.time("Entries before the first of that time are left out."))
                .mayHave(
                        "limit",
                        Schema.whole(
                                "How many lines at most; " + Asked.LINES + " unless said, at most " + Audit.Part.MOST
                                        + ".",
                                1))
                .mayHave(
                        "format",
                        Schema.oneOf("Plain JSON, or OTLP log records in JSON; jsonl unless said.", "jsonl", "otel"))
                .mayHave("with_subjects", subjects())
                .closed();
        return new Operation(
                "exportLedger",
                "Entries as lines of JSON, in their order. The header " + LedgerEndpoints.NEXT
                        + " says from where to go on; it is absent after the last. That you asked is on record.",
                Credential.ACCOUNT,
                Map.of(Reply.JSON, body),
                List.of(new Answer(200, "One JSON object a line.", LedgerEndpoints.LINES, null)),
                PROBLEMS);
    }

    static Operation status() {
        ObjectNode answer = Schema.object()
                .has("records", Schema.whole("Records that are durable.", 0))
                .has("indexed", Schema.whole("How many of them can be found.", 0))
                .has("standing_still", Schema.truth("Whether the index stands still; the operator's log says why."))
                .has("reindex", Schema.anything("Whether the index is being made anew, and how far that is."))
                .closed();
        return asked("getLedgerStatus", "How the ledger stands.", Map.of(), answer, PROBLEMS);
    }

    private static Operation asked(
            String id,
            String summary,
            Map<String, ObjectNode> request,
            ObjectNode answer,
            Map<Integer, String> problems) {
        return new Operation(
                id,
                summary,
                Credential.ACCOUNT,
                request,
                List.of(new Answer(200, "The answer.", Reply.JSON, answer)),
                problems);
    }

    private static Map<Integer, String> found() {
        Map<Integer, String> problems = new HashMap<>(PROBLEMS);
        problems.put(404, "There is no such entry, or not yet.");
        return problems;
    }

    private static ObjectNode page() {
        return Schema.object()
                .has("entries", Schema.list(entrySchema()))
                .has("next", Schema.textOrNull("The cursor of the next page, or null after the last."))
                .has("unindexed", unindexed())
                .closed();
    }

    private static ObjectNode unindexed() {
        return Schema.whole("How many records could not be looked at, because they are not in the index yet.", 0);
    }

    private static ObjectNode entrySchema() {
        return Schema.object()
                .has("sequence", Schema.whole("Its place in the log.", 0))
                .has("id", Schema.text("The correlation id of the answer that it speaks of."))
                .has("at", Schema.time("When it happened."))
                .has("erased", Schema.truth("Whether its details are erased. If so, this is all there is."))
                .mayHave("keep", Schema.whole("For how many days its details are kept.", 1))
                .mayHave("expires_at", Schema.time("When they may go."))
                .mayHave("facts", Schema.anything("What is on record of it, by name."))
                .closed();
    }

    private static Schema times(Schema schema) {
        return schema.mayHave("since", Schema.time("Not before.")).mayHave("until", Schema.time("Before."));
    }

    private static ObjectNode customer() {
        return Schema.object()
                .has("tenant", name("The tenant."))
                .has("id", name("The customer's id in the tenant's systems."))
                .closed();
    }

    private static ObjectNode name(String description) {
        return Schema.text(description, Asked.LONGEST);
    }

    private static ObjectNode subjects() {
        return Schema.truth("Whether customers, cases, record ids and what callers said are shown; not unless said.");
    }
}
