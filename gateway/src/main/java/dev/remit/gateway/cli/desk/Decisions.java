package dev.remit.gateway.cli.desk;

import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The commands that decide about one operation. */
final class Decisions {
    private Decisions() {}

    /** What they share. */
    abstract static class AboutOne extends AboutDesk {
        @Parameters(paramLabel = "OPERATION", description = "Its id.")
        String operation = "";

        AboutOne(Terminal terminal) {
            super(terminal);
        }

        int act(String verb, ObjectNode body) throws IOException, InterruptedException {
            return stands(post("/v1/desk/operations/" + id(operation) + "/" + verb, body));
        }
    }

    /** Those that allow. */
    abstract static class Allowing extends AboutOne {
        @Option(
                names = "--digest",
                paramLabel = "D",
                required = true,
                description = "What remit desk show printed: you allow exactly what you looked at.")
        String digest = "";

        @Option(names = "--note", paramLabel = "TEXT", description = "Why, for the record.")
        @Nullable
        String note;

        Allowing(Terminal terminal) {
            super(terminal);
        }

        int allow(String verb) throws IOException, InterruptedException {
            ObjectNode body = body().put("digest", digest);
            optional(body, "note", note);
            return act(verb, body);
        }
    }

    @Command(
            name = "approve",
            description = {
                "Allow exactly what you looked at, once.",
                "With the last yes that it needs it is decided again and done; exit code 1 where it then was not done."
            },
            footer = "  remit desk approve OPERATION --digest DIGEST")
    static final class Approve extends Allowing {
        Approve(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return allow("approve");
        }
    }

    @Command(
            name = "send",
            description = "Send a draft as you looked at it.",
            footer = "  remit desk send OPERATION --digest DIGEST")
    static final class Send extends Allowing {
        Send(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return allow("send");
        }
    }

    @Command(
            name = "deny",
            description = "Refuse it. The agent reads why only where the contract says so.",
            footer = "  remit desk deny OPERATION --note 'the parcel is on its way'")
    static final class Deny extends AboutOne {
        @Option(names = "--note", paramLabel = "TEXT", required = true, description = "Why.")
        String note = "";

        Deny(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return act("deny", body().put("note", note));
        }
    }

    @Command(
            name = "edit",
            description = "Change what a draft says.",
            footer = "  echo '{\"text\": \"…\"}' | remit desk edit OPERATION --arguments -")
    static final class Edit extends AboutOne {
        @Option(
                names = "--arguments",
                paramLabel = "FILE",
                required = true,
                description = "All of its arguments as a JSON object; - reads standard input.")
        String arguments = "";

        Edit(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            String text = arguments.equals("-") ? text("-") : Files.readString(terminal.path(Path.of(arguments)));
            try {
                if (JsonMapper.shared().readTree(text) instanceof ObjectNode object) {
                    ObjectNode body = body();
                    body.set("arguments", object);
                    return act("edit", body);
                }
            } catch (JacksonException e) {
                // said below
            }
            throw Trouble.usage("The arguments are not one JSON object. Write them like {\"text\": \"…\"}.");
        }
    }

    @Command(
            name = "drop",
            description = "Let go of a draft, or of something that waits; budgets get back what was set aside.",
            footer = "  remit desk drop OPERATION")
    static final class Drop extends AboutOne {
        @Option(names = "--note", paramLabel = "TEXT", description = "Why, for the record.")
        @Nullable
        String note;

        Drop(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode body = body();
            optional(body, "note", note);
            return act("drop", body);
        }
    }

    @Command(
            name = "resolve",
            description = "Say what became of something that nobody could tell, after looking in the system itself.",
            footer = "  remit desk resolve OPERATION --done --note 'the refund is in the payment system'")
    static final class Resolve extends AboutOne {
        @Option(names = "--done", negatable = true, required = true, description = "Whether it was done.")
        boolean done;

        @Option(names = "--note", paramLabel = "TEXT", required = true, description = "How you know.")
        String note = "";

        Resolve(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode answer = post(
                    "/v1/desk/operations/" + id(operation) + "/resolve",
                    body().put("done", done).put("note", note));
            stands(answer);
            return 0;
        }
    }
}
