package dev.remit.gateway.cli.desk;

import dev.remit.gateway.cli.Terminal;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code remit grant undo}. */
@Command(
        name = "undo",
        description = {
            "Take back all that was done under a grant and in its conversation, the last first.",
            "For a person with the role operator or admin, whose credential is in REMIT_ACCOUNT."
        },
        footer = "  remit grant undo GRANT")
public final class GrantUndoCommand extends AboutDesk {
    @Parameters(paramLabel = "GRANT|CONVERSATION", description = "Its id, as remit grant show and the ledger print it.")
    String named = "";

    public GrantUndoCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return undoAll(named);
    }
}
