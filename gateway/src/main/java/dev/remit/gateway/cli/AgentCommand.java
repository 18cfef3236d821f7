package dev.remit.gateway.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit agent}: the identities that may open grants. */
@Command(name = "agent", description = "Register agents, and rotate or revoke their credentials.")
final class AgentCommand extends Verb.Family {
    private AgentCommand(Terminal terminal) {
        super(terminal);
    }

    static CommandLine of(Terminal terminal) {
        return new CommandLine(new AgentCommand(terminal))
                .addSubcommand(new Add(terminal))
                .addSubcommand(new Listing(terminal))
                .addSubcommand(new Rotate(terminal))
                .addSubcommand(new Revoke(terminal));
    }

    /** Whom an agent talks to, as people write it. */
    enum Audience {
        customer,
        internal
    }

    /** What the commands about agents share. */
    abstract static class AboutAgents extends AboutGateway {
        AboutAgents(Terminal terminal) {
            super(terminal);
        }

        /** Only the credential on standard output, so that {@code X=$(remit agent add …)} works. */
        int issued(ObjectNode answer) {
            terminal.say(answer.path("credential").asString(""));
            terminal.remark("This is the credential of " + answer.path("agent").asString("")
                    + ". It is shown this once: keep it in REMIT_AGENT where the agent runs.");
            return ExitCode.OK;
        }
    }

    @Command(
            name = "add",
            description = "Register an agent, and print its credential.",
            footer = {
                "  remit agent add support-assistant --owner support-lead@shop.example --tenant acme --config DIR",
                "  CRED=$(remit agent add crm --owner sales@shop.example --tenant acme --expires 90d --config DIR)"
            })
    static final class Add extends AboutAgents {
        @Parameters(paramLabel = "NAME", description = "What contracts call it: lower-case letters, digits, hyphens.")
        String name = "";

        @Option(names = "--owner", paramLabel = "WHO", required = true, description = "Who answers for it.")
        String owner = "";

        @Option(
                names = "--tenant",
                paramLabel = "T",
                required = true,
                split = ",",
                description = "A tenant that it may open grants for; may be repeated.")
        List<String> tenants = List.of();

        @Option(
                names = "--audience",
                paramLabel = "WHOM",
                description = "Whom it talks to: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless said.",
                defaultValue = "customer")
        Audience audience = Audience.customer;

        @Option(names = "--vendor", paramLabel = "V", description = "The model vendor that it uses.")
        @Nullable
        String vendor;

        @Option(names = "--plan", paramLabel = "P", description = "The plan with that vendor.")
        @Nullable
        String plan;

        @Option(
                names = "--environment",
                paramLabel = "E",
                defaultValue = "production",
                description = "Where it runs; ${DEFAULT-VALUE} unless said.")
        String environment = "production";

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                converter = TimeSpan.class,
                description = "How long it lives, like 90d; without an end unless said.")
        @Nullable
        Duration expires;

        Add(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException {
            ObjectNode request = request("agent.add")
                    .put("name", name)
                    .put("owner", owner)
                    .put("audience", audience.name())
                    .put("environment", environment);
            ArrayNode list = request.putArray("tenants");
            tenants.forEach(list::add);
            optional(request, "vendor", vendor);
            optional(request, "plan", plan);
            if (expires != null) {
                if (!expires.isPositive()) {
                    throw Trouble.usage("An agent that expires at once is of no use. Give --expires a longer time.");
                }
                request.put("lifetime", expires.toSeconds());
            }
            return issued(askOrBegin(request));
        }
    }

    @Command(name = "list", description = "List the agents.", footer = "  remit agent list --config DIR")
    static final class Listing extends AboutAgents {
        @Option(names = "--json", description = "Print JSON.")
        boolean json;

        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException {
            ObjectNode answer = ask(request("agent.list"));
            if (json) {
                terminal.json(answer);
                return ExitCode.OK;
            }
            if (answer.path("agents").isEmpty()) {
                terminal.remark("There are no agents. Register one with: remit agent add NAME --owner WHO --tenant T");
                return ExitCode.OK;
            }
            Table table = new Table("NAME", "STATE", "OWNER", "AUDIENCE", "TENANTS", "EXPIRES", "CREDENTIALS");
            for (JsonNode agent : answer.path("agents")) {
                table.row(
                        text(agent, "name"),
                        text(agent, "state"),
                        text(agent, "owner"),
                        text(agent, "audience"),
                        StreamSupport.stream(agent.path("tenants").spliterator(), false)
                                .map(JsonNode::asString)
                                .collect(Collectors.joining(",")),
                        text(agent, "expires_at"),
                        agent.path("credentials").asString("0"));
            }
            table.lines(terminal).forEach(terminal::say);
            return ExitCode.OK;
        }

        private static String text(JsonNode node, String name) {
            return node.path(name).isString() ? node.path(name).asString() : "-";
        }
    }

    @Command(
            name = "rotate",
            description = "Give an agent a new credential, and print it.",
            footer = "  remit agent rotate support-assistant --overlap 24h --config DIR")
    static final class Rotate extends AboutAgents {
        @Parameters(paramLabel = "NAME", description = "The agent.")
        String name = "";

        @Option(
                names = "--overlap",
                paramLabel = "TIME",
                converter = TimeSpan.class,
                defaultValue = "0s",
                description = "How long the old credential stays good, like 24h; not at all unless said.")
        Duration overlap = Duration.ZERO;

        Rotate(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException {
            return issued(ask(request("agent.rotate").put("name", name).put("overlap", overlap.toSeconds())));
        }
    }

    @Command(
            name = "revoke",
            description = "End an agent: its credentials and grants are no good from now on.",
            footer = "  remit agent revoke support-assistant --config DIR")
    static final class Revoke extends AboutAgents {
        @Parameters(paramLabel = "NAME", description = "The agent.")
        String name = "";

        Revoke(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException {
            ask(request("agent.revoke").put("name", name));
            terminal.remark(name + " is revoked; its credentials and grants are no good any more.");
            return ExitCode.OK;
        }
    }
}
