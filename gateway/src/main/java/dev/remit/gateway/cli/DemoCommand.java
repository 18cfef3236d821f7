package dev.remit.gateway.cli;

import dev.remit.core.contract.Contracts;
import dev.remit.core.contract.Workflow;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.References;
import dev.remit.gateway.demo.ShopGenerator;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.AgentDesk;
import dev.remit.gateway.identity.AgentDesk.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code remit demo}: a made-up shop behind a real gateway, and lines to paste. */
@Command(
        name = "demo",
        description = {
            "Run a gateway over a made-up shop, and print what to paste to try it.",
            "The shop, the contracts and the gateway's data stay in a folder for the next time."
        },
        footer = {"  remit demo", "  remit demo --port 8080 --fresh"})
final class DemoCommand extends Verb {
    private static final String WORKFLOW = "order-help";
    private static final String OWNER = "whoever runs this demo";

    @Option(names = "--port", paramLabel = "N", defaultValue = "7337", description = "${DEFAULT-VALUE} unless said.")
    int port = 7337;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = ".remit/demo",
            description = "Where the demo lives; ${DEFAULT-VALUE} unless said.")
    Path dir = Path.of("");

    @Option(names = "--fresh", description = "Begin anew: another shop, no agents, no journal.")
    boolean fresh;

    DemoCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.quiet(terminal.err());
        Installation installation = Installation.find();
        DemoFolder demo = new DemoFolder(terminal.path(dir));
        if (fresh || !demo.isThere()) {
            terminal.remark("remit: making a shop in " + terminal.shown(demo.path()));
            demo.make(installation.example(), Instant.now());
        }
        Folder folder = new Folder(demo.path());
        Folder.Loaded.Accepted loaded = ServeCommand.onPort(Running.load(terminal, folder), port);
        Map<String, String> environment = new HashMap<>(terminal.environment());
        environment.put("REMIT_SHOP_DB", demo.shop().toString());
        try (Running running = Running.start(folder, loaded, new References(environment, folder.path()))) {
            String credential = register(running.gateway().agents(), loaded.contracts());
            new Walkthrough(
                            installation.command(),
                            running.url(),
                            demo,
                            loaded.contracts().workflows().size(),
                            credential)
                    .lines()
                    .forEach(terminal::say);
            running.awaitStop();
            terminal.remark("remit: stopping");
        }
        return ExitCode.OK;
    }

    /** Sees to it that every agent exists that a contract names. Returns a new credential for the walk-through's. */
    private static String register(AgentDesk agents, Contracts contracts) {
        Workflow shown = contracts.workflows().get(WORKFLOW);
        String wanted = shown == null ? null : new TreeSet<>(shown.agents()).getFirst();
        Set<String> names = new TreeSet<>();
        contracts.workflows().values().forEach(workflow -> names.addAll(workflow.agents()));
        String credential = null;
        for (String name : names) {
            String issued = issue(agents, name, name.equals(wanted), contracts);
            credential = name.equals(wanted) ? issued : credential;
        }
        if (credential == null) {
            throw Trouble.failed(
                    "The demo's contract " + WORKFLOW + " or its agent is gone. Begin anew with: remit demo --fresh");
        }
        return credential;
    }

    private static @Nullable String issue(AgentDesk agents, String name, boolean rotate, Contracts contracts) {
        Outcome added = agents.add(new AgentDesk.Registration(
                name, audience(name, contracts), OWNER, null, null, "demo", Set.copyOf(ShopGenerator.TENANTS), null));
        if (added instanceof Outcome.Issued(Agent agent, String credential)) {
            return credential;
        }
        if (!rotate) {
            return null;
        }
        return agents.rotate(name, Duration.ZERO) instanceof Outcome.Issued(Agent agent, String credential)
                ? credential
                : null;
    }

    /** An agent that asks callers who they are talks to customers. */
    private static Agent.Audience audience(String name, Contracts contracts) {
        return contracts.workflows().values().stream()
                        .anyMatch(workflow -> workflow.agents().contains(name) && workflow.verify() != null)
                ? Agent.Audience.CUSTOMER
                : Agent.Audience.INTERNAL;
    }
}
