package dev.remit.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has in common: a place to write to, and help. */
public abstract class Verb implements Callable<Integer> {
    protected final Terminal terminal;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    protected Verb(Terminal terminal) {
        this.terminal = terminal;
    }

    /** One of {@link ExitCode}'s; a {@link Trouble} is printed by whoever called. */
    @Override
    public abstract Integer call() throws Exception;

    /** A command that only has commands below it. */
    public abstract static class Family extends Verb {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before anything else happens
        CommandSpec spec;

        protected Family(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            spec.commandLine().usage(terminal.err());
            return ExitCode.USAGE;
        }
    }
}
