package dev.remit.gateway.cli;

import dev.remit.gateway.cli.client.Answer;
import dev.remit.gateway.cli.client.GatewayClient;
import dev.remit.gateway.cli.desk.GrantUndoCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit grant}: what an agent does before it can ask for anything. */
@Command(name = "grant", description = "Open, show and revoke grants of a running gateway, as an agent does.")
final class GrantCommand extends Verb.Family {
    /** More than any token has. */
    private static final int LONGEST_TOKEN = 8_192;

    private GrantCommand(Terminal terminal) {
        super(terminal);
    }

    static CommandLine of(Terminal terminal) {
        return new CommandLine(new GrantCommand(terminal))
                .addSubcommand(new Open(terminal))
                .addSubcommand(new Show(terminal))
                .addSubcommand(new Revoke(terminal))
                .addSubcommand(new GrantUndoCommand(terminal));
    }

    /** What the commands about grants share. */
    abstract static class AboutGrants extends Verb {
        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "The gateway; REMIT_URL or http://127.0.0.1:7337 unless said.")
        @Nullable
        String url;

        AboutGrants(Terminal terminal) {
            super(terminal);
        }

        Answer post(String path, String bearer, ObjectNode body) throws IOException, InterruptedException {
            try (GatewayClient client = Access.client(terminal, url)) {
                return client.post(path, bearer, body);
            }
        }

        /** A refusal is the answer no; a gateway that fails has failed. */
        static Trouble refused(Answer answer) {
            return answer.status() >= 500 ? Trouble.failed(answer.problem()) : Trouble.no(answer.problem());
        }

        /** @param given the token, or {@code -} for standard input */
        String token(String given) throws IOException {
            String token = given.equals("-")
                    ? new String(terminal.in().readNBytes(LONGEST_TOKEN), StandardCharsets.UTF_8).strip()
                    : given.strip();
            return Access.wellFormed(token, "The token");
        }

        /** The agent's credential where there is one, else the token's own word. */
        String bearer(String token) throws IOException {
            return terminal.variable(Access.AGENT) == null ? token : Access.credential(terminal, null);
        }
    }

    @Command(
            name = "open",
            description = "Open a grant with the credential in REMIT_AGENT, and print its token.",
            footer = {
                "  remit grant open --workflow order-help --tenant acme",
                "  GRANT=$(remit grant open --workflow support-case-summary --tenant acme --case T-100042)"
            })
    static final class Open extends AboutGrants {
        @Option(names = "--workflow", paramLabel = "W", required = true, description = "The job.")
        String workflow = "";

        @Option(names = "--tenant", paramLabel = "T", required = true, description = "The tenant.")
        String tenant = "";

        @Option(names = "--case", paramLabel = "C", description = "The case, where the contract demands one.")
        @Nullable
        String caseId;

        @Option(names = "--actor", paramLabel = "U", description = "The user that the agent acts for.")
        @Nullable
        String actor;

        @Option(names = "--purpose", paramLabel = "P", description = "Why, in the agent's words.")
        @Nullable
        String purpose;

        @Option(names = "--json", description = "Print the whole answer as JSON.")
        boolean json;

        Open(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode body = JsonNodeFactory.instance
                    .objectNode()
                    .put("workflow", workflow)
                    .put("tenant", tenant);
            optional(body, "case", caseId);
            optional(body, "actor", actor);
            optional(body, "purpose", purpose);
            Answer answer = post("/v1/grants", Access.credential(terminal, null), body);
            String token = answer.text("token");
            if (!answer.ok() || answer.body() == null || token == null) {
                throw refused(answer);
            }
            if (json) {
                terminal.json(answer.body());
                return ExitCode.OK;
            }
            terminal.say(token);
            terminal.remark("This is the token of grant " + answer.text("id") + ", good until "
                    + answer.text("expires_at") + ". Send it as: Authorization: Bearer TOKEN");
            return ExitCode.OK;
        }

        private static void optional(ObjectNode body, String name, @Nullable String value) {
            if (value != null) {
                body.put(name, value);
            }
        }
    }

    @Command(
            name = "show",
            description = {
                "Say what a grant is, and what is left of its budgets.",
                "Asks with REMIT_AGENT where it is set, else with the token itself."
            },
            footer = "  echo $GRANT | remit grant show -")
    static final class Show extends AboutGrants {
        @Parameters(paramLabel = "TOKEN", description = "The token, or - to read it from standard input.")
        String given = "";

        @Option(names = "--json", description = "Print the answer as JSON (RFC 7662).")
        boolean json;

        Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            String token = token(given);
            String bearer = bearer(token);
            Answer answer = post(
                    "/v1/grants/introspect",
                    bearer,
                    JsonNodeFactory.instance.objectNode().put("token", token));
            ObjectNode body = answer.body();
            if (bearer.equals(token) && answer.status() == 401) {
                body = JsonNodeFactory.instance.objectNode().put("active", false);
            } else if (!answer.ok() || body == null) {
                throw refused(answer);
            }
            boolean active = body.path("active").asBoolean(false);
            if (json) {
                terminal.json(body);
            } else if (active) {
                show(body);
            } else {
                terminal.remark("The token opens nothing: it is unknown, expired or revoked, or not this agent's.");
            }
            return active ? ExitCode.OK : ExitCode.NO;
        }

        private void show(ObjectNode grant) {
            line("grant", grant.path("jti"));
            line("conversation", grant.path("conversation"));
            line("agent", grant.path("client_id"));
            line("workflow", grant.path("workflow"));
            line("tenant", grant.path("tenant"));
            line("case", grant.path("case"));
            line("assurance", grant.path("assurance"));
            line("contract", grant.path("contract"));
            terminal.say(
                    label("expires") + Instant.ofEpochSecond(grant.path("exp").asLong(0)));
            for (Map.Entry<String, JsonNode> budget : grant.path("budgets").properties()) {
                terminal.say(
                        label(budget.getKey() + " left") + budget.getValue().asLong());
            }
        }

        private void line(String name, JsonNode value) {
            if (value.isString()) {
                terminal.say(label(name) + value.asString());
            }
        }

        private static String label(String name) {
            return String.format("%-14s", name);
        }
    }

    @Command(
            name = "revoke",
            description = {
                "Revoke a grant and all that was passed on from it.",
                "Asks with REMIT_AGENT where it is set, else with the token itself."
            },
            footer = "  echo $GRANT | remit grant revoke -")
    static final class Revoke extends AboutGrants {
        @Parameters(paramLabel = "TOKEN", description = "The token, or - to read it from standard input.")
        String given = "";

        Revoke(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            String token = token(given);
            Answer answer = post(
                    "/v1/grants/revoke",
                    bearer(token),
                    JsonNodeFactory.instance.objectNode().put("token", token));
            if (!answer.ok()) {
                throw refused(answer);
            }
            terminal.remark("The token is no longer good.");
            return ExitCode.OK;
        }
    }
}
