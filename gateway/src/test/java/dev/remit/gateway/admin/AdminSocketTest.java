package dev.remit.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The operator's door: for the gateway's own user, one question a connection, always answered. */
class AdminSocketTest {
    @TempDir
    Path directory;

    private Shopfront front;
    private AdminSocket socket;
    private Path data;

    @BeforeEach
    void open() throws IOException {
        SmallShop shop = SmallShop.in(directory);
        data = shop.data();
        front = shop.open(new TestClock());
        socket = AdminSocket.open(data, front.admin());
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        front.close();
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }

    private String ask(String request) throws IOException {
        return AdminSocket.ask(data, json(request)).orElseThrow().toString();
    }

    private String raw(byte[] bytes) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(data.resolve("admin.sock")));
            try {
                Channels.newOutputStream(channel).write(bytes);
                return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException closed) {
                return "";
            }
        }
    }

    @Test
    void onlyItsOwnerReachesIt() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("admin.sock"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anAgentIsAddedListedRotatedAndRevoked() throws IOException {
        assertThat(ask("{\"op\":\"agent.add\",\"name\":\"helper\",\"owner\":\"me\",\"tenants\":[\"acme\"]}"))
                .contains("remit_agent_");
        assertThat(ask("{\"op\":\"agent.add\",\"name\":\"helper\",\"owner\":\"me\",\"tenants\":[\"acme\"]}"))
                .contains("refused");
        assertThat(ask("{\"op\":\"agent.list\"}")).contains("\"live\"").doesNotContain("remit_agent_", "hash");
        String rotated = ask("{\"op\":\"agent.rotate\",\"name\":\"helper\",\"overlap\":0}");
        String credential = json(rotated).get("credential").asString();
        String token = front.grant(credential);
        assertThat(ask("{\"op\":\"grant.show\",\"grant\":\"" + token + "\"}")).contains("\"live\"");
        assertThat(ask("{\"op\":\"grant.revoke\",\"grant\":\"" + token + "\"}")).contains("revoked");
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("unauthenticated");
        assertThat(ask("{\"op\":\"agent.revoke\",\"name\":\"helper\"}")).contains("helper");
        assertThat(Shopfront.code(front.open(credential, "order-help", "acme", null)))
                .isEqualTo("unauthenticated");
    }

    @Test
    void whatMakesNoSenseIsAnsweredWithAnError() throws IOException {
        String agent = "\"op\":\"agent.add\",\"name\":\"x\",\"owner\":\"o\",\"tenants\":";
        for (String request : List.of(
                "{}",
                "{\"op\":5}",
                "{\"op\":\"no.such\"}",
                "{\"op\":\"agent.add\"}",
                "{\"op\":\"explain\"}",
                "{\"op\":\"explain\",\"id\":\"no-such-id\"}",
                "{" + agent + "[]}",
                "{" + agent + "\"acme\"}",
                "{" + agent + "[{}]}",
                "{" + agent + "[\"a\"],\"lifetime\":9223372036854775807}",
                "{" + agent + "[\"a\"],\"lifetime\":-1}",
                "{" + agent + "[\"a\"],\"lifetime\":\"soon\"}",
                "{\"op\":\"agent.rotate\",\"name\":\"x\",\"overlap\":9223372036854775807}",
                "{\"op\":\"agent.rotate\",\"name\":\"x\"}",
                "{\"op\":\"grant.revoke\",\"grant\":\"none\"}")) {
            assertThat(ask(request)).as(request).contains("\"error\"");
        }
        assertThat(front.store().state().agents()).isEmpty();
        for (String request : List.of("nonsense\n", "[]\n", "{\"op\":\n", "\n", "{} {}\n")) {
            assertThat(raw(request.getBytes(StandardCharsets.UTF_8)))
                    .as(request)
                    .contains("\"error\"");
        }
        assertThat(ask("{\"op\":\"agent.list\"}")).contains("agents");
    }

    @Test
    void aLineWithoutEndIsCutOffAndItGoesOn() throws IOException {
        byte[] endless = new byte[80 * 1024];
        java.util.Arrays.fill(endless, (byte) ' ');
        assertThat(raw(endless)).isEmpty();
        assertThat(ask("{\"op\":\"agent.list\"}")).contains("agents");
    }

    @Test
    void manyAskAtOnce() {
        assertThat(Shopfront.atOnce(32, () -> ask("{\"op\":\"agent.list\"}"))).allMatch(one -> one.contains("agents"));
    }

    @Test
    void aSocketLeftBehindIsNobodyAndIsReplaced() throws IOException {
        socket.close();
        assertThat(AdminSocket.ask(data, json("{}"))).isEqualTo(Optional.empty());
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(data.resolve("admin.sock")));
        }
        assertThat(data.resolve("admin.sock")).exists();
        assertThat(AdminSocket.ask(data, json("{}"))).isEqualTo(Optional.empty());
        socket = AdminSocket.open(data, front.admin());
        assertThat(ask("{\"op\":\"agent.list\"}")).contains("agents");
    }

    @Test
    void aFolderOfTheSocketThatOthersCanUseIsRefused() throws IOException {
        Path deep = directory.resolve("a".repeat(120));
        Files.createDirectories(deep);
        Path folder = AdminSocket.path(deep).getParent();
        assertThat(folder).isNotNull();
        AdminSocket.open(deep, front.admin()).close();
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            assertThatThrownBy(() -> AdminSocket.open(deep, front.admin()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Remove it");
        } finally {
            Files.delete(folder);
        }
    }
}
