package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.DataChoice;
import dev.remit.gateway.cli.Operator;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Verb;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the commands about the ledger share: the gateway that they ask. */
abstract class AboutLedger extends Verb {
    @Mixin
    DataChoice choice = new DataChoice();

    AboutLedger(Terminal terminal) {
        super(terminal);
    }

    ObjectNode ask(ObjectNode request) throws IOException {
        return new Operator(terminal, choice.place(terminal)).ask(request, false);
    }

    static ObjectNode request(String op) {
        return JsonNodeFactory.instance.objectNode().put("op", op);
    }

    static void optional(ObjectNode request, String name, @Nullable String value) {
        if (value != null) {
            request.put(name, value);
        }
    }
}
