package dev.remit.gateway.cli;

import dev.remit.gateway.identity.Account;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit account}: the people who may use the gateway. */
@Command(name = "account", description = "Make accounts for people, and rotate or revoke their credentials.")
final class AccountCommand extends Verb.Family {
    private AccountCommand(Terminal terminal) {
        super(terminal);
    }

    static CommandLine of(Terminal terminal) {
        return new CommandLine(new AccountCommand(terminal))
                .addSubcommand(new Add(terminal))
                .addSubcommand(new Listing(terminal))
                .addSubcommand(new Rotate(terminal))
                .addSubcommand(new Revoke(terminal));
    }

    /** The roles, for completion. */
    static final class Roles implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Account.Role.values()).map(Account.Role::label).iterator();
        }
    }

    /** What the commands about accounts share. */
    abstract static class AboutAccounts extends AboutGateway {
        AboutAccounts(Terminal terminal) {
            super(terminal);
        }

        /** Only the credential on standard output, so that {@code X=$(remit account add …)} works. */
        int issued(ObjectNode answer) {
            terminal.say(answer.path("credential").asString(""));
            terminal.remark(
                    "This is the credential of " + answer.path("account").asString("") + ", good until "
                            + answer.path("expires_at").asString("")
                            + ". It is shown this once: keep it in REMIT_ACCOUNT where remit desk runs."
                            + " Over HTTP it is sent as: Authorization: Bearer CREDENTIAL");
            return ExitCode.OK;
        }
    }

    @Command(
            name = "add",
            description = "Make an account, and print its credential.",
            footer = "  CRED=$(remit account add jane@shop.example --role auditor --config DIR)")
    static final class Add extends AboutAccounts {
        @Parameters(paramLabel = "NAME", description = "The person: a name or an e-mail address, in lower case.")
        String name = "";

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                required = true,
                completionCandidates = Roles.class,
                description = {
                    "What the person may do: viewer, approver, operator, data_owner and admin at the desk",
                    "(remit desk), auditor with the ledger."
                })
        String role = "";

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                converter = TimeSpan.class,
                defaultValue = "90d",
                description = "How long it lives; ${DEFAULT-VALUE} unless said, at most 366d.")
        Duration expires = Duration.ofDays(90);

        Add(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException {
            return issued(askOrBegin(
                    request("account.add").put("name", name).put("role", role).put("lifetime", expires.toSeconds())));
        }
    }

    @Command(name = "list", description = "List the accounts.", footer = "  remit account list --config DIR")
    static final class Listing extends AboutAccounts {
        @Option(names = "--json", description = "Print JSON.")
        boolean json;

        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException {
            ObjectNode answer = ask(request("account.list"));
            if (json) {
                terminal.json(answer);
                return ExitCode.OK;
            }
            if (answer.path("accounts").isEmpty()) {
                terminal.remark("There are no accounts. Make one with: remit account add NAME --role auditor");
                return ExitCode.OK;
            }
            Table table = new Table("NAME", "ROLE", "STATE", "EXPIRES", "CREDENTIALS");
            for (JsonNode account : answer.path("accounts")) {
                table.row(
                        account.path("name").asString("-"),
                        account.path("role").asString("-"),
                        account.path("state").asString("-"),
                        account.path("expires_at").asString("-"),
                        account.path("credentials").asString("0"));
            }
            table.lines(terminal).forEach(terminal::say);
            return ExitCode.OK;
        }
    }

    @Command(
            name = "rotate",
            description = "Give an account a new credential and a new time, and print the credential.",
            footer = "  remit account rotate jane@shop.example --overlap 24h --config DIR")
    static final class Rotate extends AboutAccounts {
        @Parameters(paramLabel = "NAME", description = "The account.")
        String name = "";

        @Option(
                names = "--overlap",
                paramLabel = "TIME",
                converter = TimeSpan.class,
                defaultValue = "0s",
                description = "How long the old credential stays good, like 24h; not at all unless said.")
        Duration overlap = Duration.ZERO;

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                converter = TimeSpan.class,
                defaultValue = "90d",
                description = "How long the account lives from now; ${DEFAULT-VALUE} unless said, at most 366d.")
        Duration expires = Duration.ofDays(90);

        Rotate(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException {
            return issued(ask(request("account.rotate")
                    .put("name", name)
                    .put("overlap", overlap.toSeconds())
                    .put("lifetime", expires.toSeconds())));
        }
    }

    @Command(
            name = "revoke",
            description = "End an account: its credentials are no good from now on.",
            footer = "  remit account revoke jane@shop.example --config DIR")
    static final class Revoke extends AboutAccounts {
        @Parameters(paramLabel = "NAME", description = "The account.")
        String name = "";

        Revoke(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException {
            ObjectNode answer = ask(request("account.revoke").put("name", name));
            terminal.remark(answer.path("account").asString("") + " is revoked; its credentials are no good any more.");
            return ExitCode.OK;
        }
    }
}
