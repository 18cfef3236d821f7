package dev.remit.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.cli.bridge.FixtureGateway;
import dev.remit.gateway.cli.client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class GrantCommandTest {
    private static final String[] OPEN = {"grant", "open", "--workflow", "order-help", "--tenant", "acme"};

    @TempDir
    Path folder;

    private FixtureGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new FixtureGateway();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private Console agent() {
        return new Console(folder, Map.of("REMIT_URL", gateway.url(), "REMIT_AGENT", FixtureGateway.CREDENTIAL));
    }

    @Test
    void openingPrintsTheTokenAloneOnStandardOutput() {
        Console.Done done = agent().run(OPEN);
        assertThat(done).isEqualTo(new Console.Done(0, "remit_grant_1\n", done.err()));
        assertThat(done.err()).contains("grant g1").doesNotContain("remit_grant_1");
        assertThat(gateway.addresses).containsExactly("/v1/grants");
    }

    @Test
    void openingPrintsTheWholeAnswerAsJson() {
        Console.Done done = agent().run("grant", "open", "--workflow", "w", "--tenant", "t", "--case", "T-1", "--json");
        assertThat(JsonMapper.shared().readTree(done.out()).path("id").asString())
                .isEqualTo("g1");
        assertThat(gateway.grantRequests.element().path("case").asString()).isEqualTo("T-1");
    }

    @Test
    void aRefusalSaysWhyAndWhatExplainTakes() {
        gateway.refuseOpening(403);
        Console.Done done = agent().run(OPEN);
        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.out()).isEmpty();
        assertThat(done.err())
                .isEqualToIgnoringNewLines("remit: This agent may not open such a grant. [not_allowed]"
                        + " Look it up with: remit explain id7");
        gateway.refuseOpening(503);
        assertThat(agent().run(OPEN).exitCode()).isEqualTo(3);
    }

    @Test
    void whatIsNotOnRecordIsNotSentToExplain() {
        assertThat(new Answer(401, problem("unauthenticated")).problem())
                .isEqualTo("No. [unauthenticated] What was sent is unknown here, expired, rotated away or revoked.");
        assertThat(new Answer(403, problem("not_allowed")).problem()).endsWith("remit explain id7");
    }

    private static ObjectNode problem(String code) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("detail", "No.")
                .put("code", code)
                .put("correlation_id", "id7");
    }

    @Test
    void aGatewayThatIsNotThereIsAFailureThatSaysHowToStartOne() {
        gateway.close();
        Console.Done done = agent().run(OPEN);
        assertThat(done.exitCode()).isEqualTo(3);
        assertThat(done.err()).contains("cannot be reached", "remit serve --config DIR");
    }

    @Test
    void withoutACredentialOrWithABrokenOneNothingIsSent() {
        assertThat(new Console(folder, Map.of("REMIT_URL", gateway.url()))
                        .run(OPEN)
                        .exitCode())
                .isEqualTo(2);
        assertThat(new Console(folder, Map.of("REMIT_URL", gateway.url(), "REMIT_AGENT", "a b"))
                        .run(OPEN)
                        .exitCode())
                .isEqualTo(2);
        assertThat(gateway.addresses).isEmpty();
    }

    @Test
    void aCredentialNeverLeavesTheMachineInClear() {
        Console console = new Console(
                folder, Map.of("REMIT_URL", "http://remit.example:7337", "REMIT_AGENT", FixtureGateway.CREDENTIAL));
        Console.Done done = console.run(OPEN);
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.err()).contains("must not leave this machine in clear");
        assertThat(console.run(
                                "grant",
                                "open",
                                "--workflow",
                                "w",
                                "--tenant",
                                "t",
                                "--url",
                                "http://127.0.0.1.evil.example")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void aTokenIsShownAndRevokedFromStandardInput() {
        String token = agent().run(OPEN).out();
        Console.Done shown = agent().given(token, "grant", "show", "-");
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out()).contains("agent         helper", "calls left    39");
        assertThat(agent().given(token, "grant", "revoke", "-").exitCode()).isZero();
        assertThat(gateway.revoked).containsExactly(token.strip());
        Console.Done gone = agent().given(token, "grant", "show", "-");
        assertThat(gone.exitCode()).isEqualTo(1);
        assertThat(gone.err()).contains("opens nothing");
        assertThat(gateway.addresses).noneMatch(address -> address.contains("remit_grant"));
    }

    @Test
    void theBridgeTakesItsCredentialFromAFileAndWarnsWhereOthersCanReadIt() throws IOException {
        Path file = Files.writeString(folder.resolve("credential"), FixtureGateway.CREDENTIAL + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        String[] mcp = {
            "mcp", "--workflow", "w", "--tenant", "t", "--url", gateway.url(), "--credential-file", "credential"
        };
        String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n";
        Console.Done done = new Console(folder, Map.of()).given(ping, mcp);
        assertThat(done.exitCode()).isZero();
        assertThat(done.err()).contains("others can read credential", "chmod 600");
        assertThat(done.out()).isEqualTo("{\"jsonrpc\":\"2.0\", \"id\":1,\"result\":{}}\n");
        assertThat(gateway.revoked).containsExactly("remit_grant_1");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(new Console(folder, Map.of()).given(ping, mcp).err()).doesNotContain("warning");
    }
}
