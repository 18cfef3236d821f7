package dev.remit.gateway.cli;

import dev.remit.core.decision.Reason;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A record in plain words: when, who, for which job, what was asked, what was decided by which rule, what came of it. */
public final class Narrative {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss.SSS 'UTC'", Locale.ENGLISH);
    private static final int LABEL = 14;
    private static final int SHORT_DIGEST = 12;

    private final long sequence;
    private final JsonNode facts;
    private final List<String> lines = new ArrayList<>();

    private Narrative(long sequence, JsonNode facts) {
        this.sequence = sequence;
        this.facts = facts;
    }

    /** @param answer with {@code sequence} and {@code facts} */
    public static Narrative of(ObjectNode answer) {
        return new Narrative(answer.path("sequence").asLong(0), answer.path("facts"));
    }

    public List<String> lines(Terminal terminal) {
        lines.clear();
        lines.add(terminal.paint(Terminal.Colour.BOLD, "Record " + sequence + ", " + text("id", "without an id")));
        line("When", when());
        line("Who", who());
        line("For", job());
        line("Customer", customer());
        line("Asked", asked());
        line("Decision", decision(terminal));
        line("Contract", contract());
        fields().forEach((field, how) -> line("  " + field, how));
        line("Outcome", outcome());
        line("Look further", further());
        return List.copyOf(lines);
    }

    private void line(String label, @Nullable String text) {
        if (text != null) {
            lines.add(label + " ".repeat(Math.max(2, LABEL - label.length())) + text);
        }
    }

