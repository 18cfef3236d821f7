package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.AboutGateway;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Printable;
import dev.remit.gateway.cli.Table;
import dev.remit.gateway.cli.Terminal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit ledger search}. */
@Command(
        name = "search",
        description = {
            "Find entries: who saw what of a customer, what an agent did, what was denied.",
            "All that is given has to hold; the newest come first. That you asked is on record."
        },
        footer = {
            "  remit ledger search --customer acme/CUS-1 --config DIR",
            "  remit ledger search --agent support-assistant --since 24h --decision deny --config DIR",
            "  remit ledger search --action refund --event action.outcome --config DIR",
            "  echo acme/CUS-1 | remit ledger search --customer - --config DIR"
        })
final class SearchCommand extends AboutGateway {

    @Option(
            names = "--customer",
            paramLabel = "TENANT/ID",
            description = "Who saw what of that customer; - reads it from standard input, away from other eyes.")
    @Nullable
    String customer;

    @Option(names = "--agent", paramLabel = "A", description = "What that agent did.")
    @Nullable
    String agent;

    @Option(names = "--account", paramLabel = "NAME", description = "What that person asked of the ledger.")
    @Nullable
    String account;

    @Option(names = "--workflow", paramLabel = "W", description = "What was done for that job.")
    @Nullable
    String workflow;

    @Option(names = "--case", paramLabel = "C", description = "What was done in that case.")
    @Nullable
    String caseId;

    @Option(names = "--event", paramLabel = "E", description = "Only call, verify, grant.open, action.outcome, ….")
    @Nullable
    String event;

    @Option(names = "--action", paramLabel = "X", description = "Only that action, as the catalog names it.")
    @Nullable
    String action;

    @Option(names = "--decision", paramLabel = "D", description = "Only allow, modify, deny, ….")
    @Nullable
    String decision;

    @Option(names = "--reason", paramLabel = "R", description = "Only that reason: not_found, verify_first, ….")
    @Nullable
    String reason;

    @Option(names = "--grant", paramLabel = "G", description = "Only under that grant.")
    @Nullable
    String grant;

    @Option(names = "--conversation", paramLabel = "ID", description = "Only in that conversation.")
    @Nullable
    String conversation;

    @Option(names = "--since", paramLabel = "TIME", description = "Not before: 24h (ago), 2026-11-21, or an instant.")
    @Nullable
    String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Before.")
    @Nullable
    String until;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many entries at most, 1 to 200; ${DEFAULT-VALUE} unless said.")
    int limit = 50;

    @Option(names = "--cursor", paramLabel = "C", description = "Where the page before said to go on.")
    @Nullable
    String cursor;

    @Option(names = "--with-subjects", description = "With --json: show customers, cases and what callers said, too.")
    boolean subjects;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    SearchCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        Instant now = Instant.now();
        String from = Moment.of(since, "--since", now);
        String to = Moment.of(until, "--until", now);
        ObjectNode request = request("ledger.search").put("limit", limit).put("with_subjects", subjects);
        ObjectNode named = customer == null ? null : customer(customer);
        if (named != null) {
            request.set("customer", named);
        }
        optional(request, "case", caseId);
        optional(request, "agent", agent);
        optional(request, "account", account);
        optional(request, "workflow", workflow);
        optional(request, "event", event);
        optional(request, "action", action);
        optional(request, "decision", decision);
        optional(request, "reason", reason);
        optional(request, "grant", grant);
        optional(request, "conversation", conversation);
        optional(request, "since", from);
        optional(request, "until", to);
        optional(request, "cursor", cursor);
        ObjectNode page = ask(request);
        ObjectNode accesses = named == null || cursor != null ? null : accesses(named, from, to);
        if (json) {
            terminal.json(accesses == null ? page : page.setAll(accesses));
        } else {
            if (accesses != null) {
                summary(accesses);
            }
            entries(page);
        }
        return ExitCode.OK;
    }

    private ObjectNode accesses(ObjectNode named, @Nullable String from, @Nullable String to) throws IOException {
        ObjectNode request = request("ledger.accesses");
        request.set("customer", named);
        optional(request, "since", from);
        optional(request, "until", to);
        return ask(request);
    }

    private ObjectNode customer(String given) throws IOException {
        CustomerName who = CustomerName.of(given, terminal);
        return JsonNodeFactory.instance.objectNode().put("tenant", who.tenant()).put("id", who.id());
    }

    private void summary(ObjectNode accesses) {
        if (accesses.path("accesses").isEmpty()) {
            return;
        }
        Table table = new Table("WHO", "WORKFLOW", "DID", "DECISION", "TIMES", "FIRST", "LAST", "FIELDS");
        for (JsonNode line : accesses.path("accesses")) {
            table.row(
                    who(line),
                    text(line, "workflow"),
                    did(line),
                    decision(line),
                    line.path("count").asString("0"),
                    text(line, "first"),
                    text(line, "last"),
                    "released".equals(line.path("outcome").asString("")) ? text(line, "fields") : "none");
        }
        table.lines(terminal).forEach(terminal::say);
        terminal.say("");
        if (accesses.path("more").asBoolean(false)) {
            terminal.remark("There are more lines than these. Ask for a shorter time with --since and --until.");
        }
    }

    private void entries(ObjectNode page) {
        long unindexed = page.path("unindexed").asLong(0);
        if (unindexed > 0) {
            terminal.remark(
                    unindexed + " records are not in the index yet, and were not looked at: remit ledger status");
        }
        if (page.path("entries").isEmpty()) {
            terminal.remark("Nothing is on record of that.");
            return;
        }
        Table table = new Table("ENTRY", "WHEN", "WHO", "WORKFLOW", "DID", "DECISION", "ID");
        for (JsonNode entry : page.path("entries")) {
            JsonNode facts = entry.path("facts");
            boolean erased = entry.path("erased").asBoolean(false);
            table.row(
                    entry.path("sequence").asString(""),
                    text(entry, "at"),
                    who(facts),
                    text(facts, "workflow"),
                    erased ? "erased" : did(facts),
                    decision(facts),
                    text(entry, "id"));
        }
        table.lines(terminal).forEach(terminal::say);
        String next = page.path("next").asString("");
        terminal.remark((next.isEmpty() ? "That is all." : "There may be more: --cursor " + next)
                + " What one entry says: remit ledger show ENTRY");
    }

    /** The person where there was one; the agent of a stop is who was stopped. */
    private static String who(JsonNode facts) {
        boolean switched =
                List.of("stop", "resume").contains(facts.path("event").asString(""));
        for (String name : switched ? List.of("by") : List.of("account", "agent", "by")) {
            if (facts.path(name).isString()) {
                return text(facts, name);
            }
        }
        return "-";
    }

    /** What happened, to what; of an action also what became of it. */
    private static String did(JsonNode facts) {
        String event = text(facts, "event");
        String outcome = event.startsWith("action.") ? text(facts, "outcome") : "-";
        return event + what(facts, event) + (outcome.equals("-") ? "" : ": " + outcome);
    }

    private static String what(JsonNode facts, String event) {
        for (String name :
                event.equals("call") ? List.of("resource", "action", "tool") : List.of("resource", "action")) {
            if (facts.path(name).isString()) {
                return " " + text(facts, name);
            }
        }
        return "";
    }

    private static String decision(JsonNode facts) {
        String reason = text(facts, "reason");
        return text(facts, "decision") + (reason.equals("-") ? "" : " (" + reason + ")");
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).isString() ? Printable.of(node.path(name).asString()) : "-";
    }
}
