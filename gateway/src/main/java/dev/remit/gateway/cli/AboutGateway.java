package dev.remit.gateway.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the commands of operators share: the gateway that they ask. */
public abstract class AboutGateway extends Verb {
    @Mixin
    DataChoice choice = new DataChoice();

    protected AboutGateway(Terminal terminal) {
        super(terminal);
    }

    protected final ObjectNode ask(ObjectNode request) throws IOException {
        return new Operator(terminal, choice.place(terminal)).ask(request, false);
    }

    /** The same, on a data directory that is made where there is none. */
    final ObjectNode askOrBegin(ObjectNode request) throws IOException {
        return new Operator(terminal, choice.place(terminal)).ask(request, true);
    }

    protected static ObjectNode request(String op) {
        return JsonNodeFactory.instance.objectNode().put("op", op);
    }

    protected static void optional(ObjectNode request, String name, @Nullable String value) {
        if (value != null) {
            request.put(name, value);
        }
    }
}