    private String when() {
        String at = text("at", "");
        try {
            return WHEN.format(Instant.parse(at).atOffset(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return at;
        }
    }

    private @Nullable String who() {
        String agent = get("agent");
        // of a conversation that goes to people, this says what sent it there
        String by = text("event", "").startsWith("escalation.") ? null : get("by");
        if (agent == null) {
            String account = get("account");
            return account == null ? by : "account " + account + (get("wire") == null ? "" : ", over " + get("wire"));
        }
        String owner = get("owner");
        String actor = get("actor");
        String wire = get("wire");
        String person = get("account");
        return (person == null ? "" : "account " + person + " (" + text("role", "no role") + ") about ") + "agent "
                + agent + (owner == null ? "" : " (owner: " + owner + ")")
                + (actor == null ? "" : ", acting for " + actor) + (wire == null ? "" : ", over " + wire)
                + (by == null || by.equals(agent) ? "" : "; done by " + by);
    }

    private @Nullable String job() {
        String workflow = get("workflow");
        if (workflow == null) {
            return null;
        }
        String caseId = get("case");
        String grant = get("grant");
        String conversation = get("conversation");
        String purpose = get("purpose");
        return "the job " + workflow + " of tenant " + text("tenant", "unknown")
                + (caseId == null ? "" : ", case " + caseId) + (grant == null ? "" : ", under grant " + grant)
                + (conversation == null ? "" : " of conversation " + conversation)
                + (purpose == null ? "" : "; the agent said why: " + purpose);
    }

    private @Nullable String customer() {
        String subject = get("subject");
        if (subject == null) {
            return get("workflow") == null ? null : "none";
        }
        return subject
                + switch (text("assurance", "none")) {
                    case "claimed" -> ", known by what the caller said (claimed)";
                    case "case" -> ", known by the case";
                    case "none" -> "";
                    case String other -> " (" + other + ")";
                };
    }

    private String asked() {
        String tool = get("tool");
        String resource = get("resource");
        String filters = get("filters");
        return switch (text("event", "")) {
            case "call", "verify" ->
                (tool == null ? "a tool" : tool.equals("unknown") ? "a tool that the grant does not have" : tool)
                        + (resource == null ? "" : ", which reads " + resource)
                        + (filters == null || filters.isEmpty() ? "" : ", looked up by " + filters);
            case "grant.open" -> "to open a grant" + (get("renews") == null ? "" : " in place of " + get("renews"));
            case "grant.renew" -> "to renew grant " + text("renews", "");
            case "grant.delegate" -> "to pass on a part of grant " + text("parent", "");
            case "grant.revoke" -> "to revoke the grant";
            case "agent.add" -> "to register the agent for " + text("tenants", "no tenant");
            case "agent.rotate" -> "a new credential for the agent";
            case "agent.revoke" -> "to end the agent";
            case "stop" -> "to stop " + stopped();
            case "resume" -> "to resume " + stopped();
            case "account.add" -> "to make the account, with the role " + text("role", "of nobody");
            case "account.rotate" -> "a new credential for the account";
            case "account.revoke" -> "to end the account";
            case "desk.show" -> "to see operation " + text("operation", "") + " at the desk";
            case "correction" -> "to put a correction on record: " + text("text", "");
            case "incident.open" -> "to open the incident " + text("title", "");
            case "ledger.search" -> "for entries of the ledger" + asking();
            case "ledger.accesses" -> "who saw what of a customer";
            case "ledger.show" -> "to see entry " + facts.path("entry").asLong(0) + asking();
            case "ledger.prove" ->
                "for the proof of entry " + facts.path("entry").asLong(0);
            case "ledger.disclose" ->
                "for what shows facts of entry " + facts.path("entry").asLong(0) + " to an outsider" + asking();
            case "ledger.export" -> "to export entries" + asking();
            case "hold.add" -> "to keep " + held() + " from being erased (hold " + text("hold", "") + ")" + given();
            case "hold.release" -> "to release hold " + text("hold", "") + " on " + held() + given();
            case "subject.shred" -> "to erase a customer (" + text("shredding", "") + ")" + erased() + given();
            case "retention" -> "to erase what was kept as long as contracts say" + erased();
            case "key.rotate" -> "to exchange " + keyOf();
            case "log.continued" ->
                "to let the log go on as " + text("origin", "") + " after " + text("continues", "") + given();
            case String other -> Deed.of(other, this::get);
        };
    }

    private String held() {
        return switch (text("scope", "")) {
            case "all" -> "everything";
            case "workflow" -> "what was recorded for " + text("workflow", "a workflow");
            case "case" -> "a case";
            case "customer" -> "a customer";
            case String other -> other;
        };
    }

    private String keyOf() {
        return switch (text("scope", "")) {
            case "master" -> "the master key";
            case "tenant" -> "the key of tenant " + text("tenant", "");
            case String other -> "the key of a " + other;
        };
    }

    /** What is there of it in numbers. */
    private String erased() {
        List<String> counts = new ArrayList<>();
        for (String what : List.of("records", "payloads", "keys", "grants")) {
            if (facts.path(what).isIntegralNumber()) {
                counts.add(facts.path(what).asLong(0) + " " + what);
            }
        }
        return counts.isEmpty() ? "" : ": " + String.join(", ", counts);
    }

    private String given() {
        String why = get("why");
        return why == null ? "" : "; why: " + why;
    }

    private String stopped() {
        String scope = text("scope", "something");
        return scope.equals("all") ? "everything" : scope + ' ' + text(scope, "");
    }

    private String asking() {
        String asked = get("asked");
        return (asked == null || asked.isEmpty() ? "" : ", by " + asked)
                + (facts.has("found") ? "; it got " + facts.path("found").asLong(0) : "");
    }

    private @Nullable String decision(Terminal terminal) {
        String decision = get("decision");
        String code = get("reason");
        if (decision == null) {
            return null;
        }
        return switch (decision) {
            case "allow" -> terminal.paint(Terminal.Colour.GREEN, "allowed");
            case "modify" -> terminal.paint(Terminal.Colour.GREEN, "allowed") + ", with obligations";
            case "deny" ->
                terminal.paint(Terminal.Colour.RED, "denied") + (code == null ? "" : ": " + code + ". " + why(code));
            case String other -> other;
        };
    }

    private String why(String code) {
        return reason(code)
                .map(known -> known.detail() + " Rule: " + rule(known))
                .orElse("");
    }

    private static Optional<Reason> reason(String code) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.code().equals(code))
                .findFirst();
    }

