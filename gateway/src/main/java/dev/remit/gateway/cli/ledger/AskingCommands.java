package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Verb;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that ask a running gateway of its ledger. */
@Command(name = "ledger", description = "Ask what is on record, prove it, and hand it on.")
public final class AskingCommands extends Verb.Family {
    private AskingCommands(Terminal terminal) {
        super(terminal);
    }

    /** All of them, in the order in which people meet them. */
    public static List<Verb> all(Terminal terminal) {
        return List.of(
                new SearchCommand(terminal),
                new ShowCommand(terminal),
                new ProveCommand(terminal),
                new ExportCommand(terminal),
                new ReindexCommand(terminal),
                new StatusCommand(terminal));
    }

    /** {@code remit ledger} with all of them below. */
    public static CommandLine group(Terminal terminal) {
        CommandLine group = new CommandLine(new AskingCommands(terminal));
        all(terminal).forEach(group::addSubcommand);
        return group;
    }
}
