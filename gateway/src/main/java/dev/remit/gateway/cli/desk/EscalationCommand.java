package dev.remit.gateway.cli.desk;

import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Printable;
import dev.remit.gateway.cli.Table;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Verb;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit desk escalations}. */
@Command(
        name = "escalations",
        description = {
            "See which conversations wait for a person, answer their agents, or take them over.",
            "Asks a running gateway with the credential in REMIT_ACCOUNT (remit account add)."
        })
final class EscalationCommand extends Verb.Family {
    private static final String ALL = "/v1/desk/escalations";

    private EscalationCommand(Terminal terminal) {
        super(terminal);
    }

    static CommandLine of(Terminal terminal) {
        return new CommandLine(new EscalationCommand(terminal))
                .addSubcommand(new Listing(terminal))
                .addSubcommand(new Show(terminal))
                .addSubcommand(new Claim(terminal))
                .addSubcommand(new Answer(terminal))
                .addSubcommand(new TakeOver(terminal))
                .addSubcommand(new Close(terminal));
    }

    @Command(
            name = "list",
            description = "List those that wait, the oldest first.",
            footer = "  remit desk escalations list")
    static final class Listing extends AboutDesk {
        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode answer = get(ALL);
            if (json) {
                terminal.say(Printable.json(answer));
                return ExitCode.OK;
            }
            if (answer.path("escalations").isEmpty()) {
                terminal.remark("No conversation waits for a person.");
                return ExitCode.OK;
            }
            Table table = new Table("ESCALATION", "STATUS", "DEADLINE", "QUEUE", "WORKFLOW", "CLAIMED BY", "ABOUT");
            for (JsonNode one : answer.path("escalations")) {
                table.row(
                        shown(one.path("id")),
                        shown(one.path("status")),
                        shown(one.path("deadline")),
                        shown(one.path("queue")),
                        shown(one.path("workflow")),
                        shown(one.path("claimed_by")),
                        about(one));
            }
            table.lines(terminal).forEach(terminal::say);
            terminal.remark("What one is: remit desk escalations show ESCALATION");
            return ExitCode.OK;
        }
    }

    private static String about(JsonNode one) {
        String topics = AboutDesk.words(one.path("topics"));
        return topics.isEmpty() ? "asked by the " + AboutDesk.shown(one.path("by")) : topics;
    }

    /** What the commands about one of them share. */
    abstract static class AboutOne extends AboutDesk {
        @Parameters(index = "0", paramLabel = "ESCALATION", description = "Its id.")
        String escalation = "";

        AboutOne(Terminal terminal) {
            super(terminal);
        }

        final String path() {
            return ALL + "/" + id(escalation);
        }

        final int now(ObjectNode one) {
            terminal.say(json ? Printable.json(one) : shown(one.path("id")) + " is " + shown(one.path("status")) + ".");
            return ExitCode.OK;
        }
    }

    @Command(
            name = "show",
            description = "Show one with its hand-over. That you looked is on record.",
            footer = "  remit desk escalations show ESCALATION")
    static final class Show extends AboutOne {
        Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode one = get(path());
            if (json) {
                terminal.say(Printable.json(one));
                return ExitCode.OK;
            }
            terminal.say(terminal.paint(Terminal.Colour.BOLD, shown(one.path("id"))) + " is "
                    + shown(one.path("status")) + ", " + about(one));
            line("Since", shown(one.path("created_at")) + ", until " + shown(one.path("deadline")));
            line("Queue", shown(one.path("queue")) + ", claimed by " + shown(one.path("claimed_by")));
            line(
                    "Agent",
                    shown(one.path("agent")) + ", for " + shown(one.path("workflow")) + " of tenant "
                            + shown(one.path("tenant")));
            line("Conversation", shown(one.path("conversation")));
            if (one.path("action").isString()) {
                line("Action", shown(one.path("action")));
            }
            if (one.path("reason_by_agent").isString()) {
                line("Agent says", '"' + shown(one.path("reason_by_agent")) + "\" (its own words, not checked)");
            }
            if (one.path("answer").isString()) {
                line("Answered", shown(one.path("answer")));
            }
            handOver(one.path("hand_over"));
            return ExitCode.OK;
        }

        private void handOver(JsonNode told) {
            line("Case", shown(told.path("case")));
            line("Customer", "known by: " + shown(told.path("assurance")));
            for (JsonNode seen : told.path("seen")) {
                line(
                        "Was given",
                        shown(seen.path("resource")) + ": " + words(seen.path("fields")) + " ("
                                + seen.path("calls").asInt(0) + " calls, "
                                + seen.path("rows").asInt(0) + " rows)");
            }
            for (JsonNode did : told.path("done")) {
                line(
                        "Did",
                        shown(did.path("action")) + " (" + shown(did.path("operation")) + "): "
                                + shown(did.path("status")));
            }
            for (JsonNode message : told.path("messages")) {
                line(
                        "Said",
                        shown(message.path("role")) + ", " + shown(message.path("at")) + ": "
                                + shown(message.path("text")));
            }
        }
    }

    @Command(
            name = "claim",
            description = "Say that you look after it.",
            footer = "  remit desk escalations claim ESCALATION")
    static final class Claim extends AboutOne {
        Claim(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return now(post(path() + "/claim", body()));
        }
    }

    @Command(
            name = "answer",
            description = "Tell the agent how to go on; from then on it may.",
            footer = "  remit desk escalations answer ESCALATION 'Offer a voucher.'")
    static final class Answer extends AboutOne {
        @Parameters(index = "1", paramLabel = "TEXT", description = "The text, or - to read it from standard input.")
        String text = "";

        Answer(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return now(post(path() + "/answer", body().put("text", text(text))));
        }
    }

    @Command(
            name = "take-over",
            description = "End the agent's grants of this conversation at once.",
            footer = "  remit desk escalations take-over ESCALATION")
    static final class TakeOver extends AboutOne {
        TakeOver(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return now(post(path() + "/take-over", body()));
        }
    }

    @Command(
            name = "close",
            description = "End it; the agent may go on, if it has a grant.",
            footer = "  remit desk escalations close ESCALATION")
    static final class Close extends AboutOne {
        Close(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return now(post(path() + "/close", body()));
        }
    }
}
