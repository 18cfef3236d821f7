package dev.remit.gateway.cli.desk;

import dev.remit.gateway.cli.Access;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Printable;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import dev.remit.gateway.cli.Verb;
import dev.remit.gateway.cli.client.Answer;
import dev.remit.gateway.cli.client.GatewayClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the commands of the desk share: the gateway, and the credential in REMIT_ACCOUNT. */
abstract class AboutDesk extends Verb {
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");
    private static final int LONGEST = 64 * 1024;
    private static final int LABEL = 14;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The gateway; REMIT_URL or http://127.0.0.1:7337 unless said.")
    @Nullable
    String url;

    @Option(
            names = "--credential-file",
            paramLabel = "FILE",
            description = "Where your credential is; REMIT_ACCOUNT unless said.")
    @Nullable
    Path credential;

    @Option(names = "--json", description = "Print the whole answer as JSON.")
    boolean json;

    AboutDesk(Terminal terminal) {
        super(terminal);
    }

    final ObjectNode get(String path) throws IOException, InterruptedException {
        try (GatewayClient client = Access.client(terminal, url)) {
            return good(client.get(path, Access.account(terminal, credential)));
        }
    }

    final ObjectNode post(String path, ObjectNode body) throws IOException, InterruptedException {
        try (GatewayClient client = Access.client(terminal, url)) {
            return good(client.post(path, Access.account(terminal, credential), body));
        }
    }

    /** A refusal is the answer no; a gateway that fails has failed. */
    private static ObjectNode good(Answer answer) {
        ObjectNode body = answer.body();
        if (!answer.ok() || body == null) {
            throw answer.status() >= 500 ? Trouble.failed(answer.problem()) : Trouble.no(answer.problem());
        }
        return body;
    }

    static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }

    static void optional(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    /** An id that can stand in an address. */
    static String id(String given) {
        if (!ID.matcher(given).matches()) {
            throw Trouble.usage("That is no id: ids have letters, digits, _ and -. See them with: remit desk list");
        }
        return given;
    }

    /** A text, or what standard input holds where it is {@code -}. */
    final String text(String given) throws IOException {
        return given.equals("-")
                ? new String(terminal.in().readNBytes(LONGEST), StandardCharsets.UTF_8).strip()
                : given;
    }

    /** Says how an operation stands after something was done about it. */
    final int stands(ObjectNode operation) {
        if (json) {
            terminal.say(Printable.json(operation));
        } else {
            terminal.say(sentence(operation));
        }
        String status = operation.path("status").asString("");
        return status.equals("undone") || status.equals("unknown") ? ExitCode.NO : ExitCode.OK;
    }

    private static String sentence(ObjectNode operation) {
        String name = operation.path("action").asString("") + " ("
                + operation.path("operation").asString("") + ") ";
        String reason = operation.path("reason").asString("");
        return name
                + switch (operation.path("status").asString("")) {
                    case "waiting" ->
                        "waits for more people: "
                                + operation.path("needs").path("approved").asInt(0) + " of "
                                + operation.path("needs").path("people").asInt(1) + " said yes.";
                    case "draft" ->
                        "is a draft. Its digest is " + operation.path("digest").asString("") + ".";
                    case "done" -> "is done.";
                    case "undone" -> "was not done" + (reason.isEmpty() ? "." : ": " + reason + ".");
                    case "unknown" ->
                        "may have been done: nobody can tell. Look in the system, then: remit desk resolve";
                    case "denied" -> "is denied.";
                    case "dropped" -> "is dropped.";
                    case String other -> "is " + other + ".";
                };
    }

    /** Takes back all of a conversation, or of that of a grant; no where something could not be. */
    final int undoAll(String named) throws IOException, InterruptedException {
        ObjectNode answer = post("/v1/desk/conversations/" + id(named) + "/undo", body());
        boolean all = answer.path("all").asBoolean(false);
        if (json) {
            terminal.say(Printable.json(answer));
        } else {
            for (JsonNode undo : answer.path("undone")) {
                terminal.say("taken back: " + shown(undo.path("undoes")) + ", by " + shown(undo.path("action")) + " ("
                        + shown(undo.path("operation")) + ")");
            }
            JsonNode stopped = answer.path("stopped_at");
            terminal.remark(
                    all
                            ? "Nothing is left to take back."
                            : "Stopped at " + shown(stopped.path("action")) + " (" + shown(stopped.path("operation"))
                                    + "): " + shown(answer.path("why")));
        }
        return all ? ExitCode.OK : ExitCode.NO;
    }

    final void line(String label, String text) {
        terminal.say(label + " ".repeat(Math.max(2, LABEL - label.length())) + Printable.of(text));
    }

    static String shown(JsonNode value) {
        return Printable.of(
                value.isString() ? value.asString() : value.isMissingNode() || value.isNull() ? "-" : value.toString());
    }

    /** The words of a list, with commas. */
    static String words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(shown(word)));
        return String.join(", ", words);
    }
}
