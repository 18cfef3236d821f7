package dev.remit.gateway.cli;

import dev.remit.gateway.state.Stop.What;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit stop} and {@code remit resume}: the kill switches. */
final class StopCommand {
    private StopCommand() {}

    static CommandLine stop(Terminal terminal) {
        CommandLine family = new CommandLine(new Stopping(terminal));
        for (What what : What.values()) {
            Throw command = what == What.ALL ? new Throw(terminal, what) : new ThrowNamed(terminal, what);
            family.addSubcommand(
                    what.label(),
                    described(new CommandLine(command), "Stop " + meant(what) + ".", example("stop", what)));
        }
        return family.addSubcommand(new Listing(terminal));
    }

    static CommandLine resume(Terminal terminal) {
        CommandLine family = new CommandLine(new Resuming(terminal));
        for (What what : What.values()) {
            Lift command = what == What.ALL ? new Lift(terminal, what) : new LiftNamed(terminal, what);
            family.addSubcommand(
                    what.label(),
                    described(new CommandLine(command), "Let " + meant(what) + " go on.", example("resume", what)));
        }
        return family;
    }

    private static CommandLine described(CommandLine command, String description, String example) {
        command.getCommandSpec().usageMessage().description(description).footer(example);
        return command;
    }

    private static String example(String verb, What what) {
        String name = switch (what) {
            case AGENT -> " support-assistant";
            case WORKFLOW -> " order-help";
            case TENANT -> " acme";
            case VENDOR -> " 'Vendor One'";
            case ACTION -> " list_orders";
            case ALL -> "";
        };
        return "  remit " + verb + ' ' + what.label() + name + " --reason 'incident 42' --config DIR";
    }

    private static String meant(What what) {
        return switch (what) {
            case AGENT -> "one agent";
            case WORKFLOW -> "one workflow, of every agent";
            case TENANT -> "everything for one tenant";
            case VENDOR -> "every agent that is registered with a model vendor";
            case ACTION -> "one tool or action, in every workflow";
            case ALL -> "everything";
        };
    }

    @Command(
            name = "stop",
            description = "Throw a kill switch: in force at once, until it is resumed.",
            footer = {
                "  remit stop agent support-assistant --reason 'answers about other people' --config DIR",
                "  remit stop all --reason 'incident 42' --config DIR",
                "  remit stop list --config DIR"
            })
    private static final class Stopping extends Verb.Family {
        Stopping(Terminal terminal) {
            super(terminal);
        }
    }

    @Command(
            name = "resume",
            description = "Take a kill switch back.",
            footer = "  remit resume agent support-assistant --reason 'fixed in version 7' --config DIR")
    private static final class Resuming extends Verb.Family {
        Resuming(Terminal terminal) {
            super(terminal);
        }
    }

    /** What the commands about stops share. */
    private abstract static class AboutStops extends AboutGateway {
        AboutStops(Terminal terminal) {
            super(terminal);
        }

        static String target(JsonNode stop) {
            String what = stop.path("what").asString("");
            return what.equals(What.ALL.label())
                    ? "everything"
                    : what + ' ' + Printable.of(stop.path("name").asString(""));
        }
    }

    /** What throwing and lifting share. */
    private abstract static class AboutOne extends AboutStops {
        private final What what;

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                required = true,
                description = "Why; the words are kept on record, so they name no customer.")
        String reason = "";

        AboutOne(Terminal terminal, What what) {
            super(terminal);
            this.what = what;
        }

        @Nullable
        String name() {
            return null;
        }

        ObjectNode about(String op) {
            ObjectNode request = request(op).put("what", what.label()).put("reason", reason);
            optional(request, "name", name());
            return request;
        }
    }

    @Command
    private static class Throw extends AboutOne {
        Throw(Terminal terminal, What what) {
            super(terminal, what);
        }

        boolean force() {
            return false;
        }

        @Override
        public Integer call() throws IOException {
            ObjectNode answer = ask(about("stop.set").put("force", force()));
            String target = target(answer);
            terminal.remark(
                    answer.path("fresh").asBoolean(true)
                            ? "Stopped: " + target + "."
                            : "Was stopped already, since "
                                    + answer.path("since").asString("") + ": " + target + ".");
            answer.path("remarks").forEach(remark -> terminal.remark(Printable.of(remark.asString(""))));
            switch (answer.path("kept").asString("")) {
                case "on_record" -> {
                    return ExitCode.OK;
                }
                case "in_file" ->
                    terminal.complain(
                            "The stop is in force, but not on record: the journal cannot be written. It is kept in"
                                    + " stops.json in the data directory, survives a restart, and is put on record when the"
                                    + " journal works again.");
                default ->
                    terminal.complain(
                            "The stop is in force, but nothing could be written: a restart would forget it. Stop"
                                    + " it again when the disk works, or before the gateway is started again.");
            }
            return ExitCode.FAILED;
        }
    }

    @Command
    private static final class ThrowNamed extends Throw {
        @Parameters(paramLabel = "NAME", description = "Its name.")
        String name = "";

        @Option(names = "--force", description = "Take a name that is not known here, for what is yet to come.")
        boolean force;

        ThrowNamed(Terminal terminal, What what) {
            super(terminal, what);
        }

        @Override
        String name() {
            return name;
        }

        @Override
        boolean force() {
            return force;
        }
    }

    @Command
    private static class Lift extends AboutOne {
        Lift(Terminal terminal, What what) {
            super(terminal, what);
        }

        @Override
        public Integer call() throws IOException {
            ObjectNode answer = ask(about("stop.lift"));
            terminal.remark("Resumed: " + Printable.of(answer.path("resumed").asString("")) + ".");
            List<String> remaining = new ArrayList<>();
            answer.path("remaining").forEach(stop -> remaining.add(target(stop)));
            if (!remaining.isEmpty()) {
                terminal.remark("Still stopped: " + String.join(", ", remaining) + ".");
            }
            return ExitCode.OK;
        }
    }

    @Command
    private static final class LiftNamed extends Lift {
        @Parameters(paramLabel = "NAME", description = "Its name.")
        String name = "";

        LiftNamed(Terminal terminal, What what) {
            super(terminal, what);
        }

        @Override
        String name() {
            return name;
        }
    }

    @Command(name = "list", description = "List what is stopped.", footer = "  remit stop list --config DIR")
    private static final class Listing extends AboutStops {
        @Option(names = "--json", description = "Print JSON.")
        boolean json;

        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException {
            ObjectNode answer = ask(request("stop.list"));
            if (json) {
                terminal.json(answer);
                return ExitCode.OK;
            }
            if (answer.path("stops").isEmpty()) {
                terminal.remark("Nothing is stopped.");
                return ExitCode.OK;
            }
            Table table = new Table("STOPPED", "SINCE", "BY", "KEPT", "REASON");
            for (JsonNode stop : answer.path("stops")) {
                table.row(
                        target(stop),
                        stop.path("since").asString("-"),
                        Printable.of(stop.path("by").asString("-")),
                        stop.path("kept").asString("-").replace('_', ' '),
                        Printable.of(stop.path("reason").asString("")));
            }
            table.lines(terminal).forEach(terminal::say);
            return ExitCode.OK;
        }
    }
}
