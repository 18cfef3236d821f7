package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Verb;
import java.util.List;

/** The commands that ask a running gateway of its ledger. */
final class AskingCommands {
    private AskingCommands() {}

    /** All of them, in the order in which people meet them. */
    static List<Verb> all(Terminal terminal) {
        return List.of(
                new SearchCommand(terminal),
                new ShowCommand(terminal),
                new ProveCommand(terminal),
                new ExportCommand(terminal),
                new ReindexCommand(terminal),
                new StatusCommand(terminal),
                new NewOriginCommand(terminal));
    }
}