    /** Where the rule stands that a reason comes from. */
    private String rule(Reason reason) {
        return switch (reason) {
            case UNKNOWN_TOOL -> "data of the contract: what is not listed there has no tool.";
            case INVALID_ARGUMENT -> "the tool's input schema, which the contract's data and the catalog make.";
            case INVALID_CURSOR -> "a cursor belongs to one grant and one query.";
            case VERIFY_FIRST ->
                "scope of " + text("resource", "the resource") + " in the catalog: its rows belong to a customer.";
            case VERIFY_FAILED -> "verify.by of the contract.";
            case VERIFY_LIMIT ->
                "verify.attempts, verify.attempts_per_value or verify.attempts_per_agent of the contract.";
            case ALREADY_VERIFIED -> "one customer a conversation, for good.";
            case CASE_REQUIRED, CASE_NOT_LIVE, CASE_UNKNOWN -> "case of the contract.";
            case NOT_FOUND -> "the customer's scope and the contract's row rule; no row is within both.";
            case CLASSES_APART -> "apart of the contract.";
            case BUDGET_CALLS -> "limits.calls of the contract.";
            case BUDGET_ROWS -> "limits.rows of the contract.";
            case BUDGET_BYTES -> "limits.bytes of the contract.";
            case BUDGET_MISSES -> "limits.misses of the contract.";
            case RATE_LIMITED -> "limits.calls_per_minute of the contract.";
            case GRANT_LIMIT -> "limits.grants_per_hour of the contract.";
            case SUBJECT_LIMIT -> "limits.subjects_per_hour of the contract.";
            case NOT_ALLOWED -> "agents of the contract, and the tenants that the agent is registered for.";
            case WORKFLOW_OFF -> "phase of the contract.";
            case STOPPED -> "a kill switch; see it with: remit stop list";
            case CONTRACT_CHANGED -> "a live grant has what its opening contract and today's both allow.";
            case SOURCE_UNAVAILABLE, SOURCE_TIMEOUT, SOURCE_WRONG_SHAPE, SOURCE_TOO_LARGE ->
                "nothing is released where a source fails; the gateway's log says how it failed.";
            case CONDITION_NOT_MET ->
                "actions." + text("action", "the action") + ".when of the contract, or its budget.";
            case BUDGET_ACTION -> "actions." + text("action", "the action") + ".budget of the contract.";
            case ACTION_REFUSED ->
                "level or after_reading of actions." + text("action", "the action") + " of the contract.";
            case IDEMPOTENCY_CONFLICT -> "one idempotency_key is good for one call.";
            case UNKNOWN_OPERATION -> "a conversation sees its own operations only.";
            case NOT_UNDOABLE -> "undo of the contract, and of the action in the catalog; each is undone once.";
            case TOO_MANY_WAITING -> "one conversation may have 20 operations that wait for people.";
            case ACTION_NOT_ACCEPTED -> "changes of the action in the catalog, or a rule of the source itself.";
            case CHANGED_MEANWHILE ->
                "an amount that the action is done with changed while it was looked at; nothing was done.";
            case OUTCOME_UNKNOWN -> "what may have been done is not repeated; see: remit desk list.";
            case ESCALATED -> "escalate.then of the contract: what still works while a person is asked.";
            case TEXT_WITHHELD -> "guard in privacy.yaml, and output.unsourced of the contract.";
            case SHAPE_FAILED -> "nothing is released that cannot be made safe.";
            case GUARD_NOT_READY -> "no text goes out before all protected values are read; see: remit guard status";
            case GUARD_OFF -> "guard in privacy.yaml: this gateway has none.";
            case JOURNAL_UNAVAILABLE -> "nothing is released that is not on record.";
            case INTERNAL -> "nothing is released where the gateway fails; its log has this id.";
        };
    }

