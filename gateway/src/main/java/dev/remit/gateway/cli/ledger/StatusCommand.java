package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.AboutGateway;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Terminal;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit ledger status}. */
@Command(
        name = "status",
        description = "Say how many records there are and can be found, and how publishing and exports do.",
        footer = "  remit ledger status --config DIR")
final class StatusCommand extends AboutGateway {
    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    StatusCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        ObjectNode answer = ask(request("ledger.status"));
        if (json) {
            terminal.say(answer.toPrettyString());
            return ExitCode.OK;
        }
        JsonNode reindex = answer.path("reindex");
        if (answer.has("records")) {
            terminal.say("records   " + answer.path("records").asLong(0));
            terminal.say("indexed   " + answer.path("indexed").asLong(0));
        }
        String failure = answer.path("failure").asString("");
        if (!failure.isEmpty()) {
            terminal.say("problem   " + failure);
        }
        if (reindex.path("state").asString("").equals("running")) {
            terminal.say("new index " + reindex.path("done").asLong(0) + " of "
                    + reindex.path("total").asLong(0));
        }
        log(answer.path("log"));
        String clock = answer.path("clock").asString("");
        if (!clock.isEmpty()) {
            terminal.say("problem   " + clock);
        }
        answer.path("exports").forEach(this::export);
        JsonNode retention = answer.path("retention");
        if (!retention.isMissingNode()) {
            terminal.say("erased    " + retention.path("records").asLong(0) + " records, "
                    + retention.path("payloads").asLong(0) + " payloads since the start, last looked at "
                    + retention.path("last").asString("never")
                    + (retention.path("more").asBoolean(false) ? "; more is due" : ""));
            terminal.say("held      " + retention.path("held").asLong(0) + " that were due, by "
                    + retention.path("holds").asLong(0) + " holds");
        }
        long pending = retention.path("shreddings").asLong(0);
        if (pending > 0) {
            terminal.say("problem   " + pending + " erasures of customers were begun and are not done");
        }
        return ExitCode.OK;
    }

    private void log(JsonNode log) {
        if (log.isMissingNode()) {
            return;
        }
        terminal.say("log       " + log.path("origin").asString(""));
        terminal.say("key       " + log.path("verifier").asString(""));
        terminal.say("published " + log.path("published").asLong(0) + " of "
                + log.path("entries").asLong(0) + " entries, "
                + log.path("cosignatures").asLong(0) + " cosignatures of "
                + log.path("cosignatures_required").asLong(0) + " required");
        problem(log);
    }

    private void export(JsonNode target) {
        terminal.say("export    " + target.path("target").asString("") + ": "
                + target.path("waiting").asLong(0) + " waiting, next is "
                + target.path("next").asLong(0)
                + (target.path("refused").asBoolean(false) ? ", refused" : ""));
        problem(target);
    }

    private void problem(JsonNode of) {
        String problem = of.path("problem").asString("");
        if (!problem.isEmpty()) {
            terminal.say("problem   " + problem);
        }
    }
}
