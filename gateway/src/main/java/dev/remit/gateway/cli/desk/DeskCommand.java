package dev.remit.gateway.cli.desk;

import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Verb;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code remit desk}. */
@Command(
        name = "desk",
        description = {
            "See what waits for a person, decide about it, and take back what was done.",
            "Asks a running gateway with the credential in REMIT_ACCOUNT (remit account add)."
        })
public final class DeskCommand extends Verb.Family {
    private DeskCommand(Terminal terminal) {
        super(terminal);
    }

    public static CommandLine of(Terminal terminal) {
        return new CommandLine(new DeskCommand(terminal))
                .addSubcommand(new QueueCommand(terminal))
                .addSubcommand(new LookCommand(terminal))
                .addSubcommand(new Decisions.Approve(terminal))
                .addSubcommand(new Decisions.Deny(terminal))
                .addSubcommand(new Decisions.Edit(terminal))
                .addSubcommand(new Decisions.Send(terminal))
                .addSubcommand(new Decisions.Drop(terminal))
                .addSubcommand(new Decisions.Resolve(terminal))
                .addSubcommand(new UndoCommand(terminal))
                .addSubcommand(new CorrectCommand(terminal))
                .addSubcommand(IncidentCommand.of(terminal))
                .addSubcommand(EscalationCommand.of(terminal));
    }
}
