package dev.remit.gateway.cli.desk;

import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Terminal;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit desk show}. */
@Command(
        name = "show",
        description = {
            "Say what would happen, to whom, on which facts, and why a person decides.",
            "Facts are as the gateway finds them now. That you looked is on record."
        },
        footer = "  remit desk show OPERATION")
final class LookCommand extends AboutDesk {
    @Parameters(paramLabel = "OPERATION", description = "Its id.")
    String operation = "";

    LookCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ObjectNode one = get("/v1/desk/operations/" + id(operation));
        if (json) {
            terminal.json(one);
            return ExitCode.OK;
        }
        JsonNode what = one.path("what");
        terminal.say(
                terminal.paint(Terminal.Colour.BOLD, shown(what.path("action")) + ", " + shown(one.path("status"))));
        line("What", shown(what.path("description")) + " (" + shown(what.path("effect")) + ")");
        line("Asked by", "agent " + shown(one.path("agent")) + " for " + shown(one.path("workflow")));
        if (one.has("whom")) {
            JsonNode whom = one.path("whom");
            line("To whom", shown(whom.path("tenant")) + "/" + shown(whom.path("customer")));
            if (one.path("erased").asBoolean(false)) {
                line("Arguments", "are erased: they were kept as long as the contract lets payloads be kept");
            } else {
                members("Arguments", one.path("arguments"));
            }
            members("Facts now", one.path("facts"));
            for (JsonNode changed : one.path("changed")) {
                line(
                        "Changed",
                        shown(changed.path("fact")) + " was " + shown(changed.path("was")) + ", is "
                                + shown(changed.path("now")));
            }
            line("Decision now", shown(one.path("now").path("decision")) + reason(one.path("now")));
            if (one.path("agent_says").path("text").isString()) {
                line(
                        "Agent says",
                        "\"" + shown(one.path("agent_says").path("text")) + "\" (its own words, not checked)");
            }
        } else {
            line("Arguments", words(one.path("argument_names")) + " (your role sees names only)");
        }
        one.path("why").forEach(why -> line("Why you", shown(why)));
        for (JsonNode vote : one.path("votes")) {
            line(
                    vote.path("yes").asBoolean(false) ? "Yes" : "No",
                    shown(vote.path("account")) + " (" + shown(vote.path("role")) + ")"
                            + (vote.path("note").isString() ? ": " + shown(vote.path("note")) : ""));
        }
        if (one.has("needs")) {
            line(
                    "Needs",
                    one.path("needs").path("people").asInt(1) + " of: "
                            + words(one.path("needs").path("roles")) + "; until " + shown(one.path("deadline")));
        }
        line("Digest", shown(one.path("digest")));
        if (!one.path("can").isEmpty()) {
            terminal.remark("You can: " + words(one.path("can")) + ". To allow exactly this: remit desk "
                    + (one.path("status").asString("").equals("draft") ? "send " : "approve ") + operation
                    + " --digest "
                    + one.path("digest").asString(""));
        }
        return ExitCode.OK;
    }

    private static String reason(JsonNode decision) {
        return decision.path("reason").isString() ? " (" + shown(decision.path("reason")) + ")" : "";
    }

    private void members(String label, JsonNode object) {
        object.properties().forEach(member -> line(label, member.getKey() + " = " + shown(member.getValue())));
    }
}
