package dev.remit.gateway.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.TestClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds is told, signed, until it is accepted. */
class NoticesTest {
    private static String secret(String reference) {
        return reference.equals("${env:HOOK}") ? "s3cret" : "";
    }

    private final TestClock clock = new TestClock();
    private final List<String> due = new CopyOnWriteArrayList<>();
    private Receiver receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private final class Listed implements Notices.Due {
        @Override
        public List<String> keys() {
            return List.copyOf(due);
        }

        @Override
        public byte @Nullable [] body(String key) {
            return due.contains(key) ? ("{\"key\":\"" + key + "\"}").getBytes(StandardCharsets.UTF_8) : null;
        }
    }

    private Notices start(String secret) {
        return Notices.start(
                List.of(new Notices.Target(receiver.address("/hook"), secret, new Listed())),
                NoticesTest::secret,
                clock,
                new Pauses(() -> 0L));
    }

    private void awaitDeliveries(int count) {
        Shopfront.await(() -> receiver.deliveries.size() >= count);
    }

    private List<String> bodies() {
        return receiver.deliveries.stream().map(Receiver.Delivery::body).toList();
    }

    @Test
    void eachIsToldOnceAndSigned() {
        due.add("a");
        try (Notices notices = start("${env:HOOK}")) {
            awaitDeliveries(1);
            due.add("b");
            notices.wake();
            awaitDeliveries(2);
        }
        assertThat(bodies()).containsExactly("{\"key\":\"a\"}", "{\"key\":\"b\"}");
        String time = Long.toString(clock.instant().getEpochSecond());
        assertThat(receiver.deliveries.getFirst().signature())
                .isEqualTo("v1=" + Signature.hex("s3cret", time, "{\"key\":\"a\"}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsNotAcceptedIsToldAgain() {
        receiver.manners.add(Receiver.status(503));
        receiver.manners.add(Receiver.drops());
        due.add("a");
        due.add("b");
        try (Notices notices = start("${env:HOOK}")) {
            awaitDeliveries(4);
            Shopfront.await(() -> notices.failures().equals(Map.of("127.0.0.1-1", 0.0)));
        }
        assertThat(bodies()).endsWith("{\"key\":\"a\"}", "{\"key\":\"b\"}");
    }

    @Test
    void aNoticeThatIsRefusedKeepsNoOtherBack() {
        receiver.manners.add(Receiver.status(422));
        due.add("a");
        due.add("b");
        due.add("c");
        try (Notices notices = start("${env:HOOK}")) {
            awaitDeliveries(3);
        }
        assertThat(bodies()).startsWith("{\"key\":\"a\"}", "{\"key\":\"b\"}", "{\"key\":\"c\"}");
    }

    @Test
    void aTargetThatRefusesEverythingIsAskedTwiceAndLeftAlone() {
        for (int i = 0; i < 26; i++) {
            receiver.manners.add(Receiver.status(401));
            due.add(String.valueOf((char) ('a' + i)));
        }
        try (Notices notices = start("${env:HOOK}")) {
            Shopfront.await(() -> notices.failures().containsValue(2.0));
            notices.wake();
            assertThat(bodies()).containsExactly("{\"key\":\"a\"}", "{\"key\":\"b\"}");
        }
    }

    @Test
    void whatDoesNotHoldAnyMoreIsNotTold() {
        receiver.manners.add(Receiver.status(503));
        due.add("a");
        try (Notices notices = start("${env:HOOK}")) {
            awaitDeliveries(1);
            due.remove("a");
            due.add("b");
            awaitDeliveries(2);
        }
        assertThat(bodies()).containsExactly("{\"key\":\"a\"}", "{\"key\":\"b\"}");
    }

    @Test
    void afterARestartWhatStillHoldsIsToldAgain() {
        due.add("a");
        start("${env:HOOK}").close();
        try (Notices notices = start("${env:HOOK}")) {
            Shopfront.await(() -> notices.failures().containsValue(0.0) && !bodies().isEmpty());
        }
        assertThat(bodies()).contains("{\"key\":\"a\"}");
    }

    @Test
    void nothingIsSentUnsigned() {
        due.add("a");
        try (Notices notices = start("${env:OTHER}")) {
            Shopfront.await(() -> notices.failures().containsValue(1.0));
        }
        assertThat(receiver.deliveries).isEmpty();
    }
}
