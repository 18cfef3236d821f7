package dev.remit.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.gateway.key.KeyRotation;
import dev.remit.gateway.key.MasterKeySource;
import dev.remit.gateway.key.SubjectKeys;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.testing.BreakableDisk;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** No key is exchanged of which the record could not say so first. */
class KeyDoorTest {
    @TempDir
    Path directory;

    private static ObjectNode of(String of) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("of", of).put("tenant", "acme");
        return of.equals("customer") ? request.put("customer", "CUS-4711") : request;
    }

    @Test
    void anExchangeThatCannotBePutOnRecordIsNotMade() throws Exception {
        SmallShop shop = SmallShop.in(directory);
        TestClock clock = new TestClock();
        BreakableDisk disk = new BreakableDisk();
        SecureRandom random = new SecureRandom();
        AtomicInteger ids = new AtomicInteger();
        try (Shopfront front = shop.open(clock, disk, journal -> journal, reader -> reader)) {
            SubjectKeys keys = front.store().keys();
            KeyDoor door = new KeyDoor(
                    new KeyRotation(new MasterKeySource.InFile(shop.data().resolve("master.key")), keys, random),
                    front.store().recorder(),
                    clock,
                    () -> "rotating-" + ids.incrementAndGet());
            for (String one : new String[] {"tenant", "customer"}) {
                assertThat(door.rotate(of(one)).path("error").path("code").asString())
                        .isEqualTo("unknown");
            }
            assertThat(front.store().journal().size()).isZero();
            String key = keys.use("acme", "CUS-4711", one -> one.id());

            byte[] before = tenants(shop);
            disk.now(BreakableDisk.Fault.FULL);
            for (String one : new String[] {"tenant", "customer"}) {
                assertThatThrownBy(() -> door.rotate(of(one))).isInstanceOf(RecordException.class);
            }
            assertThat(keys.ids("acme", "CUS-4711")).containsExactly(key);
            assertThat(tenants(shop)).isEqualTo(before);

            disk.now(BreakableDisk.Fault.NONE);
            for (String one : new String[] {"tenant", "customer"}) {
                assertThat(door.rotate(of(one)).path("of").asString()).isEqualTo(one);
            }
            assertThat(keys.ids("acme", "CUS-4711")).hasSize(2).contains(key);
            assertThat(tenants(shop)).isNotEqualTo(before);
        }
    }

    /** The store of keys, as bytes: what is wrapped anew is other bytes. */
    private static byte[] tenants(SmallShop shop) throws java.io.IOException {
        return Files.readAllBytes(shop.data().resolve("keys.db"));
    }
}
