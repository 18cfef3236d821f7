package dev.remit.gateway.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code remit completion}: a script that lets a shell complete commands and options. */
@Command(
        name = "completion",
        description = "Print a completion script for a shell.",
        footer = {"  source <(remit completion bash)", "  source <(remit completion zsh)"})
final class CompletionCommand extends Verb {
    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    Shell shell = Shell.bash;

    /** Shells, as people write them. */
    enum Shell {
        bash,
        zsh
    }

    CompletionCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (shell == Shell.zsh) {
            terminal.say("autoload -U +X compinit && compinit");
            terminal.say("autoload -U +X bashcompinit && bashcompinit");
        }
        terminal.say(AutoComplete.bash("remit", Remit.commandLine(terminal)));
        return ExitCode.OK;
    }
}
