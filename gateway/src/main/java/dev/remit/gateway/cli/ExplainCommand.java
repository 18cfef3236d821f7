package dev.remit.gateway.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit explain}: what one record says. */
@Command(
        name = "explain",
        description = "Say in plain words what happened under a correlation id, and which rule decided it.",
        footer = "  remit explain 06f8zq3k9r2m4n6p8s0t1v3w5x --config DIR")
final class ExplainCommand extends AboutGateway {
    @Parameters(paramLabel = "ID", description = "The correlation id of an answer: Remit-Correlation-Id.")
    String id = "";

    @Option(names = "--json", description = "Print the record's facts as JSON.")
    boolean json;

    ExplainCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        ObjectNode answer = ask(request("explain").put("id", id.strip()));
        if (json) {
            terminal.json(answer);
        } else {
            Narrative.of(answer).lines(terminal).forEach(terminal::say);
        }
        return ExitCode.OK;
    }
}
