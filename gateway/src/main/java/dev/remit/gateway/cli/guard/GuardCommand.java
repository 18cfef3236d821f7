package dev.remit.gateway.cli.guard;

import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Verb;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code remit guard}: what answers are checked against. */
@Command(
        name = "guard",
        description = {
            "See what answers are checked against before they go out,",
            "and have the protected values of all customers read anew."
        })
public final class GuardCommand extends Verb.Family {
    private GuardCommand(Terminal terminal) {
        super(terminal);
    }

    public static CommandLine of(Terminal terminal) {
        return new CommandLine(new GuardCommand(terminal))
                .addSubcommand(new RebuildCommand(terminal))
                .addSubcommand(new StatusCommand(terminal));
    }
}
