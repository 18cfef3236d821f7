package dev.remit.gateway.cli.desk;

import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Printable;
import dev.remit.gateway.cli.Table;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Verb;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit desk incident}. */
@Command(name = "incident", description = "Open incidents, and see who was affected.")
final class IncidentCommand extends Verb.Family {
    private IncidentCommand(Terminal terminal) {
        super(terminal);
    }

    static CommandLine of(Terminal terminal) {
        return new CommandLine(new IncidentCommand(terminal))
                .addSubcommand(new Open(terminal))
                .addSubcommand(new Listing(terminal))
                .addSubcommand(new Show(terminal));
    }

    @Command(
            name = "open",
            description = "Open an incident about operations, conversations or cases.",
            footer = "  remit desk incident open 'refunds to the wrong card' --conversation ID --conversation ID")
    static final class Open extends AboutDesk {
        @Parameters(paramLabel = "TITLE", description = "What it is, without names of customers.")
        String title = "";

        @Option(names = "--text", paramLabel = "TEXT", description = "What is known; - reads standard input.")
        @Nullable
        String text;

        @Option(names = "--operation", paramLabel = "ID", description = "An operation; may be repeated.")
        List<String> operations = new ArrayList<>();

        @Option(names = "--conversation", paramLabel = "ID", description = "A conversation; may be repeated.")
        List<String> conversations = new ArrayList<>();

        @Option(names = "--case", paramLabel = "C", description = "A case; may be repeated.")
        List<String> cases = new ArrayList<>();

        Open(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode body = body().put("title", title);
            optional(body, "text", text == null ? null : text(text));
            operations.forEach(body.putArray("operations")::add);
            conversations.forEach(body.putArray("conversations")::add);
            cases.forEach(body.putArray("cases")::add);
            ObjectNode answer = post("/v1/desk/incidents", body);
            if (json) {
                terminal.say(Printable.json(answer));
            } else {
                terminal.say(shown(answer.path("incident")));
                terminal.remark(
                        "It is on record. Who is affected: remit desk incident show " + shown(answer.path("incident")));
            }
            return ExitCode.OK;
        }
    }

    @Command(name = "list", description = "List the newest incidents.", footer = "  remit desk incident list")
    static final class Listing extends AboutDesk {
        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode answer = get("/v1/desk/incidents");
            if (json) {
                terminal.say(Printable.json(answer));
                return ExitCode.OK;
            }
            if (answer.path("incidents").isEmpty()) {
                terminal.remark("No incident is on record.");
                return ExitCode.OK;
            }
            Table table = new Table("INCIDENT", "OPENED", "BY", "TITLE");
            for (JsonNode one : answer.path("incidents")) {
                table.row(
                        shown(one.path("incident")),
                        shown(one.path("at")),
                        shown(one.path("account")),
                        one.has("erased") ? "erased" : shown(one.path("title")));
            }
            table.lines(terminal).forEach(terminal::say);
            return ExitCode.OK;
        }
    }

    @Command(
            name = "show",
            description = "Say which customers' which fields were released, what was done, and what was taken back.",
            footer = "  remit desk incident show INCIDENT")
    static final class Show extends AboutDesk {
        @Parameters(paramLabel = "INCIDENT", description = "Its id.")
        String incident = "";

        Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode one = get("/v1/desk/incidents/" + id(incident));
            if (json) {
                terminal.say(Printable.json(one));
                return ExitCode.OK;
            }
            terminal.say(terminal.paint(Terminal.Colour.BOLD, shown(one.path("title"))));
            line("Opened", shown(one.path("at")) + " by " + shown(one.path("account")));
            if (one.path("text").isString()) {
                line("Known", shown(one.path("text")));
            }
            for (JsonNode customer : one.path("customers")) {
                line(
                        "Customer",
                        shown(customer.path("tenant")) + "/" + shown(customer.path("customer")) + ", in "
                                + shown(customer.path("conversation")));
                String fields = words(customer.path("fields"));
                line("  saw", fields.isEmpty() ? "nothing" : fields);
                for (JsonNode did : customer.path("operations")) {
                    line(
                            "  did",
                            shown(did.path("action")) + " (" + shown(did.path("operation")) + "): "
                                    + shown(did.path("status"))
                                    + (did.path("undone_by").isString()
                                            ? ", taken back by " + shown(did.path("undone_by"))
                                            : ""));
                }
            }
            if (one.path("more").asBoolean(false)) {
                terminal.remark(
                        "There is more on record of these conversations: remit ledger search --conversation ID");
            }
            return ExitCode.OK;
        }
    }
}
