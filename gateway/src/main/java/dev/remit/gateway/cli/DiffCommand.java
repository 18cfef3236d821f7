package dev.remit.gateway.cli;

import dev.remit.core.contract.Change;
import dev.remit.core.contract.Change.Effect;
import dev.remit.core.contract.ContractDiff;
import dev.remit.core.contract.Contracts;
import dev.remit.gateway.config.Folder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit diff}: what a change of configuration newly allows. */
@Command(
        name = "diff",
        description = {
            "Say what a change of configuration newly allows, then what it forbids.",
            "Exits with 1 where something is or may be newly allowed, so that a person looks at it."
        },
        footer = "  git worktree add /tmp/main main && remit diff /tmp/main/remit remit")
final class DiffCommand extends Verb {
    @Parameters(index = "0", paramLabel = "OLD", description = "The configuration folder as it was.")
    Path old = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The configuration folder as it is to be.")
    Path now = Path.of("");

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    DiffCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Logs.quiet(terminal.err());
        List<Change> changes = ContractDiff.between(contracts(old), contracts(now));
        if (json) {
            terminal.json(json(changes));
        } else {
            text(changes);
        }
        return changes.stream().anyMatch(DiffCommand::widens) ? ExitCode.NO : ExitCode.OK;
    }

    /** What cannot be told from the text counts as allowed: somebody must look. */
    private static boolean widens(Change change) {
        return change.effect() == Effect.ALLOWS || change.effect() == Effect.MAY_ALLOW;
    }

    private Contracts contracts(Path folder) {
        return switch (new Folder(terminal.path(folder)).load()) {
            case Folder.Loaded.Accepted accepted -> accepted.contracts();
            case Folder.Loaded.Rejected rejected -> {
                FindingsText.print(terminal, terminal.err(), rejected.findings());
                throw Trouble.failed(
                        "What would not serve cannot be compared. Correct " + terminal.shown(folder) + " first.");
            }
        };
    }

    private void text(List<Change> changes) {
        if (changes.isEmpty()) {
            terminal.say("No change in what is allowed.");
            return;
        }
        Effect last = null;
        for (Change change : changes) {
            if (change.effect() != last) {
                last = change.effect();
                terminal.say(heading(last));
            }
            terminal.say("  " + change.workflow() + ": " + what(change));
        }
    }

    private String heading(Effect effect) {
        return switch (effect) {
            case ALLOWS -> terminal.paint(Terminal.Colour.RED, "newly allowed");
            case MAY_ALLOW -> terminal.paint(Terminal.Colour.YELLOW, "may be newly allowed");
            case FORBIDS -> terminal.paint(Terminal.Colour.GREEN, "newly forbidden");
            case NEUTRAL -> "nothing to do with what is allowed";
        };
    }

    private static String what(Change change) {
        String subject = change.kind() + " " + change.what();
        if (change.before().isEmpty()) {
            return change.after().isEmpty() ? subject : subject + ": " + change.after();
        }
        return change.after().isEmpty()
                ? subject + ": no longer " + change.before()
                : subject + ": " + change.before() + " → " + change.after();
    }

    private static ObjectNode json(List<Change> changes) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("newly_allowed", changes.stream().filter(DiffCommand::widens).count());
        ArrayNode list = answer.putArray("changes");
        for (Change change : changes) {
            list.addObject()
                    .put("effect", change.effect().name().toLowerCase(Locale.ROOT))
                    .put("kind", change.kind())
                    .put("workflow", change.workflow())
                    .put("what", change.what())
                    .put("before", change.before())
                    .put("after", change.after());
        }
        return answer;
    }
}
