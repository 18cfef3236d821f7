package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.AboutGateway;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Table;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import dev.remit.gateway.cli.Verb;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit ledger hold}. */
@Command(name = "hold", description = "Place, list and release legal holds: what they cover is not erased.")
final class HoldCommand extends Verb.Family {
    private HoldCommand(Terminal terminal) {
        super(terminal);
    }

    static CommandLine of(Terminal terminal) {
        return new CommandLine(new HoldCommand(terminal))
                .addSubcommand(new Add(terminal))
                .addSubcommand(new List(terminal))
                .addSubcommand(new Release(terminal));
    }

    @Command(
            name = "add",
            description = "Keep entries from being erased until the hold is released.",
            footer = {
                "  remit ledger hold add --customer acme/CUS-1 --reason \"court file 7\" --config DIR",
                "  remit ledger hold add --workflow order-help --reason \"audit\" --config DIR"
            })
    static final class Add extends AboutGateway {
        @Option(
                names = "--customer",
                paramLabel = "TENANT/ID",
                description = "All of a customer; - reads it from standard input.")
        @Nullable
        String customer;

        @Option(names = "--workflow", paramLabel = "W", description = "All of a workflow.")
        @Nullable
        String workflow;

        @Option(names = "--case", paramLabel = "C", description = "All of a case.")
        @Nullable
        String caseId;

        @Option(names = "--all", description = "Everything.")
        boolean all;

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                required = true,
                description = "Why. It stays on record, so name no customer in it.")
        String reason = "";

        Add(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException {
            int given =
                    (customer == null ? 0 : 1) + (workflow == null ? 0 : 1) + (caseId == null ? 0 : 1) + (all ? 1 : 0);
            if (given != 1) {
                throw Trouble.usage("A hold is about one thing: --customer, --workflow, --case or --all.");
            }
            ObjectNode request = request("ledger.hold.add").put("reason", reason);
            if (customer != null) {
                CustomerName who = CustomerName.of(customer, terminal);
                request.put("tenant", who.tenant()).put("customer", who.id());
            }
            optional(request, "workflow", workflow);
            optional(request, "case", caseId);
            if (all) {
                request.put("all", true);
            }
            terminal.say(ask(request).path("id").asString(""));
            return ExitCode.OK;
        }
    }

    @Command(
            name = "list",
            description =
                    "Show the holds in force. Of customers and cases only a keyed hash is kept, so none is named.",
            footer = "  remit ledger hold list --config DIR")
    static final class List extends AboutGateway {
        @Option(names = "--json", description = "Print JSON.")
        boolean json;

        List(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException {
            ObjectNode answer = ask(request("ledger.hold.list"));
            if (json) {
                terminal.json(answer);
                return ExitCode.OK;
            }
            Table table = new Table("HOLD", "OF", "SINCE", "REASON");
            for (JsonNode hold : answer.path("holds")) {
                String workflow = hold.path("workflow").asString("");
                String scope = hold.path("scope").asString("");
                table.row(
                        hold.path("id").asString(""),
                        workflow.isEmpty() ? scope : scope + " " + workflow,
                        hold.path("placed_at").asString(""),
                        hold.path("reason").asString(""));
            }
            if (answer.path("holds").isEmpty()) {
                terminal.remark("There is no hold.");
            } else {
                table.lines(terminal).forEach(terminal::say);
            }
            return ExitCode.OK;
        }
    }

    @Command(
            name = "release",
            description = "Release a hold: what it covered is erased when its time comes.",
            footer = "  remit ledger hold release 01kb2h8n3e5r7t9w1y3q5s7u9c --config DIR")
    static final class Release extends AboutGateway {
        @Parameters(paramLabel = "ID", description = "As hold list shows it.")
        String id = "";

        Release(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException {
            ask(request("ledger.hold.release").put("hold", id));
            terminal.remark("The hold is released.");
            return ExitCode.OK;
        }
    }
}
