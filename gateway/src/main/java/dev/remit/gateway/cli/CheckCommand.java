package dev.remit.gateway.cli;

import dev.remit.core.contract.Contracts;
import dev.remit.core.contract.Workflow;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Findings;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.text.Recognisers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit check}: everything that is wrong with a configuration, at once. */
@Command(
        name = "check",
        description = "Say what is wrong with a configuration, and what it would serve.",
        footer = {"  remit check examples/shop", "  remit check DIR --sarif > remit.sarif      for code review tools"})
final class CheckCommand extends Verb {
    @Parameters(paramLabel = "DIR", description = "The configuration folder.")
    Path folder = Path.of("");

    @ArgGroup
    Format format = new Format();

    /** How to print; not both. */
    static final class Format {
        @Option(names = "--json", description = "Print JSON.")
        boolean json;

        @Option(names = "--sarif", description = "Print SARIF 2.1.0.")
        boolean sarif;
    }

    CheckCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Logs.quiet(terminal.err());
        Folder.Loaded loaded = opened(new Folder(terminal.path(folder)).load());
        List<Finding> findings = loaded.findings();
        if (format.sarif) {
            terminal.json(FindingsJson.sarif(terminal, findings));
        } else if (format.json) {
            terminal.json(json(loaded));
        } else {
            FindingsText.print(terminal, terminal.out(), findings);
            if (loaded instanceof Folder.Loaded.Accepted accepted) {
                served(accepted.contracts());
            }
            terminal.say(FindingsText.summary(findings));
        }
        return loaded instanceof Folder.Loaded.Accepted ? ExitCode.OK : ExitCode.NO;
    }

    /** What it says of models is known to be right only once they are open. */
    private static Folder.Loaded opened(Folder.Loaded loaded) {
        if (!(loaded instanceof Folder.Loaded.Accepted accepted)) {
            return loaded;
        }
        Findings findings = new Findings();
        findings.addAll(accepted.findings());
        Recognisers.open(accepted.recognisers(), findings).close();
        return findings.hasErrors() ? new Folder.Loaded.Rejected(findings.sorted()) : loaded;
    }

    private void served(Contracts contracts) {
        Table table = new Table("WORKFLOW", "PHASE", "AGENTS", "SERVES (FIELDS)");
        for (Workflow workflow : contracts.workflows().values()) {
            table.row(
                    workflow.name(),
                    workflow.phase().name().toLowerCase(Locale.ROOT),
                    String.join(",", new TreeSet<>(workflow.agents())),
                    workflow.data().entrySet().stream()
                            .map(each -> each.getKey() + "("
                                    + each.getValue().fields().size() + ")")
                            .collect(Collectors.joining(" ")));
        }
        table.lines(terminal).forEach(terminal::say);
    }

    private ObjectNode json(Folder.Loaded loaded) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        FindingsJson.put(terminal, answer, loaded.findings());
        ArrayNode workflows = answer.putArray("workflows");
        if (loaded instanceof Folder.Loaded.Accepted accepted) {
            accepted.contracts().workflows().values().forEach(workflow -> put(workflows.addObject(), workflow));
        }
        return answer;
    }

    private static void put(ObjectNode into, Workflow workflow) {
        into.put("workflow", workflow.name())
                .put("phase", workflow.phase().name().toLowerCase(Locale.ROOT))
                .put("contract", workflow.digest());
        ArrayNode agents = into.putArray("agents");
        new TreeSet<>(workflow.agents()).forEach(agents::add);
        ObjectNode data = into.putObject("data");
        workflow.data().forEach((name, grant) -> {
            ObjectNode fields = data.putObject(name);
            grant.fields()
                    .forEach((field, granted) ->
                            fields.put(field, granted.handling().label()));
        });
    }
}
