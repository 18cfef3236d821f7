package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.AboutGateway;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit ledger shred}. */
@Command(
        name = "shred",
        description = {
            "Erase a customer: destroy the keys and the details, end the grants, forget the state.",
            "That there were records stays provable. It cannot be undone."
        },
        footer = {
            "  remit ledger shred --customer acme/CUS-1 --reason \"asked to be erased\" --config DIR",
            "  echo acme/CUS-1 | remit ledger shred --customer - --reason \"ticket 12\" --yes --config DIR"
        })
final class ShredCommand extends AboutGateway {
    @Option(
            names = "--customer",
            paramLabel = "TENANT/ID",
            required = true,
            description = "Whom; - reads it from standard input, away from other eyes (with --yes).")
    String customer = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why. It stays on record, so name no customer in it.")
    String reason = "";

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    ShredCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        if (customer.equals("-") && !yes) {
            throw Trouble.usage("Where the customer comes from standard input nobody can be asked. Add --yes.");
        }
        CustomerName who = CustomerName.of(customer, terminal);
        if (!yes && !confirmed(who)) {
            throw Trouble.no(
                    "Nothing was erased: that was not the customer's id. To do it without being asked, add --yes.");
        }
        ObjectNode done = ask(request("ledger.shred")
                .put("tenant", who.tenant())
                .put("customer", who.id())
                .put("reason", reason));
        terminal.say("Erased: the details of " + done.path("records").asLong(0) + " records, "
                + done.path("keys").asLong(0) + " keys, " + done.path("grants").asLong(0)
                + " live grants. On record as "
                + done.path("shredding").asString("") + ".");
        terminal.remark("Copies of keys.db that were made before still open copies of the log; delete those copies.");
        return ExitCode.OK;
    }

    private boolean confirmed(CustomerName who) throws IOException {
        terminal.remark("This erases all that is on record of this customer, for good.");
        terminal.remark("To go on, type the customer's id again:");
        String line = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8)).readLine();
        return line != null && line.strip().equals(who.id());
    }
}
