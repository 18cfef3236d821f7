package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.AboutGateway;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit ledger reindex}. */
@Command(
        name = "reindex",
        description = {
            "Make the index of the ledger anew from its records, while the gateway serves.",
            "The old index answers until the new one is done. Ctrl-C only stops looking on."
        },
        footer = "  remit ledger reindex --config DIR")
final class ReindexCommand extends AboutGateway {
    private static final int BETWEEN_LOOKS_MILLIS = 250;

    ReindexCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        RateLine progress = new RateLine(terminal, "records");
        JsonNode status = ask(request("ledger.reindex"));
        while (state(status).equals("running")) {
            progress.show(
                    status.path("done").asLong(0),
                    status.path("total").asLong(0),
                    status.path("from").asLong(0),
                    Duration.ofMillis(status.path("millis").asLong(0)));
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
            ObjectNode answer = ask(request("ledger.status"));
            status = answer.path("reindex");
        }
        if (!state(status).equals("done")) {
            throw Trouble.failed("The index was not made anew: "
                    + status.path("message").asString("the gateway ended")
                    + ". The old one goes on answering; see the gateway's log, then try again.");
        }
        progress.done("The index was made anew from " + status.path("done").asLong(0) + " records.");
        return ExitCode.OK;
    }

    private static String state(JsonNode status) {
        return status.path("state").asString("");
    }
}
