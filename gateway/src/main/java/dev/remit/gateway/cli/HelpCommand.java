package dev.remit.gateway.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code remit help ledger show}: the same as {@code remit ledger show --help}. */
@Command(
        name = "help",
        description = "Show what a command does and takes.",
        footer = {"  remit help", "  remit help ledger show"})
final class HelpCommand extends Verb {
    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command, all words of it.")
    List<String> words = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything else happens
    CommandSpec spec;

    HelpCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        CommandLine command = spec.parent().commandLine();
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw new UnmatchedArgumentException(command, List.of(word));
            }
            command = next;
        }
        command.usage(terminal.out());
        return ExitCode.OK;
    }
}
