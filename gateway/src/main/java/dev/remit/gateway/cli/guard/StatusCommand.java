package dev.remit.gateway.cli.guard;

import dev.remit.gateway.cli.AboutGateway;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit guard status}. */
@Command(
        name = "status",
        description = "Say when the values were read that answers are checked against, and what was withheld.",
        footer = "  remit guard status --config DIR")
final class StatusCommand extends AboutGateway {
    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    StatusCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        ObjectNode status = ask(request("guard.status"));
        if (json) {
            terminal.json(status);
            return ExitCode.OK;
        }
        String built = status.path("built_at").asString("");
        terminal.say("read      "
                + (built.isEmpty()
                        ? "never: no answer is released, and no action writes free text"
                        : built + age(status)));
        terminal.say("known     " + status.path("fingerprints").asLong(0) + " fingerprints, and "
                + status.path("changes").asLong(0) + " that came since");
        if (status.path("waiting").asLong(0) > 0) {
            terminal.say("waiting   " + status.path("waiting").asLong(0) + " customers whom actions changed");
        }
        terminal.say("covered   " + names(status.path("covered")));
        if (!status.path("not_covered").isEmpty()) {
            terminal.say("not       " + names(status.path("not_covered")) + ": sources that cannot be read through");
        }
        JsonNode withheld = status.path("withheld");
        terminal.say("withheld  " + withheld.path("other_customers").asLong(0) + " values of other customers, "
                + withheld.path("unsourced").asLong(0) + " from nowhere, since the start");
        JsonNode build = status.path("rebuild");
        switch (build.path("state").asString("")) {
            case "running" ->
                terminal.say("reading   " + build.path("done").asLong(0) + " of "
                        + build.path("total").asLong(0) + " rows");
            case "failed" -> terminal.say("problem   " + build.path("message").asString(""));
            default -> {}
        }
        return ExitCode.OK;
    }

    private static String age(JsonNode status) {
        Duration age = Duration.ofSeconds(status.path("age_seconds").asLong(0));
        return age.toHours() >= 48
                ? ", " + age.toDays() + " days ago"
                : age.toMinutes() >= 120 ? ", " + age.toHours() + " h ago" : ", " + age.toMinutes() + " min ago";
    }

    private static String names(JsonNode list) {
        StringJoiner names = new StringJoiner(", ");
        list.forEach(name -> names.add(name.asString("")));
        return names.length() == 0 ? "nothing" : names.toString();
    }
}
