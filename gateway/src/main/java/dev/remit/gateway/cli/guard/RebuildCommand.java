package dev.remit.gateway.cli.guard;

import dev.remit.gateway.cli.AboutGateway;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.RateLine;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit guard rebuild}. */
@Command(
        name = "rebuild",
        description = {
            "Read the protected values of all customers anew, while the gateway serves.",
            "Answers are checked against what was read before until it is done. Ctrl-C only stops looking on."
        },
        footer = "  remit guard rebuild --config DIR")
final class RebuildCommand extends AboutGateway {
    @Option(names = "--json", description = "Print how the guard stands afterwards, as JSON.")
    boolean json;

    RebuildCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        RateLine progress = new RateLine(terminal, "rows");
        JsonNode build = progress.follow(
                ask(request("guard.rebuild")).path("rebuild"),
                () -> ask(request("guard.status")).path("rebuild"));
        if (!build.path("state").asString("").equals("done")) {
            progress.clear();
            throw Trouble.failed("The protected values were not read anew. "
                    + build.path("message").asString("The gateway ended.")
                    + " Answers are checked against what was read before, if anything was; see: remit guard status");
        }
        progress.done("The protected values of all customers were read: "
                + build.path("done").asLong(0) + " rows.");
        if (json) {
            ObjectNode status = ask(request("guard.status"));
            terminal.json(status);
        }
        return ExitCode.OK;
    }
}
