package dev.remit.gateway.cli.desk;

import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Printable;
import dev.remit.gateway.cli.Table;
import dev.remit.gateway.cli.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit desk list}. */
@Command(
        name = "list",
        description = "List what waits for a person, what is due first first. No customer's values.",
        footer = {"  remit desk list", "  remit desk list --status unknown --workflow order-help"})
final class QueueCommand extends AboutDesk {
    @Option(names = "--status", paramLabel = "S", description = "waiting, draft, unknown, done, …; may be repeated.")
    List<String> status = new ArrayList<>();

    @Option(names = "--workflow", paramLabel = "W", description = "Only of that job.")
    @Nullable
    String workflow;

    @Option(names = "--tenant", paramLabel = "T", description = "Only of that tenant.")
    @Nullable
    String tenant;

    @Option(names = "--conversation", paramLabel = "ID", description = "Only of that conversation.")
    @Nullable
    String conversation;

    @Option(names = "--limit", paramLabel = "N", description = "How many at most, 1 to 200; 50 unless said.")
    @Nullable
    Integer limit;

    @Option(names = "--cursor", paramLabel = "C", description = "Where the page before said to go on.")
    @Nullable
    String cursor;

    QueueCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ObjectNode body = body();
        status.forEach(body.putArray("status")::add);
        optional(body, "workflow", workflow);
        optional(body, "tenant", tenant);
        optional(body, "conversation", conversation);
        optional(body, "cursor", cursor);
        if (limit != null) {
            body.put("limit", limit);
        }
        ObjectNode page = post("/v1/desk/operations/search", body);
        if (json) {
            terminal.say(Printable.json(page));
            return ExitCode.OK;
        }
        if (page.path("operations").isEmpty()) {
            terminal.remark("Nothing waits.");
            return ExitCode.OK;
        }
        Table table = new Table("OPERATION", "STATUS", "DEADLINE", "ACTION", "WORKFLOW", "TENANT", "AGENT", "WHY");
        for (JsonNode one : page.path("operations")) {
            String because = words(one.path("because"));
            table.row(
                    shown(one.path("operation")),
                    shown(one.path("status")),
                    shown(one.path("deadline")),
                    shown(one.path("action")),
                    shown(one.path("workflow")),
                    shown(one.path("tenant")),
                    shown(one.path("agent")),
                    because.isEmpty() ? "-" : because);
        }
        table.lines(terminal).forEach(terminal::say);
        String next = page.path("next").asString("");
        terminal.remark(page.path("count").asInt(0) + " in all."
                + (next.isEmpty() ? "" : " There are more: --cursor " + next)
                + " What one is: remit desk show OPERATION");
        return ExitCode.OK;
    }
}
