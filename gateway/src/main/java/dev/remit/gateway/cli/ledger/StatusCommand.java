package dev.remit.gateway.cli.ledger;

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
        description = "Say how many records there are, and how many of them can be found.",
        footer = "  remit ledger status --config DIR")
final class StatusCommand extends AboutLedger {
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
        terminal.say("records   " + answer.path("records").asLong(0));
        terminal.say("indexed   " + answer.path("indexed").asLong(0));
        String failure = answer.path("failure").asString("");
        if (!failure.isEmpty()) {
            terminal.say("problem   " + failure);
        }
        if (reindex.path("state").asString("").equals("running")) {
            terminal.say("new index " + reindex.path("done").asLong(0) + " of "
                    + reindex.path("total").asLong(0));
        }
        return ExitCode.OK;
    }
}
