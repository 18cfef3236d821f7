package dev.remit.gateway.cli.desk;

import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Printable;
import dev.remit.gateway.cli.Terminal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit desk correct}. */
@Command(
        name = "correct",
        description = {
            "Put on record what was wrong in what an agent said or did.",
            "It is sealed under the customer that it was about."
        },
        footer = "  echo 'The refund takes 14 days, not 5.' | remit desk correct --case T-100042 -")
final class CorrectCommand extends AboutDesk {
    @ArgGroup(multiplicity = "1")
    About about = new About();

    /** One of them. */
    static final class About {
        @Option(names = "--operation", paramLabel = "ID", description = "The operation that it is about.")
        @Nullable
        String operation;

        @Option(names = "--conversation", paramLabel = "ID", description = "The conversation that it is about.")
        @Nullable
        String conversation;

        @Option(names = "--case", paramLabel = "C", description = "The case that it is about.")
        @Nullable
        String caseId;
    }

    @Parameters(paramLabel = "TEXT", description = "What was wrong, and what is right; - reads standard input.")
    String text = "";

    CorrectCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ObjectNode body = body().put("text", text(text));
        optional(body, "operation", about.operation);
        optional(body, "conversation", about.conversation);
        optional(body, "case", about.caseId);
        ObjectNode answer = post("/v1/desk/corrections", body);
        if (json) {
            terminal.say(Printable.json(answer));
        } else {
            terminal.say(shown(answer.path("correction")));
            terminal.remark(
                    "It is on record. Auditors read it with: remit ledger show " + shown(answer.path("correction")));
        }
        return ExitCode.OK;
    }
}
