package dev.remit.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RemitTest {
    @TempDir
    Path folder;

    private Console.Done remit(String... arguments) {
        return new Console(folder, Map.of()).run(arguments);
    }

    @Test
    void withoutArgumentsItShowsItsHelpAndExitsWithTwo() {
        Console.Done done = remit();
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.out()).isEmpty();
        assertThat(done.err())
                .contains("Usage: remit", "demo", "check", "completion")
                .doesNotContain("\u001b");
    }

    @Test
    void aMistypedCommandSaysWhichWasMeant() {
        Console.Done done = remit("chek", "x");
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.err())
                .isEqualToIgnoringNewLines(
                        "remit: 'chek' is no command of remit. Did you mean: remit check? See: remit --help");
        assertThat(remit("agent", "lst").err()).contains("Did you mean: remit agent list?");
        assertThat(remit("check", "--jsn", "x").err()).contains("Did you mean: --json?");
    }

    @Test
    void whatIsMissingOrWrongIsSaidInOneSentence() {
        Console.Done missing = remit("grant", "open", "--workflow", "a");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).startsWith("remit: Missing required option: '--tenant=T'.");
        assertThat(remit("check", "x", "--json", "--sarif").exitCode()).isEqualTo(2);
        assertThat(remit("explain", "x").err()).contains("--config DIR");
        assertThat(remit("demo", "--port", "70000").exitCode()).isEqualTo(2);
    }

    @Test
    void aWrongValueIsSaidInPlainWords() {
        assertThat(remit("serve", "--config", "x", "--port", "abc").err())
                .startsWith("remit: Invalid value for option '--port': 'abc' is no whole number. See: ");
        assertThat(remit("completion", "fish").err())
                .startsWith("remit: Invalid value for SHELL: 'fish' is none of bash, zsh. See: ");
        assertThat(remit("agent", "add", "a", "--owner", "o", "--tenant", "t", "--audience", "public")
                        .err())
                .startsWith("remit: Invalid value for option '--audience': 'public' is none of customer, internal.");
        assertThat(remit("check", "x", "--json", "--sarif").err()).startsWith("remit: --json, --sarif are mutually");
    }

    @Test
    void helpAndVersionGoToStandardOutput() {
        assertThat(remit("--version"))
                .returns(0, Console.Done::exitCode)
                .satisfies(done -> assertThat(done.out()).startsWith("remit "));
        assertThat(remit("agent", "add", "--help"))
                .returns(0, Console.Done::exitCode)
                .satisfies(done -> assertThat(done.out()).contains("--owner", "CRED=$(remit agent add"));
    }

    @Test
    void helpTakesTheWordsOfACommand() {
        assertThat(remit("help", "agent", "add"))
                .returns(0, Console.Done::exitCode)
                .returns(remit("agent", "add", "--help").out(), Console.Done::out);
        assertThat(remit("help").out()).isEqualTo(remit("--help").out());
        assertThat(remit("help", "agent", "ad"))
                .returns(2, Console.Done::exitCode)
                .satisfies(done -> assertThat(done.err())
                        .contains("'ad' is no command of remit agent. Did you mean: remit agent add?"));
    }

    @Test
    void everyCommandSaysInOneLineWhatItDoesAndShowsHow() {
        CommandLine remit = Remit.commandLine(terminal());
        for (CommandLine command : leaves(remit)) {
            String name = command.getCommandSpec().qualifiedName();
            var usage = command.getCommandSpec().usageMessage();
            assertThat(usage.description()).as(name).isNotEmpty();
            assertThat(usage.description()[0]).as(name).hasSizeLessThan(100).endsWith(".");
            assertThat(String.join("\n", usage.footer())).as(name).contains("remit");
        }
    }

    private Terminal terminal() {
        return new Terminal(System.in, System.out, System.err, Map.of(), folder, false);
    }

    private static List<CommandLine> leaves(CommandLine command) {
        if (command.getSubcommands().isEmpty()) {
            return List.of(command);
        }
        List<CommandLine> leaves = new ArrayList<>();
        command.getSubcommands().values().forEach(each -> leaves.addAll(leaves(each)));
        return leaves;
    }
}
