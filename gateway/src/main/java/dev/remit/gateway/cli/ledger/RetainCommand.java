package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.AboutGateway;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit ledger retain}. */
@Command(
        name = "retain",
        description = {
            "Erase what has been kept as long as contracts say, at once instead of within the hour.",
            "What a legal hold covers stays. Ctrl-C ends it after the run that is under way."
        },
        footer = "  remit ledger retain --now --config DIR")
final class RetainCommand extends AboutGateway {
    @Option(names = "--now", description = "Do it.")
    boolean now;

    RetainCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        if (!now) {
            throw Trouble.usage("What is due is erased every hour by itself. To have it done at once, add --now.");
        }
        long payloads = 0;
        long records = 0;
        long held = 0;
        ObjectNode run;
        do {
            run = ask(request("ledger.retain"));
            payloads += run.path("payloads").asLong(0);
            records += run.path("records").asLong(0);
            held += run.path("held").asLong(0);
            if (run.path("more").asBoolean(false)) {
                terminal.remark("Erased so far: " + payloads + " payloads, " + records + " records.");
            }
        } while (run.path("more").asBoolean(false));
        terminal.say("Erased the payloads of " + payloads + " records, and all details of " + records + ".");
        if (held > 0) {
            terminal.say("Held: " + held + ". See the holds with: remit ledger hold list");
        }
        return ExitCode.OK;
    }
}
