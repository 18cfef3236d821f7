package dev.remit.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.http.CorrelationIds;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TokenAddingProxyTest {
    private final FixtureTools tools = FixtureTools.behindTokens();
    private final RunningWire wire = RunningWire.start(tools);

    @AfterEach
    void stop() {
        wire.close();
    }

    @BeforeEach
    void needsAToken() throws IOException {
        assertThat(Message.modernCall("echo", "{}")
                        .without("Authorization")
                        .send(wire)
                        .status())
                .isEqualTo(401);
    }

    private Message.Answer through(Message message) throws IOException {
        try (TokenAddingProxy proxy = new TokenAddingProxy()) {
            return message.send(proxy.start(wire.uri(), FixtureTools.GRANT).getPort());
        }
    }

    @Test
    void theTokenIsAddedAndTheRestIsAsItWas() throws IOException {
        Message.Answer answer =
                through(Message.modernCall("echo", "{\"value\":\"Zoë\"}").without("Authorization"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Remit-Correlation-Id")).hasSize(CorrelationIds.LENGTH);
        assertThat(answer.text()).contains("\"structuredContent\":{\"value\":\"Zoë\"}");
    }

    @Test
    void aTokenOfTheSendersOwnIsReplaced() throws IOException {
        assertThat(through(Message.modernCall("echo", "{}").with("Authorization", "Bearer stolen"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void wrongHostsOriginsAndMirrorsStillArriveWrong() throws IOException {
        assertThat(through(Message.modernCall("echo", "{}").with("Host", "evil.example"))
                        .status())
                .isEqualTo(403);
        assertThat(through(Message.modernCall("echo", "{}").header("Origin", "http://evil.example"))
                        .status())
                .isEqualTo(403);
        assertThat(through(Message.modernCall("echo", "{}").header("Mcp-Name", "echo"))
                        .code())
                .isEqualTo(-32020);
        assertThat(through(Message.modern("ping", "{}")).status()).isEqualTo(404);
        assertThat(through(Message.modern("notifications/x", "{}").swap("\"id\":7,", ""))
                        .status())
                .isEqualTo(202);
    }
}
