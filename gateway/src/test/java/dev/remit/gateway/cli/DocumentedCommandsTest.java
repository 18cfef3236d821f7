package dev.remit.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the documentation says of the command line is what the command line takes. */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:sh|sh run|console)?\\n(.*?)^```");
    private static final Pattern INLINE = Pattern.compile("`((?:\\./)?remit [^`]+)`");
    private static final Pattern COMMAND = Pattern.compile("(?:^|[(|&;]|\\s)(?:\\./)?remit ((?!.*\\bremit ).*)");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

    @TempDir
    Path folder;

    private CommandLine remit() {
        return Remit.commandLine(new Terminal(System.in, System.out, System.err, Map.of(), folder, false));
    }

    @Test
    void everyCommandAndOptionInTheDocumentationExists() throws IOException {
        CommandLine remit = remit();
        List<String> wrong = new ArrayList<>();
        int looked = 0;
        for (Path page : pages()) {
            for (String line : commands(Files.readString(page))) {
                looked++;
                wrong(remit, line).forEach(what -> wrong.add(ROOT.relativize(page) + ": remit " + line + ": " + what));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(looked).isGreaterThan(100);
    }

    @Test
    void theTestWouldNoticeAWrongOne() {
        assertThat(wrong(remit(), "agent add NAME --ownr WHO")).containsExactly("--ownr");
        assertThat(wrong(remit(), "agnet add NAME")).containsExactly("agnet");
        assertThat(wrong(remit(), "desk approve|sned OPERATION")).containsExactly("sned");
        assertThat(commands("```sh\nX=$(./remit agent add NAME \\\n  --ownr WHO)\n```"))
                .containsExactly("agent add NAME --ownr WHO)");
    }

    @Test
    void everyCommandAndItsOptionsAreInTheDocumentation() throws IOException {
        String cli = Files.readString(ROOT.resolve("docs/cli.md"));
        StringBuilder all = new StringBuilder();
        for (Path page : pages()) {
            all.append(Files.readString(page));
        }
        TreeSet<String> missing = new TreeSet<>();
        for (CommandLine command : leaves(remit())) {
            CommandSpec spec = command.getCommandSpec();
            for (String word : spec.qualifiedName(" ").split(" ", -1)) {
                if (!Pattern.compile("\\b" + word + "\\b").matcher(cli).find()) {
                    missing.add("docs/cli.md: " + spec.qualifiedName());
                }
            }
            spec.options().stream()
                    .map(option -> option.longestName())
                    .filter(option -> all.indexOf(option) < 0)
                    .forEach(option -> missing.add(spec.qualifiedName() + " " + option));
        }
        assertThat(missing).isEmpty();
    }

    /** The words of commands and options that do not exist. */
    private static List<String> wrong(CommandLine remit, String line) {
        List<CommandLine> meant = List.of(remit);
        List<String> wrong = new ArrayList<>();
        for (String word : line.split("\\s+", -1)) {
            List<String> names = Arrays.asList(word.split("\\|", -1));
            if (meant.getFirst().getSubcommands().isEmpty()
                    || names.stream().anyMatch(name -> !name.matches("[a-z][a-z-]+"))) {
                break;
            }
            List<CommandLine> next = new ArrayList<>();
            for (String name : names) {
                CommandLine found = meant.getFirst().getSubcommands().get(name);
                if (found == null) {
                    wrong.add(name);
                } else {
                    next.add(found);
                }
            }
            if (next.isEmpty()) {
                return wrong;
            }
            meant = next;
        }
        List<CommandLine> commands = meant;
        OPTION.matcher(line)
                .results()
                .map(MatchResult::group)
                .filter(option -> commands.stream().noneMatch(command -> takes(command, option)))
                .forEach(wrong::add);
        return wrong;
    }

    private static boolean takes(CommandLine command, String option) {
        return leaves(command).stream()
                .flatMap(leaf -> Stream.of(leaf.getCommandSpec(), command.getCommandSpec()))
                .anyMatch(spec -> spec.optionsMap().containsKey(option)
                        || spec.negatedOptionsMap().containsKey(option));
    }

    /** What follows {@code remit} in blocks of code, with continued lines joined, and within sentences. */
    private static List<String> commands(String page) {
        List<String> commands = new ArrayList<>();
        BLOCK.matcher(page)
                .results()
                .forEach(block -> block.group(1)
                        .replaceAll("\\\\?\\n\\s+(?=[-\\[<])|\\\\\\n\\s*", " ")
                        .lines()
                        .map(line -> line.replaceAll("\\s#.*|[|]{2}.*|\\s[<>|]\\s.*", ""))
                        .flatMap(line -> COMMAND.matcher(line).results())
                        .map(match -> match.group(1).strip().replaceAll("\\s+", " "))
                        .forEach(commands::add));
        INLINE.matcher(page)
                .results()
                .map(match -> match.group(1).replaceAll("\\s+", " ").replaceFirst("^(\\./)?remit ", ""))
                .forEach(commands::add);
        return commands;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "examples/README.md")
                                    .map(ROOT::resolve),
                            pages.filter(page -> page.toString().endsWith(".md")))
                    .sorted()
                    .toList();
        }
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
