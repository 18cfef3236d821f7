package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.AboutGateway;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Terminal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit ledger rotate-key}. */
@Command(
        name = "rotate-key",
        description = {
            "Exchange a key that records are sealed under. No record is written anew, and all stay readable.",
            "What was copied before stays readable with the key of that time."
        },
        footer = {
            "  remit ledger rotate-key --master --config DIR",
            "  remit ledger rotate-key --tenant acme",
            "  remit ledger rotate-key --customer acme/CUS-1"
        })
final class RotateKeyCommand extends AboutGateway {
    @ArgGroup(multiplicity = "1")
    Which which = new Which();

    /** One of them. */
    static final class Which {
        @Option(
                names = "--master",
                description = "The master key. Where remit.yaml says where it is kept, put the new one there first.")
        boolean master;

        @Option(names = "--tenant", paramLabel = "TENANT", description = "A tenant's.")
        @Nullable
        String tenant;

        @Option(
                names = "--customer",
                paramLabel = "TENANT/ID",
                description = "A customer's, for what is recorded from now on; - reads it from standard input.")
        @Nullable
        String customer;
    }

    RotateKeyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        ObjectNode request = request("ledger.rotate-key");
        if (which.customer != null) {
            CustomerName who = CustomerName.of(which.customer, terminal);
            ask(request.put("of", "customer").put("tenant", who.tenant()).put("customer", who.id()));
            terminal.say("What is recorded of this customer from now on is sealed under a new key.");
        } else if (which.tenant != null) {
            ask(request.put("of", "tenant").put("tenant", which.tenant));
            terminal.say("The keys of this tenant's customers are wrapped by a new key.");
        } else {
            ask(request.put("of", "master"));
            terminal.say("All keys are wrapped by a new master key.");
            terminal.remark("Copy it to where the old one is kept. Copies of keys.db from before need the old one.");
        }
        return ExitCode.OK;
    }
}
