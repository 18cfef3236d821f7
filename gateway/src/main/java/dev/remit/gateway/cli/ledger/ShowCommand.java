package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.AboutGateway;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Narrative;
import dev.remit.gateway.cli.Terminal;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit ledger show}. */
@Command(
        name = "show",
        description = {
            "Say in plain words what one entry is: who, for which job, what was decided and why.",
            "That you asked is on record."
        },
        footer = {
            "  remit ledger show 4711 --config DIR",
            "  remit ledger show 06f8zq3k9r2m4n6p8s0t1v3w5x --json --config DIR",
            "  remit ledger show 4711 --payload"
        })
final class ShowCommand extends AboutGateway {
    @Parameters(paramLabel = "ENTRY", description = "Its place in the log, or a correlation id.")
    String entry = "";

    @Option(
            names = "--payload",
            description = "Print what went in and came out, as JSON, in the form that the contract let be kept.")
    boolean payload;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    ShowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        if (payload) {
            ObjectNode kept = ask(request("ledger.payload").put("entry", entry.strip()));
            terminal.json(JsonMapper.shared().readTree(kept.path("payload").asString("")));
            return ExitCode.OK;
        }
        ObjectNode answer = ask(request("ledger.show").put("entry", entry.strip()));
        if (json) {
            terminal.json(answer);
        } else if (answer.path("erased").asBoolean(false)) {
            erased(answer);
        } else {
            ObjectNode facts = ((ObjectNode) answer.path("facts")).deepCopy();
            facts.put("id", answer.path("id").asString(""))
                    .put("at", answer.path("at").asString(""));
            ObjectNode told = JsonNodeFactory.instance
                    .objectNode()
                    .put("sequence", answer.path("sequence").asLong(0));
            told.set("facts", facts);
            Narrative.of(told).lines(terminal).forEach(terminal::say);
            terminal.say(
                    "Details       are kept until " + answer.path("expires_at").asString(""));
        }
        return ExitCode.OK;
    }

    private void erased(ObjectNode answer) {
        long sequence = answer.path("sequence").asLong(0);
        terminal.say(terminal.paint(
                Terminal.Colour.BOLD,
                "Record " + sequence + ", " + answer.path("id").asString("")));
        terminal.say("When          " + answer.path("at").asString(""));
        String expires = answer.path("expires_at").asString("");
        terminal.say("Details       are erased: "
                + (answer.path("erased_by").asString("").equals("shred")
                        ? "the customer was, before their time was over on " + expires
                        : "their time was over on " + expires + ", if the customer was not erased before"));
        terminal.say("Look further  that it is there, and unchanged: remit ledger prove " + sequence);
    }
}
