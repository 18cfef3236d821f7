package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.AboutGateway;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.RateLine;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import java.io.IOException;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code remit ledger reindex}. */
@Command(
        name = "reindex",
        description = {
            "Make the index of the ledger anew from its records, while the gateway serves.",
            "The old index answers until the new one is done. Ctrl-C only stops looking on."
        },
        footer = "  remit ledger reindex --config DIR")
final class ReindexCommand extends AboutGateway {
    ReindexCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        RateLine progress = new RateLine(terminal, "records");
        JsonNode status = progress.follow(
                ask(request("ledger.reindex")),
                () -> ask(request("ledger.status")).path("reindex"));
        if (!status.path("state").asString("").equals("done")) {
            throw Trouble.failed("The index was not made anew: "
                    + status.path("message").asString("the gateway ended")
                    + ". The old one goes on answering; see the gateway's log, then try again.");
        }
        progress.done("The index was made anew from " + status.path("done").asLong(0) + " records.");
        return ExitCode.OK;
    }
}
