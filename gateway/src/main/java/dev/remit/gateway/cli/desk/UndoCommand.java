package dev.remit.gateway.cli.desk;

import dev.remit.gateway.cli.Terminal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code remit desk undo}. */
@Command(
        name = "undo",
        description = "Take back one operation, or all of a conversation, the last first.",
        footer = {"  remit desk undo OPERATION", "  remit desk undo --conversation ID"})
final class UndoCommand extends AboutDesk {
    @ArgGroup(multiplicity = "1")
    Which which = new Which();

    /** One of them. */
    static final class Which {
        @Parameters(paramLabel = "OPERATION", description = "One operation.")
        @Nullable
        String operation;

        @Option(
                names = "--conversation",
                paramLabel = "ID",
                description = "All that was done in that conversation; the id of a grant of it will do, too.")
        @Nullable
        String conversation;
    }

    UndoCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String conversation = which.conversation;
        return conversation == null
                ? stands(post("/v1/desk/operations/" + id(String.valueOf(which.operation)) + "/undo", body()))
                : undoAll(conversation);
    }
}
