package dev.remit.gateway.cli;

import dev.remit.core.finding.Nearest;
import dev.remit.gateway.Version;
import dev.remit.gateway.cli.anonymise.AnonymiseCommand;
import dev.remit.gateway.cli.desk.DeskCommand;
import dev.remit.gateway.cli.guard.GuardCommand;
import dev.remit.gateway.cli.init.InitCommand;
import dev.remit.gateway.cli.ledger.LedgerCommand;
import dev.remit.gateway.cli.scan.ScanCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The whole command line. */
@Command(
        name = "remit",
        description = "Gives AI agents the customer data that a job needs, and nothing else.",
        footer = {
            "  remit demo                        try it on a made-up shop",
            "  remit check examples/shop         what is wrong with a configuration",
            "  remit serve --config DIR          serve it"
        })
public final class Remit extends Verb.Family {
    private static final int WIDTH = 100;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    private Remit(Terminal terminal) {
        super(terminal);
    }

    /** Runs one command. Never throws; returns one of {@link ExitCode}'s. */
    public static int run(Terminal terminal, String... arguments) {
        return commandLine(terminal).execute(arguments);
    }

    /** All commands, in the order in which people meet them. */
    static CommandLine commandLine(Terminal terminal) {
        CommandLine remit = new CommandLine(new Remit(terminal))
                .addSubcommand(new DemoCommand(terminal))
                .addSubcommand(new InitCommand(terminal))
                .addSubcommand(new CheckCommand(terminal))
                .addSubcommand(new TestCommand(terminal))
                .addSubcommand(new DiffCommand(terminal))
                .addSubcommand(new ServeCommand(terminal))
                .addSubcommand(new ScanCommand(terminal))
                .addSubcommand(AgentCommand.of(terminal))
                .addSubcommand(GrantCommand.of(terminal))
                .addSubcommand(AccountCommand.of(terminal))
                .addSubcommand(DeskCommand.of(terminal))
                .addSubcommand(StopCommand.stop(terminal))
                .addSubcommand(StopCommand.resume(terminal))
                .addSubcommand(new McpCommand(terminal))
                .addSubcommand(new ExplainCommand(terminal))
                .addSubcommand(LedgerCommand.of(terminal))
                .addSubcommand(GuardCommand.of(terminal))
                .addSubcommand(new AnonymiseCommand(terminal))
                .addSubcommand(new CompletionCommand(terminal))
                .addSubcommand(new HelpCommand(terminal));
        remit.getCommandSpec().version("remit " + Version.text());
        style(remit);
        return remit.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((problem, given) -> misused(terminal, problem))
                .setExecutionExceptionHandler((problem, command, parsed) -> failed(terminal, problem));
    }

    private static void style(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.width(WIDTH)
                .sortOptions(false)
                .abbreviateSynopsis(true)
                .descriptionHeading("%n")
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .footerHeading(usage.footer().length == 0 ? "" : "%nExamples:%n");
        command.getSubcommands().values().forEach(Remit::style);
    }

    private static int misused(Terminal terminal, ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String what = problem instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched, command, name)
                : Failures.sentence(plain(Failures.of(problem)));
        terminal.complain(what + " See: " + name + " --help");
        return ExitCode.USAGE;
    }

    /** picocli's sentences, without its shouting and the words of Java in them. */
    private static String plain(String text) {
        return text.replaceFirst("^Error: ", "")
                .replaceFirst(" for positional parameter at index \\d+ \\(([^)]+)\\)", " for $1")
                .replaceFirst("expected one of \\[([^]]*)] \\(case-sensitive\\) but was '(.*)'$", "'$2' is none of $1")
                .replaceFirst(" is not an? (?:int|long|Integer|Long)$", " is no whole number");
    }

    private static String unmatched(UnmatchedArgumentException problem, CommandLine command, String name) {
        String first = problem.getUnmatched().getFirst();
        boolean family = !command.getSubcommands().isEmpty() && !first.startsWith("-");
        Collection<String> known = family
                ? command.getSubcommands().keySet()
                : command.getCommandSpec().optionsMap().keySet();
        String near = Nearest.to(first, known)
                .map(meant -> " Did you mean: " + (family ? name + " " : "") + meant + "?")
                .orElse("");
        return "'" + first + "' is no " + (family ? "command" : first.startsWith("-") ? "option" : "argument") + " of "
                + name + "." + near;
    }

    private static int failed(Terminal terminal, Exception problem) {
        switch (problem) {
            case Trouble trouble -> {
                terminal.complain(trouble.text());
                return trouble.exitCode();
            }
            case IOException io -> terminal.complain(Failures.sentence(Failures.of(io)));
            case InterruptedException stopped -> terminal.complain("Stopped before the work was done.");
            default -> terminal.complain(Failures.sentence(Failures.of(problem)));
        }
        return ExitCode.FAILED;
    }
}
