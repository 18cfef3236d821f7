package dev.remit.gateway.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.Gateway;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.GrantRequest;
import dev.remit.gateway.cli.Console;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.AgentDesk;
import dev.remit.gateway.key.KeyFile;
import dev.remit.gateway.key.MasterKey;
import dev.remit.gateway.key.SubjectKeys;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are exchanged under a gateway that runs, and what was sealed before is read by it and by the next one. */
class RotateKeyCommandTest {
    @TempDir
    Path directory;

    private Console.Done remit(SmallShop shop, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = shop.data().toString();
        return new Console(directory, Map.of()).run(all);
    }

    private static Gateway start(SmallShop shop) throws IOException {
        return Gateway.start(new Folder(shop.folder()), shop.load(), shop.references(), new TestClock());
    }

    private static void serve(Gateway gateway) {
        AgentDesk.Outcome added = gateway.agents()
                .add(new AgentDesk.Registration(
                        "helper", Agent.Audience.CUSTOMER, "o@x.example", null, null, "test", Set.of("acme"), null));
        String token = Shopfront.token(gateway.grants()
                .open(
                        ((AgentDesk.Outcome.Issued) added).credential(),
                        new GrantRequest("order-help", "acme", null, null, null, null),
                        new CallContext("rest", "0000000000000000000000test", null)));
        assertThat(token).isNotEmpty();
    }

    @Test
    void everyKeyIsExchangedAndEverythingStaysReadable() throws IOException {
        SmallShop shop = SmallShop.in(directory);
        Path master = shop.data().resolve("master.key");
        try (Gateway gateway = start(shop)) {
            serve(gateway);
            gateway.store().keys().use("acme", "CUS-4711", key -> key.id());
            String before = Files.readString(master);
            assertThat(remit(shop, "ledger", "rotate-key", "--master").out()).contains("a new master key");
            assertThat(Files.readString(master)).isNotEqualTo(before);
            assertThat(remit(shop, "ledger", "rotate-key", "--tenant", "acme").exitCode())
                    .isZero();
            assertThat(remit(shop, "ledger", "rotate-key", "--customer", "acme/CUS-4711")
                            .exitCode())
                    .isZero();
            Console.Done unknown = remit(shop, "ledger", "rotate-key", "--customer", "acme/NOBODY");
            assertThat(unknown.exitCode()).isEqualTo(1);
            assertThat(unknown.err()).contains("nothing is on record");
            assertThat(remit(shop, "ledger", "rotate-key").exitCode()).isEqualTo(2);
            assertReadable(shop);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        try (Gateway gateway = start(shop)) {
            assertThat(gateway.store().journal().size()).isPositive();
            assertReadable(shop);
        }
    }

    @Test
    void aGatewayStartsWhereAnExchangeWasCutOff() throws IOException, SQLException {
        SmallShop shop = SmallShop.in(directory);
        Path master = shop.data().resolve("master.key");
        Path next = shop.data().resolve("master.key.next");
        try (Gateway gateway = start(shop)) {
            serve(gateway);
        }
        SecureRandom random = new SecureRandom();
        MasterKey made = MasterKey.random(random);
        KeyFile.write(next, made);
        String text = Files.readString(next);
        try (SubjectKeys keys = SubjectKeys.open(shop.data().resolve("keys.db"), KeyFile.read(master), random)) {
            keys.rotateMaster(made);
        }
        try (Gateway gateway = start(shop)) {
            assertThat(gateway.store().journal().size()).isPositive();
        }
        assertThat(next).doesNotExist();
        assertThat(Files.readString(master)).isEqualTo(text);
    }

    private void assertReadable(SmallShop shop) {
        Console.Done found = remit(shop, "ledger", "search", "--event", "key.rotate");
        assertThat(found.out().lines().filter(line -> line.contains("key.rotate")))
                .hasSize(3);
        assertThat(remit(shop, "ledger", "show", "0").out()).contains("to register the agent for acme");
        assertThat(remit(shop, "ledger", "search", "--customer", "acme/CUS-4711", "--event", "key.rotate")
                        .out())
                .contains("key.rotate");
    }
}