    private @Nullable String contract() {
        String digest = get("contract");
        if (digest == null) {
            return null;
        }
        String openedUnder = get("opened_under");
        return text("workflow", "a contract") + " at version " + brief(digest)
                + (openedUnder == null || openedUnder.equals(digest)
                        ? ""
                        : ", within version " + brief(openedUnder) + " that the grant was opened under");
    }

    private static String brief(String digest) {
        return digest.substring(0, Math.min(SHORT_DIGEST, digest.length()));
    }

    /** Each field with how it was handled; in clear where no obligation names it. */
    private Map<String, String> fields() {
        Map<String, String> how = new LinkedHashMap<>();
        String fields = get("fields");
        if (fields == null || "deny".equals(get("decision"))) {
            return how;
        }
        for (String field : fields.split(" ")) {
            how.put(field, "clear");
        }
        for (String obligation : text("obligations", "").split("; ")) {
            int space = obligation.lastIndexOf(' ');
            if (space > 0) {
                String handling = obligation.substring(0, space);
                how.put(
                        obligation.substring(space + 1),
                        handling.equals("scan") ? "clear, without what was not granted in its text" : handling);
            }
        }
        return how;
    }

    private @Nullable String outcome() {
        String outcome = get("outcome");
        String took = facts.has("micros")
                ? String.format(
                        Locale.ROOT, " It took %.1f ms.", facts.path("micros").asLong(0) / 1_000.0)
                : "";
        if (outcome == null) {
            return "deny".equals(get("decision"))
                    ? (facts.has("withheld") ? unwritten() : "nothing was released.") + took
                    : null;
        }
        String keys = get("keys");
        String error = get("error");
        String code = get("reason");
        return switch (outcome) {
                    case "released" ->
                        facts.has("withheld")
                                ? answered()
                                : FindingsText.count(facts.path("rows").asLong(0), "row") + " released, "
                                        + FindingsText.count(facts.path("bytes").asLong(0), "byte")
                                        + (keys == null || keys.isEmpty() ? "" : ": " + keys) + ".";
                    case "not_found" -> "nothing was found. " + why("not_found");
                    case "failed" ->
                        "it failed" + (error == null ? "" : " (" + error + ")") + "; nothing was released."
                                + (error == null ? "" : " " + why(error));
                    case "verified" -> "the customer is bound to the conversation.";
                    case "opened" -> "the grant was opened.";
                    case "renewed" -> "the grant was renewed.";
                    case "delegated" -> "a narrower grant was opened.";
                    case "revoked" -> "the grant is no good any more.";
                    case String other -> other + (code == null ? "." : ": " + code + ". " + why(code));
                }
                + took;
    }

    private String answered() {
        long withheld = facts.path("withheld").asLong(0);
        return withheld == 0
                ? "all of the answer may go out."
                : "of the answer, " + FindingsText.count(withheld, "place") + " withheld: " + whose();
    }

    /** Of a text that an action would have written. */
    private String unwritten() {
        return "nothing was done: of its text (" + text("texts", "").replace(" ", ", ") + "), "
                + FindingsText.count(facts.path("withheld").asLong(0), "place") + " may not go out: " + whose();
    }

    private String whose() {
        return facts.path("other_customers").asLong(0) + " with values of other customers, "
                + facts.path("unsourced").asLong(0) + " with identifiers from nowhere.";
    }

    private String further() {
        String workflow = get("workflow");
        return "the whole record: remit explain " + text("id", "ID") + " --json"
                + (workflow == null ? "" : "; the rules: the contract " + workflow + " in workflows/");
    }

    private @Nullable String get(String name) {
        JsonNode value = facts.path(name);
        return value.isString() ? Printable.of(value.asString()) : null;
    }

    private String text(String name, String otherwise) {
        String value = get(name);
        return value == null ? otherwise : value;
    }
}
