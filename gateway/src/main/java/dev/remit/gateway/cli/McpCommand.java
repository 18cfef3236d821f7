package dev.remit.gateway.cli;

import dev.remit.gateway.cli.bridge.Bridge;
import dev.remit.gateway.cli.bridge.Wanted;
import dev.remit.gateway.cli.client.GatewayClient;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code remit mcp}: what an MCP client with a static configuration starts. */
@Command(
        name = "mcp",
        description = {
            "Serve MCP on standard input and output, under a grant of one job.",
            "The grant is opened at the first request, renewed while it is used, and revoked at the end.",
            "An idle grant expires, and its customer with it; the next request opens another one."
        },
        footer = {
            "  REMIT_AGENT=remit_agent_… remit mcp --workflow order-help --tenant acme",
            "  remit mcp --workflow order-help --tenant acme --credential-file ~/.remit-agent"
        })
final class McpCommand extends Verb {
    @Option(names = "--workflow", paramLabel = "W", required = true, description = "The job.")
    String workflow = "";

    @Option(names = "--tenant", paramLabel = "T", required = true, description = "The tenant.")
    String tenant = "";

    @Option(names = "--case", paramLabel = "C", description = "The case, where the contract demands one.")
    @Nullable
    String caseId;

    @Option(names = "--actor", paramLabel = "U", description = "The user that the agent acts for.")
    @Nullable
    String actor;

    @Option(names = "--purpose", paramLabel = "P", description = "Why, in the agent's words.")
    @Nullable
    String purpose;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The gateway; REMIT_URL or http://127.0.0.1:7337 unless said.")
    @Nullable
    String url;

    @Option(
            names = "--credential-file",
            paramLabel = "FILE",
            description = "The agent's credential; REMIT_AGENT unless said. Only its owner should be able to read it.")
    @Nullable
    Path credentialFile;

    McpCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String credential = Access.credential(terminal, credentialFile);
        Wanted wanted = new Wanted(workflow, tenant, caseId, actor, purpose);
        try (GatewayClient client = Access.client(terminal, url);
                Bridge bridge = new Bridge(
                        client,
                        credential,
                        wanted,
                        terminal.out(),
                        line -> terminal.remark("remit: " + line),
                        System::nanoTime)) {
            // Stays to the end: a client may end its input and send SIGTERM at once, and then whoever revokes the grant
            // first is waited for.
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(bridge::close));
            bridge.run(terminal.in());
        }
        return ExitCode.OK;
    }
}
