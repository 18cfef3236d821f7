package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Verb;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code remit ledger}: the record as a transparency log. */
@Command(
        name = "ledger",
        description = {
            "Ask what is on record, prove it, and hand it on;",
            "verify it from outside, check its files, and witness it."
        })
public final class LedgerCommand extends Verb.Family {
    private LedgerCommand(Terminal terminal) {
        super(terminal);
    }

    /** The commands about the ledger; those that need no gateway come last. */
    public static CommandLine of(Terminal terminal) {
        return new CommandLine(new LedgerCommand(terminal))
                .addSubcommand(new SearchCommand(terminal))
                .addSubcommand(new ShowCommand(terminal))
                .addSubcommand(new ProveCommand(terminal))
                .addSubcommand(new ExportCommand(terminal))
                .addSubcommand(new ReindexCommand(terminal))
                .addSubcommand(new StatusCommand(terminal))
                .addSubcommand(new NewOriginCommand(terminal))
                .addSubcommand(new RetainCommand(terminal))
                .addSubcommand(HoldCommand.of(terminal))
                .addSubcommand(new ShredCommand(terminal))
                .addSubcommand(new RotateKeyCommand(terminal))
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new FsckCommand(terminal))
                .addSubcommand(new WitnessCommand(terminal));
    }
}
